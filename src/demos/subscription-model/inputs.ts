/** The assumptions of the subscription model as the agent writes them, in the order of the sheet. */
import type { ModelInput } from '../model/model-spec.ts';

export interface PlannedInput extends ModelInput {
  readonly unit: string;
  readonly base: number;
  /** What Upside and Downside add to the base. */
  readonly upside?: number;
  readonly downside?: number;
  readonly format: string;
}

export interface InputGroup {
  readonly title: string;
  readonly inputs: readonly PlannedInput[];
}

const whole = '#,##0';
const percent = '0.0%';

/** One unit, one format, one or more paragraphs: the rest is particular. */
function input(
  name: string,
  label: string,
  unit: string,
  base: number,
  cite: string,
  scenarios: { readonly upside?: number; readonly downside?: number } = {},
): PlannedInput {
  const { upside = 0, downside = 0 } = scenarios;
  const moves = upside !== 0 || downside !== 0;
  return {
    name,
    label,
    unit,
    base,
    paragraphs: cite.split(', '),
    format: unit.startsWith('%') ? percent : unit === 'date' ? 'd mmm yyyy' : whole,
    ...scenarios,
    ...(moves && { across: [0, direction(upside), direction(downside)] as const }),
  };
}

function direction(change: number): -1 | 0 | 1 {
  if (change === 0) return 0;
  return change > 0 ? 1 : -1;
}

/** 1 January 2027 as a workbook counts days. */
const firstDay = 46_388;

export const inputGroups: readonly InputGroup[] = [
  {
    title: 'Plans and prices',
    inputs: [
      input('Start_date', 'First day of the plan', 'date', firstDay, 'P1'),
      input('Price_Studio', 'Price of Studio', 'EUR a month', 190, 'P2'),
      input('Price_Team', 'Price of Team', 'EUR a month', 420, 'P2'),
      input('Price_Floor', 'Price of Floor', 'EUR a month', 980, 'P2'),
      input('Price_rise', 'Price rise every January', '% a year', 0.03, 'P2, P15', {
        upside: 0.01,
        downside: -0.015,
      }),
    ],
  },
  {
    title: 'Customers',
    inputs: [
      input('Customers_Studio', 'Customers at the start, Studio', 'customers', 640, 'P3'),
      input('Customers_Team', 'Customers at the start, Team', 'customers', 310, 'P3'),
      input('Customers_Floor', 'Customers at the start, Floor', 'customers', 70, 'P3'),
      input('New_Studio', 'New customers in 2027, Studio', 'a month', 26, 'P4'),
      input('New_Team', 'New customers in 2027, Team', 'a month', 13, 'P4'),
      input('New_Floor', 'New customers in 2027, Floor', 'a month', 3, 'P4'),
      input('New_growth', 'Growth of new customers', '% a year', 0.08, 'P4'),
      input('New_factor', 'New customers against plan', '%', 1, 'P4, P15', { upside: 0.15, downside: -0.2 }),
      input('Churn', 'Customers who leave', '% a month', 0.019, 'P5, P15', {
        upside: -0.004,
        downside: 0.004,
      }),
    ],
  },
  {
    title: 'Delivery, team, marketing',
    inputs: [
      input('Delivery_Studio', 'Cost of delivery, Studio', 'EUR a month', 62, 'P6'),
      input('Delivery_Team', 'Cost of delivery, Team', 'EUR a month', 138, 'P6'),
      input('Delivery_Floor', 'Cost of delivery, Floor', 'EUR a month', 330, 'P6'),
      input('Cost_inflation', 'Suppliers’ price rise every January', '% a year', 0.025, 'P6, P8'),
      input('Customers_per_route', 'Customers a route person looks after', 'customers', 75, 'P7'),
      input('Wage_route', 'Wage of a route person', 'EUR a month', 2900, 'P7'),
      input('Office_team', 'People in the office', 'people', 25, 'P7'),
      input('Wage_office', 'Wage in the office', 'EUR a month', 4300, 'P7'),
      input('Social_rate', 'Social charges on wages', '%', 0.21, 'P7'),
      input('Wage_rise', 'Wage rise every January', '% a year', 0.03, 'P7, P15', { downside: 0.01 }),
      input('Acquisition_cost', 'Marketing for one new customer', 'EUR', 380, 'P8'),
      input('Rent_month', 'Rent, software and the rest', 'EUR a month', 24_000, 'P8'),
    ],
  },
  {
    title: 'Machines and payment terms',
    inputs: [
      input('Machine_Studio', 'Machine for a Studio customer', 'EUR', 800, 'P9'),
      input('Machine_Team', 'Machine for a Team customer', 'EUR', 1800, 'P9'),
      input('Machine_Floor', 'Machine for a Floor customer', 'EUR', 4600, 'P9'),
      input('Machine_life', 'Life of a machine', 'months', 48, 'P9, P11'),
      input('DSO', 'Days until customers pay', 'days', 30, 'P10'),
      input('DPO', 'Days until we pay suppliers', 'days', 30, 'P10'),
    ],
  },
  {
    title: 'Where it starts',
    inputs: [
      input('Start_cash', 'Cash in the bank', 'EUR', 160_000, 'P11'),
      input('Start_receivables', 'Owed by customers', 'EUR', 465_000, 'P11'),
      input('Start_payables', 'Owed to suppliers', 'EUR', 115_000, 'P11'),
      input('Start_machines', 'Machines in the books', 'EUR', 520_000, 'P11'),
      input('Start_machine_months', 'Months left to write them off', 'months', 26, 'P11'),
    ],
  },
  {
    title: 'Tax, loan, overdraft',
    inputs: [
      input('Tax_rate', 'Tax on profit', '%', 0.25, 'P12'),
      input('Loan_amount', 'Loan, paid out in the first month', 'EUR', 600_000, 'P13'),
      input('Loan_rate', 'Interest on the loan', '% a year', 0.062, 'P13'),
      input('Loan_grace', 'Months of interest only', 'months', 12, 'P13'),
      input('Loan_term', 'Months of repayment after that', 'months', 48, 'P13'),
      input('Overdraft_rate', 'Interest on the overdraft', '% a year', 0.084, 'P14'),
      input('Overdraft_limit', 'Limit of the overdraft', 'EUR', 600_000, 'P14'),
      input('Min_cash', 'Least cash at the end of a month', 'EUR', 150_000, 'P14'),
    ],
  },
];

export const inputs: readonly PlannedInput[] = inputGroups.flatMap((group) => group.inputs);
