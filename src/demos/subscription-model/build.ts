/** The build: from the briefing to three statements, a balance that is off, its repair, and what was asked. */
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
import { formatRules, partInput, partNames, type SheetPart, type SheetPlan } from '../model/model-sheet.ts';
import { call, OffScript, type Part, phase, say } from '../script.ts';
import { charts, churnByPrice, drivers, integrityChecks } from './exhibits.ts';
import { money } from './looks.ts';
import { blockNames, figure, places } from './plans.ts';
import {
  assumptionRules,
  assumptions,
  assumptionsHead,
  groupRows,
  inputNames,
  notes,
  type PlacedGroup,
  placedGroups,
  scenarioCell,
  scenarioLabels,
  summary,
} from './sheets-front.ts';
import { costs, machines, months, revenue } from './sheets-operations.ts';
import { balance, cashFlow, checks, financing, profit, receivablesLine } from './sheets-statements.ts';

export function* build(brand: Brand): Part {
  yield* phase('Plan');
  yield* must('read_briefing', {}, 'read the briefing');
  yield* say(
    `A five-year plan of a coffee subscription, shown in the colours of ${brand.name}. First every assumption with the paragraph it comes from, then customers and revenue, costs, machines, debt, and out of these the three statements, month by month. Two things need a decision and go into the notes: P9 and P11 disagree on the life of a machine, and P12 leaves open what losses do to the tax.`,
  );
  yield* phase('Build');
  yield* writeAssumptions();
  yield* writeOperations();
  yield* writeStatements();
  yield* writeFront();
  yield* phase('Check its own work');
  yield* checkAndRepair();
}

function* writeAssumptions(): Part {
  yield* writeRange({
    purpose: 'the switch for the scenario',
    sheet: assumptions,
    at: 'A1',
    rows: assumptionsHead,
  });
  yield* must('set_scenario', { cell: scenarioCell, labels: [...scenarioLabels] }, 'set up the scenarios');
  yield* formatRange(assumptions, {
    purpose: 'what people may change in the colour of inputs',
    rules: assumptionRules,
    freeze: { rows: 3, columns: 1 },
    widths: { A: 270, B: 110, C: 76, D: 100, E: 100, F: 112, G: 124 },
    validations: [{ area: 'D2', kind: 'number', least: 1, most: scenarioLabels.length }],
  });
  yield* defineNames(inputNames(), 'every assumption, so that formulas can be read');
  yield* writeGroups(placedGroups.slice(0, 3), 'what is sold and what it costs, each with its paragraph');
  yield* writeGroups(placedGroups.slice(3), 'machines, payment terms, the start, tax and debt');
}

/** Groups of assumptions, with a free row between them. */
function* writeGroups(groups: readonly PlacedGroup[], purpose: string): Part {
  const rows = groups.flatMap((group, index) => [...(index > 0 ? [blank] : []), ...groupRows(group)]);
  yield* writeRange({ purpose, sheet: assumptions, at: `A${groups[0]?.row}`, rows });
}

const blank = [null, null, null, null, null, null, null];

function* writeParts(plan: SheetPlan, parts: readonly SheetPart[] = plan.parts): Part {
  for (const part of parts) yield* writeRange(partInput(plan, part, places));
}

/** The look of a sheet of months. */
function* look(plan: SheetPlan, more: Readonly<Record<string, unknown>> = {}): Part {
  const head = plan.parts[0]?.rows[0]?.label ?? plan.sheet;
  yield* formatRange(plan.sheet, {
    purpose: `the sheet “${head}”`,
    rules: formatRules(plan, places, money),
    freeze: { rows: 4, columns: 1 },
    widths: { A: 270, B: 84, C: 96 },
    ...more,
  });
}

function* writeOperations(): Part {
  yield* say('Customers and revenue first. One formula a row, the same in all sixty months.');
  yield* writeSheet(revenue);
  yield* writeSheet(costs);
  yield* writeSheet(machines);
  yield* defineNames(
    { ...namesOf(revenue), ...namesOf(costs), ...namesOf(machines) },
    'the lines of the operations',
  );
}

/** A sheet gets its look with its first rows, so that what comes is read in its format. */
function* writeSheet(plan: SheetPlan, more: Readonly<Record<string, unknown>> = {}): Part {
  yield* writeParts(plan, plan.parts.slice(0, 1));
  yield* look(plan, more);
  yield* writeParts(plan, plan.parts.slice(1));
}

function namesOf(plan: SheetPlan): Record<string, string> {
  const lines = plan.parts.map((part) => partNames(plan, part, places));
  return { ...Object.assign({}, ...lines), ...blockNames(plan.sheet) };
}

