import text from '../../../content/briefings/harrow-and-vale.md?raw';
import { homeLineCard } from '../registry-cards.ts';
import { packModel } from './pack-model.ts';
import { around, shareOf } from './relations.ts';

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
    {
      name: 'Earned_premium',
      label: 'Earned premium',
      means: 'premium earned in the quarter, before reinsurance',
      sign: 'positive',
    },
    {
      name: 'Claims',
      label: 'Claims',
      means: 'cost of all claims that happen in the quarter, paid or not, before reinsurance',
      sign: 'negative',
    },
    {
      name: 'Expenses',
      label: 'Expenses',
      means: 'commission and own costs of the quarter; not the cost of reinsurance',
      sign: 'negative',
    },
    {
      name: 'Reserve',
      label: 'Reserve at the end',
      means: 'claims that have happened and are not paid at the end of the quarter',
      sign: 'positive',
    },
    {
      name: 'Combined_ratio',
      label: 'Combined ratio, net of reinsurance',
      means: 'claims after reinsurance, its cost and expenses as a share of earned premium; 1 is 100 %',
      sign: 'positive',
    },
  ],
  relations: [
    {
      line: 'Earned_premium',
      against: 'Policies × Premium / 4',
      periods: [1, 1],
      bounds: (model) => around((model.input('Policies') * model.input('Premium')) / 4, 0.04),
    },
    {
      line: 'Expenses',
      against: 'Expense_share × Earned_premium',
      bounds: (model, period) =>
        around(-shareOf(model, 'Expense_share') * (model.line('Earned_premium')[period] ?? 0), 0.02),
    },
    {
      // No quarter has less than a tenth or more than half of the claims of its year.
      line: 'Claims',
      against: 'Policies × Claims_frequency × Claim_cost',
      periods: [1, 4],
      bounds(model) {
        const year = model.input('Policies') * shareOf(model, 'Claims_frequency') * model.input('Claim_cost');
        return [-year * 0.36, -year * 0.15];
      },
    },
    {
      line: 'Reserve',
      against: 'what is not paid at once of Claims',
      periods: [1, 1],
      bounds: (model) => around(-(1 - shareOf(model, 'Paid_at_once')) * (model.line('Claims')[0] ?? 0), 0.03),
    },
    {
      line: 'Combined_ratio',
      against: 'Claims, Expenses and reinsurance over Earned_premium',
      bounds(model, period) {
        const at = (name: string) => model.line(name)[period] ?? 0;
        const [premium, claims] = [at('Earned_premium'), -at('Claims')];
        const covered = Math.max(0, Math.min(model.input('Layer_size'), claims - model.input('Layer_from')));
        const cost = shareOf(model, 'Reinsurance_cost');
        const net = (claims - covered - at('Expenses')) / premium;
        // The cost counts as an expense, or takes its part from the premium.
        const [low, high] = [net + cost, net / (1 - cost)].toSorted((a, b) => a - b);
        return [(low ?? net) * 0.98, (high ?? net) * 1.02];
      },
    },
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
