/**
 * Financial functions. Signs follow the spreadsheet convention: money paid out is negative.
 * Formulas: the annuity identity pv·(1+r)ⁿ + pmt·(1+r·type)·((1+r)ⁿ−1)/r + fv = 0.
 */
import { CellError, errors, type Scalar, toNumber, type Value } from '../value.ts';
import { spend } from '../work.ts';
import { preciseSum } from './math.ts';
import { any, collectNumbers, eachScalar, type FunctionTable, grid, numberAt, numbers } from './spec.ts';

function growth(rate: number, periods: number): number {
  return (1 + rate) ** periods;
}

/** What one unit paid every period is worth at the end. */
function annuity(rate: number, periods: number, atStart: number): number {
  if (rate === 0) return periods;
  return ((growth(rate, periods) - 1) / rate) * (atStart ? 1 + rate : 1);
}

function payment(rate: number, periods: number, present: number, future: number, atStart: number): number {
  return -(present * growth(rate, periods) + future) / annuity(rate, periods, atStart);
}

function futureValue(rate: number, periods: number, paid: number, present: number, atStart: number): number {
  return -(present * growth(rate, periods) + paid * annuity(rate, periods, atStart));
}

function presentValue(rate: number, periods: number, paid: number, future: number, atStart: number): number {
  return -(future + paid * annuity(rate, periods, atStart)) / growth(rate, periods);
}

function periodsNeeded(rate: number, paid: number, present: number, future: number, atStart: number): Scalar {
  if (rate === 0) return paid === 0 ? errors.div : -(present + future) / paid;
  const flow = paid * (atStart ? 1 + rate : 1);
  const ratio = (flow - future * rate) / (flow + present * rate);
  return ratio <= 0 ? errors.num : Math.log(ratio) / Math.log(1 + rate);
}

function interestPart(
  rate: number,
  period: number,
  periods: number,
  present: number,
  future: number,
  atStart: number,
): Scalar {
  if (period < 1 || period > periods) return errors.num;
  const paid = payment(rate, periods, present, future, atStart);
  if (!atStart) return futureValue(rate, period - 1, paid, present, 0) * rate;
  return period === 1 ? 0 : (futureValue(rate, period - 2, paid, present, 1) - paid) * rate;
}

function principalPart(
  rate: number,
  period: number,
  periods: number,
  present: number,
  future: number,
  atStart: number,
): Scalar {
  const interest = interestPart(rate, period, periods, present, future, atStart);
  return typeof interest === 'number'
    ? payment(rate, periods, present, future, atStart) - interest
    : interest;
}

/** Newton's method, then halving where it leaves the road; null where there is no root. */
function solve(value: (rate: number) => number, guess: number): number | null {
  let rate = guess;
  for (let step = 0; step < 60; step += 1) {
    const here = value(rate);
    const slope = (value(rate + 1e-6) - value(rate - 1e-6)) / 2e-6;
    const next = rate - here / slope;
    if (!Number.isFinite(next) || next <= -1) break;
    if (Math.abs(next - rate) < 1e-13 * Math.max(1, Math.abs(next))) return next;
    rate = next;
  }
  return bisect(value, guess);
}

function bisect(value: (rate: number) => number, guess: number): number | null {
  const places = [-0.999, -0.9, -0.5, -0.2, -0.05, 0, guess, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 100].sort(
    (a, b) => a - b,
  );
  for (let index = 0; index + 1 < places.length; index += 1) {
    let [low = 0, high = 0] = [places[index], places[index + 1]];
    if (value(low) * value(high) > 0) continue;
    for (let step = 0; step < 200 && high - low > 1e-15; step += 1) {
      const middle = (low + high) / 2;
      if (value(low) * value(middle) <= 0) high = middle;
      else low = middle;
    }
    return (low + high) / 2;
  }
  return null;
}

function rate(
  periods: number,
  paid: number,
  present: number,
  future: number,
  atStart: number,
  guess: number,
): Scalar {
  return (
    solve((r) => present * growth(r, periods) + paid * annuity(r, periods, atStart) + future, guess) ??
    errors.num
  );
}

function netPresent(values: readonly Value[]): Scalar {
  const r = numberAt(values, 0, 0);
  const flows = collectNumbers(values.slice(1));
  if (r instanceof CellError) return r;
  if (flows instanceof CellError) return flows;
  if (r === -1) return errors.div;
  return preciseSum(flows.map((flow, index) => flow / growth(r, index + 1)));
}

