import type { Brand } from '../../brand/schema.ts';
import { briefingDocument } from '../briefing.ts';
import type { Demo } from '../demo.ts';
import { modelChecks } from '../model/model-checks.ts';
import { modelGoal, modelSystem } from '../model/model-goal.ts';
import { subscriptionModelCard } from '../registry-cards.ts';
import { changes } from './changes.ts';
import { flaw } from './flaw.ts';
import { headlines } from './headlines.ts';
import { rehearsal } from './rehearsal.ts';
import { briefing, spec } from './spec.ts';

function goal(_brand: Brand, extra?: string): string {
  return modelGoal(spec, 'the five-year plan of Kettle Lane, a coffee subscription, by month', extra);
}

/** The second highlight: a whole model of a subscription business, by month for five years. */
export const demo: Demo = {
  ...subscriptionModelCard,
  briefing,
  goal,
  system: modelSystem(spec),
  seed: { '/briefing.md': briefingDocument(briefing) },
  checks: modelChecks(spec),
  headlines,
  views: [
    'Assumptions',
    'Revenue',
    'Costs',
    'Machines',
    'Financing',
    'Profit',
    'CashFlow',
    'Balance',
    'Summary',
    'Checks',
    'Notes',
  ],
  changes,
  rehearsal,
  flaw,
};
