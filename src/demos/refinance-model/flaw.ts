/** The misread assumption: every check passes on it, and a person who reads the paragraph sees it. */
import type { Workbook } from '../../workbook/workbook.ts';
import type { DemoFlaw, FlawFinding } from '../demo.ts';
import { sayValue } from '../model/input-requests.ts';
import { lossRepair } from './changes.ts';
import { inputs } from './inputs.ts';
import { briefing } from './spec.ts';

/** Paragraphs that name two numbers, and the one that is taken by mistake. None of them is a driver, which people move. */
const misreadings = [
  {
    name: 'Loss_share',
    wrong: 0.72,
    said: 'P8 says that the sale brings in 72 % of the loan. What is lost is the other 28 %.',
  },
  {
    name: 'Floating_share',
    wrong: 0.8,
    said: 'P6 says that four fifths are locked in. What follows the market is the last fifth, 20 %.',
  },
] as const;

export const flaw: DemoFlaw = {
  question: 'Which cell holds a number that the agent read wrongly?',
  pick: 'cell',
  options: [],
  hints: [
    'Credit losses look high for a bank that lends on homes. Look at them on the sheet Profit, and see what they are made of.',
    'Credit losses are what defaults, times one assumption. Select it on the sheet Inputs and read the paragraph that it cites.',
    'P8 names two shares of a loan that defaults: what the sale brings in, and what is lost. Which one did the agent take?',
  ],
  where: 'Inputs',
  found: async ({ workbook }, choice) =>
    workbook ? judge(workbook, choice) : { found: false, evidence: 'There is no model to look at yet.' },
  explanation:
    'Every check passes, because each of them takes the assumptions as they are. A second calculation with the same wrong number agrees with the first. Only somebody who reads the paragraph beside the number sees that it is the wrong one of two.',
  repair: lossRepair.label,
};

function judge(workbook: Workbook, choice: string): FlawFinding {
  if (nothingMisread(workbook)) return nothingThere;
  const name = inputAt(workbook, choice);
  if (name === null) return noInput(workbook, choice);
  const input = inputs.find((each) => each.name === name);
  const value = numberIn(workbook, name);
  const slip = misreadings.find((each) => each.name === name && value === each.wrong);
  const kind = input?.format.includes('%') ? 'share' : 'number';
  const shown = value === null ? 'nothing' : sayValue({ kind }, value);
  if (slip) return { found: true, evidence: `“${input?.label}” is ${shown} in the model. ${slip.said}` };
  return {
    found: false,
    evidence: `“${input?.label}” is ${shown}, and cites ${input?.source}: “${shortParagraph(input?.source)}” That is not where the mistake is.`,
  };
}

const nothingThere: FlawFinding = {
  found: false,
  absent: true,
  evidence:
    'A program compared the assumptions that are easily misread with the briefing. This model has each of them right.',
};

/** Nothing of what may be misread is wrong in this model. */
function nothingMisread(workbook: Workbook): boolean {
  return misreadings.every(({ name, wrong }) => numberIn(workbook, name) !== wrong);
}

function noInput(workbook: Workbook, choice: string): FlawFinding {
  const cell = workbook.engine.reference(choice);
  if (!cell) return { found: false, evidence: 'Select one cell in the sheet first.' };
  return {
    found: false,
    evidence: `${choice} is worked out or a text. Follow it to the assumption that it comes from: the mistake was typed there.`,
  };
}

/** The assumption whose cell, or whose case, stands there. */
function inputAt(workbook: Workbook, choice: string): string | null {
  const chosen = workbook.engine.reference(choice);
  if (!chosen) return null;
  for (const { name } of inputs) {
    const cell = workbook.engine.reference(name);
    if (!cell || cell.sheet !== chosen.sheet || cell.top !== chosen.top) continue;
    const typed = typeof workbook.inputAt(chosen.sheet.name, chosen.top, chosen.left) === 'number';
    if (cell.left === chosen.left || typed) return name;
  }
  return null;
}

function numberIn(workbook: Workbook, name: string): number | null {
  const cell = workbook.engine.reference(name);
  const value = cell && workbook.engine.sheet(cell.sheet.name)?.valueAt(cell.top, cell.left);
  return typeof value === 'number' ? value : null;
}

function shortParagraph(id: string | undefined): string {
  const text = briefing.paragraphs.find((each) => each.id === id)?.text ?? '';
  return text.length > 160 ? `${text.slice(0, 157).trimEnd()}…` : text;
}
