import text from '../../../content/briefings/marlowe-pike.md?raw';
import { fixedFeesCard } from '../registry-cards.ts';
import { packModel } from './pack-model.ts';

export const demo = packModel({
  card: fixedFeesCard,
  briefing: text,
  what: 'a model of a portfolio of fixed-fee matters of a law firm, by month for two years, with hours, fees earned, result and cash',
  periods: 24,
  scenarios: ['Base', 'No assistant', 'Hard year'],
  inputs: [
    ['Matters_per_year', 'Matters a year', 'P2'],
    ['Matter_months', 'Months of a matter', 'P2'],
    ['Fee', 'Fixed fee', 'P3'],
    ['Invoiced_at_start', 'Invoiced when a matter opens', 'P3'],
    ['Hours_per_matter', 'Hours a matter', 'P4'],
    ['Leverage', 'Associate hours for an hour of a partner', 'P5'],
    ['Partner_cost', 'Cost of a partner’s hour', 'P5'],
    ['Associate_cost', 'Cost of an associate’s hour', 'P5'],
    ['Hours_saved', 'Fewer hours with the assistant', 'P6'],
    ['Software_cost', 'Software a month', 'P7'],
    ['Training_cost', 'Training', 'P7'],
    ['Realisation', 'Realisation', 'P8'],
    ['Other_costs', 'Other costs of a matter', 'P9'],
    ['Opening_cash', 'Cash at the start', 'P10'],
    ['Interest_rate', 'Interest', 'P10'],
  ],
  lines: [
    { name: 'Hours', label: 'Hours worked', sign: 'positive' },
    { name: 'Fees_earned', label: 'Fees earned', sign: 'positive' },
    { name: 'Costs', label: 'Costs', sign: 'negative' },
    { name: 'Result', label: 'Result' },
    { name: 'Cash', label: 'Cash at the end' },
  ],
  openPoints: [
    { about: 'how many hours a matter takes', paragraphs: ['P4', 'P11'], word: /hour|165|188/i },
    { about: 'which hours the assistant saves', paragraphs: ['P6'], word: /hour|assistant|18/i },
  ],
});
