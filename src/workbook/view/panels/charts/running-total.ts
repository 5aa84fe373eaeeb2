/** Bars of a waterfall: each begins where the one before it ended; totals stand on zero. */

export interface WaterfallBar {
  readonly from: number;
  readonly to: number;
  readonly kind: 'total' | 'up' | 'down' | 'none';
}

/**
 * The first value opens and stands on zero. A later value that equals the sum so far is a total:
 * so a range that holds its own closing figure is drawn as it is meant.
 */
export function waterfallBars(values: readonly (number | null)[]): WaterfallBar[] {
  let sum = 0;
  return values.map((value, index) => {
    if (value === null) return { from: sum, to: sum, kind: 'none' };
    if (index === 0 || isTotal(values, index, sum, value)) {
      sum = value;
      return { from: 0, to: value, kind: 'total' };
    }
    const from = sum;
    sum += value;
    return { from, to: sum, kind: value < 0 ? 'down' : 'up' };
  });
}

function isTotal(values: readonly (number | null)[], index: number, sum: number, value: number): boolean {
  const isFirstStep = values.slice(0, index).filter((each) => each !== null).length < 2;
  return !isFirstStep && Math.abs(value - sum) <= 1e-9 * Math.max(1, Math.abs(sum));
}
