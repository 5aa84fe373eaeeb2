/** Finding things: lookups, references, places. */
import { cellName, columnName, quoteSheet } from '../address.ts';
import type { CompileContext } from '../compile.ts';
import {
  CellError,
  clip,
  compare,
  errors,
  type Grid,
  gridOf,
  isGrid,
  Matrix,
  matrixFrom,
  Range,
  type Scalar,
  scalarOf,
  toNumber,
  toText,
  type Value,
} from '../value.ts';
import { wildcard } from '../wildcard.ts';
import { any, type FunctionTable, grid, numberAt } from './spec.ts';

/** The cells of a one-row or one-column grid, as a list that reads on demand. */
interface Line {
  readonly length: number;
  at(index: number): Scalar;
}

function lineOf(value: Value): Line | null {
  const area = isGrid(value) ? (value instanceof Range ? clip(value) : value) : gridOf(value);
  if (area.rows === 1) return { length: area.columns, at: (index) => area.at(0, index) };
  if (area.columns === 1) return { length: area.rows, at: (index) => area.at(index, 0) };
  return null;
}

function sameKind(a: Scalar, b: Scalar): boolean {
  return typeof a === typeof b && a !== null && !(a instanceof CellError);
}

/** Whether a cell is what is looked for; texts may have wildcards. */
function matcher(wanted: Scalar, wildcards: boolean): (cell: Scalar) => boolean {
  const pattern = wildcards && typeof wanted === 'string' ? wildcard(wanted) : null;
  if (pattern) return (cell) => typeof cell === 'string' && pattern.test(cell);
  const sought = wanted === null ? 0 : wanted;
  return (cell) => sameKind(cell, sought) && compare(cell, sought) === 0;
}

function findExact(line: Line, wanted: Scalar, wildcards: boolean, backwards = false): number {
  const matches = matcher(wanted, wildcards);
  if (backwards) {
    for (let index = line.length - 1; index >= 0; index -= 1) if (matches(line.at(index))) return index;
    return -1;
  }
  for (let index = 0; index < line.length; index += 1) if (matches(line.at(index))) return index;
  return -1;
}

/** Last place in a line sorted upwards that is not greater than what is wanted: by halving, as spreadsheets do. */
function findSorted(line: Line, wanted: Scalar): number {
  const sought = wanted === null ? 0 : wanted;
  let low = 0;
  let high = line.length - 1;
  let best = -1;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    let probe = middle;
    while (probe >= low && !sameKind(line.at(probe), sought)) probe -= 1;
    if (probe < low) {
      low = middle + 1;
    } else if (compare(line.at(probe), sought) <= 0) {
      best = probe;
      low = middle + 1;
    } else {
      high = probe - 1;
    }
  }
  return best;
}

/** Nearest below (−1) or above (1) in a line of any order; −1 where there is none. */
function findNearest(line: Line, wanted: Scalar, side: -1 | 1, backwards: boolean): number {
  const sought = wanted === null ? 0 : wanted;
  let best = -1;
  for (let step = 0; step < line.length; step += 1) {
    const index = backwards ? line.length - 1 - step : step;
    const cell = line.at(index);
    if (!sameKind(cell, sought)) continue;
    const order = compare(cell, sought);
    if (order === 0) return index;
    if (Math.sign(order) !== side) continue;
    if (best === -1 || Math.sign(compare(cell, line.at(best))) === -side) best = index;
  }
  return best;
}

function match(values: readonly Value[]): Scalar {
  const wanted = scalarOf(values[0] ?? null);
  if (wanted instanceof CellError) return wanted;
  const line = lineOf(values[1] ?? null);
  const type = numberAt(values, 2, values.length > 2 ? 0 : 1);
  if (type instanceof CellError) return type;
  if (!line) return errors.na;
  const found =
    type === 0
      ? findExact(line, wanted, true)
      : type > 0
        ? findSorted(line, wanted)
        : findDescending(line, wanted);
  return found < 0 ? errors.na : found + 1;
}

function findDescending(line: Line, wanted: Scalar): number {
  let best = -1;
  for (let index = 0; index < line.length; index += 1) {
    const cell = line.at(index);
    if (!sameKind(cell, wanted)) continue;
    if (compare(cell, wanted) < 0) break;
    best = index;
  }
  return best;
}

/** XMATCH's and XLOOKUP's search; −1 where nothing is found. */
function findAny(line: Line, wanted: Scalar, mode: number, search: number): number {
  const backwards = search === -1;
  if (mode === 2) return findExact(line, wanted, true, backwards);
  if (mode === 0) return findExact(line, wanted, false, backwards);
  return findNearest(line, wanted, mode < 0 ? -1 : 1, backwards);
}

