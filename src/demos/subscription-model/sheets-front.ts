/** Assumptions, summary and notes of the subscription model. */

import { columnName } from '../../workbook/address.ts';
import type { CellInput } from '../../workbook/engine.ts';
import type { FormatRule } from '../../workbook/schema.ts';
import { gap, type SheetPlan } from '../model/model-sheet.ts';
import { type InputGroup, inputGroups, type PlannedInput } from './inputs.ts';
import { count, share } from './looks.ts';

export const scenarioLabels = ['Base', 'Upside', 'Downside'] as const;
export const assumptions = 'Assumptions';
export const scenarioCell = `${assumptions}!D2`;

export const assumptionsHead: readonly (readonly CellInput[])[] = [
  ['Assumptions', null, null, null, null, null, null],
  [
    'Scenario: 1 Base, 2 Upside, 3 Downside',
    null,
    'P15',
    1,
    '=CHOOSE(D2,"Base","Upside","Downside")',
    null,
    null,
  ],
  ['Assumption', 'Unit', 'Source', 'In use', 'Base', 'Upside adds', 'Downside adds'],
];

export interface PlacedGroup extends InputGroup {
  readonly row: number;
}

/** The groups where they stand: a heading, the assumptions, a free row. */
export const placedGroups: readonly PlacedGroup[] = place();

function place(): PlacedGroup[] {
  let row = assumptionsHead.length + 1;
  return inputGroups.map((group) => {
    const placed = { ...group, row };
    row += group.inputs.length + 2;
    return placed;
  });
}

/** Name → row of the assumption. */
export const inputRows: ReadonlyMap<string, number> = new Map(
  placedGroups.flatMap(({ row, inputs }) =>
    inputs.map(({ name }, index) => [name, row + 1 + index] as const),
  ),
);

export function inputRow(name: string): number {
  const row = inputRows.get(name);
  if (row === undefined) throw new Error(`There is no assumption ${name}`);
  return row;
}

export function groupRows({ title, inputs, row }: PlacedGroup): CellInput[][] {
  const rows = inputs.map((input, index) => assumptionRow(input, row + 1 + index));
  return [[title, null, null, null, null, null, null], ...rows];
}

/** The live value is the base and what the chosen scenario adds to it. */
function assumptionRow(input: PlannedInput, row: number): CellInput[] {
  const { label, unit, paragraphs, base, upside, downside } = input;
  const live = `=E${row}+CHOOSE(Scenario,0,F${row},G${row})`;
  return [label, unit, paragraphs.join(', '), live, base, upside ?? null, downside ?? null];
}

export function inputNames(): Record<string, string> {
  const names = [...inputRows].map(([name, row]) => [name, `${assumptions}!$D$${row}`]);
  return { Scenario: `${assumptions}!$D$2`, ...Object.fromEntries(names) };
}

/** The inputs look typed, the live column worked out, each in the format of its unit. */
export const assumptionRules: readonly FormatRule[] = [
  { area: 'A1:G1', role: 'title' },
  { area: 'D2', role: 'input', format: count },
  { area: 'E2', role: 'note' },
  { area: 'A3:G3', role: 'heading' },
  ...placedGroups.flatMap(({ row, inputs }): FormatRule[] => [
    { area: `A${row}:G${row}`, role: 'heading' },
    { area: `B${row + 1}:C${row + inputs.length}`, role: 'note' },
    { area: `E${row + 1}:G${row + inputs.length}`, role: 'input' },
    ...formatRuns(row + 1, inputs),
  ]),
];

function formatRuns(first: number, inputs: readonly PlannedInput[]): FormatRule[] {
  const rules: { from: number; to: number; format: string }[] = [];
  for (const [index, { format }] of inputs.entries()) {
    const last = rules.at(-1);
    if (last?.format === format) last.to = first + index;
    else rules.push({ from: first + index, to: first + index, format });
  }
  return rules.map(({ from, to, format }) => ({ area: `D${from}:G${to}`, format }));
}

const sum = (name: string) => `=SUMIFS(${name},Plan_year,[n])`;
const atEnd = (name: string) => `=SUMIFS(${name},Plan_month,[n]*12)`;

