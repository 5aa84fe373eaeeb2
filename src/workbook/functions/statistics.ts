/** Averages, spread, rank, regression. */
import {
  CellError,
  errors,
  type Grid,
  gridOf,
  isGrid,
  type Matrix,
  matrixFrom,
  matrixOf,
  type Scalar,
  scalarOf,
  toNumber,
  type Value,
} from '../value.ts';
import { preciseSum } from './math.ts';
import { any, collectNumbers, eachScalar, type FunctionTable, grid, numberAt, ofNumbers } from './spec.ts';

function mean(found: readonly number[]): number {
  return preciseSum(found) / found.length;
}

function squaredDeviations(found: readonly number[]): number {
  const middle = mean(found);
  return preciseSum(found.map((each) => (each - middle) ** 2));
}

function variance(found: readonly number[], less: 0 | 1): Scalar {
  return found.length <= less ? errors.div : squaredDeviations(found) / (found.length - less);
}

function deviation(found: readonly number[], less: 0 | 1): Scalar {
  const value = variance(found, less);
  return typeof value === 'number' ? Math.sqrt(value) : value;
}

function median(found: readonly number[]): Scalar {
  if (found.length === 0) return errors.num;
  return quantile(
    found.toSorted((a, b) => a - b),
    0.5,
  );
}

/** Linear between the sorted values; `share` from 0 to 1. */
function quantile(sorted: readonly number[], share: number): Scalar {
  if (sorted.length === 0 || share < 0 || share > 1) return errors.num;
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
}

function withParameter(run: (sorted: number[], parameter: number) => Scalar) {
  return grid(2, 2, (values) => {
    const found = collectNumbers(values.slice(0, 1));
    if (found instanceof CellError) return found;
    const parameter = numberAt(values, 1, 0);
    return parameter instanceof CellError
      ? parameter
      : run(
          found.sort((a, b) => a - b),
          parameter,
        );
  });
}

function rank(values: readonly Value[]): Scalar {
  const value = numberAt(values, 0, 0);
  const ascending = numberAt(values, 2, 0);
  if (value instanceof CellError) return value;
  if (ascending instanceof CellError) return ascending;
  const found = collectNumbers(values.slice(1, 2));
  if (found instanceof CellError) return found;
  if (!found.includes(value)) return errors.na;
  return 1 + found.filter((each) => (ascending ? each < value : each > value)).length;
}

/** Pairs of numbers from two grids of one size; pairs with a text or an empty cell are left out. */
function pairs(first: Value, second: Value): { x: number[]; y: number[] } | CellError {
  const [a, b] = [gridOf(first), gridOf(second)];
  if (a.rows * a.columns !== b.rows * b.columns) return errors.na;
  const x: number[] = [];
  const y: number[] = [];
  const [left, right] = [[...flat(a)], [...flat(b)]];
  for (const [index, one] of left.entries()) {
    const other = right[index] ?? null;
    if (one instanceof CellError) return one;
    if (other instanceof CellError) return other;
    if (typeof one === 'number' && typeof other === 'number') {
      x.push(one);
      y.push(other);
    }
  }
  return { x, y };
}

function* flat(area: Grid): Generator<Scalar> {
  for (let row = 0; row < area.rows; row += 1) {
    for (let column = 0; column < area.columns; column += 1) yield area.at(row, column);
  }
}

interface Line {
  readonly slope: number;
  readonly intercept: number;
}

/** Least squares through the points; null where all x are the same. */
function fitLine(x: readonly number[], y: readonly number[], throughZero = false): Line | null {
  if (throughZero)
    return {
      slope: preciseSum(x.map((each, i) => each * (y[i] ?? 0))) / preciseSum(x.map((each) => each * each)),
      intercept: 0,
    };
  const [mx, my] = [mean(x), mean(y)];
  const spread = squaredDeviations(x);
  if (spread === 0 || x.length === 0) return null;
  const slope = preciseSum(x.map((each, i) => (each - mx) * ((y[i] ?? 0) - my))) / spread;
  return { slope, intercept: my - slope * mx };
}

