/** Any small web app, from a brief in the client's own words: built by a live model, measured by programs. */
import type { Brand } from '../../brand/schema.ts';
import { projectTemplate } from '../../sandbox/project-template.ts';
import { anyAppChecks } from '../checks/any-app-checks.ts';
import type { Demo } from '../demo.ts';
import { ownAppCard } from '../registry-cards.ts';
import { workingRules } from '../working-rules.ts';
import { BRIEF_PATH, type OwnBrief, quoteBrief, titleOf, withExtra } from './brief.ts';
import { noRehearsal } from './no-rehearsal.ts';

export const demo: Demo = withBrief({ text: '' });

function withBrief(brief: OwnBrief): Demo {
  const goesOn = brief.project !== undefined && !isTemplate(brief.project);
  return {
    ...ownAppCard,
    title: titleOf(brief.text) || ownAppCard.title,
    goal: (brand, extra) => withExtra(goesOn ? changeGoal(brief) : buildGoal(brief, brand), extra),
    system: workingRules,
    seed: { ...(brief.project ?? projectTemplate), ...(brief.text && { [BRIEF_PATH]: brief.text }) },
    // Nobody said whose a project is that is there already.
    checks: goesOn ? anyAppChecks.filter(({ id }) => id !== 'brand') : anyAppChecks,
    views: [],
    changes: [],
    liveOnly: true,
    rehearsal: noRehearsal,
    withBrief,
  };
}

function buildGoal({ text }: OwnBrief, brand: Brand): string {
  return `Build a small web app for ${brand.name}, in its colour ${brand.primary}. The brief: ${quoteBrief(text)} Write every word of the app in the language of the brief. Where the brief is silent, decide and say what was decided. Test the rules.`;
}

function changeGoal({ text }: OwnBrief): string {
  return `The project already holds an app: look at its files before anything is changed, and keep what is not asked about. What is asked for: ${quoteBrief(text)}`;
}

/** The empty project that every app begins with is no app to go on with. */
function isTemplate(project: Readonly<Record<string, string>>): boolean {
  const paths = Object.keys(project).filter((path) => path !== BRIEF_PATH);
  return (
    paths.length === Object.keys(projectTemplate).length &&
    paths.every((path) => project[path] === projectTemplate[path])
  );
}
