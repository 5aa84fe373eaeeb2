/** What `read_range` answered, as cells: a script finds its place by reading, never by remembering. */
import { parseCell } from '../../workbook/address.ts';
import { call, OffScript, type Part } from '../script.ts';

export interface ReadCell {
  readonly address: string;
  /** From 1, as people count. */
  readonly row: number;
  /** From 0. */
  readonly column: number;
  /** With `=`; null where something was typed. */
  readonly formula: string | null;
  readonly value: number | string | null;
}

export interface ReadRange {
  readonly sheet: string;
  /** Without its sheet: "D9:BK9". */
  readonly area: string;
  readonly cells: readonly ReadCell[];
}

/** Reads a range or a name; null where there is none. */
export function* tryRead(range: string): Part<ReadRange | null> {
  const { ok, text } = yield* call('read_range', { range });
  return ok ? readAnswer(text) : null;
}

/** Reads a range or a name that must be there; `doing` follows "could not". */
export function* read(range: string, doing: string): Part<ReadRange> {
  const result = yield* call('read_range', { range });
  const answer = result.ok ? readAnswer(result.text) : null;
  if (!answer) throw new OffScript(doing, result);
  return answer;
}

/** The answer of `read_range` as cells; null where it is none. */
export function readAnswer(text: string): ReadRange | null {
  const [head = '', ...lines] = text.split('\n');
  const [, sheet, area] = /^(.+)!([A-Z]+\d+(?::[A-Z]+\d+)?)$/.exec(head) ?? [];
  if (sheet === undefined || area === undefined) return null;
  const cells = lines
    .flatMap((line) => line.split(/ \| (?=[A-Z]{1,3}\d+ )/))
    .flatMap((part) => readCell(part) ?? []);
  return { sheet, area, cells };
}

function readCell(part: string): ReadCell | null {
  const [, address = '', rest = ''] = /^([A-Z]{1,3}\d+) (.*)$/.exec(part) ?? [];
  const place = parseCell(address);
  if (!place) return null;
  const arrow = rest.startsWith('=') ? rest.lastIndexOf(' → ') : -1;
  const formula = arrow < 0 ? null : rest.slice(0, arrow);
  const value = readValue(arrow < 0 ? rest : rest.slice(arrow + 3));
  return { address, row: place.row + 1, column: place.column, formula, value };
}

function readValue(text: string): number | string | null {
  if (text === '(empty)') return null;
  if (text.startsWith('"')) return String(JSON.parse(text));
  const number = Number(text.replace(/ \(.*\)$/, '').replace('E', 'e'));
  return Number.isNaN(number) ? text : number;
}

/** The one value of a name; null where it is not there or no number. */
export function* readNumber(name: string): Part<number | null> {
  const answer = yield* tryRead(name);
  const value = answer?.cells[0]?.value;
  return typeof value === 'number' ? value : null;
}
