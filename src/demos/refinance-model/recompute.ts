/**
 * The refinance unit once more, month by month in plain TypeScript, from the briefing and not from the workbook:
 * what the model's lines must come to for its own assumptions.
 */
import type { ModelInputs, ModelLines } from '../model/model-spec.ts';

const recomputedLines = [
  'Applications',
  'Loans_paid_out',
  'Loan_book',
  'Homes_for_sale',
  'Treasury',
  'Net_interest',
  'Fees',
  'Operating_costs',
  'Credit_losses',
  'Profit_before_tax',
  'Tax',
  'Net_profit',
  'Cash',
  'Total_assets',
  'Own_funds',
  'Own_funds_to_spare',
] as const;
type LineName = (typeof recomputedLines)[number];

/** What is carried from one month to the next. */
interface Carried {
  applications: number[];
  brokered: number[];
  book: number;
  /** Interest that the book earns in a year, each loan at its own rate. */
  interestYearly: number;
  homes: number[];
  homesHeld: number;
  treasury: number;
  cash: number;
  owedToValuers: number;
  system: number;
  lossesForward: number;
  taxOwed: number;
  paidIn: number;
  kept: number;
  yearSoFar: number;
}

const months = 36;
/** Months from 1900 to a date as spreadsheets count days, near enough to compare months. */
function monthNumber(serial: number): number {
  const date = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** Assumptions that a change adds may be missing and count as nothing. Costs, losses and tax are negative. */
export function recompute(given: ModelInputs): ModelLines {
  const get = (name: string): number => given[name] ?? 0;
  const lines: Record<LineName, number[]> = Object.fromEntries(
    recomputedLines.map((name) => [name, [] as number[]]),
  ) as Record<LineName, number[]>;
  const carried = opening();
  for (let period = 1; period <= months; period += 1) {
    const found = oneMonth(get, carried, period);
    for (const name of recomputedLines) lines[name].push(found[name]);
  }
  return lines;
}

function opening(): Carried {
  return {
    applications: [],
    brokered: [],
    book: 0,
    interestYearly: 0,
    homes: [],
    homesHeld: 0,
    treasury: 0,
    cash: 0,
    owedToValuers: 0,
    system: 0,
    lossesForward: 0,
    taxOwed: 0,
    paidIn: 0,
    kept: 0,
    yearSoFar: 0,
  };
}

type Get = (name: string) => number;

function oneMonth(get: Get, carried: Carried, period: number): Record<LineName, number> {
  const year = Math.floor((period - 1) / 12);
  const now = monthNumber(get('First_month')) + period - 1;
  const shocked = now >= monthNumber(get('Case_start')) ? 1 : 0;
  const lent = lend(get, carried, period, year, shocked);
  const costs = spend(get, carried, period, year, lent.applications);
  const interestOut = (carried.treasury * lent.treasuryRate) / 12;
  const netInterest = lent.interestIn - interestOut;
  const fees = lent.paidOut * get('Arrangement_fee') - lent.commission;
  const beforeTax = netInterest + fees - costs.operating - costs.writtenOff - lent.lost;
  const tax = taxOf(get, carried, period, beforeTax);
  const net = beforeTax - tax.charge;

  const january = (period - 1) % 12 === 0;
  const paidIn = january ? get(`Own_funds_${2027 + year}`) : 0;
  const dividend = january ? get('Dividend_share') * Math.max(0, carried.yearSoFar) : 0;
  const cashBefore =
    carried.cash +
    lent.interestIn -
    interestOut +
    fees -
    costs.paid -
    tax.paid +
    lent.homesSold +
    lent.repaid -
    lent.paidOut -
    costs.systemBought +
    paidIn -
    dividend;
  const drawn = Math.max(-carried.treasury, get('Minimum_cash') - cashBefore);
  carried.treasury += drawn;
  carried.cash = cashBefore + drawn;
  carried.paidIn += paidIn;
  carried.kept += net - dividend;
  carried.yearSoFar = (january ? 0 : carried.yearSoFar) + net;
  const ownFunds = carried.paidIn + carried.kept;
  return {
    Applications: lent.applications,
    Loans_paid_out: lent.paidOut,
    Loan_book: carried.book,
    Homes_for_sale: carried.homesHeld,
    Treasury: carried.treasury,
    Net_interest: netInterest,
    Fees: fees,
    Operating_costs: -costs.operating,
    Credit_losses: -lent.lost,
    Profit_before_tax: beforeTax,
    Tax: -tax.charge,
    Net_profit: net,
    Cash: carried.cash,
    Total_assets: carried.cash + carried.book + carried.homesHeld + carried.system,
    Own_funds: ownFunds,
    Own_funds_to_spare: ownFunds - carried.book * get('Loan_weight') * get('Own_funds_rule'),
  };
}

function lend(get: Get, carried: Carried, period: number, year: number, shocked: number) {
  const cut = 1 - get('Fewer_applications') * shocked;
  const open = Math.min(1, period / get('Opening_months'));
  const brokers = period >= get('Broker_start') ? (get('Broker_applications') / 12) * cut : 0;
  const branches =
    (get('Applications_per_year') / 12) * (1 + get('Applications_growth')) ** year * open * cut;
  carried.applications.push(branches + brokers);
  carried.brokered.push(brokers);
  const then = period - get('Payout_lag') - 1;
  const average = get('Average_loan') * (1 + get('Loan_growth')) ** year;
  const paidOut = (carried.applications[then] ?? 0) * get('Conversion') * average;
  const commission = (carried.brokered[then] ?? 0) * get('Conversion') * average * get('Broker_commission');

  const market = get('Market_rate') + get('Rate_rise') * shocked;
  const held = carried.book;
  const locked = held === 0 ? market : carried.interestYearly / held - get('Margin');
  const repaid = (held * get('Repaid_per_year')) / 12;
  const defaulted = (held * get('Default_rate') * (shocked ? get('Default_factor') : 1)) / 12;
  const interestIn = carried.interestYearly / 12;
  if (held > 0) carried.interestYearly *= 1 - (repaid + defaulted) / held;
  carried.interestYearly += paidOut * (market + get('Margin'));
  carried.book += paidOut - repaid - defaulted;

  const taken = defaulted * (1 - get('Loss_share'));
  carried.homes.push(taken);
  const homesSold = carried.homes[period - get('Sale_lag') - 1] ?? 0;
  carried.homesHeld += taken - homesSold;
  return {
    applications: branches + brokers,
    paidOut,
    commission,
    repaid,
    interestIn,
    homesSold,
    lost: defaulted - taken,
    treasuryRate: (1 - get('Floating_share')) * locked + get('Floating_share') * market,
  };
}

function spend(get: Get, carried: Carried, period: number, year: number, applications: number) {
  const saving = period >= get('Agent_start') ? get('Agent_saving') : 0;
  const handling = applications * get('Cost_per_application') * (1 - saving);
  const people = get('People') + (period >= get('Hires_start') ? get('Hires') : 0);
  const pay = (get('Pay_per_person') * (1 + get('Pay_rise')) ** year) / 12;
  const fixed = people * pay * (1 + get('On_top_of_pay')) + get('Rent_and_licences') / 12;
  const paid = fixed + carried.owedToValuers;
  carried.owedToValuers = handling;
  const systemBought = period === 1 ? get('System_cost') : 0;
  const writtenOff = period <= get('Write_off_months') ? get('System_cost') / get('Write_off_months') : 0;
  carried.system += systemBought - writtenOff;
  return { operating: handling + fixed, paid, systemBought, writtenOff };
}

/** Losses are used up before anything is taxed; a quarter is paid in the month after it. */
function taxOf(get: Get, carried: Carried, period: number, beforeTax: number) {
  const used = Math.min(carried.lossesForward, Math.max(0, beforeTax));
  carried.lossesForward += Math.max(0, -beforeTax) - used;
  const charge = (Math.max(0, beforeTax) - used) * get('Tax_rate');
  const paid = period % 3 === 1 ? carried.taxOwed : 0;
  carried.taxOwed += charge - paid;
  return { charge, paid };
}
