/** Changes that show the model in another way. */
import { InTheWay, lastRowOf, namesStep, type PlannedModelChange, writeStep } from '../model/change-model.ts';
import { formatRules, partInput, SheetPlaces, type SheetPlan } from '../model/model-sheet.ts';
import { addInputs, markOf } from './added-inputs.ts';
import { count, money } from './looks.ts';

const inQuarter = (name: string) =>
  `=SUMIFS(${name},Plan_month,">"&([n]-1)*Quarter_months,Plan_month,"<="&[n]*Quarter_months)`;
const atEnd = (name: string) => `=SUMIFS(${name},Plan_month,[n]*Quarter_months)`;

const quarters: SheetPlan = {
  sheet: 'Quarters',
  lead: 2,
  periods: 20,
  parts: [
    {
      purpose: 'twenty quarters out of sixty months',
      rows: [
        { label: 'Quarter by quarter', role: 'title' },
        { key: 'n', label: 'Quarter of the plan', formula: '=COLUMNS($C$1:C1)', role: 'note', format: count },
        {
          key: 'end',
          label: 'Quarter ends',
          formula: '=INDEX(Month_end,[n]*Quarter_months)',
          role: 'heading',
          format: 'mmm yy',
        },
        { label: '' },
        { key: 'revenue', label: 'Revenue', unit: 'EUR', formula: inQuarter('Revenue'), role: 'subtotal' },
        { key: 'ebitda', label: 'EBITDA', unit: 'EUR', formula: inQuarter('EBITDA') },
        { key: 'net', label: 'Net profit', unit: 'EUR', formula: inQuarter('Net_profit'), role: 'total' },
        {
          key: 'operations',
          label: 'Cash from operations',
          unit: 'EUR',
          formula: inQuarter('Cash_from_operations'),
        },
        { key: 'capex', label: 'Machines bought', unit: 'EUR', formula: inQuarter('Capex') },
        { key: 'cash', label: 'Cash at the end', unit: 'EUR', formula: atEnd('Cash'), role: 'total' },
        { key: 'overdraft', label: 'Overdraft at the end', unit: 'EUR', formula: atEnd('Overdraft') },
        { key: 'customers', label: 'Customers at the end', unit: 'customers', formula: atEnd('Customers') },
      ],
    },
  ],
};
const places = new SheetPlaces([quarters]);

export const byQuarter: PlannedModelChange = {
  id: 'quarters',
  label: 'Show a summary by quarter',
  also: ['quarterly summary', 'quarters', 'quarterly', 'quarter', 'summary quarter'],
  plan: 'A new sheet adds up the months by quarter: revenue, profit, cash and overdraft, with a chart of the result.',
  mark: markOf('Months in a quarter'),
  *prepare() {
    const [part] = quarters.parts;
    if (!part) return [];
    const months = {
      name: 'Quarter_months',
      label: 'Months in a quarter',
      unit: 'months',
      value: 3,
      format: count,
    };
    const inputs = yield* addInputs([months], 'how many months a quarter has');
    const line = (key: string) => places.line('Quarters', key);
    return [
      ...inputs,
      writeStep(partInput(quarters, part, places)),
      {
        tool: 'format_range',
        input: {
          purpose: 'the quarters',
          sheet: 'Quarters',
          rules: formatRules(quarters, places, money),
          freeze: { rows: 3, columns: 1 },
          widths: { A: 220, B: 84 },
        },
        doing: 'give the quarters their look',
      },
      {
        tool: 'add_chart',
        input: {
          chart: {
            id: 'profit-by-quarter',
            kind: 'bar',
            title: 'Net profit by quarter',
            sheet: 'Quarters',
            labels: line('end'),
            series: [{ name: 'Net profit', values: line('net') }],
            format: '#,##0,"k"',
          },
        },
        doing: 'draw the profit by quarter',
      },
      namesStep({ Quarter_profit: line('net') }),
    ];
  },
  done: 'The sheet Quarters shows twenty quarters, worked out from the months.',
};

export const breakEven: PlannedModelChange = {
  id: 'break-even',
  label: 'Show the month in which it breaks even',
  also: ['break-even', 'break even', 'break-even month', 'breaks even', 'first profit', 'first month profit'],
  plan: 'The summary gets three answers: the first month with a profit, the last one with a loss, and when the losses of the beginning are earned back.',
  mark: { range: 'Summary!A1:A80', text: 'Breaking even' },
  *prepare() {
    const sheet = 'Summary';
    const last = yield* lastRowOf(sheet, 'A:D');
    if (last === 0) throw new InTheWay('The sheet Summary', 'is empty');
    const row = last + 2;
    const profit = 'SUMIFS(Net_profit,Plan_month,"<="&Plan_month)';
    const first = 'MINIFS(Month_end,Net_profit,">0")';
    const loss = 'MAXIFS(Month_end,Net_profit,"<0")';
    const back = `SUMPRODUCT(MAX((${profit}<0)*Month_end))`;
    const say = (date: string, none: string) => `=IF(${date}=0,"${none}",TEXT(${date},"mmmm yyyy"))`;
    return [
      writeStep({
        purpose: 'when the business breaks even',
        sheet,
        at: `A${row}`,
        rows: [
          ['Breaking even', null, null],
          ['First month with a profit', null, say(first, 'none')],
          ['Last month with a loss', null, say(loss, 'none')],
          ['Losses of the beginning are still open until', null, say(back, 'never open')],
        ],
      }),
      {
        tool: 'format_range',
        input: { purpose: 'the new answers', sheet, rules: [{ area: `A${row}:G${row}`, role: 'heading' }] },
        doing: 'give the answers their look',
      },
      namesStep({ Break_even: `${sheet}!$C$${row + 1}` }),
    ];
  },
  done: 'The summary says when the business first earns money, and until when it has losses to earn back.',
};
