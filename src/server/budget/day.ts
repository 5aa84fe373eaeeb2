/** The operator's day: from midnight to midnight of the server's time zone, which `TZ` in its environment changes. */

const HOUR_MS = 3_600_000;

/** The day as `2026-11-21`. @param timeZone IANA name; by default the server's own. */
export function dayOf(now: number, timeZone?: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  return format.format(now);
}

/** When the next day begins, epoch milliseconds: 23 to 25 hours after this one began, where clocks change. */
export function dayEnd(now: number, timeZone?: string): number {
  const today = dayOf(now, timeZone);
  let before = now;
  let after = now + 26 * HOUR_MS;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(middle, timeZone) === today) before = middle;
    else after = middle;
  }
  return after;
}
