/**
 * Values of the workbook: what a cell holds, what a formula yields, and how one becomes another.
 * A scalar is a number, a text, a truth value, an error, or null for an empty cell.
 */

import { spend } from './work.ts';

export type ErrorCode =
  | '#DIV/0!'
  | '#N/A'
  | '#NAME?'
  | '#NULL!'
  | '#NUM!'
  | '#REF!'
  | '#SPILL!'
  | '#VALUE!'
  | '#CYCLE!';

/** An error as a value: it travels through formulas until something catches it. */
export class CellError {
  readonly code: ErrorCode;
  /** What made it, where the code alone does not say: an unknown name, a blocked cell. */
  readonly detail: string | undefined;
  constructor(code: ErrorCode, detail?: string) {
    this.code = code;
    this.detail = detail;
  }
}

export const errors = {
  div: new CellError('#DIV/0!'),
  na: new CellError('#N/A'),
  name: new CellError('#NAME?'),
  nil: new CellError('#NULL!'),
  num: new CellError('#NUM!'),
  ref: new CellError('#REF!'),
  spill: new CellError('#SPILL!'),
  value: new CellError('#VALUE!'),
  cycle: new CellError('#CYCLE!'),
} as const;

export type Scalar = number | string | boolean | null | CellError;

/** A rectangle of scalars, row by row. */
export class Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Scalar[];
  constructor(rows: number, columns: number, data: Scalar[]) {
    this.rows = rows;
    this.columns = columns;
    this.data = data;
  }
  at(row: number, column: number): Scalar {
    spend(1);
    return this.data[row * this.columns + column] ?? null;
  }
}

/** Makes a matrix cell by cell. */
export function matrixFrom(
  rows: number,
  columns: number,
  cell: (row: number, column: number) => Scalar,
): Matrix {
  spend(rows * columns);
  const data: Scalar[] = new Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) data[row * columns + column] = cell(row, column);
  }
  return new Matrix(rows, columns, data);
}

/** What a range reads from: the sheet as the engine stores it. */
export interface CellSource {
  readonly name: string;
  valueAt(row: number, column: number): Scalar;
  /** Last row and column that hold anything, 0-based; -1 where the sheet is empty. */
  readonly lastRow: number;
  readonly lastColumn: number;
}

/** A reference to a rectangle of a sheet, 0-based and inclusive. Whole rows and columns are clipped when read. */
export class Range {
  readonly sheet: CellSource;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  constructor(sheet: CellSource, top: number, left: number, bottom: number, right: number) {
    this.sheet = sheet;
    this.top = top;
    this.left = left;
    this.bottom = bottom;
    this.right = right;
  }
  get rows(): number {
    return this.bottom - this.top + 1;
  }
  get columns(): number {
    return this.right - this.left + 1;
  }
  at(row: number, column: number): Scalar {
    spend(1);
    return this.sheet.valueAt(this.top + row, this.left + column);
  }
}

/** Two-dimensional things a function may be given. */
export type Grid = Matrix | Range;
/** Anything a formula part may yield. */
export type Value = Scalar | Matrix | Range;

export function isGrid(value: Value): value is Grid {
  return value instanceof Matrix || value instanceof Range;
}

/** The single value of a 1 × 1 range or matrix; other grids stay as they are. */
export function single(value: Value): Scalar | Grid {
  if (isGrid(value) && value.rows === 1 && value.columns === 1) return value.at(0, 0);
  return value;
}

/** A scalar of whatever is given: the top left cell of a grid. */
export function scalarOf(value: Value): Scalar {
  return isGrid(value) ? value.at(0, 0) : value;
}

/** A grid of whatever is given; a scalar is 1 × 1. */
export function gridOf(value: Value): Grid {
  return isGrid(value) ? value : new Matrix(1, 1, [value]);
}

/** A copy of the cells of a range as they are now; an empty range of a whole column is clipped to what is used. */
export function matrixOf(value: Value): Matrix {
  if (value instanceof Matrix) return value;
  if (!(value instanceof Range)) return new Matrix(1, 1, [value]);
  const range = clip(value);
  return matrixFrom(range.rows, range.columns, (row, column) => range.at(row, column));
}

