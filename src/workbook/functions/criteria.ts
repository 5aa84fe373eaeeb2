/** Criteria of SUMIFS and its kin, and the wildcards they share with lookups. */

import { stretched } from '../operators.ts';
import {
  CellError,
  clip,
  compareTexts,
  errors,
  gridOf,
  isGrid,
  matrixFrom,
  nearlyEqual,
  parseNumber,
  Range,
  type Scalar,
  scalarOf,
  type Value,
} from '../value.ts';
import { wildcard } from '../wildcard.ts';
import { preciseSum } from './math.ts';
import { any, type FunctionTable, grid } from './spec.ts';

export type Criterion = (cell: Scalar) => boolean;

const operators: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

/** Reads a criterion: 5, "apple", ">=10", "<>", "a*". */
export function criterion(wanted: Scalar): Criterion {
  if (wanted instanceof CellError) return (cell) => cell instanceof CellError && cell.code === wanted.code;
  if (wanted === null) return equals('', 0);
  if (typeof wanted === 'number') return (cell) => typeof cell === 'number' && nearlyEqual(cell, wanted);
  if (typeof wanted === 'boolean') return (cell) => cell === wanted;
  const match = /^(<>|<=|>=|=|<|>)?([\s\S]*)$/.exec(wanted);
  const operator = match?.[1];
  const operand = match?.[2] ?? '';
  const number = parseNumber(operand);
  if (operator === undefined)
    return operand === '' ? (cell) => cell === null || cell === '' : equals(operand, number);
  if (operator === '=') return operand === '' ? (cell) => cell === null : equals(operand, number);
  if (operator === '<>') return different(operand, number);
  const holds = operators[operator] ?? (() => false);
  if (number !== null)
    return (cell) => typeof cell === 'number' && holds(nearlyEqual(cell, number) ? 0 : cell - number);
  return (cell) => typeof cell === 'string' && holds(compareTexts(cell, operand));
}

function equals(text: string, number: number | null): Criterion {
  const upper = text.toUpperCase();
  if (upper === 'TRUE' || upper === 'FALSE') return (cell) => cell === (upper === 'TRUE');
  if (number !== null) {
    return (cell) =>
      typeof cell === 'number'
        ? nearlyEqual(cell, number)
        : typeof cell === 'string' && parseNumber(cell) === number;
  }
  const pattern = wildcard(text);
  if (pattern) return (cell) => typeof cell === 'string' && pattern.test(cell);
  return (cell) => typeof cell === 'string' && compareTexts(cell, text) === 0;
}

function different(operand: string, number: number | null): Criterion {
  if (operand === '') return (cell) => cell !== null && cell !== '';
  const same = equals(operand, number);
  return (cell) => !same(cell);
}

interface Filter {
  readonly range: Range;
  readonly holds: Criterion;
}

/** Pairs of range and criterion from a position on; all ranges must be of one size. */
function filters(values: readonly Value[], from: number): Filter[] | CellError {
  const found: Filter[] = [];
  for (let index = from; index + 1 < values.length; index += 2) {
    const range = values[index];
    if (!(range instanceof Range)) return range instanceof CellError ? range : errors.value;
    const first = found[0]?.range;
    if (first && (first.rows !== range.rows || first.columns !== range.columns)) return errors.value;
    found.push({ range, holds: criterion(scalarOf(values[index + 1] ?? null)) });
  }
  return found;
}

/** Places, row and column within the ranges, where every criterion holds. */
function* matches(
  found: readonly Filter[],
  rows: number,
  columns: number,
): Generator<readonly [number, number]> {
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (found.every(({ range, holds }) => holds(range.at(row, column)))) yield [row, column];
    }
  }
}

/** Rows and columns worth visiting: whole columns end where the sheets end. */
function extent(ranges: readonly Range[]): { rows: number; columns: number } {
  const clipped = ranges.map(clip);
  return {
    rows: Math.max(...clipped.map((each) => each.rows)),
    columns: Math.max(...clipped.map((each) => each.columns)),
  };
}

function matchingNumbers(source: Range, found: readonly Filter[]): number[] | CellError {
  const { rows, columns } = extent([source, ...found.map((each) => each.range)]);
  const numbers: number[] = [];
  for (const [row, column] of matches(found, rows, columns)) {
    const cell = source.at(row, column);
    if (cell instanceof CellError) return cell;
    if (typeof cell === 'number') numbers.push(cell);
  }
  return numbers;
}

