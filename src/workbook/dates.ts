/**
 * Serial day numbers: days since 30 December 1899, as in the .xlsx format from 1 March 1900 on.
 * The fraction is the time of day.
 */

const dayMs = 86_400_000;
const epoch = Date.UTC(1899, 11, 30);
/** 31 December 9999. */
export const lastDay = 2_958_465;

export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

export function serialOf(year: number, month: number, day: number): number {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year + Math.floor((month - 1) / 12), (((month - 1) % 12) + 12) % 12, day);
  return Math.round((date.getTime() - epoch) / dayMs);
}

export function calendarDay(serial: number): CalendarDay {
  const date = new Date(epoch + Math.floor(serial) * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** 0 is Sunday. */
export function weekdayOf(serial: number): number {
  return (((Math.floor(serial) - 1) % 7) + 7) % 7;
}

/** The same day `months` later, or the month's last. */
export function addMonths(serial: number, months: number): number {
  const { year, month, day } = calendarDay(serial);
  const target = year * 12 + month - 1 + Math.trunc(months);
  const [y, m] = [Math.floor(target / 12), (((target % 12) + 12) % 12) + 1];
  return serialOf(y, m, Math.min(day, daysInMonth(y, m)));
}

export function endOfMonth(serial: number, months: number): number {
  const { year, month } = calendarDay(serial);
  const target = year * 12 + month - 1 + Math.trunc(months);
  const [y, m] = [Math.floor(target / 12), (((target % 12) + 12) % 12) + 1];
  return serialOf(y, m, daysInMonth(y, m));
}

export function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
