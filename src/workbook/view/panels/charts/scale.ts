/** Scales of a chart: from numbers to places, and the round numbers that an axis names. */

export interface Domain {
  readonly low: number;
  readonly high: number;
}

export interface Ticks extends Domain {
  readonly step: number;
  /** Ascending; the first is `low`, the last is `high`. */
  readonly values: readonly number[];
}

/** Charts do not draw beyond this: sums of it would be infinite. */
const LARGEST = 1e300;

/** Least and greatest of the numbers that can be drawn; null where there is none. */
export function extentOf(values: Iterable<number | null>): Domain | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === null || !Number.isFinite(value) || Math.abs(value) > LARGEST) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? { low, high } : null;
}

/**
 * Whether lines that stand far above zero may leave it out: only where their movement would
 * otherwise be lost, less than a quarter of the height.
 */
export function domainForLines(extent: Domain): Domain {
  const spread = extent.high - extent.low;
  const tall = Math.max(Math.abs(extent.high), Math.abs(extent.low));
  if (spread > 0 && spread < tall / 4 && extent.low * extent.high > 0) return extent;
  return { low: Math.min(0, extent.low), high: Math.max(0, extent.high) };
}

/** Round numbers that span a domain: steps of 1, 2, 2.5 or 5 times a power of ten, about `count` of them. */
export function niceTicks({ low, high }: Domain, count: number): Ticks {
  if (!(high > low)) return niceTicks(around(low), count);
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (([1, 2, 2.5, 5, 10].find((each) => each * power >= rough * 0.999) ?? 10) * power) as number;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const values = Array.from({ length: last - first + 1 }, (_, index) => tidy((first + index) * step));
  return { low: values[0] ?? low, high: values.at(-1) ?? high, step: tidy(step), values };
}

/** A domain for a single value: from zero to it, or about zero. */
function around(value: number): Domain {
  if (!Number.isFinite(value) || value === 0) return { low: 0, high: 1 };
  return value > 0 ? { low: 0, high: value } : { low: value, high: 0 };
}

function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** The place of a number between `from` and `to` (pixels, either way round). */
export function placeIn({ low, high }: Domain, value: number, from: number, to: number): number {
  if (!(high > low)) return from;
  return from + ((value - low) / (high - low)) * (to - from);
}

/** Every how many points a label is written, so that none touches its neighbour. */
export function labelStep(points: number, roomFor: number): number {
  const most = Math.max(1, Math.floor(roomFor));
  const steps = [1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240];
  return steps.find((step) => Math.ceil(points / step) <= most) ?? points;
}