export const summary: SheetPlan = {
  sheet: 'Summary',
  lead: 2,
  periods: 5,
  parts: [
    {
      purpose: 'the answers to what was asked',
      fill: false,
      rows: [
        { label: 'Five years at a glance', role: 'title' },
        { label: 'What was asked', unit: 'Unit', formula: 'Amount', role: 'heading' },
        {
          key: 'money',
          label: 'Money at the end of five years',
          unit: 'EUR',
          formula: '=INDEX(Cash,COUNT(Cash))-INDEX(Overdraft,COUNT(Overdraft))',
          role: 'total',
        },
        { key: 'profit', label: 'Net profit of five years', unit: 'EUR', formula: '=SUM(Net_profit)' },
        { key: 'peak', label: 'Deepest overdraft in five years', unit: 'EUR', formula: '=MAX(Overdraft)' },
        {
          key: 'room',
          label: 'Left of the bank’s limit then',
          unit: 'EUR',
          formula: '=Overdraft_limit-[peak]',
        },
        {
          key: 'when',
          label: 'In which month',
          formula:
            '=IF(ROUND([peak],0)=0,"never",TEXT(INDEX(Month_end,MATCH([peak],Overdraft,0)),"mmmm yyyy"))',
        },
        gap,
      ],
    },
    {
      purpose: 'the five years at a glance',
      rows: [
        { key: 'n', label: 'Year of the plan', formula: '=COLUMNS($C$1:C1)', role: 'note', format: count },
        { key: 'year', label: 'Year', formula: '=YEAR(Start_date)+[n]-1', role: 'heading', format: count },
        gap,
        { key: 'revenue', label: 'Revenue', unit: 'EUR', formula: sum('Revenue'), role: 'subtotal' },
        { key: 'delivery', label: 'Delivery', unit: 'EUR', formula: sum('Delivery_cost') },
        { key: 'wages', label: 'Team', unit: 'EUR', formula: sum('Wage_cost') },
        { key: 'marketing', label: 'Marketing', unit: 'EUR', formula: sum('Marketing_cost') },
        { key: 'rent', label: 'Rent', unit: 'EUR', formula: sum('Rent_cost') },
        { key: 'other', label: 'Other', unit: 'EUR', formula: '=[ebitda]-SUM([revenue:rent])' },
        { key: 'ebitda', label: 'EBITDA', unit: 'EUR', formula: sum('EBITDA'), role: 'subtotal' },
        { key: 'depreciation', label: 'Write-off', unit: 'EUR', formula: sum('Depreciation') },
        { key: 'interest', label: 'Interest', unit: 'EUR', formula: sum('Interest') },
        { key: 'tax', label: 'Tax', unit: 'EUR', formula: sum('Tax') },
        { key: 'net', label: 'Net profit', unit: 'EUR', formula: sum('Net_profit'), role: 'total' },
        gap,
        {
          key: 'growth',
          label: 'Growth of revenue',
          unit: '%',
          formula: '=IF([n]=1,0,[revenue]/[revenue<]-1)',
          format: share,
        },
        {
          key: 'margin',
          label: 'EBITDA of revenue',
          unit: '%',
          formula: '=IF([revenue]=0,0,[ebitda]/[revenue])',
          format: share,
        },
        { key: 'customers', label: 'Customers at the end', unit: 'customers', formula: atEnd('Customers') },
        { key: 'capex', label: 'Paid for machines', unit: 'EUR', formula: sum('Capex') },
        { key: 'cash', label: 'Cash at the end', unit: 'EUR', formula: atEnd('Cash') },
        {
          key: 'deepest',
          label: 'Deepest overdraft',
          unit: 'EUR',
          formula: '=MAXIFS(Overdraft,Plan_year,[n])',
        },
        {
          key: 'debt',
          label: 'Loan and overdraft at the end',
          unit: 'EUR',
          formula: '=SUMIFS(Loan,Plan_month,[n]*12)+SUMIFS(Overdraft,Plan_month,[n]*12)',
        },
      ],
    },
  ],
};

export const notes: readonly (readonly CellInput[])[] = [
  ['Notes: what the briefing leaves open, and what was decided', null, null],
  ['About', 'Source', 'What it says, and what the model does'],
  [
    'Life of a machine',
    'P9, P11',
    'P9 says that a machine lasts 48 months; P11 says that the auditors write machines off over 36. The model takes 48, since P9 is about the machines themselves. Machine_life changes it in one cell. Please decide with the auditors.',
  ],
  [
    'Losses and tax',
    'P12',
    'P12 leaves open what happens with losses. The model pays tax on each month’s profit and gives nothing back for a loss: the careful reading. Ask the tax adviser.',
  ],
  ['New equity', 'P11, P13', 'None is planned. What owners may pay in has a free line in the cash flow.'],
  [
    'Deposits for machines',
    'P9',
    'None are mentioned; a machine that comes back from a customer is worth nothing here.',
  ],
  [
    'Signs',
    null,
    'In profit and loss and cash flow, what costs or takes money away is negative, so that totals are sums.',
  ],
];

/** Columns of a year on the summary. */
export const lastYear = columnName(summary.lead + summary.periods - 1);
