/** What can be asked of the model beside new values: each change adds its own lines and assumptions, in any order. */
import type { CellInput } from '../../workbook/engine.ts';
import type { ScriptedChange } from '../demo.ts';
import type { ModelChange } from '../model/model-rehearsal.ts';
import { addChart, defineNames, formatRange, must, writeRange } from '../model/model-script.ts';
import { readHeadlines, tellWhatMoved } from '../model/set-inputs.ts';
import { call, type Part, phase, say } from '../script.ts';
import { caseTable, headlines, ownFundsRatio } from './exhibits.ts';
import { placedInput, share } from './inputs.ts';
import { addedRules } from './looks.ts';
import { addedRows } from './model-steps.ts';
import { MONTHS, thousands } from './month-sheet.ts';
import { places, plans } from './plans.ts';
import { costIncomeRow, costIncomeRows, costIncomeRules } from './summary.ts';

interface PlannedChange extends ScriptedChange {
  /** What the agent is about to do, in a sentence. */
  readonly plan: string;
  /** A range, and what is read from it once the change was made; absent where doing it twice does no harm. */
  readonly mark?: { readonly range: string; readonly shows: RegExp };
  carryOut(): Part;
  /** What is different now and where to see it. */
  readonly done: string;
}

/** A change as the rehearsal runs it: not a second time, and proven at the end. */
function planned(change: PlannedChange): ModelChange {
  const { id, label, also } = change;
  return { id, label, also, run: () => steps(change) };
}

function* steps({ plan, mark, carryOut, done }: PlannedChange): Part {
  yield* phase('Your change');
  yield* say(plan);
  if (mark) {
    const there = yield* call('read_range', { range: mark.range });
    if (there.ok && mark.shows.test(there.text)) {
      yield* say(`This is in the model already. ${done}`);
      return;
    }
  }
  const before = yield* readHeadlines(headlines);
  yield* carryOut();
  yield* tellWhatMoved(headlines, before, done);
}

interface AddedInput {
  readonly name: string;
  readonly label: string;
  readonly value: number;
  readonly format: string;
}

const onRequest = 'Added on request';

/** Writes the assumptions of a change into their own rows, with names; they cite what the briefing says near them. */
function* addInputs(row: number, added: readonly AddedInput[], near: string, purpose: string): Part {
  yield* writeRange({
    sheet: 'Inputs',
    at: `A${addedRows.heading}`,
    rows: [[onRequest]],
    purpose: 'a place for what is asked for',
  });
  const rows = added.map(({ label, value }): CellInput[] => [
    label,
    value,
    null,
    null,
    null,
    near,
    onRequest,
  ]);
  yield* writeRange({ sheet: 'Inputs', at: `A${row}`, rows, purpose });
  yield* formatRange('Inputs', {
    rules: addedRules(
      row,
      added.map(({ format }) => format),
    ),
    purpose: 'the new assumptions',
  });
  const names = added.map(({ name }, index): [string, string] => [name, `Inputs!$B$${row + index}`]);
  yield* defineNames(Object.fromEntries(names), 'the new assumptions');
}

function formula(sheet: string, text: string): string {
  const plan = plans.find((each) => each.sheet === sheet);
  if (!plan) throw new Error(`The model has no sheet ${sheet}`);
  return places.formula(plan, text);
}

/** Gives a line another formula in all months. */
function* rewriteLine(sheet: string, key: string, text: string, purpose: string): Part {
  yield* writeRange({
    sheet,
    at: `D${places.row(sheet, key)}`,
    rows: [[formula(sheet, text)]],
    fill_right: MONTHS - 1,
    purpose,
  });
}

/** Rows below the lines of the sheet of lending. */
const brokerRow = places.row('Lending', 'homes') + 2;

