/** Arithmetic and rounding. */
import {
  addSnapped,
  CellError,
  errors,
  gridOf,
  isGrid,
  type Scalar,
  toNumber,
  type Value,
} from '../value.ts';
import { any, collectNumbers, eachScalar, type FunctionTable, grid, numbers, ofNumbers } from './spec.ts';

/** Sum with Neumaier's compensation, so that long columns tie to the cent. */
export function preciseSum(values: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}

/** Rounds half away from zero at a decimal place, on the number as a person reads it (15 digits). */
export function roundTo(value: number, digits: number, mode: (value: number) => number = Math.round): number {
  if (!Number.isFinite(value) || value === 0) return value;
  const places = Math.trunc(digits);
  if (places > 15) return value;
  const size = Math.abs(value);
  const scaled = places >= 0 ? size * 10 ** places : size / 10 ** -places;
  const read = Number(scaled.toPrecision(15));
  const rounded = mode(read);
  const result = places >= 0 ? rounded / 10 ** places : rounded * 10 ** -places;
  return value < 0 ? -result : result;
}

function toMultiple(value: number, step: number, mode: (value: number) => number): Scalar {
  if (step === 0 || value === 0) return 0;
  if (value > 0 && step < 0) return errors.num;
  const ratio = Number((value / step).toPrecision(15));
  return Number((mode(ratio) * step).toPrecision(15));
}

function modulo(value: number, divisor: number): Scalar {
  if (divisor === 0) return errors.div;
  const rest = addSnapped(value, -divisor * Math.floor(Number((value / divisor).toPrecision(15))));
  return rest === 0 ? 0 : rest;
}

function factorial(value: number): Scalar {
  const n = Math.trunc(value);
  if (n < 0 || n > 170) return errors.num;
  let product = 1;
  for (let factor = 2; factor <= n; factor += 1) product *= factor;
  return product;
}

