/** Predictions before a run, measured values after it, and the distance between them. */
import type { MeasureId } from './schema.ts';

export type MeasuredValues = Readonly<Partial<Record<MeasureId, number>>>;
export type PredictedValues = Readonly<Partial<Record<MeasureId, number>>>;

export interface MeasureGap {
  readonly id: MeasureId;
  readonly predicted: number;
  readonly measured: number;
  /** |predicted − measured| ÷ measured; 0 is exact, 1 is off by the measured value itself. */
  readonly gap: number;
  readonly direction: 'over' | 'under' | 'exact';
}

/** Below this a measured value would make the quotient explode, so it is the least divisor (own units). */
const leastDivisor: Readonly<Record<MeasureId, number>> = { minutes: 0.25, checks: 1, errors: 1 };

/** The gap of each measure that was both predicted and measured, in the order of `predicted`. */
export function measureGaps(predicted: PredictedValues, measured: MeasuredValues): readonly MeasureGap[] {
  return (Object.entries(predicted) as [MeasureId, number][]).flatMap(([id, guess]) => {
    const value = measured[id];
    return value === undefined ? [] : [measureGap(id, guess, value)];
  });
}

function measureGap(id: MeasureId, predicted: number, measured: number): MeasureGap {
  const gap = Math.abs(predicted - measured) / Math.max(measured, leastDivisor[id]);
  const direction = predicted === measured ? 'exact' : predicted > measured ? 'over' : 'under';
  return { id, predicted, measured, gap, direction };
}

/**
 * The awareness gap on one task: the median of |predicted − measured| ÷ measured over its measures
 * (curriculum, "Metrics"). Null where nothing was both predicted and measured.
 */
export function awarenessGap(gaps: readonly MeasureGap[]): number | null {
  const sorted = gaps.map((each) => each.gap).sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  const lower = sorted[middle - 1];
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}

/** A gap as a person reads it: "exact", "off by 40 %", "3 times too high". */
export function nameGap(gap: MeasureGap): string {
  if (gap.direction === 'exact') return 'exact';
  const ratio = gap.measured > 0 ? gap.predicted / gap.measured : Number.POSITIVE_INFINITY;
  if (gap.direction === 'over') {
    if (!Number.isFinite(ratio)) return 'too high';
    return ratio >= 2
      ? `${round(ratio)} times too high`
      : `${Math.max(1, Math.round((ratio - 1) * 100))} % too high`;
  }
  return `${Math.max(1, Math.round((1 - ratio) * 100))} % too low`;
}

function round(value: number): string {
  return value >= 10 ? Math.round(value).toString() : (Math.round(value * 10) / 10).toString();
}

/**
 * Where a value stands on a line from 0 to 100. Minutes reach from seconds to weeks, so their line is
 * logarithmic; counts stand evenly.
 */
export function placeOnLine(id: MeasureId, value: number, min: number, max: number): number {
  if (max <= min) return 0;
  const share =
    id === 'minutes'
      ? Math.log(Math.max(value, 0.1) / 0.1) / Math.log(max / 0.1)
      : (value - min) / (max - min);
  return Math.min(100, Math.max(0, share * 100));
}
