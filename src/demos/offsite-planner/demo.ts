import type { Brand } from '../../brand/schema.ts';
import { projectTemplate } from '../../sandbox/project-template.ts';
import { appChecks } from '../checks/app-checks.ts';
import type { Demo } from '../demo.ts';
import { offsitePlannerCard } from '../registry-cards.ts';
import { workingRules } from '../working-rules.ts';
import { changes } from './changes.ts';
import { flaw } from './flaw.ts';
import { rehearsal } from './rehearsal.ts';

const views = ['Agenda', 'Join', 'Dashboard'];

function goal(brand: Brand, extra?: string): string {
  const wish = extra?.trim() ? ` ${extra.trim()}` : '';
  return `Build a planner for the company offsite of ${brand.name}, in its colour ${brand.primary}${brand.secondary ? ` with ${brand.secondary} as a second one` : ''}. Three views: “Agenda” with the programme of two days, “Join” with a sign-up form (name, e-mail, team, workshop with a limited number of seats, food) that refuses wrong answers, and “Dashboard” with who is coming, a chart and what the kitchen must know. Test the rules.${wish}`;
}

/** The highlight: not tied to an industry. */
export const demo: Demo = {
  ...offsitePlannerCard,
  goal,
  system: workingRules,
  seed: projectTemplate,
  checks: appChecks(views),
  views,
  changes,
  rehearsal,
  flaw,
};
