/** The paragraph of the briefing that an input cites, and where its number stands in it. */
import type { Sheet } from '../cell.ts';
import { citedParagraphs } from '../cited-paragraphs.ts';
import { serialOf } from '../dates.ts';
import type { Scalar } from '../value.ts';

/** The paragraphs that a row cites, as `P4`, in the order in which they stand. */
export function citedIn(sheet: Sheet, row: number): string[] {
  const ids = new Set<string>();
  for (const cell of sheet.within(row, 0, row, sheet.lastColumn)) {
    if (typeof cell.value !== 'string' || cell.formula !== undefined) continue;
    for (const id of citedParagraphs(cell.value)) ids.add(id);
  }
  return [...ids];
}

/** A piece of a paragraph; `hit` is a number that is the one asked for. */
export interface ParagraphPiece {
  readonly text: string;
  readonly hit: boolean;
}

const months = 'January|February|March|April|May|June|July|August|September|October|November|December';
const numberInText = new RegExp(
  `(\\d{1,2} (?:${months}) \\d{4})|((?:${months}) \\d{4})|([€$£]?\\d[\\d,]*(?:\\.\\d+)?)(\\s?(?:%|per cent|percent|million|thousand|billion|bn|m|k)(?![a-z]))?|\\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\\b`,
  'gi',
);
const words = [
  '',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const scales: Readonly<Record<string, number>> = {
  '%': 0.01,
  'per cent': 0.01,
  percent: 0.01,
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  m: 1e6,
  billion: 1e9,
  bn: 1e9,
};

/** Cuts a paragraph so that the numbers that mean a value are marked. */
export function markNumber(text: string, value: Scalar): ParagraphPiece[] {
  const pieces: ParagraphPiece[] = [];
  let done = 0;
  for (const match of text.matchAll(numberInText)) {
    if (typeof value !== 'number' || !means(match, value)) continue;
    if (match.index > done) pieces.push({ text: text.slice(done, match.index), hit: false });
    pieces.push({ text: match[0], hit: true });
    done = match.index + match[0].length;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), hit: false });
  return pieces;
}

function means(match: RegExpMatchArray, value: number): boolean {
  const [, day, month, digits, scale, word] = match;
  if (word !== undefined) return value === words.indexOf(word.toLowerCase());
  if (day !== undefined || month !== undefined) return Math.abs(value - daySerial(day ?? `1 ${month}`)) < 31;
  const number = Number((digits ?? '').replace(/[€$£,]/g, ''));
  const scaled = number * (scales[(scale ?? '').trim().toLowerCase()] ?? 1);
  // A percentage may be kept as 1.8 or 0.018, an amount in units or in thousands; a cost may have a sign.
  return [scaled, number, scaled / 1e3, scaled / 1e6].some((each) => isNear(each, Math.abs(value)));
}

function daySerial(text: string): number {
  const [day = '1', month = '', year = '0'] = text.split(' ');
  const index = months.split('|').findIndex((each) => each.toLowerCase() === month.toLowerCase());
  return serialOf(Number(year), index + 1, Number(day));
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(Math.abs(a), Math.abs(b)) * 1e-9;
}
