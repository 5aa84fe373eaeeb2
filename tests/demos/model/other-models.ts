/** Compact generators of correct models of the subscription briefing that are built in other ways. */

import { inputs } from '../../../src/demos/subscription-model/inputs.ts';
import { cellName, columnName } from '../../../src/workbook/address.ts';
import type { CellInput } from '../../../src/workbook/engine.ts';
import { Workbook } from '../../../src/workbook/workbook.ts';

export interface Style {
  readonly what: string;
  /** Months run down the rows; otherwise along the columns. */
  readonly down: boolean;
  /** One assumption a column; otherwise one a row. */
  readonly inputsAcross: boolean;
  /** Other formulas for the same amounts. */
  readonly formulas: 'plain' | 'other';
}

const months = 60;
const plans = ['Studio', 'Team', 'Floor'];

/** This month's cell of a line, last month's, all months, and the months so far. */
interface Refs {
  (line: string): string;
  before(line: string): string;
  all(line: string): string;
  soFar(line: string): string;
}
type Formula = (r: Refs) => string;
interface Line {
  readonly name: string;
  readonly opening?: string;
  readonly formula: Formula;
  /** A help line: no name. */
  readonly help?: true;
}

const each = (part: (plan: string) => string) => plans.map(part).join('+');

function linesOf(other: boolean): Line[] {
  const years = (r: Refs) => r('Years');
  const move = (name: string, balance: string, direction: 1 | -1): Line => ({
    name,
    formula: (r) =>
      direction > 0 ? `=${r(balance)}-${r.before(balance)}` : `=${r.before(balance)}-${r(balance)}`,
  });
  return [
    { name: 'Month_number', opening: '=0', help: true, formula: (r) => `=${r.before('Month_number')}+1` },
    {
      name: 'Month_end',
      formula: (r) =>
        other ? `=EDATE(Start_date,${r('Month_number')})-1` : `=EOMONTH(Start_date,${r('Month_number')}-1)`,
    },
    {
      name: 'Years',
      help: true,
      formula: (r) =>
        other ? `=YEAR(${r('Month_end')})-YEAR(Start_date)` : `=INT((${r('Month_number')}-1)/12)`,
    },
    { name: 'Quarter', help: true, formula: (r) => `=ROUNDUP(MONTH(${r('Month_end')})/3,0)` },
    ...plans.map(
      (plan): Line => ({
        name: `Customers of ${plan}`,
        help: true,
        opening: `=Customers_${plan}`,
        formula: (r) => {
          const [was, joined] = [
            r.before(`Customers of ${plan}`),
            `New_${plan}*New_factor*(1+New_growth)^${years(r)}`,
          ];
          return other ? `=LET(was,${was},was-was*Churn+${joined})` : `=${was}*(1-Churn)+${joined}`;
        },
      }),
    ),
    {
      name: 'New_customers',
      formula: (r) => `=(${each((plan) => `New_${plan}`)})*New_factor*(1+New_growth)^${years(r)}`,
    },
    { name: 'Customers', formula: (r) => `=${each((plan) => r(`Customers of ${plan}`))}` },
    {
      name: 'Revenue',
      formula: (r) =>
        `=(${each((plan) => `${r(`Customers of ${plan}`)}*Price_${plan}`)})*(1+Price_rise)^${years(r)}`,
    },
    {
      name: 'Delivery_cost',
      formula: (r) =>
        `=-(${each((plan) => `${r(`Customers of ${plan}`)}*Delivery_${plan}`)})*(1+Cost_inflation)^${years(r)}`,
    },
    {
      name: 'Wage_cost',
      formula: (r) =>
        `=-(${r('Customers')}/Customers_per_route*Wage_route+Office_team*Wage_office)*(1+Social_rate)*(1+Wage_rise)^${years(r)}`,
    },
    {
      name: 'Marketing_cost',
      formula: (r) => `=-${r('New_customers')}*Acquisition_cost*(1+Cost_inflation)^${years(r)}`,
    },
    { name: 'Rent_cost', formula: (r) => `=-Rent_month*(1+Cost_inflation)^${years(r)}` },
    {
      name: 'EBITDA',
      formula: (r) =>
        `=${['Revenue', 'Delivery_cost', 'Wage_cost', 'Marketing_cost', 'Rent_cost'].map(r).join('+')}`,
    },
    {
      name: 'Capex',
      formula: (r) =>
        `=-(${each((plan) => `New_${plan}*Machine_${plan}`)})*New_factor*(1+New_growth)^${years(r)}`,
    },
    {
      name: 'Depreciation',
      formula: (r) => {
        const old = `IF(${r('Month_number')}<=Start_machine_months,Start_machines/Start_machine_months,0)`;
        const since = other
          ? `SUMPRODUCT((${r.all('Month_number')}<=${r('Month_number')})*(${r.all('Month_number')}>${r('Month_number')}-Machine_life)*${r.all('Capex')})/Machine_life`
          : `SUMIFS(${r.all('Capex')},${r.all('Month_number')},"<="&${r('Month_number')},${r.all('Month_number')},">"&${r('Month_number')}-Machine_life)/Machine_life`;
        return `=${since}-${old}`;
      },
    },
    {
      name: 'Interest',
      formula: (r) => `=-(${r.before('Loan')}*Loan_rate+${r.before('Overdraft')}*Overdraft_rate)/12`,
    },
    { name: 'Profit_before_tax', formula: (r) => `=${r('EBITDA')}+${r('Depreciation')}+${r('Interest')}` },
    {
      name: 'Tax',
      formula: (r) =>
        other
          ? `=IF(${r('Profit_before_tax')}>0,-${r('Profit_before_tax')}*Tax_rate,0)`
          : `=-MAX(0,${r('Profit_before_tax')})*Tax_rate`,
    },
    { name: 'Net_profit', formula: (r) => `=${r('Profit_before_tax')}+${r('Tax')}` },
    {
      name: 'Receivables',
      opening: '=Start_receivables',
      formula: (r) => (other ? `=${r('Revenue')}/30*DSO` : `=${r('Revenue')}*DSO/30`),
    },
    {
      name: 'Payables',
      opening: '=Start_payables',
      formula: (r) => `=-(${r('Delivery_cost')}+${r('Marketing_cost')}+${r('Rent_cost')})*DPO/30`,
    },
    { name: 'Tax_payable', opening: '=0', formula: (r) => `=-${r('Tax')}` },
    { name: 'Loan_drawn', formula: (r) => `=IF(${r('Month_number')}=1,Loan_amount,0)` },
    {
      name: 'Loan_repaid',
      formula: (r) =>
        other
          ? `=${r('Loan')}-${r.before('Loan')}-${r('Loan_drawn')}`
          : `=-IF(AND(${r('Month_number')}>Loan_grace,${r('Month_number')}<=Loan_grace+Loan_term),Loan_amount/Loan_term,0)`,
    },
    {
      name: 'Loan',
      opening: '=0',
      formula: (r) =>
        other
          ? `=Loan_amount*(1-MEDIAN(0,${r('Month_number')}-Loan_grace,Loan_term)/Loan_term)`
          : `=${r.before('Loan')}+${r('Loan_drawn')}+${r('Loan_repaid')}`,
    },
    move('Change_receivables', 'Receivables', -1),
    move('Change_payables', 'Payables', 1),
    move('Change_tax', 'Tax_payable', 1),
    {
      name: 'Before',
      help: true,
      formula: (r) =>
        `=${r.before('Cash_closing')}+${['Net_profit', 'Change_receivables', 'Change_payables', 'Change_tax', 'Capex', 'Loan_drawn', 'Loan_repaid'].map(r).join('+')}-${r('Depreciation')}`,
    },
    {
      name: 'Overdraft',
      opening: '=0',
      formula: (r) => `=MAX(0,${r.before('Overdraft')}+Min_cash-${r('Before')})`,
    },
    { name: 'Overdraft_change', formula: (r) => `=${r('Overdraft')}-${r.before('Overdraft')}` },
    {
      name: 'Net_cash_flow',
      formula: (r) => `=${r('Before')}-${r.before('Cash_closing')}+${r('Overdraft_change')}`,
    },
    { name: 'Cash_opening', formula: (r) => `=${r.before('Cash_closing')}` },
    {
      name: 'Cash_closing',
      opening: '=Start_cash',
      formula: (r) =>
        other
          ? `=Start_cash+SUM(${r.soFar('Net_cash_flow')})`
          : `=${r('Cash_opening')}+${r('Net_cash_flow')}`,
    },
    { name: 'Cash', formula: (r) => `=${r('Cash_closing')}` },
    {
      name: 'Machines',
      opening: '=Start_machines',
      formula: (r) => `=${r.before('Machines')}-${r('Capex')}+${r('Depreciation')}`,
    },
    { name: 'Total_assets', formula: (r) => `=${r('Cash')}+${r('Receivables')}+${r('Machines')}` },
    {
      name: 'Equity',
      opening: '=Start_cash+Start_receivables+Start_machines-Start_payables',
      formula: (r) =>
        other
          ? `=Start_cash+Start_receivables+Start_machines-Start_payables+SUM(${r.soFar('Net_profit')})`
          : `=${r.before('Equity')}+${r('Net_profit')}`,
    },
    {
      name: 'Total_funding',
      formula: (r) => `=${['Payables', 'Tax_payable', 'Loan', 'Overdraft', 'Equity'].map(r).join('+')}`,
    },
  ];
}

