import type { Brand } from '../../brand/schema.ts';
import { projectTemplate } from '../../sandbox/project-template.ts';
import { appChecks } from '../checks/app-checks.ts';
import type { Demo } from '../demo.ts';
import { stormClaimCard } from '../registry-cards.ts';
import { workingRules } from '../working-rules.ts';
import { changes } from './changes.ts';
import { flaw } from './flaw.ts';
import { rehearsal } from './rehearsal.ts';

const views = ['Report', 'My claims', 'Overview'];

function goal(brand: Brand, extra?: string): string {
  const wish = extra?.trim() ? ` ${extra.trim()}` : '';
  return `Build a place where customers of the insurer ${brand.name} report storm damage, in its colour ${brand.primary}${brand.secondary ? ` with ${brand.secondary} as a second one` : ''}. Three views: “Report” with a form (policy number, date of damage, what is damaged, estimated cost, what happened) that refuses wrong answers, “My claims” with where each claim stands, and “Overview” for the claims team with this week’s reports on a chart. Up to 800 is paid the same day; a home open to the weather gets a call within two hours. Test the rules.${wish}`;
}

/** The insurer's pack: first notice of a storm loss. */
export const demo: Demo = {
  ...stormClaimCard,
  goal,
  system: workingRules,
  seed: projectTemplate,
  checks: appChecks(views),
  views,
  changes,
  rehearsal,
  flaw,
};
