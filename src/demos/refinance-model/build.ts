/** The build of the model: the briefing, the sheets, a balance that is off, and its repair. */
import type { Brand } from '../../brand/schema.ts';
import {
  addChart,
  addCheck,
  addDriver,
  checkWorkbook,
  defineNames,
  expectWrongSign,
  formatRange,
  must,
  writeRange,
} from '../model/model-script.ts';
import { partInput } from '../model/model-sheet.ts';
import { call, OffScript, type Part, phase, say } from '../script.ts';
import { charts, checks, conversionTable, drivers, scenarioCell } from './exhibits.ts';
import { caseLabels, placedGroups } from './inputs.ts';
import { inputsLook, monthLook, notesLook, summaryLook } from './looks.ts';
import { inputHeader, inputNames, inputsCall, lineNames } from './model-steps.ts';
import { places, plans } from './plans.ts';
import { answerNames, notes, summaryAnswers, summaryRules, summaryTotals, summaryYears } from './summary.ts';

/** The paragraph on defaults names two shares; the agent takes the one that comes back for the one that is lost. */
export const misread = { name: 'Loss_share', value: 0.72 } as const;

const turnedSign = '=[Lending!homes]-[Lending!homes<]';

export function* build(brand: Brand): Part {
  yield* plan(brand);
  yield* phase('Build');
  yield* writeInputs();
  yield* writeMonths();
  yield* writeSummary();
  yield* phase('Check its own work');
  yield* checkAndRepair();
}

function* plan(brand: Brand): Part {
  yield* phase('Plan');
  yield* must('read_briefing', {}, 'read the briefing');
  yield* say(
    `${brand.name} gets a model of its refinance unit by month for three years. First every assumption with its paragraph, then lending, funding and costs, then the three statements from them. Two places of the briefing need a decision: P3 and P11 do not agree on how many applications end in a loan, and P8 does not say over which time loans default. Both go into the notes.`,
  );
}

function* writeInputs(): Part {
  yield* writeRange({ ...inputHeader });
  yield* formatRange('Inputs', { ...inputsLook, purpose: 'the assumptions, in the colour of inputs' });
  yield* defineNames(inputNames(), 'every assumption, so that formulas can be read');
  for (const group of placedGroups)
    yield* writeRange({ ...inputsCall(group, { [misread.name]: misread.value }) });
  yield* must('set_scenario', { cell: scenarioCell, labels: [...caseLabels] }, 'set up the three cases');
  yield* say(
    'All 37 assumptions stand in one place, each with its paragraph. One switch chooses between the three cases.',
  );
}

function* writeMonths(): Part {
  for (const sheet of plans) {
    const [top] = sheet.parts;
    if (top) yield* writeRange(partInput(sheet, top, places));
  }
  yield* say(
    'The sheets have their months. Now the lines, from an application to the balance sheet; each sheet gets its look first, so that it can be read while it fills.',
  );
  for (const sheet of plans) {
    yield* formatRange(sheet.sheet, { ...monthLook(sheet), purpose: `the sheet ${sheet.sheet}` });
    for (const part of sheet.parts.slice(1)) {
      const input = partInput(sheet, part, places);
      yield* writeRange(sheet.sheet === 'CashFlow' ? { ...input, rows: withTurnedSign(input.rows) } : input);
    }
  }
  yield* defineNames(lineNames(), 'the lines that checks read');
}

type Rows = ReturnType<typeof partInput>['rows'];

/** The mistake that the agent makes here and finds later: homes that wait for a buyer bring cash. */
function withTurnedSign(rows: Rows): Rows {
  const label = 'More homes waiting for sale';
  const formula = cashFormula(turnedSign);
  return rows.map((row) => (row[0] === label ? [...row.slice(0, -1), formula] : row));
}

function cashFormula(text: string): string {
  const sheet = plans.find((each) => each.sheet === 'CashFlow');
  if (!sheet) throw new Error('The model has no cash flow');
  return places.formula(sheet, text);
}

function* writeSummary(): Part {
  yield* writeRange({ ...summaryYears });
  yield* formatRange('Summary', { ...summaryLook, rules: summaryRules, purpose: 'the summary' });
  yield* writeRange({ ...summaryTotals });
  yield* writeRange({ ...summaryAnswers });
  yield* defineNames(answerNames, 'the answers');
  yield* writeRange({ ...notes });
  yield* formatRange('Notes', { ...notesLook, purpose: 'the notes' });
  for (const chart of charts) yield* addChart({ ...chart });
  for (const driver of drivers) yield* addDriver({ ...driver });
  for (const check of checks) yield* addCheck({ ...check });
}

function* checkAndRepair(): Part {
  const first = yield* checkWorkbook();
  if (first.unbalanced === null) {
    yield* say(
      'The balance sheet balances at the first try. The script expected it to be off here; it was not.',
    );
  } else yield* repairSign(first.unbalanced);
  const wasOff = first.unbalanced !== null ? ' The balance sheet was off on the way and was repaired.' : '';
  yield* must('sensitivity', { ...conversionTable }, 'work out what a point of conversion is worth');
  const results = yield* call('run_checks', {});
  yield* say(
    results.ok
      ? `The model is done: assumptions, lending, funding, three statements and three cases.${wasOff} Every check passes now. What no program has looked at: whether each number was read rightly from the briefing.`
      : 'The model stands and its balance sheet balances, but not every check passes. The Checks panel says what was measured and where.',
  );
}

function* repairSign(finding: string): Part {
  const row = places.row('CashFlow', 'homes');
  const first = expectWrongSign(finding, 'CashFlow', row);
  yield* say(
    `The balance sheet is off, first in ${first}. The difference is twice the change in homes that wait for a buyer. A look at that line:`,
  );
  yield* must('trace', { cell: `CashFlow!G${row}`, direction: 'precedents' }, 'trace the line');
  yield* say(
    'Found why: a home that has not been sold yet ties money up, and the cash flow counts it as money that came in. The sign is the wrong way round.',
  );
  yield* writeRange({
    sheet: 'CashFlow',
    at: `D${row}`,
    rows: [[cashFormula('=[Lending!homes<]-[Lending!homes]')]],
    fill_right: 35,
    purpose: 'homes waiting for sale, with the right sign',
  });
  const second = yield* checkWorkbook();
  if (second.unbalanced !== null) {
    throw new OffScript('bring the balance sheet to balance', { ok: false, text: second.unbalanced });
  }
  yield* say('The balance sheet balances in all 36 months.');
}
