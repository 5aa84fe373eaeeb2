/**
 * The subscription business worked out a second time, from the assumptions alone. Written from the briefing,
 * month by month, in plain TypeScript: it shares no code with the workbook and knows nothing of its cells.
 */
import type { ModelInputs, ModelLines } from '../model/model-spec.ts';

const months = 60;

/** What one month leaves for the next. */
interface Books {
  readonly customers: ReadonlyMap<string, number>;
  readonly routePeople: number;
  readonly cash: number;
  readonly receivables: number;
  readonly payables: number;
  readonly taxOwed: number;
  readonly taxLosses: number;
  readonly loan: number;
  readonly overdraft: number;
  readonly machines: number;
  readonly equity: number;
  /** What was paid for machines and what is leased, month by month. */
  readonly bought: readonly number[];
  readonly leased: readonly number[];
}

type MonthLines = Record<string, number>;

export function recompute(inputs: ModelInputs): ModelLines {
  const read = (name: string) => inputs[name] ?? 0;
  const plans = Object.keys(inputs).flatMap((name) =>
    name.startsWith('Customers_') && name !== 'Customers_per_route' ? [name.slice(10)] : [],
  );
  let books = openingBooks(read, plans);
  const lines: Record<string, number[]> = {};
  for (let month = 1; month <= months; month += 1) {
    const result = liveOneMonth(read, plans, month, books);
    books = result.books;
    for (const [name, value] of Object.entries(result.lines)) {
      lines[name] ??= [];
      lines[name].push(value);
    }
  }
  return lines;
}

type Read = (name: string) => number;

function openingBooks(read: Read, plans: readonly string[]): Books {
  return {
    customers: new Map(plans.map((plan) => [plan, read(`Customers_${plan}`)])),
    routePeople: Number.POSITIVE_INFINITY,
    cash: read('Start_cash'),
    receivables: read('Start_receivables'),
    payables: read('Start_payables'),
    taxOwed: 0,
    taxLosses: 0,
    loan: 0,
    overdraft: 0,
    machines: read('Start_machines'),
    equity: read('Start_cash') + read('Start_receivables') + read('Start_machines') - read('Start_payables'),
    bought: [],
    leased: [],
  };
}

function liveOneMonth(read: Read, plans: readonly string[], month: number, before: Books) {
  const januaries = Math.floor((month - 1) / 12);
  const dearer = (1 + read('Cost_inflation')) ** januaries;
  const sale = sell(read, plans, month, before);

  const wages = payWages(read, month, januaries, sale.total, before.routePeople);
  const marketing = sale.joined * read('Acquisition_cost') * dearer;
  const rent = read('Rent_month') * dearer;
  const fleet = keepMachines(read, month, sale.machines, before);
  const delivery = sale.delivery * dearer;
  const ebitda = sale.revenue - delivery - wages.cost - marketing - rent - fleet.lease;

  const interest = (before.loan * read('Loan_rate') + before.overdraft * read('Overdraft_rate')) / 12;
  const beforeTax = ebitda - fleet.writtenOff - interest;
  const used = read('Loss_relief') > 0 ? Math.min(before.taxLosses, Math.max(0, beforeTax)) : 0;
  const tax = Math.max(0, beforeTax - used) * read('Tax_rate');
  const profit = beforeTax - tax;

  const receivables = (sale.revenue * read('DSO')) / 30;
  const payables = ((delivery + marketing + rent) * read('DPO')) / 30;
  const debt = payLoan(read, month, before.loan);
  const equityIn = read('Equity_amount') > 0 && month === read('Equity_month') ? read('Equity_amount') : 0;

  const received = sale.revenue + before.receivables - receivables;
  const paid = delivery + marketing + rent + before.payables - payables;
  const others = wages.cost + fleet.lease + interest + before.taxOwed + fleet.bought;
  const withoutOverdraft = before.cash + received - paid - others + debt.drawn - debt.repaid + equityIn;
  const overdraft = Math.max(0, before.overdraft + read('Min_cash') - withoutOverdraft);
  const cash = withoutOverdraft + overdraft - before.overdraft;

  const books: Books = {
    customers: sale.customers,
    routePeople: wages.routePeople,
    cash,
    receivables,
    payables,
    taxOwed: tax,
    taxLosses: before.taxLosses - used + Math.max(0, -beforeTax),
    loan: debt.owed,
    overdraft,
    machines: before.machines + fleet.bought - fleet.writtenOff,
    equity: before.equity + profit + equityIn,
    bought: [...before.bought, fleet.bought],
    leased: [...before.leased, fleet.leased],
  };
  const lines: MonthLines = {
    New_customers: sale.joined,
    Customers: sale.total,
    Revenue: sale.revenue,
    Delivery_cost: -delivery,
    Wage_cost: -wages.cost,
    Marketing_cost: -marketing,
    Rent_cost: -rent,
    EBITDA: ebitda,
    Depreciation: -fleet.writtenOff,
    Interest: -interest,
    Profit_before_tax: beforeTax,
    Tax: -tax,
    Net_profit: profit,
    Change_receivables: before.receivables - receivables,
    Change_payables: payables - before.payables,
    Change_tax: tax - before.taxOwed,
    Capex: -fleet.bought,
    Loan_drawn: debt.drawn,
    Loan_repaid: -debt.repaid,
    Overdraft_change: overdraft - before.overdraft,
    Net_cash_flow: cash - before.cash,
    Cash_opening: before.cash,
    Cash_closing: cash,
    Cash: cash,
    Receivables: receivables,
    Machines: books.machines,
    Total_assets: cash + receivables + books.machines,
    Payables: payables,
    Tax_payable: tax,
    Loan: debt.owed,
    Overdraft: overdraft,
    Equity: books.equity,
    Total_funding: payables + tax + debt.owed + overdraft + books.equity,
  };
  return { books, lines };
}

