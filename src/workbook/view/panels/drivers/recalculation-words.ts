/** What the last move of a driver did. */
export interface Recalculation {
  readonly cells: number;
  readonly ms: number;
}

/** "4,310 cells changed in 9 ms" */
export function recalculationWords({ cells, ms }: Recalculation): string {
  const count = cells.toLocaleString('en-GB');
  const time = ms < 1 ? 'less than 1 ms' : `${Math.round(ms).toLocaleString('en-GB')} ms`;
  return cells === 1 ? `1 cell changed in ${time}` : `${count} cells changed in ${time}`;
}

/** "4,310 cells, 9 ms" */
export function shortRecalculation(last: Recalculation): string {
  return recalculationWords(last).replace(' changed in', ',').replace('less than', 'under');
}
