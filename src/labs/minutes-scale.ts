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
