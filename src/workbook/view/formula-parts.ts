/** A formula cut into what is shown in different colours: references, names, functions, texts. Takes unfinished ones. */
import { areaName, parseArea } from '../address.ts';
import { findFunction } from '../functions/registry.ts';
import type { Workbook } from '../workbook.ts';
import { findSpot, type Spot } from './selection.ts';

export interface FormulaPart {
  readonly text: string;
  readonly kind: 'plain' | 'reference' | 'function' | 'text' | 'number';
  /** Where a reference or a name leads. */
  readonly spot?: Spot;
  /** Colour of a reference, 0 to 4; the same place has the same colour. */
  readonly colour?: number;
}

const colours = 5;
const pattern =
  /("(?:[^"]|"")*"?)|((?:'(?:[^']|'')+'|[A-Za-z_\u00c0-\uffff][\w.\u00c0-\uffff]*)!\$?[A-Za-z]{1,3}\$?\d*(?::\$?[A-Za-z]{1,3}\$?\d*)?|\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}(?::\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6})?(?![\w(.]))|([A-Za-z_\u00c0-\uffff][\w.\u00c0-\uffff]*)(\s*\()?|(\d+\.?\d*(?:[eE][-+]?\d+)?%?)/g;

/** Parts in order; joined they are the text. A text that is no formula is one part. */
export function formulaParts(workbook: Workbook, home: string, text: string): FormulaPart[] {
  if (!text.startsWith('=')) return [{ text, kind: 'plain' }];
  const parts: FormulaPart[] = [];
  const seen = new Map<string, number>();
  let done = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > done) parts.push({ text: text.slice(done, match.index), kind: 'plain' });
    parts.push(...partsOfMatch(workbook, home, match, seen));
    done = match.index + match[0].length;
  }
  if (done < text.length) parts.push({ text: text.slice(done), kind: 'plain' });
  return parts;
}

function partsOfMatch(
  workbook: Workbook,
  home: string,
  match: RegExpMatchArray,
  seen: Map<string, number>,
): FormulaPart[] {
  const [all, quoted, reference, word, call, number] = match;
  if (quoted !== undefined) return [{ text: all, kind: 'text' }];
  if (number !== undefined) return [{ text: all, kind: 'number' }];
  if (word !== undefined && call !== undefined)
    return [
      { text: word, kind: 'function' },
      { text: call, kind: 'plain' },
    ];
  const spot = findSpot(workbook, reference ?? word ?? '', home);
  if (!spot) return [{ text: all, kind: 'plain' }];
  return [{ text: all, kind: 'reference', spot, colour: colourOf(spot, seen) }];
}

function colourOf({ sheet, area }: Spot, seen: Map<string, number>): number {
  const key = `${sheet}!${areaName(area)}`;
  const colour = seen.get(key) ?? seen.size % colours;
  seen.set(key, colour);
  return colour;
}

/** The places that a formula reads, each once, with its colour. */
export function referencesIn(parts: readonly FormulaPart[]): { spot: Spot; colour: number }[] {
  const found = new Map<string, { spot: Spot; colour: number }>();
  for (const { spot, colour } of parts) {
    if (spot && colour !== undefined) found.set(`${spot.sheet}!${areaName(spot.area)}`, { spot, colour });
  }
  return [...found.values()];
}

/** The word that is being typed at the caret, where it may become a function or a name. */
export function wordAt(text: string, caret: number): { word: string; from: number } | null {
  if (!text.startsWith('=')) return null;
  const before = text.slice(0, caret);
  const match = /(^|[=(,;+\-*/^&<>:\s])([A-Za-z_][\w.]*)$/.exec(before);
  const word = match?.[2];
  if (word === undefined || inText(before) || /[\w.(]/.test(text.charAt(caret))) return null;
  if (parseArea(word) && !findFunction(word.toUpperCase())) return null;
  return { word, from: caret - word.length };
}

/** The innermost function whose arguments the caret is in, and which of them. */
export function callAt(text: string, caret: number): { name: string; argument: number } | null {
  const before = text.slice(0, caret);
  if (!text.startsWith('=') || inText(before)) return null;
  let depth = 0;
  let argument = 0;
  for (let at = before.length - 1; at > 0; at -= 1) {
    const sign = before.charAt(at);
    if (sign === ')') depth += 1;
    else if (sign === ',' && depth === 0) argument += 1;
    else if (sign === '(') {
      if (depth > 0) depth -= 1;
      else {
        const name = /([A-Za-z_][\w.]*)$/.exec(before.slice(0, at))?.[1];
        if (name) return { name: name.toUpperCase(), argument };
        argument = 0;
      }
    }
  }
  return null;
}

function inText(before: string): boolean {
  return (before.match(/"/g)?.length ?? 0) % 2 === 1;
}
