/** Every sheet with a layout, and where its rows stand. */
import { SheetPlaces, type SheetPlan } from '../model/model-sheet.ts';
import { summary } from './sheets-front.ts';
import { costs, machines, revenue } from './sheets-operations.ts';
import { balance, cashFlow, checks, financing, profit } from './sheets-statements.ts';

export const plans: readonly SheetPlan[] = [
  revenue,
  costs,
  machines,
  financing,
  profit,
  cashFlow,
  balance,
  summary,
  checks,
];
export const places = new SheetPlaces(plans);

/** A row of months, with its sheet and dollars. */
export function line(sheet: string, key: string): string {
  return places.line(sheet, key);
}

/** The one cell of a key figure on the summary. */
export function figure(key: string): string {
  return `Summary!$C$${places.row('Summary', key)}`;
}

/** Blocks with a row for each plan and a free one: name → sheet, first and last row. */
const blocks = {
  Prices: ['Revenue', 'price'],
  New_by_plan: ['Revenue', 'new'],
  Leaving_by_plan: ['Revenue', 'leave'],
  Customers_by_plan: ['Revenue', 'customers'],
  Revenue_by_plan: ['Revenue', 'revenue'],
  Delivery_by_plan: ['Costs', 'delivery'],
  Machines_by_plan: ['Machines', 'value'],
} as const;

export function blockNames(sheet: string): Record<string, string> {
  const here = Object.entries(blocks).filter(([, [home]]) => home === sheet);
  return Object.fromEntries(
    here.map(([name, [home, key]]) => [name, places.block(home, `${key}_Studio`, `${key}_gap`)]),
  );
}

/** Names of the blocks in which each plan has a row. */
export const planBlocks = Object.keys(blocks);
