import type { Headline } from '../model/model-rehearsal.ts';

/** Key figures that are told before and after a change. */
export const headlines: readonly Headline[] = [
  { name: 'Money_at_end', label: 'the money at the end of five years' },
  { name: 'Peak_overdraft', label: 'the deepest overdraft' },
];
