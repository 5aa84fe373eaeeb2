/** Changes of what is sold and what it costs. */
import { columnIndex, columnName, parseArea } from '../../workbook/address.ts';
import {
  type ChangeStep,
  evenLine,
  InTheWay,
  type Line,
  lineOf,
  oneRowDown,
  type PlannedModelChange,
  rewrite,
  writeStep,
} from '../model/change-model.ts';
import { read, tryRead } from '../model/read-cells.ts';
import type { Part } from '../script.ts';
import { addInputs, markOf } from './added-inputs.ts';
import { charts } from './exhibits.ts';
import { planBlocks } from './plans.ts';

const percent = '0.0%';
const whole = '#,##0';

/** The rows of a block by its name, the free one last. */
function* blockOf(name: string): Part<{ lines: Line[]; free: number; last: string }> {
  const range = yield* tryRead(name);
  const area = range && parseArea(range.area);
  if (!range || !area) throw new InTheWay(`The name ${name}`, 'is not in the model any more');
  const rows = [...new Set(range.cells.map((cell) => cell.row))];
  const lines = rows.map((row) => evenLine(range, row - 1));
  return { lines, free: area.bottom + 1, last: lines[0]?.last ?? 'D' };
}

/** The month of the plan in the column of a line: "Revenue!D$3". */
export function* monthFor(line: Line): Part<string> {
  const months = yield* lineOf('Plan_month');
  if (months.first !== line.first || months.last !== line.last)
    throw new InTheWay(
      `${line.sheet}!${line.first}${line.row}`,
      'does not stand under the months of the plan',
    );
  const sheet = months.sheet === line.sheet ? '' : `${months.sheet}!`;
  return `${sheet}${months.first}$${months.row}`;
}

export const priceRise: PlannedModelChange = {
  id: 'price-rise',
  label: 'Raise prices by 5 % in the third year',
  also: [
    'price rise third year',
    'prices third year',
    'price rise year 3',
    'raise prices year 3',
    'extra price rise',
    'increase prices 5 third year',
  ],
  plan: 'On top of the rise of every January, all plans cost 5 % more from month 25 on. Two new assumptions, and each price takes them in.',
  mark: markOf('Extra price rise'),
  *prepare() {
    const { lines } = yield* blockOf('Prices');
    const [first] = lines;
    if (!first) throw new InTheWay('The block Prices', 'is empty');
    const month = yield* monthFor(first);
    const inputs = yield* addInputs(
      [
        { name: 'Extra_rise', label: 'Extra price rise', unit: '%', value: 0.05, format: percent },
        {
          name: 'Extra_rise_month',
          label: 'Extra price rise from month',
          unit: 'month',
          value: 25,
          format: whole,
        },
      ],
      'the extra price rise',
    );
    return [
      ...inputs,
      ...lines.map((line) =>
        rewrite(
          line,
          `${line.formula}*(1+Extra_rise*(${month}>=Extra_rise_month))`,
          'a price with the extra rise',
        ),
      ),
    ];
  },
  done: 'All prices rise by 5 % in month 25; both numbers stand with the assumptions.',
};

export const fourthPlan: PlannedModelChange = {
  id: 'fourth-plan',
  label: 'Add a fourth plan, Campus',
  also: ['fourth plan', 'campus plan', 'campus', 'plan 4', 'another plan', 'larger plan'],
  plan: 'Campus is for whole sites: 1,900 a month, one new customer a month, none at the start. Each block of the model keeps a free row for a plan, and the totals count it in.',
  mark: markOf('Price of Campus'),
  *prepare() {
    const inputs = yield* addInputs(
      [
        { name: 'Price_Campus', label: 'Price of Campus', unit: 'EUR a month', value: 1900, format: whole },
        {
          name: 'Customers_Campus',
          label: 'Customers at the start, Campus',
          unit: 'customers',
          value: 0,
          format: whole,
        },
        {
          name: 'New_Campus',
          label: 'New customers in 2027, Campus',
          unit: 'a month',
          value: 1,
          format: whole,
        },
        {
          name: 'Delivery_Campus',
          label: 'Cost of delivery, Campus',
          unit: 'EUR a month',
          value: 640,
          format: whole,
        },
        {
          name: 'Machine_Campus',
          label: 'Machine for a Campus customer',
          unit: 'EUR',
          value: 8800,
          format: whole,
        },
      ],
      'the assumptions of the plan Campus',
    );
    const rows: ChangeStep[] = [];
    for (const name of planBlocks) rows.push(yield* campusRow(name));
    return [...inputs, ...rows, revenueChart()];
  },
  done: 'Campus runs through customers, revenue, delivery, machines and all totals, and the chart of revenue shows it.',
};

