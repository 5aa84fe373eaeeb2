/** Predictions before a run, measured values after it, and what lies between them, question by question. */
import type { MeasureId } from './schema.ts';

export type MeasuredValues = Readonly<Partial<Record<MeasureId, number>>>;
export type PredictedValues = Readonly<Partial<Record<MeasureId, number>>>;

export interface MeasureGap {
  readonly id: MeasureId;
  readonly predicted: number;
  readonly measured: number;
  /** |predicted − measured| ÷ measured; 0 is exact, 1 is off by the measured value itself. For exports. */
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

/** One question's gap as one says it: "You expected 8 hours; it took 2 minutes." */
export function gapWords({ id, predicted, measured }: MeasureGap, say: (value: number) => string): string {
  if (predicted === measured) return `You expected ${say(predicted)}, and so it was.`;
  const came: Readonly<Record<MeasureId, string>> = {
    minutes: `it took ${say(measured)}`,
    checks: `it passed ${say(measured)} at once`,
    errors: `it left ${say(measured)}`,
  };
  return `You expected ${say(predicted)}; ${came[id]}.`;
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
