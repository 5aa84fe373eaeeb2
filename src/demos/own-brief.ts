/** A free brief: any small web app, built by a live model and judged by the same checks. */
import type { Brand } from '../brand/schema.ts';
import { projectTemplate } from '../sandbox/project-template.ts';
import { appChecks } from './checks/app-checks.ts';
import type { Demo } from './demo.ts';
import { ownBriefCard } from './registry-cards.ts';
import { say } from './script.ts';
import { workingRules } from './working-rules.ts';

function goal(brand: Brand, extra?: string): string {
  const brief = extra?.trim() || 'A small app of your choice that is useful in an office.';
  return `Build a small web app for ${brand.name}, in its colour ${brand.primary}. It has at least three views with a navigation between them, and a form that refuses wrong answers. The brief: ${brief} Test the rules.`;
}

export const demo: Demo = {
  ...ownBriefCard,
  artefact: 'app',
  goal,
  system: workingRules,
  seed: projectTemplate,
  checks: appChecks([]),
  views: [],
  changes: [],
  rehearsal: () => ({
    title: 'No rehearsal for an own brief',
    *build() {
      yield* say('A brief of your own needs a live model. The other demos can be rehearsed without one.');
    },
    answer: () => null,
    nearest: () => [],
  }),
};
