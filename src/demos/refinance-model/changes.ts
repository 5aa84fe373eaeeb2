/** What can be asked of the model beside new values: each change adds its own lines and assumptions, in any order. */
import type { CellInput } from '../../workbook/engine.ts';
import type { ScriptedChange } from '../demo.ts';
import { addChart, defineNames, formatRange, must, writeRange } from '../model/model-script.ts';
import { call, type Part } from '../script.ts';
import { charts } from './exhibits.ts';
import { amount, month, share } from './inputs.ts';
import { addedRules } from './looks.ts';
import { addedRows } from './model-steps.ts';
import { MONTHS, thousands } from './month-sheet.ts';
import { lineRange, places, plans } from './plans.ts';
import { addedAnswers, answerCell } from './summary.ts';

export interface ModelChange extends ScriptedChange {
  /** What the agent is about to do, in a sentence. */
  readonly plan: string;
  /** A cell, and the text in it once the change was made. */
  readonly mark: { readonly cell: string; readonly text: string };
  carryOut(): Part;
  /** What is different now and where to see it. */
  readonly done: string;
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
  yield* writeRange({ sheet: 'Inputs', at: `A${addedRows.heading}`, rows: [[onRequest]], purpose: 'a place for what is asked for' });
  const rows = added.map(({ label, value }): CellInput[] => [label, value, null, null, null, near, onRequest]);
  yield* writeRange({ sheet: 'Inputs', at: `A${row}`, rows, purpose });
  yield* formatRange('Inputs', { rules: addedRules(row, added.map(({ format }) => format)), purpose: 'the new assumptions in blue' });
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

const broker: ModelChange = {
  id: 'broker',
  label: 'Add a broker channel',
  also: ['broker', 'brokers', 'broker channel', 'sell through brokers', 'intermediaries', 'second channel'],
  plan: 'Brokers send more applications from July 2027: 900 a year, and 0.40 % of each loan goes to them. Three assumptions, one line for their applications, and fees less what brokers get.',
  mark: { cell: `Lending!A${brokerRow}`, text: 'Brokers' },
  *carryOut() {
    yield* addInputs(
      addedRows.broker,
      [
        { name: 'Broker_applications', label: 'Applications from brokers a year', value: 900, format: '#,##0' },
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
          formula('Lending', '=IF([period]>=Broker_start,Broker_applications/12,0)*(1-Fewer_applications*[case])'),
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
};

const hires: ModelChange = {
  id: 'hires',
  label: 'Hire three more people in 2028',
  also: ['hire people', 'hire more people', 'more people', 'three more people', 'hire three people', 'more staff', 'hire staff', 'new colleagues'],
  plan: 'Three people more from January 2028, at the pay of all others. Two assumptions, and the line of people counts them.',
  mark: { cell: `Inputs!A${addedRows.hires}`, text: 'More people' },
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
};

const agent: ModelChange = {
  id: 'agent-checks',
  label: 'Let an agent check the documents',
  also: ['agent', 'document check', 'check documents', 'automate', 'automation', 'automate documents', 'cheaper applications'],
  plan: 'From July 2027 an agent reads the documents of an application, and handling costs 25 % less. Two assumptions, and the cost of one application follows them.',
  mark: { cell: `Inputs!A${addedRows.agent}`, text: 'Handling costs less by' },
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
};

const dividend: ModelChange = {
  id: 'dividend',
  label: 'Pay a dividend of 40 %',
  also: ['dividend', 'pay a dividend', 'dividend of 40', 'pay out profit', '40 % dividend'],
  plan: 'Every January 40 % of last year’s profit goes to the group. The line is there already; its assumption changes.',
  mark: { cell: 'Inputs!B', text: '0.4' },
  *carryOut() {
    yield* must('read_range', { range: 'Dividend_share' }, 'read the dividend');
    yield* writeRange({ sheet: 'Inputs', at: dividendCell, rows: [[0.4]], purpose: 'the dividend, 40 % of last year’s profit' });
  },
  done: 'Each January 40 % of last year’s profit is paid out. Own funds to spare become less: the chart of own funds shows by how much.',
};