function combinations(total: number, chosen: number): Scalar {
  const [n, k] = [Math.trunc(total), Math.trunc(chosen)];
  if (k < 0 || n < k) return errors.num;
  let result = 1;
  for (let index = 1; index <= Math.min(k, n - k); index += 1) {
    result = (result * (n - Math.min(k, n - k) + index)) / index;
    if (!Number.isFinite(result)) return errors.num;
  }
  return Math.round(result);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

function sumProduct(values: readonly Value[]): Scalar {
  const grids = values.map(gridOf);
  const first = grids[0];
  if (!first) return 0;
  if (grids.some((each) => each.rows !== first.rows || each.columns !== first.columns)) return errors.value;
  const products: number[] = [];
  for (let row = 0; row < first.rows; row += 1) {
    for (let column = 0; column < first.columns; column += 1) {
      let product = 1;
      for (const each of grids) {
        const cell = each.at(row, column);
        if (cell instanceof CellError) return cell;
        product *=
          typeof cell === 'number'
            ? cell
            : typeof cell === 'boolean' && grids.length === 1
              ? Number(cell)
              : 0;
      }
      products.push(product);
    }
  }
  return preciseSum(products);
}

function pairwise(values: readonly Value[], term: (x: number, y: number) => number): Scalar {
  const [a, b] = values.map(gridOf);
  if (!a || !b || a.rows !== b.rows || a.columns !== b.columns) return errors.na;
  const terms: number[] = [];
  for (let row = 0; row < a.rows; row += 1) {
    for (let column = 0; column < a.columns; column += 1) {
      const [x, y] = [a.at(row, column), b.at(row, column)];
      if (x instanceof CellError) return x;
      if (y instanceof CellError) return y;
      if (typeof x === 'number' && typeof y === 'number') terms.push(term(x, y));
    }
  }
  return preciseSum(terms);
}

/** SUBTOTAL and AGGREGATE share these; the number is the function's code. */
const totals: Readonly<Record<number, (found: number[]) => Scalar>> = {
  1: (found) => (found.length === 0 ? errors.div : preciseSum(found) / found.length),
  2: (found) => found.length,
  4: (found) => found.reduce((best, each) => Math.max(best, each), found[0] ?? 0),
  5: (found) => found.reduce((best, each) => Math.min(best, each), found[0] ?? 0),
  6: (found) => found.reduce((product, each) => product * each, 1),
  9: preciseSum,
};

function subtotal(values: readonly Value[]): Scalar {
  const [code = null, ...rest] = values;
  const number = isGrid(code) ? errors.value : toNumber(code);
  if (number instanceof CellError) return number;
  if (Math.trunc(number) % 100 === 3) return countFilled(rest);
  const run = totals[Math.trunc(number) % 100];
  if (!run) return errors.value;
  const found = collectNumbers(rest);
  return found instanceof CellError ? found : run(found);
}

function sum(values: readonly Value[]): Scalar {
  const found = collectNumbers(values);
  return found instanceof CellError ? found : preciseSum(found);
}

function countFilled(values: readonly Value[]): Scalar {
  let count = 0;
  for (const value of values) {
    eachScalar(value, (each) => {
      if (each !== null || !isGrid(value)) count += 1;
      return undefined;
    });
  }
  return count;
}

function countBlank(values: readonly Value[]): Scalar {
  const range = gridOf(values[0] ?? null);
  let filled = 0;
  eachScalar(range, (each) => {
    if (each !== null && each !== '') filled += 1;
    return undefined;
  });
  return range.rows * range.columns - filled;
}

function countNumbers(values: readonly Value[]): Scalar {
  let count = 0;
  for (const value of values) {
    eachScalar(value, (each) => {
      const direct = !isGrid(value) && each !== null && !(toNumber(each) instanceof CellError);
      if (typeof each === 'number' || direct) count += 1;
      return undefined;
    });
  }
  return count;
}

export const mathFunctions: FunctionTable = {
  SUM: grid(1, any, sum),
  PRODUCT: ofNumbers((found) =>
    found.length === 0 ? 0 : found.reduce((product, each) => product * each, 1),
  ),
  SUMSQ: ofNumbers((found) => preciseSum(found.map((each) => each * each))),
  SUMPRODUCT: grid(1, any, sumProduct),
  SUMXMY2: grid(2, 2, (values) => pairwise(values, (x, y) => (x - y) ** 2)),
  SUMX2PY2: grid(2, 2, (values) => pairwise(values, (x, y) => x * x + y * y)),
  SUMX2MY2: grid(2, 2, (values) => pairwise(values, (x, y) => x * x - y * y)),
  SUBTOTAL: grid(2, any, subtotal),
  COUNT: grid(1, any, countNumbers),
  COUNTA: grid(1, any, countFilled),
  COUNTBLANK: grid(1, 1, countBlank),
  ABS: numbers(1, 1, Math.abs),
  SIGN: numbers(1, 1, Math.sign),
  SQRT: numbers(1, 1, (value) => (value < 0 ? errors.num : Math.sqrt(value))),
  EXP: numbers(1, 1, Math.exp),
  LN: numbers(1, 1, (value) => (value <= 0 ? errors.num : Math.log(value))),
  LOG10: numbers(1, 1, (value) => (value <= 0 ? errors.num : Math.log10(value))),
  LOG: numbers(1, 2, (value, base = 10) => logarithm(value, base)),
  POWER: numbers(2, 2, (a, b = 0) =>
    a === 0 && b === 0 ? errors.num : a === 0 && b < 0 ? errors.div : a ** b,
  ),
  PI: numbers(0, 0, () => Math.PI),
  INT: numbers(1, 1, (value) => Math.floor(Number(value.toPrecision(15)))),
  TRUNC: numbers(1, 2, (value, digits = 0) => roundTo(value, digits, Math.floor)),
  ROUND: numbers(2, 2, (value, digits = 0) => roundTo(value, digits)),
  ROUNDUP: numbers(2, 2, (value, digits = 0) => roundTo(value, digits, Math.ceil)),
  ROUNDDOWN: numbers(2, 2, (value, digits = 0) => roundTo(value, digits, Math.floor)),
  MROUND: numbers(2, 2, (value, step = 0) =>
    value * step < 0 ? errors.num : toMultiple(value, step, Math.round),
  ),
  CEILING: numbers(2, 2, (value, step = 1) => toMultiple(value, step, Math.ceil)),
  FLOOR: numbers(2, 2, (value, step = 1) =>
    step === 0 && value !== 0 ? errors.div : toMultiple(value, step, Math.floor),
  ),
  'CEILING.MATH': numbers(1, 3, (value, step = 1, mode = 0) =>
    mathMultiple(value, step, mode === 0 ? Math.ceil : Math.floor, Math.ceil),
  ),
  'FLOOR.MATH': numbers(1, 3, (value, step = 1, mode = 0) =>
    mathMultiple(value, step, mode === 0 ? Math.floor : Math.ceil, Math.floor),
  ),
  EVEN: numbers(1, 1, (value) => Math.sign(value) * Math.ceil(Math.abs(value) / 2) * 2),
  ODD: numbers(1, 1, (value) =>
    value === 0 ? 1 : Math.sign(value) * (Math.ceil((Math.abs(value) - 1) / 2) * 2 + 1),
  ),
  MOD: numbers(2, 2, (value, divisor = 0) => modulo(value, divisor)),
  QUOTIENT: numbers(2, 2, (value, divisor = 0) => (divisor === 0 ? errors.div : Math.trunc(value / divisor))),
  FACT: numbers(1, 1, factorial),
  COMBIN: numbers(2, 2, (n, k = 0) => combinations(n, k)),
  GCD: ofNumbers((found) => found.map((each) => Math.abs(Math.trunc(each))).reduce(greatestDivisor, 0)),
  LCM: ofNumbers((found) =>
    found
      .map((each) => Math.abs(Math.trunc(each)))
      .reduce((a, b) => (a === 0 || b === 0 ? 0 : (a / greatestDivisor(a, b)) * b), 1),
  ),
  SIN: numbers(1, 1, Math.sin),
  COS: numbers(1, 1, Math.cos),
  TAN: numbers(1, 1, Math.tan),
  ASIN: numbers(1, 1, Math.asin),
  ACOS: numbers(1, 1, Math.acos),
  ATAN: numbers(1, 1, Math.atan),
  ATAN2: numbers(2, 2, (x, y = 0) => (x === 0 && y === 0 ? errors.div : Math.atan2(y, x))),
  DEGREES: numbers(1, 1, (value) => (value * 180) / Math.PI),
  RADIANS: numbers(1, 1, (value) => (value * Math.PI) / 180),
};

function logarithm(value: number, base: number): Scalar {
  if (value <= 0 || base <= 0) return errors.num;
  if (base === 1) return errors.div;
  return base === 10 ? Math.log10(value) : Math.log(value) / Math.log(base);
}

function mathMultiple(
  value: number,
  step: number,
  belowZero: (value: number) => number,
  aboveZero: (value: number) => number,
): Scalar {
  const size = Math.abs(step);
  if (size === 0) return 0;
  const ratio = Number((value / size).toPrecision(15));
  return Number(((value < 0 ? belowZero : aboveZero)(ratio) * size).toPrecision(15));
}
