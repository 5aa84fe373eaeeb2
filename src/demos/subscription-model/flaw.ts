/** The misread assumption: every check by program passes on it, and who reads its paragraph sees it. */
import { parseArea } from '../../workbook/address.ts';
import { formatNumber } from '../../workbook/number-format.ts';
import type { Workbook } from '../../workbook/workbook.ts';
import type { CheckContext, DemoFlaw, FlawFinding } from '../demo.ts';
import { repairDays } from './changes.ts';
import { inputs, type PlannedInput } from './inputs.ts';
import { briefing } from './spec.ts';

/** What the invoice says, and what the briefing says happens. */
const [onInvoice, inFact] = [30, 45];

export const flaw: DemoFlaw = {
  question: 'Which cell holds a number that the agent read wrongly?',
  pick: 'cell',
  options: [],
  hints: [
    'Look at the first month of the cash flow. One line brings in far more than any later month: why would customers pay so much at once?',
    'Select what customers owe in January 2027, on the sheet Financing, and follow it to the assumption it is made of. Which paragraph does that assumption cite?',
    'Read P10. It names one number of days on the invoice, and another one after which the money is there.',
  ],
  where: 'CashFlow',
  found: async ({ workbook }: CheckContext, choice) => judge(workbook, choice),
  explanation:
    'Every check passed: the balance sheet balances, and the second calculation agrees, since it takes the same assumption. P10 names two numbers, and the agent took the one on the invoice. Only somebody who reads the paragraph beside the number can see that.',
  repair: repairDays.label,
};

function judge(workbook: Workbook | null, choice: string): FlawFinding {
  if (!workbook) return { found: false, evidence: 'There is no model to look at yet.' };
  const days = workbook.engine.reference('DSO')?.at(0, 0) ?? null;
  if (days !== onInvoice) return nothingMisread(days);
  const input = inputAt(workbook, choice);
  if (!input) {
    return {
      found: false,
      evidence: `A program looked at ${choice}: it is none of the assumptions, but worked out from them. Trace it further back.`,
    };
  }
  const value = workbook.engine.reference(input.name)?.at(0, 0) ?? null;
  const cited = input.paragraphs[0] ?? '';
  const text = briefing.paragraphs.find(({ id }) => id === cited)?.text ?? '';
  if (input.name !== 'DSO') {
    const shown = typeof value === 'number' ? formatNumber(value, input.format).text : 'no number';
    return {
      found: false,
      evidence: `“${input.label}” is ${shown} and cites ${cited}: “${sentenceOf(text)}” That is not what the agent misread.`,
    };
  }
  return {
    found: true,
    evidence: `The cell holds ${onInvoice} days and cites ${cited}. There ${onInvoice} days stand on the invoice, and the money is there after ${inFact}. So customers owe half as much again as the model says, and the overdraft is deeper.`,
  };
}

function nothingMisread(days: unknown): FlawFinding {
  return {
    found: false,
    absent: true,
    evidence: `Customers pay after ${days} days in this model, and not after the ${onInvoice} of the invoice. A program found no misread number in it.`,
  };
}

/** The assumption in whose row a cell stands: its live cell, its base, or what a scenario adds. */
function inputAt(workbook: Workbook, choice: string): PlannedInput | undefined {
  const chosen = workbook.engine.reference(choice);
  if (!chosen || !parseArea(choice.split('!').at(-1) ?? '')) return undefined;
  return inputs.find(({ name }) => {
    const live = workbook.engine.reference(name);
    return (
      live?.sheet === chosen.sheet &&
      live.top === chosen.top &&
      chosen.bottom === chosen.top &&
      typeof chosen.at(0, 0) === 'number'
    );
  });
}

function sentenceOf(text: string): string {
  return text.length > 180 ? `${text.slice(0, 177)}…` : text;
}
