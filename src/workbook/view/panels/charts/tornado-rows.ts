/** Rows of a tornado: one driver each, what its low and its high end do to the result, widest first. */

export interface TornadoRow {
  /** Place in the data. */
  readonly index: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Tornado {
  /** Where nothing is changed. */
  readonly base: number;
  readonly rows: readonly TornadoRow[];
}

/**
 * `base` where the chart gives it (a third series); else the number that lies between the two
 * ends of every driver, which is 0 where the ends are differences.
 */
export function tornadoRows(
  low: readonly (number | null)[],
  high: readonly (number | null)[],
  base: number | null,
): Tornado {
  const rows = low.map((value, index) => ({ index, low: value, high: high[index] ?? null }));
  return {
    base: base ?? commonBase(rows),
    rows: rows.toSorted((a, b) => spreadOf(b) - spreadOf(a)),
  };
}

function spreadOf({ low, high }: TornadoRow): number {
  return low === null || high === null ? -1 : Math.abs(high - low);
}

function commonBase(rows: readonly TornadoRow[]): number {
  let from = Number.NEGATIVE_INFINITY;
  let to = Number.POSITIVE_INFINITY;
  for (const { low, high } of rows) {
    if (low === null || high === null) continue;
    from = Math.max(from, Math.min(low, high));
    to = Math.min(to, Math.max(low, high));
  }
  if (!Number.isFinite(from) || !Number.isFinite(to) || (from <= 0 && to >= 0)) return 0;
  return (from + to) / 2;
}
