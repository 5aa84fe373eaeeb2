/** What a function is to the compiler. */
import type { CompileContext } from '../compile.ts';
import {
  CellError,
  clip,
  errors,
  isGrid,
  Range,
  type Scalar,
  scalarOf,
  toNumber,
  toText,
  type Value,
} from '../value.ts';

interface Common {
  /** How many arguments it takes. */
  readonly least: number;
  readonly most: number;
  /** Recalculated at every change. */
  readonly volatile?: boolean;
  /** Positions of arguments that are wanted as references. */
  readonly references?: readonly number[];
}

/** A function of scalars: broadcast over grids; an error among its arguments is its result. */
export interface ScalarFunction extends Common {
  readonly kind: 'scalar';
  readonly takesErrors?: boolean;
  run(scalars: readonly Scalar[]): Scalar;
}

/** A function that sees grids and references as they are. */
export interface GridFunction extends Common {
  readonly kind: 'grid';
  run(values: readonly Value[], context: CompileContext): Value;
}

export type FunctionSpec = ScalarFunction | GridFunction;
export type FunctionTable = Readonly<Record<string, FunctionSpec>>;

export const any = Number.POSITIVE_INFINITY;

export function scalar(
  least: number,
  most: number,
  run: (scalars: readonly Scalar[]) => Scalar,
): ScalarFunction {
  return { kind: 'scalar', least, most, run };
}

export function grid(least: number, most: number, run: GridFunction['run']): GridFunction {
  return { kind: 'grid', least, most, run };
}

/** A scalar function of numbers; an argument that was left out or is empty is 0. */
export function numbers(least: number, most: number, run: (...values: number[]) => Scalar): ScalarFunction {
  return scalar(least, most, (scalars) => {
    const values: number[] = [];
    for (const each of scalars) {
      const number = toNumber(each);
      if (number instanceof CellError) return number;
      values.push(number);
    }
    const result = run(...values);
    return typeof result === 'number' && !Number.isFinite(result) ? errors.num : result;
  });
}

/** A scalar function whose first argument is a text and whose others are whatever they are. */
export function texts(
  least: number,
  most: number,
  run: (text: string, rest: readonly Scalar[]) => Scalar,
): ScalarFunction {
  return scalar(least, most, ([first = null, ...rest]) => {
    const text = toText(first);
    return text instanceof CellError ? text : run(text, rest);
  });
}

/** The number at a position, or the default where it was left out. */
export function numberAt(values: readonly Value[], index: number, otherwise: number): number | CellError {
  const value = values[index];
  if (value === undefined || value === null) return otherwise;
  return toNumber(scalarOf(value));
}

/** Runs through the cells of a value row by row; stops and returns the first thing `visit` returns. */
export function eachScalar<T>(value: Value, visit: (scalar: Scalar) => T | undefined): T | undefined {
  if (!isGrid(value)) return visit(value);
  const area = value instanceof Range ? clip(value) : value;
  for (let row = 0; row < area.rows; row += 1) {
    for (let column = 0; column < area.columns; column += 1) {
      const found = visit(area.at(row, column));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/**
 * The numbers that SUM and its kin count: in ranges and arrays only real numbers, as a direct
 * argument also truth values and texts that say a number. The first error is the result.
 */
export function collectNumbers(values: readonly Value[]): number[] | CellError {
  const found: number[] = [];
  for (const value of values) {
    if (isGrid(value)) {
      const error = eachScalar(value, (each) => {
        if (typeof each === 'number') found.push(each);
        return each instanceof CellError ? each : undefined;
      });
      if (error) return error;
    } else if (value !== null) {
      const number = toNumber(value);
      if (number instanceof CellError) return number;
      found.push(number);
    }
  }
  return found;
}

/** A grid function of all the numbers in its arguments. */
export function ofNumbers(run: (found: number[]) => Scalar): GridFunction {
  return grid(1, any, (values) => {
    const found = collectNumbers(values);
    return found instanceof CellError ? found : run(found);
  });
}
