/** The operators, on scalars and broadcast over grids. */
import { workbookLimits } from './limits.ts';
import {
  addSnapped,
  CellError,
  compare,
  errors,
  type Grid,
  gridOf,
  isGrid,
  type Matrix,
  matrixFrom,
  matrixOf,
  type Scalar,
  single,
  toNumber,
  toText,
  type Value,
} from './value.ts';

export type ScalarOperation = (a: Scalar, b: Scalar) => Scalar;

function numeric(operation: (a: number, b: number) => Scalar): ScalarOperation {
  return (left, right) => {
    const a = toNumber(left);
    if (a instanceof CellError) return a;
    const b = toNumber(right);
    if (b instanceof CellError) return b;
    return operation(a, b);
  };
}

function comparing(holds: (order: number) => boolean): ScalarOperation {
  return (left, right) => {
    if (left instanceof CellError) return left;
    if (right instanceof CellError) return right;
    return holds(compare(left, right));
  };
}

function finite(value: number): Scalar {
  return Number.isFinite(value) ? value : errors.num;
}

function power(a: number, b: number): Scalar {
  if (a === 0 && b === 0) return errors.num;
  if (a === 0 && b < 0) return errors.div;
  return finite(a ** b);
}

function join(left: Scalar, right: Scalar): Scalar {
  const a = toText(left);
  if (a instanceof CellError) return a;
  const b = toText(right);
  if (b instanceof CellError) return b;
  return a.length + b.length > workbookLimits.charactersOfText ? errors.value : a + b;
}

export const scalarOperations: Readonly<Record<string, ScalarOperation>> = {
  '+': numeric((a, b) => finite(addSnapped(a, b))),
  '-': numeric((a, b) => finite(addSnapped(a, -b))),
  '*': numeric((a, b) => finite(a * b)),
  '/': numeric((a, b) => (b === 0 ? errors.div : finite(a / b))),
  '^': numeric(power),
  '&': join,
  '=': comparing((order) => order === 0),
  '<>': comparing((order) => order !== 0),
  '<': comparing((order) => order < 0),
  '>': comparing((order) => order > 0),
  '<=': comparing((order) => order <= 0),
  '>=': comparing((order) => order >= 0),
};

/** The scalar that a grid shows at a place when it is stretched: one row or column repeats, the rest is #N/A. */
export function stretched(grid: Grid, row: number, column: number): Scalar {
  const r = grid.rows === 1 ? 0 : row;
  const c = grid.columns === 1 ? 0 : column;
  return r < grid.rows && c < grid.columns ? grid.at(r, c) : errors.na;
}

/** Applies a scalar operation to every place of the arguments stretched to their common size. */
export function broadcast(
  values: readonly Value[],
  operation: (scalars: readonly Scalar[]) => Scalar,
): Scalar | Matrix {
  const grids = values.map((value) => (isGrid(value) ? matrixOf(value) : gridOf(value)));
  const rows = Math.max(...grids.map((grid) => grid.rows));
  const columns = Math.max(...grids.map((grid) => grid.columns));
  if (rows * columns > workbookLimits.cellsOfArray) return errors.num;
  return matrixFrom(rows, columns, (row, column) =>
    operation(grids.map((grid) => stretched(grid, row, column))),
  );
}

/** A binary operator on anything. */
export function operate(operation: ScalarOperation, left: Value, right: Value): Scalar | Matrix {
  const a = single(left);
  const b = single(right);
  if (!isGrid(a) && !isGrid(b)) return operation(a, b);
  return broadcast([a, b], ([x = null, y = null]) => operation(x, y));
}
