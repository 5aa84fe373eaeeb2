import subscription from '../../../content/briefings/subscription.md?raw';
import { parseBriefing } from '../briefing.ts';
import type { ModelLine, ModelSpec } from '../model/model-spec.ts';
import { inputs } from './inputs.ts';
import { recompute } from './recompute.ts';
import { scenarioLabels } from './sheets-front.ts';

export const briefing = parseBriefing(subscription);

const lines: readonly ModelLine[] = [
  { name: 'New_customers', label: 'New customers', sign: 'positive' },
  { name: 'Customers', label: 'Customers at the end', sign: 'positive' },
  { name: 'Revenue', label: 'Revenue', sign: 'positive' },
  { name: 'Delivery_cost', label: 'Cost of delivery', sign: 'negative' },
  { name: 'Wage_cost', label: 'Team with social charges', sign: 'negative' },
  { name: 'Marketing_cost', label: 'Marketing', sign: 'negative' },
  { name: 'Rent_cost', label: 'Rent, software and the rest', sign: 'negative' },
  { name: 'EBITDA', label: 'EBITDA' },
  { name: 'Depreciation', label: 'Machines written off', sign: 'negative' },
  { name: 'Interest', label: 'Interest on loan and overdraft', sign: 'negative' },
  { name: 'Profit_before_tax', label: 'Profit before tax' },
  { name: 'Tax', label: 'Tax', sign: 'negative' },
  { name: 'Net_profit', label: 'Net profit' },
  { name: 'Change_receivables', label: 'Change in what customers owe' },
  { name: 'Change_payables', label: 'Change in what suppliers are owed' },
  { name: 'Change_tax', label: 'Change in tax owed' },
  { name: 'Capex', label: 'Machines bought', sign: 'negative' },
  { name: 'Loan_drawn', label: 'Loan paid out', sign: 'positive' },
  { name: 'Loan_repaid', label: 'Loan repaid', sign: 'negative' },
  { name: 'Overdraft_change', label: 'Overdraft drawn, or paid back' },
  { name: 'Net_cash_flow', label: 'Change in cash' },
  { name: 'Cash_opening', label: 'Cash at the start' },
  { name: 'Cash_closing', label: 'Cash at the end' },
  { name: 'Cash', label: 'Cash on the balance sheet' },
  { name: 'Receivables', label: 'Owed by customers', sign: 'positive' },
  { name: 'Machines', label: 'Machines in the books', sign: 'positive' },
  { name: 'Total_assets', label: 'Total assets', sign: 'positive' },
  { name: 'Payables', label: 'Owed to suppliers', sign: 'positive' },
  { name: 'Tax_payable', label: 'Tax owed', sign: 'positive' },
  { name: 'Loan', label: 'Loan', sign: 'positive' },
  { name: 'Overdraft', label: 'Overdraft', sign: 'positive' },
  { name: 'Equity', label: 'Equity' },
  { name: 'Total_funding', label: 'Total debts and equity' },
];

/** Names that a change may add. */
export const addedNames = [
  'Price_Campus',
  'Customers_Campus',
  'New_Campus',
  'Delivery_Campus',
  'Machine_Campus',
  'Extra_rise',
  'Extra_rise_month',
  'Freeze_from',
  'Freeze_until',
  'Equity_amount',
  'Equity_month',
  'Lease_month',
  'Lease_rate',
  'Loss_relief',
] as const;

/** What a model of this briefing must hold. */
export const spec: ModelSpec = {
  briefing,
  periods: 60,
  periodEnd: 'Month_end',
  scenario: { name: 'Scenario', labels: scenarioLabels },
  inputs,
  optionalInputs: addedNames,
  lines,
  movements: [
    { line: 'Change_receivables', balance: 'Receivables', opening: 'Start_receivables', direction: -1 },
    { line: 'Change_payables', balance: 'Payables', opening: 'Start_payables', direction: 1 },
    { line: 'Change_tax', balance: 'Tax_payable', direction: 1 },
  ],
  balance: { assets: 'Total_assets', funding: 'Total_funding', equity: 'Equity', cash: 'Cash' },
  cash: { opening: 'Cash_opening', change: 'Net_cash_flow', closing: 'Cash_closing', start: 'Start_cash' },
  openPoints: [
    {
      about: 'how long a machine is written off',
      paragraphs: ['P9', 'P11'],
      word: /machine|life|written off|write[- ]off/i,
    },
    { about: 'what happens with losses for tax', paragraphs: ['P12'], word: /loss/i },
  ],
  recompute,
};