function ofLine(run: (line: Line, x: number[], y: number[]) => Scalar) {
  return grid(2, 2, ([known = null, by = null]) => {
    const found = pairs(by, known);
    if (found instanceof CellError) return found;
    const line = fitLine(found.x, found.y);
    return line ? run(line, found.x, found.y) : errors.div;
  });
}

function correlation(values: readonly Value[]): number | CellError {
  const found = pairs(values[0] ?? null, values[1] ?? null);
  if (found instanceof CellError) return found;
  const { x, y } = found;
  const [mx, my] = [mean(x), mean(y)];
  const scale = Math.sqrt(squaredDeviations(x) * squaredDeviations(y));
  return scale === 0 || Number.isNaN(scale)
    ? errors.div
    : preciseSum(x.map((each, i) => (each - mx) * ((y[i] ?? 0) - my))) / scale;
}

function covariance(values: readonly Value[], less: 0 | 1): Scalar {
  const found = pairs(values[0] ?? null, values[1] ?? null);
  if (found instanceof CellError) return found;
  const { x, y } = found;
  if (x.length <= less) return errors.div;
  const [mx, my] = [mean(x), mean(y)];
  return preciseSum(x.map((each, i) => (each - mx) * ((y[i] ?? 0) - my))) / (x.length - less);
}

function forecast([at = null, known = null, by = null]: readonly Value[]): Scalar {
  const x = toNumber(scalarOf(at));
  const found = pairs(by, known);
  if (x instanceof CellError) return x;
  if (found instanceof CellError) return found;
  const line = fitLine(found.x, found.y);
  return line ? line.intercept + line.slope * x : errors.div;
}

/** TREND and GROWTH: the line through the known points (of their logarithms), read at new places. */
function project(values: readonly Value[], logarithmic: boolean): Value {
  const known = matrixOf(values[0] ?? null);
  const count = known.rows * known.columns;
  const steps = matrixFrom(known.rows, known.columns, (row, column) => row * known.columns + column + 1);
  const by: Matrix = values[1] === undefined || values[1] === null ? steps : matrixOf(values[1]);
  const at: Matrix = values[2] === undefined || values[2] === null ? by : matrixOf(values[2]);
  const constant = values[3] === undefined || values[3] === null || toNumber(scalarOf(values[3])) !== 0;
  if (by.rows * by.columns !== count) return errors.ref;
  const found = pairs(by, known);
  if (found instanceof CellError) return found;
  if (found.x.length !== count) return errors.value;
  if (logarithmic && found.y.some((each) => each <= 0)) return errors.num;
  const line = fitLine(found.x, logarithmic ? found.y.map(Math.log) : found.y, !constant);
  if (!line) return errors.div;
  return matrixFrom(at.rows, at.columns, (row, column) => {
    const x = toNumber(at.at(row, column));
    if (x instanceof CellError) return x;
    const y = line.intercept + line.slope * x;
    return logarithmic ? Math.exp(y) : y;
  });
}

/** AVERAGEA, MAXA, MINA count texts as 0 and truth values as 0 or 1. */
function countingTexts(run: (found: number[]) => Scalar) {
  return grid(1, any, (values) => {
    const found: number[] = [];
    for (const value of values) {
      const error = eachScalar(value, (each) => {
        if (each instanceof CellError) return each;
        if (each !== null)
          found.push(typeof each === 'string' ? (isGrid(value) ? 0 : Number(toNumber(each))) : Number(each));
        return undefined;
      });
      if (error) return error;
    }
    return run(found);
  });
}

function averageDeviation(found: readonly number[]): number {
  const middle = mean(found);
  return mean(found.map((each) => Math.abs(each - middle)));
}

