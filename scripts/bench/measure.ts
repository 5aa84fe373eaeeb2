/** One figure of the bench, as a ratio against a baseline measured (or stated) in the same run. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What `value` is compared with, in the same unit. */
  readonly baseline: number;
  /** What the baseline is: "limit", or the thing measured beside it. */
  readonly against: string;
}

/** A group of measures that share what they start. */
export interface Bench {
  readonly name: string;
  run(): Promise<readonly Measure[]>;
}

/** Middle value; the mean of the middle two where there is an even number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