const broker = planned({
  id: 'broker',
  label: 'Add a broker channel',
  also: ['broker', 'brokers', 'broker channel', 'sell through brokers', 'intermediaries', 'second channel'],
  plan: 'Brokers send more applications from July 2027: 900 a year, and 0.40 % of each loan goes to them. Three assumptions, one line for their applications, and fees less what brokers get.',
  mark: { range: `Lending!A${brokerRow}`, shows: /"Brokers"/ },
  *carryOut() {
    yield* addInputs(
      addedRows.broker,
      [
        {
          name: 'Broker_applications',
          label: 'Applications from brokers a year',
          value: 900,
          format: '#,##0',
        },
        { name: 'Broker_commission', label: 'What brokers get of a loan', value: 0.004, format: share },
        { name: 'Broker_start', label: 'Brokers begin in month number', value: 7, format: '0' },
      ],
      'P2',
      'what brokers send and what they get',
    );
    const [first, second] = [brokerRow + 1, brokerRow + 2];
    yield* writeRange({
      sheet: 'Lending',
      at: `A${brokerRow}`,
      rows: [
        ['Brokers', null, null, null],
        [
          'Applications from brokers',
          'number',
          null,
          formula(
            'Lending',
            '=IF([period]>=Broker_start,Broker_applications/12,0)*(1-Fewer_applications*[case])',
          ),
        ],
        [
          'Commission',
          'thousands',
          null,
          formula(
            'Lending',
            `=IF([period]>Payout_lag,INDEX($D$${first}:$AM$${first},[period]-Payout_lag),0)*Conversion*[average]*Broker_commission`,
          ),
        ],
      ],
      fill_right: MONTHS - 1,
      purpose: 'applications from brokers and their commission',
    });
    yield* formatRange('Lending', {
      rules: [
        { area: `A${brokerRow}:AM${brokerRow}`, role: 'heading' },
        { area: `B${first}:B${second}`, role: 'note' },
        { area: `D${first}:AM${first}`, format: '#,##0.0' },
        { area: `D${second}:AM${second}`, format: thousands },
      ],
      purpose: 'the look of the new lines',
    });
    yield* rewriteLine(
      'Lending',
      'applications',
      `=Applications_per_year/12*(1+Applications_growth)^[years]*[open]*(1-Fewer_applications*[case])+D${first}`,
      'applications, with those from brokers',
    );
    yield* rewriteLine(
      'Profit',
      'fees',
      `=[Lending!paidOut]*Arrangement_fee-Lending!D${second}`,
      'fees, less what brokers get',
    );
  },
  done: 'Brokers send applications from July 2027. Their lines stand at the end of the sheet Lending, and the fees are less their commission.',
});

const hires = planned({
  id: 'hires',
  label: 'Hire three more people in 2028',
  also: [
    'hire people',
    'hire more people',
    'more people',
    'three more people',
    'hire three people',
    'more staff',
    'hire staff',
    'new colleagues',
  ],
  plan: 'Three people more from January 2028, at the pay of all others. Two assumptions, and the line of people counts them.',
  mark: { range: `Inputs!A${addedRows.hires}`, shows: /"More people"/ },
  *carryOut() {
    yield* addInputs(
      addedRows.hires,
      [
        { name: 'Hires', label: 'More people', value: 3, format: '0' },
        { name: 'Hires_start', label: 'They begin in month number', value: 13, format: '0' },
      ],
      'P9',
      'how many people come, and when',
    );
    yield* rewriteLine(
      'Costs',
      'people',
      '=People+IF([period]>=Hires_start,Hires,0)',
      'the number of people, with those who come',
    );
  },
  done: 'From January 2028 the unit has three people more; pay, profit and own funds follow.',
});

const agent = planned({
  id: 'agent-checks',
  label: 'Let an agent check the documents',
  also: [
    'agent',
    'document check',
    'check documents',
    'automate',
    'automation',
    'automate documents',
    'cheaper applications',
  ],
  plan: 'From July 2027 an agent reads the documents of an application, and handling costs 25 % less. Two assumptions, and the cost of one application follows them.',
  mark: { range: `Inputs!A${addedRows.agent}`, shows: /"Handling costs less by"/ },
  *carryOut() {
    yield* addInputs(
      addedRows.agent,
      [
        { name: 'Agent_saving', label: 'Handling costs less by', value: 0.25, format: share },
        { name: 'Agent_start', label: 'From month number', value: 7, format: '0' },
      ],
      'P9',
      'what the agent saves, and from when',
    );
    yield* rewriteLine(
      'Costs',
      'unitCost',
      '=Cost_per_application*(1-IF([period]>=Agent_start,Agent_saving,0))',
      'the cost of one application, with the saving',
    );
  },
  done: 'From July 2027 an application costs a quarter less to handle. The saving itself is an assumption that somebody has to prove.',
});