/** The free row of a block, filled like the row above it. */
function* campusRow(name: string): Part<ChangeStep> {
  const { lines, free } = yield* blockOf(name);
  const model = lines.at(-1);
  if (!model || model.row !== free - 1) throw new InTheWay(`The block ${name}`, 'has no free row at its end');
  const rows = yield* read(`${model.sheet}!A${model.row}:${model.last}${free}`, `read ${name}`);
  const taken = rows.cells.find((cell) => cell.row === free);
  if (taken) throw new InTheWay(`${model.sheet}!${taken.address}`, 'is not free any more');
  const lead = Array.from({ length: columnIndex(model.first) }, (_, column) => {
    const cell = rows.cells.find((each) => each.column === column);
    if (column === 0) return 'Campus';
    return cell?.formula ? forCampus(cell.formula) : (cell?.value ?? null);
  });
  return writeStep({
    purpose: `Campus in ${name.replaceAll('_', ' ').toLowerCase()}`,
    sheet: model.sheet,
    at: `A${free}`,
    rows: [[...lead, forCampus(model.formula)]],
    fill_right: model.more,
  });
}

function forCampus(formula: string): string {
  return oneRowDown(formula).replaceAll(/\b(\w+)_Floor\b/g, '$1_Campus');
}

function revenueChart(): ChangeStep {
  const chart = charts.find(({ id }) => id === 'revenue-by-plan');
  const below = (values: string) => values.replaceAll(/\d+/g, (row) => String(Number(row) + 1));
  const floor = chart?.series.at(-1);
  const series = [...(chart?.series ?? []), { name: 'Campus', values: below(floor?.values ?? '') }];
  return { tool: 'add_chart', input: { chart: { ...chart, series } }, doing: 'draw revenue with four plans' };
}

export const hiringFreeze: PlannedModelChange = {
  id: 'hiring-freeze',
  label: 'Freeze hiring on the route in the second year',
  also: ['hiring freeze', 'freeze hiring', 'freeze hiring year 2'],
  plan: 'From month 13 to month 24 nobody is hired for the route, however many customers join; people may leave. After that the team catches up.',
  mark: markOf('No hiring on the route from month'),
  *prepare() {
    const line = yield* lineOf('Route_people');
    const month = yield* monthFor(line);
    const inputs = yield* addInputs(
      [
        {
          name: 'Freeze_from',
          label: 'No hiring on the route from month',
          unit: 'month',
          value: 13,
          format: whole,
        },
        {
          name: 'Freeze_until',
          label: 'No hiring on the route until month',
          unit: 'month',
          value: 24,
          format: whole,
        },
      ],
      'the months of the hiring freeze',
    );
    const before = `${columnBefore(line.first)}${line.row}`;
    const need = line.formula.slice(1);
    const formula = `=IF(AND(${month}>=Freeze_from,${month}<=Freeze_until),MIN(${before},${need}),${need})`;
    return [...inputs, rewrite(line, formula, 'route people with the freeze')];
  },
  done: 'The route team stays as it is in the second year; its wages follow.',
};

function columnBefore(column: string): string {
  const index = columnIndex(column);
  if (index < 1) throw new InTheWay(`Column ${column}`, 'has no column before it');
  return columnName(index - 1);
}