/** A model in a style of its own; whole, with names and notes. */
export function otherModel(style: Style): Workbook {
  const workbook = new Workbook(style.what);
  const commands = [...inputCells(style), ...monthCells(style)];
  for (const sheet of ['Drivers', 'Plan', 'Remarks']) workbook.apply({ do: 'add-sheet', name: sheet });
  for (const [name, refersTo] of namesOf(style)) workbook.apply({ do: 'define-name', name, refersTo });
  workbook.apply(
    commands.map(({ sheet, row, column, input }) => ({
      do: 'write' as const,
      sheet,
      at: cellName(row, column),
      rows: [[input]],
    })),
  );
  return workbook;
}

interface Put {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly input: CellInput;
}

/** Label, source, live value and the three cases of an assumption; turned over where they stand side by side. */
function inputCells({ inputsAcross }: Style): Put[] {
  const put = (index: number, part: number, input: CellInput): Put =>
    inputsAcross
      ? { sheet: 'Drivers', row: part + 1, column: index + 2, input }
      : { sheet: 'Drivers', row: index + 3, column: part, input };
  const cells = inputs.flatMap(({ label, base, upside = 0, downside = 0, paragraphs }, index) => {
    const place = (part: number) => {
      const { row, column } = put(index, part, null);
      return `$${columnName(column)}$${row + 1}`;
    };
    const live = inputsAcross
      ? `=INDEX(${place(3)}:${place(5)},Scenario)`
      : `=CHOOSE(Scenario,${place(3)},${place(4)},${place(5)})`;
    const parts = [label, `see ${paragraphs[0]}`, live, base, base + upside, base + downside];
    return parts.map((input, part) => put(index, part, input));
  });
  return [{ sheet: 'Drivers', row: 0, column: 0, input: 1 }, ...cells, ...remarks()];
}

