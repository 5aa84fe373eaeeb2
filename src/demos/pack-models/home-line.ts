import text from '../../../content/briefings/harrow-and-vale.md?raw';
import { homeLineCard } from '../registry-cards.ts';
import { packModel } from './pack-model.ts';

export const demo = packModel({
  card: homeLineCard,
  briefing: text,
  what: 'a model of the home line of an insurer, by quarter for three years, with claims, reserves, a reinsurance layer and the combined ratio',
  periods: 12,
  scenarios: ['Base', 'Storm'],
  inputs: [
    ['Policies', 'Policies at the start', 'P2'],
    ['Leaving_share', 'Policies that leave a quarter', 'P2'],
    ['New_policies', 'New policies a quarter', 'P2'],
    ['Premium', 'Premium a year', 'P3'],
    ['Premium_rise', 'Premium rise each January', 'P3'],
    ['Claims_frequency', 'Claims a policy and year', 'P4'],
    ['Claim_cost', 'Cost of a claim', 'P5'],
    ['Claim_cost_rise', 'Rise of the cost of a claim', 'P5'],
    ['Paid_at_once', 'Paid in the same quarter', 'P6'],
    ['Expense_share', 'Expenses of earned premium', 'P7'],
    ['Layer_from', 'Reinsurance begins at', 'P8'],
    ['Layer_size', 'Reinsurance pays up to', 'P8'],
    ['Reinsurance_cost', 'Cost of reinsurance', 'P8'],
    ['Storm_factor', 'Frequency in the storm', 'P9'],
    ['Reserve_rate', 'Interest on reserves', 'P11'],
    ['Tax_rate', 'Tax', 'P11'],
  ],
  lines: [
    { name: 'Earned_premium', label: 'Earned premium', sign: 'positive' },
    { name: 'Claims', label: 'Claims', sign: 'negative' },
    { name: 'Expenses', label: 'Expenses', sign: 'negative' },
    { name: 'Reserve', label: 'Reserve at the end', sign: 'positive' },
    { name: 'Combined_ratio', label: 'Combined ratio, net of reinsurance', sign: 'positive' },
  ],
  openPoints: [
    {
      about: 'how often policies have a claim',
      paragraphs: ['P4', 'P10'],
      word: /frequen|claims|5\.2|5\.8/i,
    },
    { about: 'when the rest of a claim is paid', paragraphs: ['P6'], word: /paid|pay|later|rest/i },
  ],
});
