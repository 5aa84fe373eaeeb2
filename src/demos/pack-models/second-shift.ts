import text from '../../../content/briefings/castellan-pumps.md?raw';
import { secondShiftCard } from '../registry-cards.ts';
import { packModel } from './pack-model.ts';
import { around, shareOf } from './relations.ts';

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
    {
      name: 'Good_bodies',
      label: 'Good bodies',
      means: 'good bodies that the second shift alone makes in the month, after scrap',
      sign: 'positive',
    },
    {
      name: 'Revenue',
      label: 'Revenue',
      means: 'Good_bodies at their price; without the metal value of scrap',
      sign: 'positive',
    },
    { name: 'Net_profit', label: 'Net profit', means: 'what the second shift adds to profit, after tax' },
    {
      name: 'Cash_flow',
      label: 'Cash of the month',
      means: 'what the second shift adds to cash in the month, after tax and interest',
    },
    {
      name: 'Cumulative_cash',
      label: 'Cash since the start',
      means: 'all Cash_flow up to the end of the month, with what was paid before the first month',
    },
  ],
  relations: [
    {
      line: 'Good_bodies',
      against: 'the hours of one shift at OEE, less scrap',
      bounds(model) {
        const full = model.input('Shift_hours') * model.input('Machines') * model.input('Bodies_per_hour');
        return [
          full * shareOf(model, 'OEE_now') * (1 - shareOf(model, 'Scrap_now')) * 0.98,
          full * shareOf(model, 'OEE_later') * (1 - shareOf(model, 'Scrap_later')) * 1.02,
        ];
      },
    },
    {
      line: 'Revenue',
      against: 'Good_bodies × Price',
      bounds: (model, period) =>
        around((model.line('Good_bodies')[period] ?? 0) * model.input('Price'), 0.02),
    },
    {
      line: 'Cumulative_cash',
      against: 'that of the month before plus Cash_flow',
      periods: [2, 36],
      bounds(model, period) {
        const cash =
          (model.line('Cumulative_cash')[period - 1] ?? 0) + (model.line('Cash_flow')[period] ?? 0);
        return [cash - 1, cash + 1];
      },
    },
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