function remarks(): Put[] {
  const texts = [
    'P9 gives a machine 48 months and P11 says 36: written off over 48 here.',
    'P12 does not say what losses do for tax; nothing comes back for them in this model.',
  ];
  return texts.map((input, index) => ({ sheet: 'Remarks', row: index + 4, column: 2, input }));
}

const firstMonth = 5;

function placeOf(
  style: Style,
  lines: readonly Line[],
  name: string,
  month: number,
): { row: number; column: number } {
  const index = lines.findIndex((line) => line.name === name);
  if (index < 0) throw new Error(`There is no line ${name}`);
  const [along, across] = [firstMonth + month - 1, index + 3];
  return style.down ? { row: along, column: across } : { row: across, column: along };
}

function monthCells(style: Style): Put[] {
  const lines = linesOf(style.formulas === 'other');
  const at = (name: string, month: number) => {
    const { row, column } = placeOf(style, lines, name, month);
    return `$${columnName(column)}$${row + 1}`;
  };
  const refs = (month: number): Refs =>
    Object.assign((name: string) => at(name, month), {
      before: (name: string) => at(name, month - 1),
      all: (name: string) => `${at(name, 1)}:${at(name, months)}`,
      soFar: (name: string) => `${at(name, 1)}:${at(name, month)}`,
    });
  return lines.flatMap(({ name, opening, formula }) => {
    const put = (month: number, input: CellInput): Put => ({
      sheet: 'Plan',
      ...placeOf(style, lines, name, month),
      input,
    });
    const filled = Array.from({ length: months }, (_, index) => put(index + 1, formula(refs(index + 1))));
    return [put(-1, name), ...(opening ? [put(0, opening)] : []), ...filled];
  });
}

function* namesOf(style: Style): Generator<[string, string]> {
  yield ['Scenario', 'Drivers!$A$1'];
  for (const [index, { name }] of inputs.entries()) {
    const [row, column] = style.inputsAcross ? [3, index + 2] : [index + 3, 2];
    yield [name, `Drivers!$${columnName(column)}$${row + 1}`];
  }
  const lines = linesOf(false);
  for (const { name, help } of lines) {
    if (help) continue;
    const [from, to] = [placeOf(style, lines, name, 1), placeOf(style, lines, name, months)];
    yield [name, `Plan!$${columnName(from.column)}$${from.row + 1}:$${columnName(to.column)}$${to.row + 1}`];
  }
}