/** The part of a range that can hold anything; never less than one cell. */
export function clip(range: Range): Range {
  const bottom = Math.max(range.top, Math.min(range.bottom, range.sheet.lastRow));
  const right = Math.max(range.left, Math.min(range.right, range.sheet.lastColumn));
  if (bottom === range.bottom && right === range.right) return range;
  return new Range(range.sheet, range.top, range.left, bottom, right);
}

const numberText = /^\s*[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?\s*(%)?\s*$/i;
const isoDateText = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/;

/** The number a text says, or null. Understands percentages and ISO dates. */
export function parseNumber(text: string): number | null {
  const match = numberText.exec(text);
  if (match) return match[4] ? Number.parseFloat(text) / 100 : Number(text);
  const date = isoDateText.exec(text);
  if (!date) return null;
  const [year, month, day] = [Number(date[1]), Number(date[2]), Number(date[3])];
  const time = Date.UTC(year, month - 1, day);
  const there = new Date(time);
  return there.getUTCMonth() === month - 1 && there.getUTCDate() === day ? time / 86_400_000 + 25_569 : null;
}

export function toNumber(value: Scalar): number | CellError {
  if (typeof value === 'number') return value;
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof CellError) return value;
  return parseNumber(value) ?? errors.value;
}

export function toText(value: Scalar): string | CellError {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof CellError) return value;
  return numberToText(value);
}

/** A number as a cell of general format shows it in a text: at most 15 significant digits. */
export function numberToText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  const short = Number(value.toPrecision(15));
  const text = String(short);
  if (!text.includes('e') && Math.abs(short) < 1e15) return text;
  const [digits = '', exponent = '0'] = short.toExponential().split('e');
  const power = Number(exponent);
  if (power < 0 && power >= -9) return short.toFixed(Math.min(20, 14 - power)).replace(/0+$/, '');
  return `${digits}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

export function toBoolean(value: Scalar): boolean | CellError {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (value === null) return false;
  if (value instanceof CellError) return value;
  const upper = value.trim().toUpperCase();
  if (upper === 'TRUE') return true;
  if (upper === 'FALSE') return false;
  return errors.value;
}

/** Order of kinds where unlike things are compared: numbers, texts, truth values. */
function rank(value: Scalar): number {
  if (typeof value === 'number') return 0;
  if (typeof value === 'string') return 1;
  return 2;
}

/** An empty cell takes the kind of what it is compared with. */
function emptyLike(other: Scalar): Scalar {
  if (typeof other === 'string') return '';
  if (typeof other === 'boolean') return false;
  return 0;
}

const collator = new Intl.Collator('en', { sensitivity: 'accent', numeric: false });

/** Negative, zero or positive; texts ignore case. Neither side is an error. */
export function compare(left: Scalar, right: Scalar): number {
  const a = left === null ? emptyLike(right) : left;
  const b = right === null ? emptyLike(left) : right;
  if (typeof a === 'number' && typeof b === 'number') return nearlyEqual(a, b) ? 0 : a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return rank(a) - rank(b);
}

export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return collator.compare(a, b);
}

/**
 * Whether two numbers differ only by the last bits, as spreadsheets compare them:
 * relative 2⁻⁴⁸.
 */
export function nearlyEqual(a: number, b: number): boolean {
  if (a === b) return true;
  const difference = Math.abs(a - b);
  return difference < Math.abs(a) * 3.6e-15 && difference < Math.abs(b) * 3.6e-15;
}

/**
 * a + b, where a result that is only rounding residue is 0. Spreadsheets do this so that
 * 0.1 + 0.2 − 0.3 shows 0.
 */
export function addSnapped(a: number, b: number): number {
  const sum = a + b;
  if (sum === 0 || a === 0 || b === 0 || a > 0 === b > 0) return sum;
  return Math.abs(sum) < Math.abs(a) * 3.6e-15 ? 0 : sum;
}
