/** Charts, checks, drivers and the sensitivity table of the subscription model. */
import type { Driver, IntegrityCheck, Sensitivity, WorkbookChart } from '../../workbook/schema.ts';
import { figure, line, places } from './plans.ts';
import { assumptions, inputRow, lastYear } from './sheets-front.ts';

const thousands = '#,##0,"k"';

function base(name: string): string {
  return `${assumptions}!E${inputRow(name)}`;
}

const row = (key: string) => places.row('Summary', key);

export const charts: readonly WorkbookChart[] = [
  {
    id: 'cash-by-month',
    kind: 'line',
    title: 'Cash and overdraft, month by month',
    sheet: 'Summary',
    labels: line('Revenue', 'end'),
    series: [
      { name: 'Cash', values: line('Balance', 'cash') },
      { name: 'Overdraft', values: line('Balance', 'overdraft') },
    ],
    format: thousands,
  },
  {
    id: 'revenue-by-plan',
    kind: 'stacked',
    title: 'Revenue by plan',
    sheet: 'Summary',
    labels: line('Revenue', 'end'),
    series: ['Studio', 'Team', 'Floor'].map((plan) => ({
      name: plan,
      values: line('Revenue', `revenue_${plan}`),
    })),
    format: thousands,
  },
  {
    id: 'profit-waterfall',
    kind: 'waterfall',
    title: 'From revenue to profit in the fifth year',
    sheet: 'Summary',
    labels: `Summary!$A$${row('revenue')}:$A$${row('net')}`,
    series: [{ name: 'Year 5', values: `Summary!$${lastYear}$${row('revenue')}:$${lastYear}$${row('net')}` }],
    format: thousands,
  },
  {
    id: 'operations-heat',
    kind: 'heat',
    title: 'Cash from operations, month by month',
    sheet: 'Summary',
    labels: `CashFlow!$D$3:$O$3`,
    series: ['D:O', 'P:AA', 'AB:AM', 'AN:AY', 'AZ:BK'].map((columns, index) => {
      const [from, to] = columns.split(':');
      const at = places.row('CashFlow', 'operations');
      return { name: `Year ${index + 1}`, values: `CashFlow!$${from}$${at}:$${to}$${at}` };
    }),
    format: thousands,
  },
];

export const integrityChecks: readonly IntegrityCheck[] = [
  { id: 'balance', label: 'The balance sheet balances', range: line('Checks', 'balance'), tolerance: 0.01 },
  {
    id: 'cash',
    label: 'The cash flow ends with the cash of the balance sheet',
    range: line('Checks', 'cash'),
    tolerance: 0.01,
  },
  {
    id: 'least-cash',
    label: 'Cash never falls below the agreed least',
    range: line('Checks', 'least'),
    tolerance: 0.01,
  },
];

export const drivers: readonly Driver[] = [
  {
    id: 'churn',
    label: 'Customers who leave a month',
    cell: base('Churn'),
    least: 0.005,
    most: 0.05,
    step: 0.001,
  },
  {
    id: 'new-customers',
    label: 'New customers against plan',
    cell: base('New_factor'),
    least: 0.5,
    most: 1.6,
    step: 0.05,
  },
  {
    id: 'price-rise',
    label: 'Price rise every January',
    cell: base('Price_rise'),
    least: 0,
    most: 0.08,
    step: 0.005,
  },
  { id: 'price-team', label: 'Price of Team', cell: base('Price_Team'), least: 340, most: 520, step: 5 },
  {
    id: 'route',
    label: 'Customers a route person looks after',
    cell: base('Customers_per_route'),
    least: 45,
    most: 120,
    step: 5,
  },
  { id: 'days', label: 'Days until customers pay', cell: base('DSO'), least: 15, most: 75, step: 5 },
];

export const churnByPrice: Sensitivity = {
  id: 'churn-by-price',
  title: 'Money at the end of five years: churn against price rises',
  output: figure('money'),
  across: {
    cell: base('Churn'),
    label: 'Customers who leave a month',
    values: [0.011, 0.015, 0.019, 0.023, 0.027],
  },
  down: {
    cell: base('Price_rise'),
    label: 'Price rise every January',
    values: [0.01, 0.02, 0.03, 0.04, 0.05],
  },
  format: thousands,
};
