/** Changes of how the business is paid for, and what is paid when. */
import {
  freeRow,
  InTheWay,
  type Line,
  lastRowOf,
  lineOf,
  namesStep,
  type PlannedModelChange,
  rewrite,
  setInput,
  writeStep,
} from '../model/change-model.ts';
import { addInputs, markOf } from './added-inputs.ts';
import { monthFor } from './changes-operations.ts';

const whole = '#,##0';

/** The formula row in free places: label, unit, opening and the first period. */
function rowInput(line: Line, row: number, label: string, formula: string, purpose: string) {
  return writeStep({
    purpose,
    sheet: line.sheet,
    at: `A${row}`,
    rows: [[label, 'EUR', null, formula]],
    fill_right: line.more,
  });
}

/** `Sheet!$D$5:$BK$5` of a line. */
function rangeOf({ sheet, first, last }: Line, row: number): string {
  return `${sheet}!$${first}$${row}:$${last}$${row}`;
}

export const equity: PlannedModelChange = {
  id: 'equity',
  label: 'Raise 400,000 of equity in month 18',
  also: [
    'raise equity',
    'new equity',
    'equity 400000',
    'equity month 18',
    'raise equity month 18',
    '400000 equity month 18',
    'investor money',
    'raise money investors',
  ],
  plan: 'Owners pay in 400,000 in month 18. It takes the free line of the cash flow, and equity on the balance sheet rises by the same amount.',
  mark: markOf('Equity paid in, in month'),
  *prepare() {
    const repaid = yield* lineOf('Loan_repaid');
    const paidIn = yield* lineOf('Paid_in');
    const row = yield* freeRow(repaid, repaid.row + 1);
    const month = yield* monthFor(repaid);
    const inputs = yield* addInputs(
      [
        { name: 'Equity_amount', label: 'Equity paid in', unit: 'EUR', value: 400_000, format: whole },
        { name: 'Equity_month', label: 'Equity paid in, in month', unit: 'month', value: 18, format: whole },
      ],
      'the new equity and its month',
    );
    const formula = `=IF(${month}=Equity_month,Equity_amount,0)`;
    return [
      ...inputs,
      rowInput(repaid, row, 'Equity paid in', formula, 'the equity in the cash flow'),
      namesStep({ Equity_raised: rangeOf(repaid, row) }),
      rewrite(
        paidIn,
        `${paidIn.formula}+${repaid.sheet}!${repaid.first}${row}`,
        'the equity on the balance sheet',
      ),
    ];
  },
  done: 'The 400,000 arrive in month 18, in the cash flow and in equity.',
};

export const slowSuppliers: PlannedModelChange = {
  id: 'suppliers',
  label: 'Pay suppliers after 60 days',
  also: ['suppliers 60 days', 'pay suppliers later', 'supplier terms 60', 'suppliers 60'],
  plan: 'Suppliers are paid after 60 days instead of 30. One assumption changes; what is owed to suppliers, cash and overdraft follow.',
  prepare: () => setInput('DPO', 60, 'the days until suppliers are paid'),
  done: 'Suppliers wait 60 days. The company keeps that money meanwhile: once, not every month.',
};

export const daysRepair: PlannedModelChange = {
  id: 'repair-days',
  label: 'Use the 45 days after which customers really pay',
  also: [
    'customers pay after 45 days',
    'customers pay 45 days',
    '45 days',
    'days customers really pay',
    'customers 45 days',
    'receivables 45',
    'DSO 45',
  ],
  plan: 'P10 names two numbers: 30 days stand on the invoice, and the money comes after 45. The model needs the second.',
  prepare: () => setInput('DSO', 45, 'the days until customers pay'),
  done: 'Customers pay after 45 days now, as P10 says they do.',
};

