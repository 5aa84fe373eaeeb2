import type { RehearsalScript } from '../../agent/models/rehearsal.ts';
import type { Brand } from '../../brand/schema.ts';
import type { KnownInput } from '../model/input-requests.ts';
import { type ModelScript, modelRehearsal } from '../model/model-rehearsal.ts';
import { build } from './build.ts';
import { changes, repairDays } from './changes.ts';
import { headlines } from './headlines.ts';
import { scenarioLabels } from './sheets-front.ts';

/** Assumptions that can be set in words, within what the model is made for. */
const known: readonly KnownInput[] = [
  share('Churn', ['Churn', 'customers who leave', 'leaving customers', 'cancellations'], 0.002, 0.06),
  share('Price_rise', ['Price rise', 'price rises', 'price increase', 'yearly price rise'], 0, 0.1),
  share('New_factor', ['New customers against plan', 'new customers'], 0.4, 2),
  share('New_growth', ['Growth of new customers', 'growth'], -0.2, 0.4),
  share('Wage_rise', ['Wage rise', 'wage rises', 'pay rise'], 0, 0.1),
  share('Cost_inflation', ['Suppliers’ price rise', 'cost inflation', 'inflation'], 0, 0.12),
  share('Tax_rate', ['Tax rate', 'tax'], 0, 0.45),
  share('Loan_rate', ['Interest on the loan', 'loan interest', 'loan rate'], 0, 0.15),
  share('Overdraft_rate', ['Interest on the overdraft', 'overdraft interest', 'overdraft rate'], 0, 0.2),
  number('Price_Studio', ['Price of Studio', 'Studio price', 'Studio'], 100, 400),
  number('Price_Team', ['Price of Team', 'Team price', 'Team'], 250, 800),
  number('Price_Floor', ['Price of Floor', 'Floor price', 'Floor'], 600, 1800),
  number('DSO', ['Days until customers pay', 'days customers take to pay', 'customers pay', 'DSO'], 0, 90),
  number('DPO', ['Days until suppliers are paid', 'supplier days', 'DPO'], 0, 90),
  number('Loan_amount', ['Loan', 'the loan'], 0, 2_000_000),
  number('Min_cash', ['Least cash', 'minimum cash'], 0, 500_000),
  number('Office_team', ['People in the office', 'office team', 'office people'], 10, 60),
  number(
    'Customers_per_route',
    ['Customers a route person looks after', 'customers a route person'],
    40,
    150,
  ),
  number('Machine_life', ['Life of a machine', 'machine life'], 24, 72),
];

function share(name: string, phrases: readonly string[], least: number, most: number): KnownInput {
  return { name, phrases, kind: 'share', least, most };
}

function number(name: string, phrases: readonly string[], least: number, most: number): KnownInput {
  return { name, phrases, kind: 'number', least, most };
}

const script: ModelScript = {
  title: 'Rehearsal of the subscription model',
  changes,
  repairs: [repairDays],
  inputs: known,
  scenarios: scenarioLabels,
  headlines,
  build,
};

export function rehearsal(brand: Brand): RehearsalScript {
  return modelRehearsal(script, brand);
}
