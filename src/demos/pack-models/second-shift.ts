import text from '../../../content/briefings/castellan-pumps.md?raw';
import { secondShiftCard } from '../registry-cards.ts';
import { packModel } from './pack-model.ts';

export const demo = packModel({
  card: secondShiftCard,
  briefing: text,
  what: 'a model of a second shift in a pump factory, by month for three years, with output, profit, cash and the payback of the investment',
  periods: 36,
  scenarios: ['Base', 'Soft demand', 'Slow start'],
  inputs: [
    ['Shift_hours', 'Hours a month and shift', 'P2'],
    ['Machines', 'Machining centres', 'P2'],
    ['Investment', 'Investment', 'P3'],
    ['Life_years', 'Years of write-off', 'P3'],
    ['OEE_now', 'OEE now', 'P4'],
    ['OEE_later', 'OEE with the new tooling', 'P4'],
    ['Bodies_per_hour', 'Bodies an hour and machine', 'P5'],
    ['Price', 'Price of a body', 'P5'],
    ['Material', 'Material of a body', 'P5'],
    ['Scrap_now', 'Scrap now', 'P6'],
    ['Scrap_later', 'Scrap later', 'P6'],
    ['People', 'People of the second shift', 'P7'],
    ['Pay', 'Pay a month', 'P7'],
    ['Energy_per_hour', 'Energy an hour and machine', 'P8'],
    ['Demand', 'Most good bodies a month', 'P9'],
    ['Interest_rate', 'Interest', 'P12'],
    ['Tax_rate', 'Tax', 'P12'],
  ],
  lines: [
    { name: 'Good_bodies', label: 'Good bodies', sign: 'positive' },
    { name: 'Revenue', label: 'Revenue', sign: 'positive' },
    { name: 'Net_profit', label: 'Net profit' },
    { name: 'Cash_flow', label: 'Cash of the month' },
    { name: 'Cumulative_cash', label: 'Cash since the start' },
  ],
  openPoints: [
    {
      about: 'what the tooling costs',
      paragraphs: ['P3', 'P11'],
      word: /invest|tooling|million|2\.05|1\.8/i,
    },
    { about: 'how OEE rises within the year', paragraphs: ['P4'], word: /OEE|year|month/i },
  ],
});
