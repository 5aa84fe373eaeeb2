/** Dates and times. */
import {
  addMonths,
  calendarDay,
  daysInMonth,
  endOfMonth,
  isLeap,
  lastDay,
  serialOf,
  weekdayOf,
} from '../dates.ts';
import { CellError, errors, parseNumber, type Scalar, scalarOf, toNumber, type Value } from '../value.ts';
import { spend } from '../work.ts';
import { eachScalar, type FunctionTable, grid, numberAt, numbers, texts } from './spec.ts';

function valid(serial: number): Scalar {
  return serial < 0 || serial > lastDay ? errors.num : serial;
}

function ofDay(run: (serial: number) => Scalar) {
  return numbers(1, 1, (serial) => (serial < 0 || serial > lastDay + 1 ? errors.num : run(serial)));
}

function date(year: number, month: number, day: number): Scalar {
  const full = year < 1900 ? year + 1900 : year;
  if (year < 0 || full > 9999) return errors.num;
  return valid(serialOf(Math.trunc(full), Math.trunc(month), Math.trunc(day)));
}

function weekday(serial: number, kind: number): Scalar {
  const day = weekdayOf(serial);
  if (kind === 1 || kind === 17) return day + 1;
  if (kind === 3) return (day + 6) % 7;
  if (kind === 2) return ((day + 6) % 7) + 1;
  if (kind >= 11 && kind <= 16) return ((day - (kind - 10) + 7) % 7) + 1;
  return errors.num;
}

/** Week of the year by ISO 8601. */
function isoWeek(serial: number): number {
  const thursday = Math.floor(serial) - ((weekdayOf(serial) + 6) % 7) + 3;
  const first = serialOf(calendarDay(thursday).year, 1, 1);
  return Math.floor((thursday - first) / 7) + 1;
}

function weekNumber(serial: number, kind: number): Scalar {
  if (kind === 21) return isoWeek(serial);
  const start = kind === 2 || kind === 11 ? 1 : kind === 1 || kind === 17 ? 0 : kind - 10;
  const first = serialOf(calendarDay(serial).year, 1, 1);
  const shift = (weekdayOf(first) - start + 7) % 7;
  return Math.floor((Math.floor(serial) - first + shift) / 7) + 1;
}

/** Days between by the 30/360 calendar, US (NASD) or European. */
function days360(start: number, end: number, european: boolean): number {
  const [a, b] = [calendarDay(start), calendarDay(end)];
  const lastOfFebruary = (each: typeof a) => each.month === 2 && each.day === daysInMonth(each.year, 2);
  let [d1, d2] = [a.day, b.day];
  if (european) {
    [d1, d2] = [Math.min(d1, 30), Math.min(d2, 30)];
  } else {
    if (lastOfFebruary(a) && lastOfFebruary(b)) d2 = 30;
    if (d2 === 31 && d1 >= 30) d2 = 30;
    if (d1 === 31 || lastOfFebruary(a)) d1 = 30;
  }
  return (b.year - a.year) * 360 + (b.month - a.month) * 30 + d2 - d1;
}

/** Average length of the years touched, for the actual/actual basis. */
function actualYear(start: number, end: number): number {
  const [a, b] = [calendarDay(start), calendarDay(end)];
  if (end <= addMonths(start, 12)) {
    const leapDay = (year: number) =>
      isLeap(year) && serialOf(year, 2, 29) >= start && serialOf(year, 2, 29) <= end;
    if (a.year === b.year) return isLeap(a.year) ? 366 : 365;
    return leapDay(a.year) || leapDay(b.year) ? 366 : 365;
  }
  return (serialOf(b.year + 1, 1, 1) - serialOf(a.year, 1, 1)) / (b.year - a.year + 1);
}

function yearFraction(first: number, second: number, basis: number): Scalar {
  const [start, end] = [Math.floor(Math.min(first, second)), Math.floor(Math.max(first, second))];
  switch (Math.trunc(basis)) {
    case 0:
      return days360(start, end, false) / 360;
    case 1:
      return (end - start) / actualYear(start, end);
    case 2:
      return (end - start) / 360;
    case 3:
      return (end - start) / 365;
    case 4:
      return days360(start, end, true) / 360;
    default:
      return errors.num;
  }
}

function dateDifference([first = null, second = null, unit = null]: readonly Value[]): Scalar {
  const start = toNumber(scalarOf(first));
  const end = toNumber(scalarOf(second));
  if (start instanceof CellError) return start;
  if (end instanceof CellError) return end;
  if (start > end) return errors.num;
  const [a, b] = [calendarDay(start), calendarDay(end)];
  const months = (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day ? 1 : 0);
  switch (String(scalarOf(unit)).toUpperCase()) {
    case 'Y':
      return Math.floor(months / 12);
    case 'M':
      return months;
    case 'D':
      return Math.floor(end) - Math.floor(start);
    case 'YM':
      return months % 12;
    case 'MD':
      return Math.floor(end) - serialOf(b.year, b.day < a.day ? b.month - 1 : b.month, a.day);
    case 'YD':
      return Math.floor(end) - addMonths(start, Math.floor(months / 12) * 12);
    default:
      return errors.num;
  }
}