export const lease: PlannedModelChange = {
  id: 'lease',
  label: 'Lease the machines from the second year on',
  also: ['lease machines', 'leasing', 'lease', 'machines leased', 'lease second year', 'rent machines'],
  plan: 'From the second year on, machines for new customers are leased: nothing is paid up front, and 2.6 % of the price every month as long as a machine lasts.',
  mark: markOf('Machines leased from month'),
  *prepare() {
    const value = yield* lineOf('Machine_value');
    const rent = yield* lineOf('Rent_cost');
    const leasedRow = yield* freeRow(value, value.row + 1);
    const costRow = yield* freeRow(rent, rent.row + 1);
    const months = yield* lineOf('Plan_month');
    const month = yield* monthFor(value);
    const now = yield* monthFor(rent);
    const inputs = yield* addInputs(
      [
        { name: 'Lease_month', label: 'Machines leased from month', unit: 'month', value: 13, format: whole },
        {
          name: 'Lease_rate',
          label: 'Lease a month, of the price',
          unit: '% a month',
          value: 0.026,
          format: '0.0%',
        },
      ],
      'the terms of the lease',
    );
    const leased = `=-IF(${month}>=Lease_month,${value.first}${value.row},0)`;
    const all = rangeOf(months, months.row);
    const cost = `=SUMIFS(${rangeOf(value, leasedRow)},${all},">"&${now}-Machine_life,${all},"<="&${now})*Lease_rate`;
    return [
      ...inputs,
      rowInput(value, leasedRow, 'of these leased', leased, 'the machines that are leased'),
      rowInput(rent, costRow, 'Lease of machines', cost, 'the lease in profit and loss'),
      namesStep({ Lease_cost: rangeOf(rent, costRow) }),
    ];
  },
  done: 'From month 13 no machine is bought; the lease stands in profit and loss, and fewer machines in the books.',
};

export const taxLosses: PlannedModelChange = {
  id: 'tax-losses',
  label: 'Carry tax losses forward',
  also: [
    'tax losses',
    'loss relief',
    'losses carried forward',
    'losses against profits',
    'carry losses forward',
    'losses tax',
  ],
  plan: 'P12 leaves open what losses do to the tax. Here they lower the profit that is taxed later, without limit, until they are used up.',
  mark: markOf('Losses lower later tax: 1 yes, 0 no'),
  *prepare() {
    const taxable = yield* lineOf('Taxable_profit');
    const usedRow = yield* freeRow(taxable, taxable.row - 1);
    const inputs = yield* addInputs(
      [
        {
          name: 'Loss_relief',
          label: 'Losses lower later tax: 1 yes, 0 no',
          unit: '1 or 0',
          value: 1,
          format: '0',
        },
      ],
      'the rule on losses',
    );
    const { sheet, first } = taxable;
    const end = yield* lastRowOf(sheet, 'A:D');
    const [title, pool] = [yield* freeRow(taxable, end + 2), yield* freeRow(taxable, end + 3)];
    const profit = `${first}${usedRow - 1}`;
    const before = beforeColumn(taxable, pool);
    return [
      ...inputs,
      rowInput(
        taxable,
        usedRow,
        'Losses used',
        `=-MIN(${before},MAX(0,${profit}))*Loss_relief`,
        'the losses that are used',
      ),
      writeStep({
        purpose: 'the losses that are left',
        sheet,
        at: `A${title}`,
        rows: [
          ['Losses for tax', null, null, null],
          [
            'Losses left at the end of the month',
            'EUR',
            0,
            `=${before}+MAX(0,-${profit})+${first}${usedRow}`,
          ],
        ],
        fill_right: taxable.more,
      }),
      {
        tool: 'format_range',
        input: {
          purpose: 'the losses like the rest of the sheet',
          sheet,
          rules: [
            { area: `A${title}:${taxable.last}${title}`, role: 'heading' },
            { area: `C${pool}:${taxable.last}${pool}`, format: '#,##0_);(#,##0);"–"_)' },
          ],
        },
        doing: 'give the losses their look',
      },
    ];
  },
  done: 'Losses are kept and used against later profits; the notes still say that the adviser has to confirm it.',
};

/** The opening column of a line, where a balance begins. */
function beforeColumn({ sheet, first }: Line, row: number): string {
  if (first !== 'D') throw new InTheWay(`${sheet}!${first}${row}`, 'is not where the first month begins');
  return `C${row}`;
}
