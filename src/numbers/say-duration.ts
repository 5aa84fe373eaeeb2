/** Spans of working time in words; a working day has eight hours, a week five days, a month four weeks. */

export const minutesPerDay = 480;
export const minutesPerWeek = 5 * minutesPerDay;
export const minutesPerMonth = 4 * minutesPerWeek;
export const minutesPerYear = 12 * minutesPerMonth;

/** `40 seconds`, `1.5 minutes`, `4 hours`, `1 working day`, `2 working weeks`. */
export function sayMinutes(minutes: number): string {
  if (minutes < 1) return many(Math.max(1, Math.round(minutes * 60)), 'second');
  if (minutes < 90) return many(minutes < 10 ? Math.round(minutes * 10) / 10 : Math.round(minutes), 'minute');
  if (minutes < minutesPerDay) return many(Math.round(minutes / 6) / 10, 'hour');
  if (minutes < minutesPerWeek) return many(tenth(minutes / minutesPerDay), 'working day');
  if (minutes < minutesPerMonth) return many(tenth(minutes / minutesPerWeek), 'working week');
  if (minutes < minutesPerYear) return many(tenth(minutes / minutesPerMonth), 'month');
  return many(tenth(minutes / minutesPerYear), 'year');
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

function many(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
