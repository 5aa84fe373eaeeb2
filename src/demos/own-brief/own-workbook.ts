/** Any financial model, from a brief in the client's own words: built by a live model, measured by programs. */
import type { Demo } from '../demo.ts';
import { anyWorkbookChecks } from '../model/checks/any-workbook-checks.ts';
import { wayOfWork } from '../model/model-goal.ts';
import { ownWorkbookCard } from '../registry-cards.ts';
import { BRIEF_PATH, briefingOf, type OwnBrief, quoteBrief, titleOf, withExtra } from './brief.ts';
import { noRehearsal } from './no-rehearsal.ts';

const names = `Programs judge the model by what holds for any model. Give every assumption a name, in one cell, with its label at the left and the paragraph of the briefing it is from (P4), or the word for "assumed" in the language of the briefing. Declare at least two checks of what must add up with add_check. Give the results that the brief asks for names too, and show the most important of them in charts on a summary.`;

export const demo: Demo = withBrief({ text: '' });

function withBrief(brief: OwnBrief): Demo {
  const briefing = briefingOf(brief.text);
  return {
    ...ownWorkbookCard,
    title: titleOf(brief.text) || ownWorkbookCard.title,
    briefing,
    goal: (brand, extra) =>
      withExtra(
        `Build a financial model for ${brand.name}. The brief: ${quoteBrief(brief.text)} Write labels and notes in the language of the brief. Assumptions with their sources, calculations, a summary with charts, checks, and notes on what the brief leaves open. Check the model and repair what is wrong before you say that it is done.`,
        extra,
      ),
    system: `${wayOfWork}\n\n${names}`,
    seed: brief.text === '' ? {} : { [BRIEF_PATH]: brief.text },
    checks: anyWorkbookChecks(briefing),
    views: [],
    changes: [],
    liveOnly: true,
    rehearsal: noRehearsal,
    withBrief,
  };
}
