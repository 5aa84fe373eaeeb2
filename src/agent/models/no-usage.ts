import type { ModelUsage } from '../model.ts';

/** A rehearsal spends no tokens. */
export const NO_USAGE: ModelUsage = {
  input: 0,
  output: 0,
  cacheRead: 0,
  cacheWrite: 0,
  reasoning: 0,
  microUsd: 0,
  estimated: false,
};
