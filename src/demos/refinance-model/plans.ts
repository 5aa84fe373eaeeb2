/** The sheets of months, and the names that checks and people read them by. */

import { SheetPlaces } from '../model/model-sheet.ts';
import { costs, funding } from './cost-lines.ts';
import { lending } from './lending-lines.ts';
import { balance, cashFlow, profit } from './statement-lines.ts';

export const plans = [lending, funding, costs, profit, cashFlow, balance];
export const places = new SheetPlaces(plans);

/** `Lending!$D$9:$AM$9` of a line, given as `Lending!book`. */
export function lineRange(line: string): string {
  const [sheet = '', key = ''] = line.split('!');
  return places.line(sheet, key);
}

/** Name → line, one cell a month. */
export const resultLines: Readonly<Record<string, string>> = {
  Month: 'Lending!month',
  Applications: 'Lending!applications',
  Loans_paid_out: 'Lending!paidOut',
  Loan_book: 'Lending!book',
  Homes_for_sale: 'Lending!homes',
  Treasury: 'Funding!treasury',
  Net_interest: 'Profit!netInterest',
  Fees: 'Profit!fees',
  Operating_costs: 'Profit!operating',
  Credit_losses: 'Profit!creditLosses',
  Profit_before_tax: 'Profit!beforeTax',
  Tax: 'Profit!tax',
  Net_profit: 'Profit!net',
  Owed_to_valuers: 'Costs!owed',
  Tax_owed: 'Costs!taxOwed',
  Cash_from_owed: 'CashFlow!owed',
  Cash_from_tax_owed: 'CashFlow!taxOwed',
  Cash_from_homes: 'CashFlow!homes',
  Cash_opening: 'CashFlow!cashOpening',
  Cash_change: 'CashFlow!change',
  Cash_closing: 'CashFlow!cash',
  Cash: 'Balance!cash',
  Total_assets: 'Balance!assets',
  Total_funding: 'Balance!total',
  Own_funds: 'Balance!ownFunds',
  Own_funds_to_spare: 'Balance!spare',
};
