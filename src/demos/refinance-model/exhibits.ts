/** What stands beside the sheets: drivers, charts, checks and the sensitivity table. */

import { placedInput } from './inputs.ts';
import { thousands } from './month-sheet.ts';
import { lineRange } from './plans.ts';
import { answerCell, flowRows } from './summary.ts';

function plain(range: string): string {
  return range.replaceAll('$', '');
}

function inputCell(name: string): string {
  return `Inputs!B${placedInput(name).row}`;
}

const months = plain(lineRange('Lending!month'));

function series(name: string, line: string) {
  return { name, values: plain(lineRange(line)) };
}

export const scenarioCell = inputCell('Scenario');

export const drivers = [
  {
    id: 'conversion',
    label: 'Applications that end in a loan',
    cell: inputCell('Conversion'),
    least: 0.25,
    most: 0.5,
    step: 0.01,
  },
  { id: 'margin', label: 'Margin', cell: inputCell('Margin'), least: 0.006, most: 0.018, step: 0.0005 },
  {
    id: 'average-loan',
    label: 'Average loan',
    cell: inputCell('Average_loan'),
    least: 150_000,
    most: 300_000,
    step: 2_000,
  },
  {
    id: 'cost-per-application',
    label: 'Cost of one application',
    cell: inputCell('Cost_per_application'),
    least: 100,
    most: 500,
    step: 10,
  },
  {
    id: 'default-rate',
    label: 'Defaults a year',
    cell: inputCell('Default_rate'),
    least: 0,
    most: 0.02,
    step: 0.001,
  },
  {
    id: 'market-rate',
    label: 'Market rate',
    cell: inputCell('Market_rate'),
    least: 0.005,
    most: 0.08,
    step: 0.001,
  },
] as const;

export const checks = [
  { id: 'balance', label: 'The balance sheet balances', range: plain(lineRange('Balance!difference')) },
  { id: 'cash', label: 'Cash is what treasury counts', range: plain(lineRange('Balance!cashTie')) },
  { id: 'book', label: 'The loan book follows its movements', range: plain(lineRange('Balance!bookTie')) },
] as const;

export const charts = [
  {
    id: 'net-profit',
    kind: 'bar',
    title: 'Net profit by month',
    sheet: 'Summary',
    labels: months,
    series: [series('Net profit', 'Profit!net')],
    format: thousands,
  },
  {
    id: 'three-years',
    kind: 'waterfall',
    title: 'From net interest to net profit, three years',
    sheet: 'Summary',
    labels: `Summary!A${flowRows.first + 1}:A${flowRows.last}`,
    series: [{ name: 'Three years', values: `Summary!E${flowRows.first + 1}:E${flowRows.last}` }],
    format: thousands,
  },
  {
    id: 'own-funds',
    kind: 'line',
    title: 'Own funds, and what the supervisor asks for',
    sheet: 'Summary',
    labels: months,
    series: [series('Own funds', 'Balance!ownFunds'), series('Asked for', 'Balance!needed')],
    format: thousands,
  },
] as const;

export const conversionTable = {
  id: 'conversion-margin',
  title: 'Net profit over three years, by conversion and margin',
  output: answerCell('Profit_three_years'),
  across: { cell: inputCell('Margin'), label: 'Margin', values: [0.0095, 0.0105, 0.0115, 0.0125, 0.0135] },
  down: { cell: inputCell('Conversion'), label: 'Conversion', values: [0.36, 0.37, 0.38, 0.39, 0.4] },
  format: thousands,
} as const;

/** What is told before and after a change. */
export const headlines = [
  { name: 'Profit_three_years', label: 'the net profit over three years' },
  { name: 'Least_own_funds_to_spare', label: 'the least own funds to spare' },
] as const;

/** One output in each of the three cases. */
export function caseTable(output: string, title: string) {
  return {
    id: `cases-${output.toLowerCase().replaceAll('_', '-')}`,
    title,
    output: answerCell(output),
    across: { cell: scenarioCell, label: 'Case', values: [1, 2, 3] },
    format: thousands,
  };
}

export const ownFundsRatio = {
  id: 'own-funds-ratio',
  kind: 'line',
  title: 'Own funds as a share of the weighted book',
  sheet: 'Summary',
  labels: months,
  series: [series('Own funds', 'Balance!ratio')],
  format: '0%',
} as const;
