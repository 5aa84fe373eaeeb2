/** Width of columns that nobody set: from what their cells show. */
import { formatNumber } from '../number-format.ts';
import { CellError, numberToText, type Scalar } from '../value.ts';

const narrowest = 64;
const widest = 320;
const perCharacter = 7.2;
const padding = 14;

/** What a cell shows, as text. */
export function shownText(value: Scalar, format: string | undefined): string {
  if (value === null) return '';
  if (value instanceof CellError) return value.code;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return format === undefined
    ? numberToText(Number(value.toPrecision(10)))
    : formatNumber(value, format).text;
}

/** Pixels that hold a text; a bold or large one needs more. */
export function pixelsFor(text: string): number {
  const longest = text.split('\n').reduce((most, line) => Math.max(most, line.length), 0);
  return Math.round(Math.min(widest, Math.max(narrowest, longest * perCharacter + padding)));
}
