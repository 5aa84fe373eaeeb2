/** What can be asked of the model beside new values: each change adds its own lines and assumptions, in any order. */
import {
  asModelChange,
  type ChangeStep,
  chooseScenario,
  formatStep,
  freeRows,
  type PlannedModelChange,
  rewrite,
  setInput,
  writeStep,
} from '../model/change-model.ts';
import type { ModelChange } from '../model/model-rehearsal.ts';
import { addInputs, markOf } from './added-inputs.ts';
import { caseTable, headlines, ownFundsRatio } from './exhibits.ts';
import { share } from './inputs.ts';
import { MONTHS, thousands } from './month-sheet.ts';
import { places, plans } from './plans.ts';
import { lineAt } from './read-line.ts';
import { costIncomeRow, costIncomeRows, costIncomeRules } from './summary.ts';

function formula(sheet: string, text: string): string {
  const plan = plans.find((each) => each.sheet === sheet);
  if (!plan) throw new Error(`The model has no sheet ${sheet}`);
  return places.formula(plan, text);
}

/** Rows below the lines of the sheet of lending. */
const brokerRow = places.row('Lending', 'homes') + 2;

const broker: PlannedModelChange = {
  id: 'broker',
  label: 'Add a broker channel',
  also: ['broker', 'brokers', 'broker channel', 'sell through brokers', 'intermediaries', 'second channel'],
  plan: 'Brokers send more applications from July 2027: 900 a year, and 0.40 % of each loan goes to them. Three assumptions, one line for their applications, and fees less what brokers get.',
  mark: { range: `Lending!A${brokerRow}:A${brokerRow + 2}`, text: 'Brokers' },
  *prepare() {
    const applications = yield* lineAt('Lending', 'applications');
    const fees = yield* lineAt('Profit', 'fees');
    const [first, second] = [brokerRow + 1, brokerRow + 2];
    yield* freeRows(applications, brokerRow, second);
    const inputs = yield* addInputs(
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
    const sent = formula(
      'Lending',
      '=IF([period]>=Broker_start,Broker_applications/12,0)*(1-Fewer_applications*[case])',
    );
    const commission = formula(
      'Lending',
      `=IF([period]>Payout_lag,INDEX($D$${first}:$AM$${first},[period]-Payout_lag),0)*Conversion*[average]*Broker_commission`,
    );
    return [
      ...inputs,
      writeStep({
        sheet: 'Lending',
        at: `A${brokerRow}`,
        rows: [
          ['Brokers', null, null, null],
          ['Applications from brokers', 'number', null, sent],
          ['Commission', 'thousands', null, commission],
        ],
        fill_right: MONTHS - 1,
        purpose: 'applications from brokers and their commission',
      }),
      formatStep('Lending', 'the new lines', [
        { area: `A${brokerRow}:AM${brokerRow}`, role: 'heading' },
        { area: `B${first}:B${second}`, role: 'note' },
        { area: `D${first}:AM${first}`, format: '#,##0.0' },
        { area: `D${second}:AM${second}`, format: thousands },
      ]),
      rewrite(applications, `${applications.formula}+D${first}`, 'applications, with those from brokers'),
      rewrite(fees, `${fees.formula}-Lending!D${second}`, 'fees, less what brokers get'),
    ];
  },
  done: 'Brokers send applications from July 2027. Their lines stand at the end of the sheet Lending, and the fees are less their commission.',
};

const hires: PlannedModelChange = {
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
  mark: markOf('More people'),
  *prepare() {
    const people = yield* lineAt('Costs', 'people');
    const inputs = yield* addInputs(
      [
        { name: 'Hires', label: 'More people', value: 3, format: '0' },
        { name: 'Hires_start', label: 'They begin in month number', value: 13, format: '0' },
      ],
      'P9',
      'how many people come, and when',
    );
    const more = formula('Costs', 'IF([period]>=Hires_start,Hires,0)');
    return [
      ...inputs,
      rewrite(people, `${people.formula}+${more}`, 'the number of people, with those who come'),
    ];
  },
  done: 'From January 2028 the unit has three people more; pay, profit and own funds follow.',
};

const agent: PlannedModelChange = {
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
  mark: markOf('Handling costs less by'),
  *prepare() {
    const unitCost = yield* lineAt('Costs', 'unitCost');
    const inputs = yield* addInputs(
      [
        { name: 'Agent_saving', label: 'Handling costs less by', value: 0.25, format: share },
        { name: 'Agent_start', label: 'From month number', value: 7, format: '0' },
      ],
      'P9',
      'what the agent saves, and from when',
    );
    const left = formula('Costs', '(1-IF([period]>=Agent_start,Agent_saving,0))');
    return [
      ...inputs,
      rewrite(
        unitCost,
        `=(${unitCost.formula.slice(1)})*${left}`,
        'the cost of one application, with the saving',
      ),
    ];
  },
  done: 'From July 2027 an application costs a quarter less to handle. The saving itself is an assumption that somebody has to prove.',
};

const dividend: PlannedModelChange = {
  id: 'dividend',
  label: 'Pay a dividend of 40 %',
  also: ['dividend', 'pay a dividend', 'dividend of 40', 'pay out profit', '40 % dividend'],
  plan: 'Every January 40 % of last year’s profit goes to the group. The line is there already; its assumption changes.',
  prepare: () => setInput('Dividend_share', 0.4, 'the dividend, 40 % of last year’s profit'),
  done: 'Each January 40 % of last year’s profit is paid out. Own funds to spare become less: the chart of own funds shows by how much.',
};

const rateShock: PlannedModelChange = {
  id: 'rate-shock',
  label: 'Show the rate shock',
  also: ['rate shock', 'rates rise', 'higher rates', 'interest rate shock', 'rates go up'],
  plan: 'The switch goes to the second case: the market rate is 1.5 points higher from January 2028, and fewer people apply.',
  prepare: () => chooseScenario(2, 'the rate shock'),
  done: 'The model shows the rate shock. The switch on the sheet Inputs brings the base case back.',
};

const compareCases: PlannedModelChange = {
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
  prepare() {
    return [
      tableStep('Profit_three_years', 'Net profit over three years, by case', 'the profit'),
      tableStep('Least_own_funds_to_spare', 'Least own funds to spare, by case', 'the own funds'),
    ];
  },
  done: 'Two tables stand beside the sheets: 1 is Base, 2 the rate shock, 3 the severe case.',
};

function tableStep(output: string, title: string, what: string): ChangeStep {
  return {
    tool: 'sensitivity',
    input: caseTable(output, title),
    doing: `compare ${what} of the cases`,
  };
}

const ratioChart: PlannedModelChange = {
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
  prepare() {
    return [
      {
        tool: 'add_chart',
        input: { chart: ownFundsRatio },
        doing: `draw the chart “${ownFundsRatio.title}”`,
      },
    ];
  },
  done: 'The chart stands on the summary. The supervisor asks for 10 %.',
};

const costIncome: PlannedModelChange = {
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
  mark: { range: `Summary!A${costIncomeRow}:A${costIncomeRow}`, text: 'Cost-income ratio' },
  *prepare() {
    yield* freeRows({ sheet: 'Summary', last: 'E' }, costIncomeRow, costIncomeRow);
    return [writeStep(costIncomeRows), formatStep('Summary', 'the ratio', costIncomeRules)];
  },
  done: 'The cost-income ratio of each year stands at the end of the summary.',
};

export const changes: readonly ModelChange[] = [
  rateShock,
  broker,
  agent,
  compareCases,
  hires,
  dividend,
  costIncome,
  ratioChart,
].map((change) => asModelChange(change, headlines));

const lossRepairPlan: PlannedModelChange = {
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
  prepare: () => setInput('Loss_share', 0.28, 'what is lost of a loan that defaults, 28 %'),
  done: 'A loan that defaults costs 28 % of it now, as P8 says.',
};

/** Not offered: the participant finds out that it is needed. */
export const lossRepair: ModelChange = asModelChange(lossRepairPlan, headlines);