const dividend = planned({
  id: 'dividend',
  label: 'Pay a dividend of 40 %',
  also: ['dividend', 'pay a dividend', 'dividend of 40', 'pay out profit', '40 % dividend'],
  plan: 'Every January 40 % of last year’s profit goes to the group. The line is there already; its assumption changes.',
  mark: { range: 'Dividend_share', shows: / 0\.4$/m },
  *carryOut() {
    yield* setInput('Dividend_share', 0.4, 'the dividend, 40 % of last year’s profit');
  },
  done: 'Each January 40 % of last year’s profit is paid out. Own funds to spare become less: the chart of own funds shows by how much.',
});

function* setInput(name: string, value: number, purpose: string): Part {
  yield* writeRange({ sheet: 'Inputs', at: `B${placedInput(name).row}`, rows: [[value]], purpose });
}

const rateShock = planned({
  id: 'rate-shock',
  label: 'Show the rate shock',
  also: ['rate shock', 'rates rise', 'higher rates', 'interest rate shock', 'rates go up'],
  plan: 'The switch goes to the second case: the market rate is 1.5 points higher from January 2028, and fewer people apply.',
  *carryOut() {
    yield* must('set_scenario', { choose: 2 }, 'choose the rate shock');
  },
  done: 'The model shows the rate shock. The switch on the sheet Inputs brings the base case back.',
});

const compareCases = planned({
  id: 'compare-cases',
  label: 'Compare the three cases',
  also: [
    'compare cases',
    'three cases',
    'all cases',
    'cases side by side',
    'compare scenarios',
    'three scenarios',
    'scenarios side by side',
  ],
  plan: 'Two tables, one column for each case: the net profit over three years, and the least own funds to spare. The model itself stays as it is.',
  *carryOut() {
    yield* must(
      'sensitivity',
      { ...caseTable('Profit_three_years', 'Net profit over three years, by case') },
      'compare the profit of the cases',
    );
    yield* must(
      'sensitivity',
      { ...caseTable('Least_own_funds_to_spare', 'Least own funds to spare, by case') },
      'compare the own funds of the cases',
    );
  },
  done: 'Two tables stand beside the sheets: 1 is Base, 2 the rate shock, 3 the severe case.',
});

const ratioChart = planned({
  id: 'own-funds-chart',
  label: 'Draw own funds as a share of the book',
  also: [
    'own funds chart',
    'chart of own funds',
    'own funds ratio',
    'capital ratio',
    'capital chart',
    'chart of the capital ratio',
    'draw own funds',
  ],
  plan: 'One more chart: own funds as a share of the weighted book, month by month.',
  *carryOut() {
    yield* addChart(ownFundsRatio);
  },
  done: 'The chart stands on the summary. The supervisor asks for 10 %.',
});

const costIncome = planned({
  id: 'cost-income',
  label: 'Add the cost-income ratio',
  also: [
    'cost income',
    'cost income ratio',
    'costs against income',
    'efficiency ratio',
    'costs as a share of income',
  ],
  plan: 'One line on the summary: what the unit spends for each unit of income, year by year.',
  mark: { range: `Summary!A${costIncomeRow}`, shows: /"Cost-income ratio"/ },
  *carryOut() {
    yield* writeRange({ ...costIncomeRows });
    yield* formatRange('Summary', { rules: costIncomeRules, purpose: 'the ratio in percent' });
  },
  done: 'The cost-income ratio of each year stands at the end of the summary.',
});

export const changes: readonly ModelChange[] = [
  rateShock,
  broker,
  agent,
  compareCases,
  hires,
  dividend,
  costIncome,
  ratioChart,
];

/** Not offered: the participant finds out that it is needed. */
export const lossRepair = planned({
  id: 'loss-repair',
  label: 'Correct what is lost of a loan that defaults',
  also: [
    'loss share',
    'share lost at default',
    'correct the loss',
    'loss of a default',
    'loss of defaulted loans',
  ],
  plan: 'P8 says that the sale of a home brings in 72 % of the loan; what is lost is the other 28 %. The agent had taken the wrong one of the two.',
  mark: { range: 'Loss_share', shows: / 0\.28$/m },
  *carryOut() {
    yield* setInput('Loss_share', 0.28, 'what is lost of a loan that defaults, 28 %');
  },
  done: 'A loan that defaults costs 28 % of it now, as P8 says.',
});
