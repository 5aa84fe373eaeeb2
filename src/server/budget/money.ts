/** Money is counted in whole micro-US-dollars; a fraction always rounds up, against the spender. */
export type MicroUsd = number;

export const MICRO_USD_IN_USD = 1_000_000;

export function fromUsd(usd: number): MicroUsd {
  return Math.max(0, Math.ceil(usd * MICRO_USD_IN_USD - 1e-9));
}

/** "$0.42" for people. */
export function formatUsd(amount: MicroUsd): string {
  const usd = amount / MICRO_USD_IN_USD;
  return `$${usd < 1 && usd > 0 ? usd.toFixed(4) : usd.toFixed(2)}`;
}
