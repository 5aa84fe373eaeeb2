/** Time as people guess it: from a minute to a month of work, on stops that are easy to say. */

/** Minutes; a working day has eight hours, a week five days, a month four weeks. */
export const minuteStops = [
  1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 480, 960, 1440, 2400, 4800, 9600,
] as const;

/** The stop nearest to a number of minutes, as its place on the slider. */
export function stopOf(minutes: number): number {
  const distance = (stop: number) => Math.abs(Math.log(stop) - Math.log(Math.max(minutes, 1)));
  return minuteStops.reduce<number>(
    (best, stop, index) => (distance(stop) < distance(minuteStops[best] ?? 1) ? index : best),
    0,
  );
}

/** `40 seconds`, `1.5 minutes`, `4 hours`, `1 working day`, `2 weeks`. */
export function sayMinutes(minutes: number): string {
  if (minutes < 1) return many(Math.max(1, Math.round(minutes * 60)), 'second');
  if (minutes < 90) return many(minutes < 10 ? Math.round(minutes * 10) / 10 : Math.round(minutes), 'minute');
  if (minutes < 480) return many(Math.round(minutes / 6) / 10, 'hour');
  if (minutes < 2400) return many(Math.round(minutes / 480), 'working day');
  if (minutes < 9600) return many(Math.round(minutes / 2400), 'working week');
  return many(Math.round(minutes / 9600), 'month');
}

function many(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