function* writeStatements(): Part {
  const [terms, tax, overdraft] = financing.parts;
  if (!terms || !tax || !overdraft) return;
  yield* say(
    'Now debt and the three statements. Interest counts on opening balances, so nothing runs in a circle.',
  );
  yield* writeParts(financing, [terms]);
  yield* look(financing, {
    conditionals: [{ area: areaOf(financing, 'headroom'), when: 'below', value: 0, show: 'bad' }],
  });
  yield* writeSheet(profit, {
    conditionals: [{ area: areaOf(profit, 'net'), when: 'below', value: 0, show: 'warn' }],
  });
  yield* writeParts(financing, [tax]);
  yield* writeSheet(cashFlow);
  yield* writeParts(financing, [overdraft]);
  yield* writeSheet(balance);
  const names = [financing, profit, cashFlow, balance].map(namesOf);
  yield* defineNames(Object.assign({}, ...names), 'the lines of the three statements');
}

function areaOf({ sheet }: SheetPlan, key: string): string {
  const { first, last } = places.span(sheet);
  const row = places.row(sheet, key);
  return `${first}${row}:${last}${row}`;
}

function* writeFront(): Part {
  const [answers, years] = summary.parts;
  if (!answers || !years) return;
  yield* writeParts(summary, [answers]);
  yield* formatRange(summary.sheet, {
    purpose: 'the summary',
    rules: formatRules(summary, places, money),
    freeze: { rows: 1, columns: 1 },
    widths: { A: 270, B: 84, C: 112, D: 112, E: 112, F: 112, G: 112 },
  });
  yield* writeParts(summary, [years]);
  yield* defineNames({ Peak_overdraft: figure('peak'), Money_at_end: figure('money') }, 'the key figures');
  for (const chart of charts) yield* addChart({ ...chart });
  yield* writeSheet(checks, {
    conditionals: [{ area: `D6:BK${places.row('Checks', 'loan')}`, when: 'not-zero', show: 'bad' }],
  });
  for (const check of integrityChecks) yield* addCheck({ ...check });
}

function* checkAndRepair(): Part {
  const first = yield* checkWorkbook();
  if (first.unbalanced === null) {
    yield* say(
      'The balance sheet balances at the first try. The script expected it to be off here; it was not.',
    );
  } else yield* repairReceivables(first.unbalanced);
  const wasOff =
    first.unbalanced !== null ? ' The balance sheet was off on the way; one sign was turned.' : '';
  yield* writeNotes();
  for (const driver of drivers) yield* addDriver({ ...driver });
  yield* must('sensitivity', { ...churnByPrice }, 'work out churn against price rises');
  const results = yield* call('run_checks', {});
  yield* say(
    results.ok
      ? `The model is done: 45 assumptions with their sources, three statements over sixty months, three scenarios.${wasOff} Every check passes now. What no program has looked at: whether each number was read rightly from the briefing.`
      : 'The model stands and its balance sheet balances, but not every check passes. The Checks panel says what was measured and where.',
  );
}

function* repairReceivables(finding: string): Part {
  const row = places.row('CashFlow', 'receivables');
  expectWrongSign(finding, 'CashFlow', row);
  yield* say(
    'The balance sheet is off from the first month. In every month the difference is twice one line of the cash flow: the change in receivables, the money that customers owe. A look at that line:',
  );
  yield* must('trace', { cell: `CashFlow!D${row}`, direction: 'precedents' }, 'trace the line');
  yield* say(
    'Found why: when customers owe more, the money has not come in yet, and the line adds it as if it had. The sign is the wrong way round.',
  );
  yield* writeRange({
    purpose: 'the change in receivables, with the right sign',
    sheet: cashFlow.sheet,
    at: `D${row}`,
    rows: [[places.formula(cashFlow, receivablesLine.right)]],
    fill_right: months - 1,
  });
  const second = yield* checkWorkbook();
  if (!second.clean)
    throw new OffScript('bring the balance sheet to balance', { ok: false, text: second.text });
  yield* say('Assets and their funding are equal in all sixty months, and the cash ties.');
}

function* writeNotes(): Part {
  yield* writeRange({
    purpose: 'the notes on what the briefing leaves open',
    sheet: 'Notes',
    at: 'A1',
    rows: notes,
  });
  yield* formatRange('Notes', {
    purpose: 'the notes',
    rules: [
      { area: 'A1:C1', role: 'title' },
      { area: 'A2:C2', role: 'heading' },
      { area: `B3:C${notes.length}`, role: 'note' },
    ],
    freeze: { rows: 2, columns: 0 },
    widths: { A: 210, B: 90, C: 800 },
  });
}
