import type { ScopeCap } from './ledger.ts';
import { fromUsd } from './money.ts';

/** The scope of the whole kit: everything that is spent in a day. */
export const KIT_SCOPE = 'kit';

export function kitScope(settings: { readonly dailyCapUsd: number }): ScopeCap {
  return { scope: KIT_SCOPE, cap: fromUsd(settings.dailyCapUsd) };
}