/**
 * Runs a function once for each criterion where a grid of them is given (`SUMIF(…, {"a","b"}, …)`).
 * Criteria stand at every second position from `from` on.
 */
function forEachCriterion(
  values: readonly Value[],
  from: number,
  run: (values: readonly Value[]) => Scalar,
): Value {
  const grids = values.filter((value, index) => isCriterion(index, from) && isGrid(value)).map(gridOf);
  const rows = Math.max(1, ...grids.map((each) => each.rows));
  const columns = Math.max(1, ...grids.map((each) => each.columns));
  if (rows * columns === 1) return run(values);
  return matrixFrom(rows, columns, (row, column) =>
    run(
      values.map((value, index) =>
        isCriterion(index, from) && isGrid(value) ? stretched(value, row, column) : value,
      ),
    ),
  );
}

function isCriterion(index: number, from: number): boolean {
  return index >= from && (index - from) % 2 === 0;
}

type Reduce = (numbers: readonly number[]) => Scalar;
const average: Reduce = (numbers) =>
  numbers.length === 0 ? errors.div : preciseSum(numbers) / numbers.length;
const largest: Reduce = (numbers) => numbers.reduce((best, each) => Math.max(best, each), numbers[0] ?? 0);
const smallest: Reduce = (numbers) => numbers.reduce((best, each) => Math.min(best, each), numbers[0] ?? 0);

/** SUMIFS, AVERAGEIFS, MAXIFS, MINIFS: what to reduce comes first. */
function reduceIfs(reduce: Reduce) {
  return grid(3, any, (all) =>
    forEachCriterion(all, 2, (values) => {
      const source = values[0];
      const found = filters(values, 1);
      if (found instanceof CellError) return found;
      if (!(source instanceof Range) || values.length % 2 === 0) return errors.value;
      const first = found[0]?.range;
      if (first && (first.rows !== source.rows || first.columns !== source.columns)) return errors.value;
      const numbers = matchingNumbers(source, found);
      return numbers instanceof CellError ? numbers : reduce(numbers);
    }),
  );
}

/** SUMIF and AVERAGEIF: what to reduce comes last, may be left out, and takes the size of the first range. */
function reduceIf(reduce: Reduce) {
  return {
    ...grid(2, 3, (all) =>
      forEachCriterion(all, 1, (values) => {
        const found = filters(values.slice(0, 2), 0);
        if (found instanceof CellError) return found;
        const range = found[0]?.range;
        const start = values[2] ?? range;
        if (!range || !(start instanceof Range)) return errors.value;
        const source = new Range(
          start.sheet,
          start.top,
          start.left,
          start.top + range.rows - 1,
          start.left + range.columns - 1,
        );
        const numbers = matchingNumbers(source, found);
        return numbers instanceof CellError ? numbers : reduce(numbers);
      }),
    ),
    references: [0, 2],
  };
}

function countIfs(values: readonly Value[]): Scalar {
  const found = filters(values, 0);
  if (found instanceof CellError) return found;
  const first = found[0]?.range;
  if (!first || values.length % 2 !== 0) return errors.value;
  const { rows, columns } = extent(found.map((each) => each.range));
  let count = 0;
  for (const _ of matches(found, rows, columns)) count += 1;
  const unvisited = first.rows * first.columns - rows * columns;
  return unvisited > 0 && found.every(({ holds }) => holds(null)) ? count + unvisited : count;
}

const even = Array.from({ length: 127 }, (_, index) => index * 2);
const sourceAndOdd = [0, ...Array.from({ length: 127 }, (_, index) => index * 2 + 1)];

export const criteriaFunctions: FunctionTable = {
  SUMIF: reduceIf(preciseSum),
  AVERAGEIF: reduceIf(average),
  COUNTIF: { ...grid(2, 2, (values) => forEachCriterion(values, 1, countIfs)), references: [0] },
  COUNTIFS: { ...grid(2, any, (values) => forEachCriterion(values, 1, countIfs)), references: even },
  SUMIFS: { ...reduceIfs(preciseSum), references: sourceAndOdd },
  AVERAGEIFS: { ...reduceIfs(average), references: sourceAndOdd },
  MAXIFS: { ...reduceIfs(largest), references: sourceAndOdd },
  MINIFS: { ...reduceIfs(smallest), references: sourceAndOdd },
};
