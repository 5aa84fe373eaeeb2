import type { Demo } from '../demo.ts';
import { modelChecks } from '../model/model-checks.ts';
import { modelSystem } from '../model/model-goal.ts';
import { refinanceModelCard } from '../registry-cards.ts';
import { changes } from './changes.ts';
import { headlines } from './exhibits.ts';
import { flaw } from './flaw.ts';
import { goal } from './goal.ts';
import { rehearsal } from './rehearsal.ts';
import { briefing, northquay, spec } from './spec.ts';

/** Northquay Bank: a refinance unit over 36 months, with a rate shock. */
export const demo: Demo = {
  ...refinanceModelCard,
  briefing,
  goal,
  system: modelSystem(spec),
  seed: { '/briefing.md': northquay },
  checks: modelChecks(spec),
  headlines,
  views: ['Inputs', 'Lending', 'Funding', 'Costs', 'Profit', 'CashFlow', 'Balance', 'Summary', 'Notes'],
  changes,
  rehearsal,
  flaw,
};