/** Looks up each of many wanted values where a grid of them is given. */
function forEach(wanted: Value, find: (one: Scalar) => Value): Value {
  if (!isGrid(wanted) || (wanted.rows === 1 && wanted.columns === 1)) return find(scalarOf(wanted));
  return matrixFrom(wanted.rows, wanted.columns, (row, column) => scalarOf(find(wanted.at(row, column))));
}

function xmatch(values: readonly Value[]): Value {
  const line = lineOf(values[1] ?? null);
  const mode = numberAt(values, 2, 0);
  const search = numberAt(values, 3, 1);
  if (mode instanceof CellError) return mode;
  if (search instanceof CellError) return search;
  if (!line) return errors.na;
  return forEach(values[0] ?? null, (wanted) => {
    if (wanted instanceof CellError) return wanted;
    const found = findAny(line, wanted, mode, search);
    return found < 0 ? errors.na : found + 1;
  });
}

function xlookup(values: readonly Value[]): Value {
  const [wanted = null, within = null, from = null] = values;
  const line = lineOf(within);
  const mode = numberAt(values, 4, 0);
  const search = numberAt(values, 5, 1);
  if (mode instanceof CellError) return mode;
  if (search instanceof CellError) return search;
  const result = gridOf(from);
  const area = gridOf(within);
  if (!line || (area.columns === 1 ? area.rows !== result.rows : area.columns !== result.columns))
    return errors.value;
  return forEach(wanted, (one) => {
    if (one instanceof CellError) return one;
    const found = findAny(line, one, mode, search);
    if (found < 0) return values[3] === undefined || values[3] === null ? errors.na : values[3];
    return area.columns === 1 ? part(result, found, null) : part(result, null, found);
  });
}

/** A row, a column or a cell of a grid; of a range it is a range. */
function part(area: Grid, row: number | null, column: number | null): Value {
  const [top, bottom] = row === null ? [0, area.rows - 1] : [row, row];
  const [left, right] = column === null ? [0, area.columns - 1] : [column, column];
  if (area instanceof Range)
    return new Range(area.sheet, area.top + top, area.left + left, area.top + bottom, area.left + right);
  return matrixFrom(bottom - top + 1, right - left + 1, (r, c) => area.at(top + r, left + c));
}

function tableLookup(across: boolean) {
  return grid(3, 4, (values) => {
    const table = gridOf(values[1] ?? null);
    const index = numberAt(values, 2, 1);
    const sorted = values[3] === undefined ? 1 : toNumber(scalarOf(values[3]));
    if (index instanceof CellError) return index;
    if (sorted instanceof CellError) return sorted;
    const place = Math.trunc(index) - 1;
    if (place < 0) return errors.value;
    if (place >= (across ? table.rows : table.columns)) return errors.ref;
    const line = lineOf(across ? part(table, 0, null) : part(table, null, 0));
    return forEach(values[0] ?? null, (wanted) => {
      if (wanted instanceof CellError) return wanted;
      const found = line ? (sorted === 0 ? findExact(line, wanted, true) : findSorted(line, wanted)) : -1;
      if (found < 0) return errors.na;
      return across ? table.at(place, found) : table.at(found, place);
    });
  });
}

function lookup(values: readonly Value[]): Value {
  const area = gridOf(values[1] ?? null);
  const wide = area.columns > area.rows;
  const line = lineOf(
    area.rows === 1 || area.columns === 1 ? area : wide ? part(area, 0, null) : part(area, null, 0),
  );
  const result =
    values[2] === undefined
      ? lineOf(wide ? part(area, area.rows - 1, null) : part(area, null, area.columns - 1))
      : lineOf(values[2]);
  if (!line || !result) return errors.na;
  return forEach(values[0] ?? null, (wanted) => {
    if (wanted instanceof CellError) return wanted;
    const found = findSorted(line, wanted);
    return found < 0 ? errors.na : result.at(found);
  });
}

function index(values: readonly Value[]): Value {
  const area = gridOf(values[0] ?? null);
  let row = numberAt(values, 1, 0);
  let column = numberAt(values, 2, 0);
  if (row instanceof CellError) return row;
  if (column instanceof CellError) return column;
  if (values.length === 2 && area.rows === 1) [row, column] = [0, row];
  [row, column] = [Math.trunc(row), Math.trunc(column)];
  if (row < 0 || column < 0) return errors.value;
  if (row > area.rows || column > area.columns) return errors.ref;
  return part(area, row === 0 ? null : row - 1, column === 0 ? null : column - 1);
}

