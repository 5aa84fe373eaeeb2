/** Every assumption of the model: what it is called, what the briefing says, and where. */

export interface ModelInput {
  /** The name that checks and formulas read. */
  readonly name: string;
  readonly label: string;
  /** What the briefing says; with cases, one value for each. */
  readonly value: number | readonly [number, number, number];
  readonly format: string;
  /** The paragraph that says it. */
  readonly source: string;
  readonly remark?: string;
}

export interface InputGroup {
  readonly heading: string;
  /** Follows "Wrote" for the person who reads along. */
  readonly purpose: string;
  readonly inputs: readonly ModelInput[];
}

export const amount = '#,##0;(#,##0);"–"';
export const share = '0.00%';
export const month = 'mmm-yy';
const count = '#,##0';

/** 1 January 2027 and 1 January 2028, as a spreadsheet counts days. */
export const firstMonth = 46_388;
export const caseStart = 46_753;

export const caseLabels = ['Base', 'Rate shock', 'Severe'] as const;

export const inputGroups: readonly InputGroup[] = [
  {
    heading: 'The model',
    purpose: 'the switch for the three cases',
    inputs: [
      {
        name: 'Scenario',
        label: 'Case: 1 Base, 2 Rate shock, 3 Severe',
        value: 1,
        format: '0',
        source: 'P10',
      },
      { name: 'First_month', label: 'First month', value: firstMonth, format: month, source: 'P1' },
    ],
  },
  {
    heading: 'Demand',
    purpose: 'what the briefing says about demand',
    inputs: [
      {
        name: 'Applications_per_year',
        label: 'Applications a year',
        value: 4200,
        format: count,
        source: 'P2',
      },
      {
        name: 'Applications_growth',
        label: 'More applications each January',
        value: 0.04,
        format: share,
        source: 'P2',
      },
      {
        name: 'Opening_months',
        label: 'Months until all regions are open',
        value: 3,
        format: '0',
        source: 'P2',
      },
      {
        name: 'Conversion',
        label: 'Applications that end in a loan',
        value: 0.38,
        format: share,
        source: 'P3',
        remark: 'P11 has 41 %: see Notes',
      },
      { name: 'Payout_lag', label: 'Months from application to payout', value: 2, format: '0', source: 'P3' },
    ],
  },
  {
    heading: 'Loans',
    purpose: 'loans, margin and repayments',
    inputs: [
      { name: 'Average_loan', label: 'Average loan', value: 212_000, format: amount, source: 'P4' },
      { name: 'Loan_growth', label: 'Larger loans each January', value: 0.02, format: share, source: 'P4' },
      { name: 'Arrangement_fee', label: 'Fee at payout', value: 0.0035, format: share, source: 'P4' },
      { name: 'Margin', label: 'Margin over the market rate', value: 0.0115, format: share, source: 'P5' },
      { name: 'Repaid_per_year', label: 'Repaid a year', value: 0.09, format: share, source: 'P7' },
    ],
  },
  {
    heading: 'Defaults',
    purpose: 'defaults and what they cost',
    inputs: [
      {
        name: 'Default_rate',
        label: 'Loans that default a year',
        value: 0.004,
        format: share,
        source: 'P8',
        remark: 'Read as a share of the book a year: see Notes',
      },
      { name: 'Loss_share', label: 'Lost of a loan that defaults', value: 0.28, format: share, source: 'P8' },
      { name: 'Sale_lag', label: 'Months until the home is sold', value: 9, format: '0', source: 'P8' },
    ],
  },
  {
    heading: 'Funding',
    purpose: 'what the money costs',
    inputs: [
      { name: 'Market_rate', label: 'Market rate', value: 0.031, format: share, source: 'P6' },
      {
        name: 'Floating_share',
        label: 'Treasury money that follows the market',
        value: 0.2,
        format: share,
        source: 'P6',
      },
      { name: 'Minimum_cash', label: 'Cash to keep', value: 2_000_000, format: amount, source: 'P6' },
    ],
  },
  {
    heading: 'Costs',
    purpose: 'people, pay and other costs',
    inputs: [
      {
        name: 'Cost_per_application',
        label: 'Cost of one application',
        value: 310,
        format: amount,
        source: 'P9',
      },
      { name: 'People', label: 'People', value: 14, format: '0', source: 'P9' },
      {
        name: 'Pay_per_person',
        label: 'Pay of one person a year',
        value: 62_000,
        format: amount,
        source: 'P9',
      },
      {
        name: 'On_top_of_pay',
        label: 'Pensions and insurance on top',
        value: 0.22,
        format: share,
        source: 'P9',
      },
      { name: 'Pay_rise', label: 'Pay rise each January', value: 0.03, format: share, source: 'P9' },
      {
        name: 'Rent_and_licences',
        label: 'Rent and licences a year',
        value: 480_000,
        format: amount,
        source: 'P9',
      },
    ],
  },
  {
    heading: 'What the cases change',
    purpose: 'the three cases, side by side',
    inputs: [
      {
        name: 'Rate_rise',
        label: 'Market rate higher by',
        value: [0, 0.015, 0.025],
        format: share,
        source: 'P10',
      },
      {
        name: 'Fewer_applications',
        label: 'Fewer applications',
        value: [0, 0.3, 0.45],
        format: share,
        source: 'P10',
      },
      {
        name: 'Default_factor',
        label: 'Times as many defaults',
        value: [1, 1, 3],
        format: '0.0',
        source: 'P10',
      },
      { name: 'Case_start', label: 'From this month on', value: caseStart, format: month, source: 'P10' },
    ],
  },
  {
    heading: 'Own funds, system and tax',
    purpose: 'own funds, the loan system and tax',
    inputs: [
      {
        name: 'Own_funds_2027',
        label: 'Paid in, January 2027',
        value: 12_000_000,
        format: amount,
        source: 'P12',
      },
      {
        name: 'Own_funds_2028',
        label: 'Paid in, January 2028',
        value: 8_000_000,
        format: amount,
        source: 'P12',
      },
      {
        name: 'Own_funds_2029',
        label: 'Paid in, January 2029',
        value: 8_000_000,
        format: amount,
        source: 'P12',
      },
      {
        name: 'Dividend_share',
        label: 'Dividend, share of last year’s profit',
        value: 0,
        format: share,
        source: 'P12',
      },
      { name: 'Loan_weight', label: 'Weight of a home loan', value: 0.35, format: share, source: 'P12' },
      { name: 'Own_funds_rule', label: 'Own funds asked for', value: 0.1, format: share, source: 'P12' },
      { name: 'System_cost', label: 'Loan system', value: 900_000, format: amount, source: 'P13' },
      { name: 'Write_off_months', label: 'Months of write-off', value: 60, format: '0', source: 'P13' },
      { name: 'Tax_rate', label: 'Tax', value: 0.25, format: share, source: 'P13' },
    ],
  },
];