function internalRate(values: readonly Value[]): Scalar {
  const flows = collectNumbers(values.slice(0, 1));
  const guess = numberAt(values, 1, 0.1);
  if (flows instanceof CellError) return flows;
  if (guess instanceof CellError) return guess;
  if (!flows.some((flow) => flow > 0) || !flows.some((flow) => flow < 0)) return errors.num;
  return (
    solve((r) => flows.reduce((sum, flow, index) => sum + flow / growth(r, index), 0), guess) ?? errors.num
  );
}

function modifiedRate(values: readonly Value[]): Scalar {
  const flows = collectNumbers(values.slice(0, 1));
  const [finance, reinvest] = [numberAt(values, 1, 0), numberAt(values, 2, 0)];
  if (flows instanceof CellError) return flows;
  if (finance instanceof CellError) return finance;
  if (reinvest instanceof CellError) return reinvest;
  const n = flows.length - 1;
  const gained = preciseSum(flows.map((flow, index) => (flow > 0 ? flow * growth(reinvest, n - index) : 0)));
  const spent = preciseSum(flows.map((flow, index) => (flow < 0 ? flow / growth(finance, index) : 0)));
  return gained === 0 || spent === 0 ? errors.div : (gained / -spent) ** (1 / n) - 1;
}

interface DatedFlows {
  readonly flows: number[];
  readonly days: number[];
}

function datedFlows(flows: Value, dates: Value): DatedFlows | CellError {
  const found = strictNumbers(flows);
  const days = strictNumbers(dates);
  if (found instanceof CellError) return found;
  if (days instanceof CellError) return days;
  if (found.length !== days.length || found.length === 0) return errors.num;
  if (days.some((day) => day < (days[0] ?? 0))) return errors.num;
  return { flows: found, days: days.map(Math.trunc) };
}

function strictNumbers(value: Value): number[] | CellError {
  const found: number[] = [];
  const error = eachScalar(value, (each) => {
    const number = typeof each === 'string' ? errors.value : toNumber(each);
    if (number instanceof CellError) return number;
    found.push(number);
    return undefined;
  });
  return error ?? found;
}

function discounted({ flows, days }: DatedFlows, r: number): number {
  return preciseSum(
    flows.map((flow, index) => flow / growth(r, ((days[index] ?? 0) - (days[0] ?? 0)) / 365)),
  );
}

function datedNetPresent(values: readonly Value[]): Scalar {
  const r = numberAt(values, 0, 0);
  const dated = datedFlows(values[1] ?? null, values[2] ?? null);
  if (r instanceof CellError) return r;
  if (dated instanceof CellError) return dated;
  return r <= -1 ? errors.num : discounted(dated, r);
}

function datedRate(values: readonly Value[]): Scalar {
  const dated = datedFlows(values[0] ?? null, values[1] ?? null);
  const guess = numberAt(values, 2, 0.1);
  if (dated instanceof CellError) return dated;
  if (guess instanceof CellError) return guess;
  if (!dated.flows.some((flow) => flow > 0) || !dated.flows.some((flow) => flow < 0)) return errors.num;
  return solve((r) => discounted(dated, r), guess) ?? errors.num;
}

function straightLine(cost: number, salvage: number, life: number): Scalar {
  return life === 0 ? errors.div : (cost - salvage) / life;
}

function sumOfYears(cost: number, salvage: number, life: number, period: number): Scalar {
  if (life <= 0 || period < 1 || period > life) return errors.num;
  return ((cost - salvage) * (life - period + 1) * 2) / (life * (life + 1));
}

/** Fixed declining balance; the rate is rounded to three places, as the function is defined. */
function decliningBalance(
  cost: number,
  salvage: number,
  life: number,
  period: number,
  months: number,
): Scalar {
  if (cost < 0 || salvage < 0 || life <= 0 || period < 1 || months < 1 || months > 12) return errors.num;
  if (cost === 0) return 0;
  const share = Math.round((1 - (salvage / cost) ** (1 / life)) * 1000) / 1000;
  const first = (cost * share * months) / 12;
  if (period <= 1) return first;
  spend(Math.min(period, life));
  let written = first;
  let current = first;
  for (let year = 2; year <= Math.min(period, life); year += 1) {
    current = (cost - written) * share;
    written += current;
  }
  if (period > life) return ((cost - written) * share * (12 - months)) / 12;
  return current;
}

