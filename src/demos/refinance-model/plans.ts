/** The sheets of months, and the names that checks and people read them by. */
import { costs, funding } from './cost-lines.ts';
import { lending } from './lending-lines.ts';
import { SheetPlans } from './sheet-lines.ts';
import { balance, cashFlow, profit } from './statement-lines.ts';

export const plans = new SheetPlans([lending, funding, costs, profit, cashFlow, balance]);

/** Name → line, one cell a month. */
export const resultLines: Readonly<Record<string, string>> = {
  Applications: 'Lending.applications',
  Loans_paid_out: 'Lending.paid-out',
  Loan_book: 'Lending.book',
  Homes_for_sale: 'Lending.homes',
  Treasury: 'Funding.treasury',
  Net_interest: 'Profit.net-interest',
  Fees: 'Profit.fees',
  Operating_costs: 'Profit.operating',
  Credit_losses: 'Profit.credit-losses',
  Profit_before_tax: 'Profit.before-tax',
  Tax: 'Profit.tax',
  Net_profit: 'Profit.net',
  Owed_to_valuers: 'Costs.owed',
  Tax_owed: 'Costs.tax-owed',
  Cash_from_owed: 'CashFlow.owed',
  Cash_from_tax_owed: 'CashFlow.tax-owed',
  Cash_from_homes: 'CashFlow.homes',
  Cash_opening: 'CashFlow.cash-opening',
  Cash_change: 'CashFlow.change',
  Cash_closing: 'CashFlow.cash',
  Cash: 'Balance.cash',
  Total_assets: 'Balance.assets',
  Total_funding: 'Balance.total',
  Own_funds: 'Balance.own-funds',
  Own_funds_to_spare: 'Balance.spare',
};