export const inputs: readonly ModelInput[] = inputGroups.flatMap((group) => group.inputs);

/** Assumption → what the briefing says, in the base case. */
export function briefingValues(): Record<string, number> {
  return Object.fromEntries(
    inputs.map(({ name, value }) => [name, typeof value === 'number' ? value : value[0]]),
  );
}

/** Row of the first group's heading on the sheet of inputs. */
const TOP = 4;

export interface PlacedInput extends ModelInput {
  /** Row on the sheet of inputs, from 1. */
  readonly row: number;
}

export interface PlacedGroup {
  readonly heading: string;
  readonly purpose: string;
  readonly row: number;
  readonly inputs: readonly PlacedInput[];
}

/** The groups where they stand: heading, inputs, a free row. */
export const placedGroups: readonly PlacedGroup[] = placeGroups();

function placeGroups(): PlacedGroup[] {
  let row = TOP;
  return inputGroups.map((group) => {
    const placed = {
      ...group,
      row,
      inputs: group.inputs.map((input, index) => ({ ...input, row: row + 1 + index })),
    };
    row += group.inputs.length + 2;
    return placed;
  });
}

/** First free row below all inputs, for those that are added on request. */
export const rowsAfterInputs = placedGroups.reduce(
  (last, group) => Math.max(last, group.row + group.inputs.length + 2),
  TOP,
);

/** An assumption by its name. A name that is not there is a mistake in the demo and throws. */
export function placedInput(name: string): PlacedInput {
  const input = placedGroups.flatMap((group) => group.inputs).find((each) => each.name === name);
  if (!input) throw new Error(`The model has no assumption ${name}`);
  return input;
}