function offset(values: readonly Value[], context: CompileContext): Value {
  const start = values[0];
  if (!(start instanceof Range)) return start instanceof CellError ? start : errors.value;
  const parts = [
    numberAt(values, 1, 0),
    numberAt(values, 2, 0),
    numberAt(values, 3, start.rows),
    numberAt(values, 4, start.columns),
  ];
  const error = parts.find((each) => each instanceof CellError);
  if (error instanceof CellError) return error;
  const [down = 0, right = 0, height = 1, width = 1] = parts.map((each) => Math.trunc(Number(each)));
  if (height === 0 || width === 0) return errors.ref;
  const top = start.top + down + (height < 0 ? height + 1 : 0);
  const left = start.left + right + (width < 0 ? width + 1 : 0);
  if (top < 0 || left < 0) return errors.ref;
  const range = new Range(start.sheet, top, left, top + Math.abs(height) - 1, left + Math.abs(width) - 1);
  context.reached(range);
  return range;
}

function indirect(values: readonly Value[], context: CompileContext): Value {
  const text = toText(scalarOf(values[0] ?? null));
  if (text instanceof CellError) return text;
  const range = context.parseReference(text);
  if (!range) return errors.ref;
  context.reached(range);
  return range;
}

function place(of: 'row' | 'column') {
  return {
    ...grid(0, 1, ([value], context) => {
      if (value === undefined) return 1 + (of === 'row' ? context.row : context.column);
      if (value instanceof CellError) return value;
      if (!(value instanceof Range)) return errors.value;
      const area = clipWhole(value);
      if (of === 'row')
        return area.rows === 1 ? area.top + 1 : matrixFrom(area.rows, 1, (row) => area.top + row + 1);
      return area.columns === 1
        ? area.left + 1
        : matrixFrom(1, area.columns, (_, column) => area.left + column + 1);
    }),
    references: [0],
  };
}

/** Whole rows and columns are clipped, ordinary ranges keep their size. */
function clipWhole(range: Range): Range {
  return range.rows > 100_000 || range.columns > 10_000 ? clip(range) : range;
}

function address(values: readonly Value[]): Scalar {
  const parts = [numberAt(values, 0, 1), numberAt(values, 1, 1), numberAt(values, 2, 1)];
  const error = parts.find((each) => each instanceof CellError);
  if (error instanceof CellError) return error;
  const [row = 1, column = 1, kind = 1] = parts.map((each) => Math.trunc(Number(each)));
  if (row < 1 || column < 1) return errors.value;
  const name =
    kind === 4
      ? cellName(row - 1, column - 1)
      : `${kind === 2 ? '' : '$'}${columnName(column - 1)}${kind === 3 ? '' : '$'}${row}`;
  const sheet = values[4] === undefined || values[4] === null ? null : toText(scalarOf(values[4]));
  if (sheet instanceof CellError) return sheet;
  return sheet === null ? name : `${quoteSheet(sheet)}!${name}`;
}

export const lookupFunctions: FunctionTable = {
  MATCH: grid(2, 3, match),
  XMATCH: grid(2, 4, xmatch),
  XLOOKUP: { ...grid(3, 6, xlookup), references: [1, 2] },
  VLOOKUP: tableLookup(false),
  HLOOKUP: tableLookup(true),
  LOOKUP: grid(2, 3, lookup),
  INDEX: { ...grid(2, 3, index), references: [0] },
  OFFSET: { ...grid(3, 5, offset), references: [0], volatile: true },
  INDIRECT: { ...grid(1, 2, indirect), volatile: true },
  ROW: place('row'),
  COLUMN: place('column'),
  ROWS: {
    ...grid(1, 1, ([value = null]) => (value instanceof CellError ? value : gridOf(value).rows)),
    references: [0],
  },
  COLUMNS: {
    ...grid(1, 1, ([value = null]) => (value instanceof CellError ? value : gridOf(value).columns)),
    references: [0],
  },
  ADDRESS: grid(2, any, address),
  TRANSPOSE: grid(1, 1, ([value = null]) => {
    const area = value instanceof Range ? clip(value) : gridOf(value);
    return new Matrix(
      area.columns,
      area.rows,
      matrixFrom(area.columns, area.rows, (row, column) => area.at(column, row)).data,
    );
  }),
};
