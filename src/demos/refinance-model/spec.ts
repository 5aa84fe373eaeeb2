import northquay from '../../../content/briefings/northquay-bank.md?raw';
import { parseBriefing } from '../briefing.ts';
import type { ModelLine, ModelSpec } from '../model/model-spec.ts';
import { caseLabels, inputs } from './inputs.ts';
import { MONTHS } from './month-sheet.ts';
import { recompute } from './recompute.ts';

export { northquay };
export const briefing = parseBriefing(northquay);

/** Names that a change adds. */
export const addedInputs = [
  'Broker_applications',
  'Broker_commission',
  'Broker_start',
  'Hires',
  'Hires_start',
  'Agent_saving',
  'Agent_start',
] as const;

/** What the cases do to the assumptions that they move. */
const across: Readonly<Record<string, readonly (-1 | 0 | 1)[]>> = {
  Rate_rise: [0, 1, 1],
  Fewer_applications: [0, 1, 1],
  Default_factor: [0, 0, 1],
};

const lines: readonly ModelLine[] = [
  { name: 'Applications', label: 'Applications', sign: 'positive' },
  { name: 'Loans_paid_out', label: 'Loans paid out', sign: 'positive' },
  { name: 'Loan_book', label: 'Loan book', sign: 'positive' },
  { name: 'Homes_for_sale', label: 'Homes waiting for sale', sign: 'positive' },
  { name: 'Treasury', label: 'Owed to treasury', sign: 'positive' },
  { name: 'Net_interest', label: 'Net interest' },
  { name: 'Fees', label: 'Fees at payout' },
  { name: 'Operating_costs', label: 'Operating costs', sign: 'negative' },
  { name: 'Credit_losses', label: 'Credit losses', sign: 'negative' },
  { name: 'Profit_before_tax', label: 'Profit before tax' },
  { name: 'Tax', label: 'Tax', sign: 'negative' },
  { name: 'Net_profit', label: 'Net profit' },
  { name: 'Cash', label: 'Cash', sign: 'positive' },
  { name: 'Total_assets', label: 'Total of what the unit has', sign: 'positive' },
  { name: 'Own_funds', label: 'Own funds' },
  { name: 'Own_funds_to_spare', label: 'Own funds to spare' },
];

/** What a model of this briefing must hold. */
export const spec: ModelSpec = {
  briefing,
  periods: MONTHS,
  periodEnd: 'Month',
  scenario: { name: 'Scenario', labels: caseLabels },
  inputs: inputs.map(({ name, label, source }) => ({
    name,
    label,
    paragraphs: [source],
    ...(across[name] && { across: across[name] }),
  })),
  optionalInputs: addedInputs,
  lines,
  movements: [
    { line: 'Cash_from_owed', balance: 'Owed_to_valuers', direction: 1 },
    { line: 'Cash_from_tax_owed', balance: 'Tax_owed', direction: 1 },
    { line: 'Cash_from_homes', balance: 'Homes_for_sale', direction: -1 },
  ],
  balance: { assets: 'Total_assets', funding: 'Total_funding', equity: 'Own_funds', cash: 'Cash' },
  cash: { opening: 'Cash_opening', change: 'Cash_change', closing: 'Cash_closing' },
  openPoints: [
    { about: 'how many applications end in a loan', paragraphs: ['P3', 'P11'], word: /conver|38|41/i },
    { about: 'over which time loans default', paragraphs: ['P8'], word: /year|life/i },
  ],
  recompute,
};
