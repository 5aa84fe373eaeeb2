/** The operator's day: from midnight to midnight of the server's time zone, which `TZ` in its environment changes. */

const HOUR_MS = 3_600_000;

/** The day as `2026-11-21`. @param timeZone IANA name; by default the server's own. */
export function dayOf(now: number, timeZone?: string): string {
  return dayFormat(timeZone).format(now);
}

/** Making one costs more than all that is done with it. */
function dayFormat(timeZone?: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
}

/** When the next day begins, epoch milliseconds: 23 to 25 hours after this one began, where clocks change. */
export function dayEnd(now: number, timeZone?: string): number {
  const format = dayFormat(timeZone);
  const today = format.format(now);
  let before = now;
  let after = now + 26 * HOUR_MS;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (format.format(middle) === today) before = middle;
    else after = middle;
  }
  return after;
}
