/** The sheet that answers the questions of the briefing, and the notes on what had to be decided. */
import type { CellInput } from '../../workbook/engine.ts';
import { month, share } from './inputs.ts';
import type { WriteCall } from './model-steps.ts';
import { thousands } from './month-sheet.ts';
import { lineRange } from './plans.ts';

const flows: readonly (readonly [label: string, key: string])[] = [
  ['Loans paid out', 'Lending!paidOut'],
  ['Net interest', 'Profit!netInterest'],
  ['Fees at payout', 'Profit!fees'],
  ['Operating costs', 'Profit!operating'],
  ['Write-off of the loan system', 'Profit!writtenOff'],
  ['Credit losses', 'Profit!creditLosses'],
  ['Tax', 'Profit!tax'],
  ['Net profit', 'Profit!net'],
];

const stocks: readonly (readonly [label: string, key: string])[] = [
  ['Loan book', 'Lending!book'],
  ['Owed to treasury', 'Funding!treasury'],
  ['Own funds', 'Balance!ownFunds'],
  ['Own funds to spare', 'Balance!spare'],
];

const yearRow = 4;
export const flowRows = { first: yearRow + 1, last: yearRow + flows.length };
const stockHeading = flowRows.last + 2;
export const stockRows = { first: stockHeading + 1, last: stockHeading + stocks.length };
export const ratioRow = stockRows.last + 1;
const answerHeading = ratioRow + 2;

function yearly([label, key]: readonly [string, string]): CellInput[] {
  return [label, `=SUMIFS(${lineRange(key)},${lineRange('Lending!years')},B$${yearRow}-$B$${yearRow})`];
}

function atYearEnd([label, key]: readonly [string, string]): CellInput[] {
  return [label, `=INDEX(${lineRange(key)},12*(B$${yearRow}-$B$${yearRow}+1))`];
}

export const summaryYears: WriteCall = {
  sheet: 'Summary',
  at: 'A1',
  rows: [
    ['What the unit earns', null],
    ['Amounts in thousands', null],
    ['Year by year', null],
    ['Year', '=YEAR(First_month)+COLUMNS($B$1:B$1)-1'],
    ...flows.map(yearly),
    [null, null],
    ['At the end of the year', null],
    ...stocks.map(atYearEnd),
    [
      'Own funds of the weighted book',
      `=INDEX(${lineRange('Balance!ratio')},12*(B$${yearRow}-$B$${yearRow}+1))`,
    ],
  ],
  fill_right: 2,
  purpose: 'the years side by side',
};

export const summaryTotals: WriteCall = {
  sheet: 'Summary',
  at: `E${yearRow}`,
  rows: [
    ['Three years'],
    ...flows.map((_, index): CellInput[] => [`=SUM(B${flowRows.first + index}:D${flowRows.first + index})`]),
  ],
  purpose: 'the sum of the three years',
};

const answers: readonly (readonly [label: string, formula: string, name: string, format: string])[] = [
  [
    'First month in which it earns money',
    `=IFERROR(INDEX(${lineRange('Lending!month')},MATCH(1,${lineRange('Profit!earns')},0)),"not in three years")`,
    'First_profitable_month',
    month,
  ],
  ['Net profit over three years', `=E${flowRows.last}`, 'Profit_three_years', thousands],
  [
    'Own funds to spare, least in any month',
    `=MIN(${lineRange('Balance!spare')})`,
    'Least_own_funds_to_spare',
    thousands,
  ],
  ['Treasury at its highest', `=MAX(${lineRange('Funding!treasury')})`, 'Highest_treasury', thousands],
];

export const summaryAnswers: WriteCall = {
  sheet: 'Summary',
  at: `A${answerHeading}`,
  rows: [['What the briefing asks'], ...answers.map(([label, formula]): CellInput[] => [label, formula])],
  purpose: 'the answers to the questions of the briefing',
};

export const answerNames: Readonly<Record<string, string>> = Object.fromEntries(
  answers.map(([, , name], index) => [name, `Summary!$B$${answerHeading + 1 + index}`]),
);

export function answerCell(name: string): string {
  return (answerNames[name] ?? '').replaceAll('$', '');
}

export const answerFormats = answers.map(([, , , format], index) => ({
  area: `B${answerHeading + 1 + index}`,
  format,
}));

export const summaryRules = [
  { area: 'A1', role: 'title' },
  { area: 'A2', role: 'note' },
  { area: 'A3:E3', role: 'heading' },
  { area: `A${yearRow}:E${yearRow}`, role: 'label' },
  { area: `B${yearRow}:D${yearRow}`, format: '0' },
  { area: `B${flowRows.first}:E${flowRows.last}`, format: thousands },
  { area: `A${flowRows.last}:E${flowRows.last}`, format: thousands, role: 'total' },
  { area: `A${stockHeading}:E${stockHeading}`, role: 'heading' },
  { area: `B${stockRows.first}:D${stockRows.last}`, format: thousands },
  { area: `B${ratioRow}:D${ratioRow}`, format: share },
  { area: `A${answerHeading}:E${answerHeading}`, role: 'heading' },
  ...answerFormats,
] as const;

export const notes: WriteCall = {
  sheet: 'Notes',
  at: 'A1',
  rows: [
    ['What had to be decided'],
    ['About', 'What the briefing says', 'What the model does', 'Paragraphs'],
    [
      'Conversion',
      'P3 says that 38 out of 100 applications end in a loan; the sales plan in P11 counts on 41.',
      'Takes 38 %. The other number belongs to a plan with a bonus on it. Conversion is a driver, so both can be seen.',
      'P3, P11',
    ],
    [
      'Defaults',
      'P8 says that 0.4 % of the loans default, and not whether that is a year or over the life of a loan.',
      'Takes 0.4 % of the book a year, on the balance at the beginning of each month.',
      'P8',
    ],
    [
      'The severe case',
      'P10 wants three times as many defaults, and gives no month for them.',
      'They begin in the month in which the market rate rises.',
      'P10',
    ],
    [
      'Own funds',
      'P12 asks for own funds of 10 % of the weighted book, and does not say what happens below.',
      'Shows what is to spare or missing. Nothing is paid in on top.',
      'P12',
    ],
  ],
  purpose: 'the notes on what the briefing leaves open or says twice',
};

/** Below the answers, where a change puts it. */
export const costIncomeRow = answerHeading + answers.length + 2;

export const costIncomeRows: WriteCall = {
  sheet: 'Summary',
  at: `A${costIncomeRow}`,
  rows: [
    [
      'Cost-income ratio',
      `=IF(B${flowRows.first + 1}+B${flowRows.first + 2}=0,0,-B${flowRows.first + 3}/(B${flowRows.first + 1}+B${flowRows.first + 2}))`,
    ],
  ],
  fill_right: 3,
  purpose: 'what the unit spends for its income, by year',
};

export const costIncomeRules = [{ area: `B${costIncomeRow}:E${costIncomeRow}`, format: '0%' }] as const;