/** Who joins, who leaves, what they pay, and what their beans and machines cost at today’s prices. */
function sell(read: Read, plans: readonly string[], month: number, before: Books) {
  const januaries = Math.floor((month - 1) / 12);
  const special =
    read('Extra_rise_month') > 0 && month >= read('Extra_rise_month') ? 1 + read('Extra_rise') : 1;
  const customers = new Map<string, number>();
  const sums = { joined: 0, total: 0, revenue: 0, delivery: 0, machines: 0 };
  for (const plan of plans) {
    const there = before.customers.get(plan) ?? 0;
    const joined = read(`New_${plan}`) * read('New_factor') * (1 + read('New_growth')) ** januaries;
    const now = there * (1 - read('Churn')) + joined;
    customers.set(plan, now);
    sums.joined += joined;
    sums.total += now;
    sums.revenue += now * read(`Price_${plan}`) * (1 + read('Price_rise')) ** januaries * special;
    sums.delivery += now * read(`Delivery_${plan}`);
    sums.machines += joined * read(`Machine_${plan}`);
  }
  return { customers, ...sums };
}

function payWages(
  read: Read,
  month: number,
  januaries: number,
  customers: number,
  routePeopleBefore: number,
) {
  const needed = customers / read('Customers_per_route');
  const frozen = month >= read('Freeze_from') && month <= read('Freeze_until');
  const routePeople = frozen ? Math.min(needed, routePeopleBefore) : needed;
  const monthly = routePeople * read('Wage_route') + read('Office_team') * read('Wage_office');
  const cost = monthly * (1 + read('Wage_rise')) ** januaries * (1 + read('Social_rate'));
  return { routePeople, cost };
}

function keepMachines(read: Read, month: number, value: number, before: Books) {
  const isLeased = read('Lease_month') > 0 && month >= read('Lease_month');
  const [bought, leased] = isLeased ? [0, value] : [value, 0];
  const life = read('Machine_life');
  const first = read('Start_machine_months');
  const old = month <= first ? read('Start_machines') / first : 0;
  const alive = (amounts: readonly number[]) =>
    amounts.reduce((sum, each, index) => (month - (index + 1) < life ? sum + each : sum), 0);
  return {
    bought,
    leased,
    writtenOff: old + alive([...before.bought, bought]) / life,
    lease: alive([...before.leased, leased]) * read('Lease_rate'),
  };
}

function payLoan(read: Read, month: number, before: number) {
  const drawn = month === 1 ? read('Loan_amount') : 0;
  const [grace, term] = [read('Loan_grace'), read('Loan_term')];
  const repaid = month > grace && month <= grace + term ? read('Loan_amount') / term : 0;
  return { drawn, repaid, owed: before + drawn - repaid };
}