function holidays(value: Value | undefined): Set<number> | CellError {
  const found = new Set<number>();
  if (value === undefined) return found;
  const error = eachScalar(value, (each) => {
    if (each === null) return undefined;
    const day = toNumber(each);
    if (day instanceof CellError) return day;
    found.add(Math.floor(day));
    return undefined;
  });
  return error ?? found;
}

/** Years over which a walk from day to day is refused. */
const longestWalk = 366 * 400;

function workdaysBetween(values: readonly Value[]): Scalar {
  const first = numberAt(values, 0, 0);
  const second = numberAt(values, 1, 0);
  const free = holidays(values[2]);
  if (first instanceof CellError) return first;
  if (second instanceof CellError) return second;
  if (free instanceof CellError) return free;
  const [start, end] = [Math.floor(Math.min(first, second)), Math.floor(Math.max(first, second))];
  if (end - start > longestWalk) return errors.num;
  spend(end - start);
  let count = 0;
  for (let day = start; day <= end; day += 1) if (isWorkday(day, free)) count += 1;
  return first > second ? -count : count;
}

function isWorkday(day: number, free: ReadonlySet<number>): boolean {
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6 && !free.has(day);
}

function workday(values: readonly Value[]): Scalar {
  const start = numberAt(values, 0, 0);
  const count = numberAt(values, 1, 0);
  const free = holidays(values[2]);
  if (start instanceof CellError) return start;
  if (count instanceof CellError) return count;
  if (free instanceof CellError) return free;
  let left = Math.abs(Math.trunc(count));
  if (left > longestWalk) return errors.num;
  spend(left);
  const step = Math.sign(count);
  let day = Math.floor(start);
  while (left > 0) {
    day += step;
    if (isWorkday(day, free)) left -= 1;
  }
  return valid(day);
}

function timeOf(hours: number, minutes: number, seconds: number): Scalar {
  const total = hours * 3600 + minutes * 60 + seconds;
  return total < 0 ? errors.num : (total % 86_400) / 86_400;
}

/** Whole seconds of the day, rounded as clocks show them. */
function secondsOf(serial: number): number {
  return Math.round((serial - Math.floor(serial)) * 86_400) % 86_400;
}

export const dateFunctions: FunctionTable = {
  DATE: numbers(3, 3, (year, month = 0, day = 0) => date(year, month, day)),
  YEAR: ofDay((serial) => calendarDay(serial).year),
  MONTH: ofDay((serial) => calendarDay(serial).month),
  DAY: ofDay((serial) => calendarDay(serial).day),
  HOUR: numbers(1, 1, (serial) => Math.floor(secondsOf(serial) / 3600)),
  MINUTE: numbers(1, 1, (serial) => Math.floor(secondsOf(serial) / 60) % 60),
  SECOND: numbers(1, 1, (serial) => secondsOf(serial) % 60),
  TIME: numbers(3, 3, (hours, minutes = 0, seconds = 0) => timeOf(hours, minutes, seconds)),
  WEEKDAY: numbers(1, 2, (serial, kind = 1) => weekday(serial, Math.trunc(kind))),
  WEEKNUM: numbers(1, 2, (serial, kind = 1) => weekNumber(serial, Math.trunc(kind))),
  ISOWEEKNUM: ofDay(isoWeek),
  EDATE: numbers(2, 2, (serial, months = 0) => valid(addMonths(serial, months))),
  EOMONTH: numbers(2, 2, (serial, months = 0) => valid(endOfMonth(serial, months))),
  DAYS: numbers(2, 2, (end, start = 0) => Math.floor(end) - Math.floor(start)),
  DAYS360: numbers(2, 3, (start, end = 0, european = 0) => days360(start, end, european !== 0)),
  YEARFRAC: numbers(2, 3, (start, end = 0, basis = 0) => yearFraction(start, end, basis)),
  DATEDIF: grid(3, 3, dateDifference),
  NETWORKDAYS: grid(2, 3, workdaysBetween),
  WORKDAY: grid(2, 3, workday),
  DATEVALUE: texts(1, 1, (text) =>
    /^\s*\d{4}-\d{1,2}-\d{1,2}\s*$/.test(text) ? (parseNumber(text) ?? errors.value) : errors.value,
  ),
  TODAY: { ...grid(0, 0, (_, context) => Math.floor(context.now())), volatile: true },
  NOW: { ...grid(0, 0, (_, context) => context.now()), volatile: true },
};