function doubleDeclining(
  cost: number,
  salvage: number,
  life: number,
  period: number,
  factor: number,
): Scalar {
  if (cost < 0 || salvage < 0 || life <= 0 || period < 1 || period > life || factor <= 0) return errors.num;
  const share = Math.min(1, factor / life);
  const before = cost * (1 - share) ** (period - 1);
  const after = cost * (1 - share) ** period;
  return Math.max(0, before - Math.max(after, salvage));
}

function effective(nominal: number, times: number): Scalar {
  const n = Math.trunc(times);
  return nominal <= 0 || n < 1 ? errors.num : (1 + nominal / n) ** n - 1;
}

function nominalRate(rateOfYear: number, times: number): Scalar {
  const n = Math.trunc(times);
  return rateOfYear <= 0 || n < 1 ? errors.num : n * ((1 + rateOfYear) ** (1 / n) - 1);
}

/** CUMIPMT and CUMPRINC. */
function cumulative(partOf: typeof interestPart) {
  return numbers(6, 6, (r, periods = 0, present = 0, start = 0, end = 0, atStart = 0) => {
    if (r <= 0 || periods <= 0 || present <= 0 || start < 1 || end < start || end > periods)
      return errors.num;
    spend(end - start);
    let sum = 0;
    for (let period = Math.trunc(start); period <= end; period += 1)
      sum += Number(partOf(r, period, periods, present, 0, atStart));
    return sum;
  });
}

export const financialFunctions: FunctionTable = {
  PMT: numbers(3, 5, (r, n = 0, pv = 0, fv = 0, type = 0) =>
    n === 0 ? errors.num : payment(r, n, pv, fv, type),
  ),
  FV: numbers(3, 5, (r, n = 0, pmt = 0, pv = 0, type = 0) => futureValue(r, n, pmt, pv, type)),
  PV: numbers(3, 5, (r, n = 0, pmt = 0, fv = 0, type = 0) => presentValue(r, n, pmt, fv, type)),
  NPER: numbers(3, 5, (r, pmt = 0, pv = 0, fv = 0, type = 0) => periodsNeeded(r, pmt, pv, fv, type)),
  RATE: numbers(3, 6, (n, pmt = 0, pv = 0, fv = 0, type = 0, guess = 0.1) =>
    rate(n, pmt, pv, fv, type, guess || 0.1),
  ),
  IPMT: numbers(4, 6, (r, period = 0, n = 0, pv = 0, fv = 0, type = 0) =>
    interestPart(r, period, n, pv, fv, type),
  ),
  PPMT: numbers(4, 6, (r, period = 0, n = 0, pv = 0, fv = 0, type = 0) =>
    principalPart(r, period, n, pv, fv, type),
  ),
  CUMIPMT: cumulative(interestPart),
  CUMPRINC: cumulative(principalPart),
  NPV: grid(2, any, netPresent),
  IRR: grid(1, 2, internalRate),
  MIRR: grid(3, 3, modifiedRate),
  XNPV: grid(3, 3, datedNetPresent),
  XIRR: grid(2, 3, datedRate),
  SLN: numbers(3, 3, (cost, salvage = 0, life = 0) => straightLine(cost, salvage, life)),
  SYD: numbers(4, 4, (cost, salvage = 0, life = 0, period = 0) => sumOfYears(cost, salvage, life, period)),
  DB: numbers(4, 5, (cost, salvage = 0, life = 0, period = 0, months = 12) =>
    decliningBalance(cost, salvage, life, period, months),
  ),
  DDB: numbers(4, 5, (cost, salvage = 0, life = 0, period = 0, factor = 2) =>
    doubleDeclining(cost, salvage, life, period, factor),
  ),
  EFFECT: numbers(2, 2, (nominal, times = 0) => effective(nominal, times)),
  NOMINAL: numbers(2, 2, (annual, times = 0) => nominalRate(annual, times)),
  RRI: numbers(3, 3, (n, pv = 0, fv = 0) => (n <= 0 || pv === 0 ? errors.num : (fv / pv) ** (1 / n) - 1)),
  PDURATION: numbers(3, 3, (r, pv = 0, fv = 0) =>
    r <= 0 || pv <= 0 || fv <= 0 ? errors.num : Math.log(fv / pv) / Math.log(1 + r),
  ),
};
