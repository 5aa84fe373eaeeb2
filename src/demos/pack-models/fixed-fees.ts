import text from '../../../content/briefings/marlowe-pike.md?raw';
import { fixedFeesCard } from '../registry-cards.ts';
import { packModel } from './pack-model.ts';
import { shareOf } from './relations.ts';

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
    {
      name: 'Hours',
      label: 'Hours worked',
      means: 'hours worked in the month on all open matters, of partners and associates together',
      sign: 'positive',
    },
    {
      name: 'Fees_earned',
      label: 'Fees earned',
      means: 'fees earned in the month as the work is done, before what is written off',
      sign: 'positive',
    },
    {
      name: 'Costs',
      label: 'Costs',
      means: 'all costs of the month: pay and overheads, software, training, other costs; no write-offs',
      sign: 'negative',
    },
    {
      name: 'Result',
      label: 'Result',
      means: 'Fees_earned plus Costs, less what is written off in the month, and interest',
    },
    { name: 'Cash', label: 'Cash at the end', means: 'cash of the portfolio at the end of the month' },
  ],
  relations: [
    {
      // All matters that can be open are open from the fifth month on, and the hard year begins in 2028.
      line: 'Hours',
      against: 'Matters_per_year × Hours_per_matter / 12',
      periods: [6, 12],
      bounds(model) {
        const full = (model.input('Matters_per_year') / 12) * model.input('Hours_per_matter');
        return [full * (1 - shareOf(model, 'Hours_saved')) * 0.97, full * 1.03];
      },
    },
    {
      line: 'Fees_earned',
      against: 'Matters_per_year × Fee / 12',
      periods: [6, 12],
      bounds(model) {
        const full = (model.input('Matters_per_year') / 12) * model.input('Fee');
        return [full * shareOf(model, 'Realisation') * 0.97, full * 1.03];
      },
    },
    {
      line: 'Costs',
      against: 'Hours at their cost, software and other costs',
      periods: [6, 12],
      bounds(model, period) {
        const leverage = model.input('Leverage');
        const hour =
          (model.input('Partner_cost') + leverage * model.input('Associate_cost')) / (1 + leverage);
        const pay = (model.line('Hours')[period] ?? 0) * hour;
        const others =
          model.input('Software_cost') + (model.input('Other_costs') * model.input('Matters_per_year')) / 12;
        return [-(pay + others) * 1.03, -pay * 0.97];
      },
    },
    {
      line: 'Result',
      against: 'Fees_earned plus Costs',
      bounds(model, period) {
        const [fees, costs] = [model.line('Fees_earned')[period] ?? 0, model.line('Costs')[period] ?? 0];
        const full = (model.input('Matters_per_year') / 12) * model.input('Fee');
        const room = 0.02 * full;
        return [fees + costs - full * (1 - shareOf(model, 'Realisation')) - room, fees + costs + room];
      },
    },
  ],
  openPoints: [
    { about: 'how many hours a matter takes', paragraphs: ['P4', 'P11'], word: /hour|165|188/i },
    { about: 'which hours the assistant saves', paragraphs: ['P6'], word: /hour|assistant|18/i },
  ],
});