function mode(found: readonly number[]): Scalar {
  const counts = new Map<number, number>();
  for (const each of found) counts.set(each, (counts.get(each) ?? 0) + 1);
  const most = extreme([...counts.values()], (a, b) => a > b);
  if (most < 2) return errors.na;
  return found.find((each) => counts.get(each) === most) ?? errors.na;
}

const percentile = withParameter((sorted, share) => quantile(sorted, share));
const quartile = withParameter((sorted, quarter) => quantile(sorted, Math.trunc(quarter) / 4));
const sampleDeviation = ofNumbers((found) => deviation(found, 1));
const sampleVariance = ofNumbers((found) => variance(found, 1));
const populationDeviation = ofNumbers((found) => deviation(found, 0));
const populationVariance = ofNumbers((found) => variance(found, 0));
const linearForecast = grid(3, 3, forecast);
const modeOf = ofNumbers(mode);
const rankOf = grid(2, 3, rank);

/** The largest or smallest without spreading a long list over the call stack. */
function extreme(found: readonly number[], better: (a: number, b: number) => boolean): number {
  let best = found[0] ?? 0;
  for (const each of found) if (better(each, best)) best = each;
  return best;
}

export const statisticsFunctions: FunctionTable = {
  AVERAGE: ofNumbers((found) => (found.length === 0 ? errors.div : mean(found))),
  AVERAGEA: countingTexts((found) => (found.length === 0 ? errors.div : mean(found))),
  MAX: ofNumbers((found) => extreme(found, (a, b) => a > b)),
  MIN: ofNumbers((found) => extreme(found, (a, b) => a < b)),
  MAXA: countingTexts((found) => extreme(found, (a, b) => a > b)),
  MINA: countingTexts((found) => extreme(found, (a, b) => a < b)),
  MEDIAN: ofNumbers(median),
  MODE: modeOf,
  'MODE.SNGL': modeOf,
  GEOMEAN: ofNumbers((found) =>
    found.length === 0 || found.some((each) => each <= 0) ? errors.num : Math.exp(mean(found.map(Math.log))),
  ),
  HARMEAN: ofNumbers((found) =>
    found.length === 0 || found.some((each) => each <= 0)
      ? errors.num
      : found.length / preciseSum(found.map((each) => 1 / each)),
  ),
  STDEV: sampleDeviation,
  'STDEV.S': sampleDeviation,
  'STDEV.P': populationDeviation,
  STDEVP: populationDeviation,
  VAR: sampleVariance,
  'VAR.S': sampleVariance,
  'VAR.P': populationVariance,
  VARP: populationVariance,
  DEVSQ: ofNumbers(squaredDeviations),
  AVEDEV: ofNumbers((found) => (found.length === 0 ? errors.num : averageDeviation(found))),
  LARGE: withParameter((sorted, place) =>
    place < 1 ? errors.num : (sorted.at(-Math.trunc(place)) ?? errors.num),
  ),
  SMALL: withParameter((sorted, place) =>
    place < 1 ? errors.num : (sorted[Math.trunc(place) - 1] ?? errors.num),
  ),
  PERCENTILE: percentile,
  'PERCENTILE.INC': percentile,
  QUARTILE: quartile,
  'QUARTILE.INC': quartile,
  RANK: rankOf,
  'RANK.EQ': rankOf,
  CORREL: grid(2, 2, correlation),
  PEARSON: grid(2, 2, correlation),
  'COVARIANCE.P': grid(2, 2, (values) => covariance(values, 0)),
  'COVARIANCE.S': grid(2, 2, (values) => covariance(values, 1)),
  SLOPE: ofLine((line) => line.slope),
  INTERCEPT: ofLine((line) => line.intercept),
  RSQ: grid(2, 2, (values) => {
    const r = correlation(values);
    return r instanceof CellError ? r : r * r;
  }),
  FORECAST: linearForecast,
  'FORECAST.LINEAR': linearForecast,
  TREND: grid(1, 4, (values) => project(values, false)),
  GROWTH: grid(1, 4, (values) => project(values, true)),
};
