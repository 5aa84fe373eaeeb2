/** Functions that yield arrays: they spill over the cells beside and below. */

import { workbookLimits } from '../limits.ts';
import {
  CellError,
  compare,
  errors,
  gridOf,
  Matrix,
  matrixFrom,
  matrixOf,
  type Scalar,
  toNumber,
  type Value,
} from '../value.ts';
import { spend } from '../work.ts';
import { type FunctionTable, grid, numberAt } from './spec.ts';

function sequence(values: readonly Value[]): Value {
  const parts = [
    numberAt(values, 0, 1),
    numberAt(values, 1, 1),
    numberAt(values, 2, 1),
    numberAt(values, 3, 1),
  ];
  const error = parts.find((each) => each instanceof CellError);
  if (error instanceof CellError) return error;
  const [height = 1, width = 1, start = 1, step = 1] = parts.map(Number);
  const [rows, columns] = [Math.trunc(height), Math.trunc(width)];
  if (rows < 1 || columns < 1 || rows * columns > workbookLimits.cellsOfArray) return errors.value;
  return matrixFrom(rows, columns, (row, column) => start + (row * columns + column) * step);
}

/** Rows of a grid as arrays; columns where `across`. */
function linesOf(value: Value, across: boolean): Scalar[][] {
  const area = matrixOf(value);
  const [outer, inner] = across ? [area.columns, area.rows] : [area.rows, area.columns];
  return Array.from({ length: outer }, (_, line) =>
    Array.from({ length: inner }, (__, index) => (across ? area.at(index, line) : area.at(line, index))),
  );
}

function fromLines(lines: readonly (readonly Scalar[])[], across: boolean): Matrix {
  const inner = lines[0]?.length ?? 0;
  return across
    ? matrixFrom(inner, lines.length, (row, column) => lines[column]?.[row] ?? null)
    : matrixFrom(lines.length, inner, (row, column) => lines[row]?.[column] ?? null);
}

function filter(values: readonly Value[]): Value {
  const [source = null, include = null] = values;
  const area = gridOf(source);
  const keep = matrixOf(include);
  const across = keep.rows === 1 && keep.columns === area.columns && !(area.rows === 1 && keep.columns === 1);
  if (!across && (keep.columns !== 1 || keep.rows !== area.rows)) return errors.value;
  const kept: Scalar[][] = [];
  for (const [index, line] of linesOf(source, across).entries()) {
    const wanted = toNumber(across ? keep.at(0, index) : keep.at(index, 0));
    if (wanted instanceof CellError) return wanted;
    if (wanted !== 0) kept.push(line);
  }
  if (kept.length === 0) return values[2] ?? errors.na;
  return fromLines(kept, across);
}

/** Numbers, then texts, then truth values, then errors; empty cells last. */
function order(a: Scalar, b: Scalar): number {
  const place = (each: Scalar) =>
    each === null
      ? 4
      : each instanceof CellError
        ? 3
        : typeof each === 'boolean'
          ? 2
          : typeof each === 'string'
            ? 1
            : 0;
  const difference = place(a) - place(b);
  return difference !== 0 || a instanceof CellError || a === null ? difference : compare(a, b);
}

function sort(values: readonly Value[]): Value {
  const index = numberAt(values, 1, 1);
  const direction = numberAt(values, 2, 1);
  const byColumn = numberAt(values, 3, 0);
  if (index instanceof CellError) return index;
  if (direction instanceof CellError) return direction;
  if (byColumn instanceof CellError) return byColumn;
  const lines = linesOf(values[0] ?? null, byColumn !== 0);
  const key = Math.trunc(index) - 1;
  if (key < 0 || key >= (lines[0]?.length ?? 0) || Math.abs(direction) !== 1) return errors.value;
  return fromLines(
    lines.toSorted((a, b) => sortOrder(a[key] ?? null, b[key] ?? null, direction)),
    byColumn !== 0,
  );
}

/** Empty cells stay last in both directions. */
function sortOrder(a: Scalar, b: Scalar, direction: number): number {
  return a === null || b === null ? order(a, b) : direction * order(a, b);
}

function sortBy(values: readonly Value[]): Value {
  const lines = linesOf(values[0] ?? null, false);
  const keys: { line: Scalar[]; direction: number }[] = [];
  for (let index = 1; index < values.length; index += 2) {
    const direction = numberAt(values, index + 1, 1);
    if (direction instanceof CellError) return direction;
    const key = linesOf(values[index] ?? null, false).map((line) => line[0] ?? null);
    if (key.length !== lines.length) return errors.value;
    keys.push({ line: key, direction });
  }
  const places = lines
    .map((_, index) => index)
    .sort((a, b) => {
      for (const { line, direction } of keys) {
        const found = sortOrder(line[a] ?? null, line[b] ?? null, direction);
        if (found !== 0) return found;
      }
      return a - b;
    });
  return fromLines(
    places.map((place) => lines[place] ?? []),
    false,
  );
}

function unique(values: readonly Value[]): Value {
  const across = numberAt(values, 1, 0);
  const once = numberAt(values, 2, 0);
  if (across instanceof CellError) return across;
  if (once instanceof CellError) return once;
  const lines = linesOf(values[0] ?? null, across !== 0);
  const keyOf = (line: readonly Scalar[]) =>
    JSON.stringify(
      line.map((each) =>
        each instanceof CellError
          ? { error: each.code }
          : typeof each === 'string'
            ? each.toLowerCase()
            : each,
      ),
    );
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(keyOf(line), (counts.get(keyOf(line)) ?? 0) + 1);
  const seen = new Set<string>();
  const kept = lines.filter((line) => {
    const key = keyOf(line);
    if (seen.has(key) || (once !== 0 && counts.get(key) !== 1)) return false;
    seen.add(key);
    return true;
  });
  return kept.length === 0 ? errors.na : fromLines(kept, across !== 0);
}

function multiply([left = null, right = null]: readonly Value[]): Value {
  const [a, b] = [matrixOf(left), matrixOf(right)];
  if (a.columns !== b.rows) return errors.value;
  if ([...a.data, ...b.data].some((each) => typeof each !== 'number')) return errors.value;
  spend(a.rows * a.columns * b.columns);
  return matrixFrom(a.rows, b.columns, (row, column) => {
    let sum = 0;
    for (let index = 0; index < a.columns; index += 1)
      sum += Number(a.at(row, index)) * Number(b.at(index, column));
    return sum;
  });
}

/** FREQUENCY: how many values fall up to each bound, and above the last. */
function frequency([data = null, bounds = null]: readonly Value[]): Value {
  const limits = matrixOf(bounds).data.filter((each) => typeof each === 'number');
  const found = matrixOf(data).data.filter((each) => typeof each === 'number');
  const sorted = limits.toSorted((a, b) => a - b);
  spend(sorted.length * found.length);
  const counts = sorted.map(
    (limit, index) =>
      found.filter((each) => each <= limit && (index === 0 || each > (sorted[index - 1] ?? 0))).length,
  );
  counts.push(found.filter((each) => sorted.length === 0 || each > (sorted.at(-1) ?? 0)).length);
  return new Matrix(counts.length, 1, counts);
}

export const arrayFunctions: FunctionTable = {
  SEQUENCE: grid(1, 4, sequence),
  FILTER: grid(2, 3, filter),
  SORT: grid(1, 4, sort),
  SORTBY: grid(2, 127, sortBy),
  UNIQUE: grid(1, 3, unique),
  MMULT: grid(2, 2, multiply),
  FREQUENCY: grid(2, 2, frequency),
};
