export interface Share {
  readonly label: string;
  readonly count: number;
  /** Whole percent; all together make 100. */
  readonly percent: number;
}

/** Whole percentages that add up to 100: what rounding leaves over goes to the largest remainders. */
export function shares(rows: readonly { readonly damage: string; readonly count: number }[]): Share[] {
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  if (total === 0) return rows.map((row) => ({ label: row.damage, count: 0, percent: 0 }));
  const exact = rows.map((row) => (row.count / total) * 100);
  const percents = exact.map(Math.floor);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest);
  const missing = 100 - percents.reduce((sum, value) => sum + value, 0);
  for (const { index } of order.slice(0, missing)) percents[index] = (percents[index] ?? 0) + 1;
  return rows.map((row, index) => ({ label: row.damage, count: row.count, percent: percents[index] ?? 0 }));
}
