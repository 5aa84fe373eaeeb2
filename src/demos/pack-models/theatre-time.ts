import text from '../../../content/briefings/st-brannoc.md?raw';
import type { ModelReading } from '../model/model-reading.ts';
import { theatreTimeCard } from '../registry-cards.ts';
import { packModel } from './pack-model.ts';
import { around, shareOf } from './relations.ts';

export const demo = packModel({
  card: theatreTimeCard,
  briefing: text,
  what: 'a model of the use of operating theatres, by month for two years, with hours, operations, cancellations, result and cash',
  periods: 24,
  scenarios: ['Base', 'Slow desk', 'Staff shortage'],
  inputs: [
    ['Theatres', 'Theatres', 'P2'],
    ['Staffed_hours', 'Staffed hours a week and theatre', 'P2'],
    ['Use_share', 'Share of the hours used', 'P3'],
    ['Operation_hours', 'Hours an operation', 'P3'],
    ['Cancelled_share', 'Cancelled on the day', 'P4'],
    ['Income_per_operation', 'Income an operation', 'P5'],
    ['Material_per_operation', 'Material an operation', 'P5'],
    ['Desk_effect', 'Cancellations fall by', 'P6'],
    ['Desk_cost', 'Cost of the desk a month', 'P7'],
    ['Desk_once', 'Cost of the desk once', 'P7'],
    ['Staff_per_hour', 'Staff an hour and theatre', 'P8'],
    ['Pay_rise', 'Pay rise each January', 'P8'],
    ['Opening_cash', 'Cash at the start', 'P10'],
  ],
  lines: [
    {
      name: 'Operations',
      label: 'Operations done',
      means: 'operations done in the month, in all theatres together',
      sign: 'positive',
    },
    {
      name: 'Cancelled',
      label: 'Operations cancelled',
      means: 'operations planned for the month and cancelled on the day',
      sign: 'positive',
    },
    {
      name: 'Use',
      label: 'Share of hours used',
      means: 'Operations × Operation_hours as a share of the staffed hours of the month; 1 is 100 %',
      sign: 'positive',
    },
    {
      name: 'Result',
      label: 'Result',
      means: 'income less material, staff, the desk and what is written off of it, in the month',
    },
    { name: 'Cash', label: 'Cash at the end', means: 'cash at the end of the month' },
  ],
  relations: [
    {
      // Later a theatre may be closed, which the names do not tell.
      line: 'Use',
      against: 'Operations × Operation_hours over staffed hours',
      periods: [1, 12],
      bounds: (model, period) =>
        around(
          ((model.line('Operations')[period] ?? 0) * model.input('Operation_hours')) / staffedHours(model),
          0.03,
        ),
    },
    {
      line: 'Use',
      against: 'Use_share before the desk opens',
      periods: [1, 4],
      bounds: (model) => around(shareOf(model, 'Use_share'), 0.12),
    },
    {
      line: 'Cancelled',
      against: 'Cancelled_share of what was planned, before the desk opens',
      periods: [1, 4],
      bounds(model, period) {
        const share = shareOf(model, 'Cancelled_share');
        return around(((model.line('Operations')[period] ?? 0) * share) / (1 - share), 0.12);
      },
    },
    {
      line: 'Result',
      against: 'Operations at their margin less staff, before the desk',
      periods: [1, 3],
      bounds(model, period) {
        const operations = model.line('Operations')[period] ?? 0;
        const margin = model.input('Income_per_operation') - model.input('Material_per_operation');
        const staff = staffedHours(model) * model.input('Staff_per_hour');
        const room = 0.04 * staff;
        return [operations * margin - staff - room, operations * margin - staff + room];
      },
    },
  ],
  openPoints: [
    { about: 'how many hours are staffed', paragraphs: ['P2', 'P9'], word: /hour|rota|38|42/i },
    { about: 'when the desk has its effect', paragraphs: ['P6'], word: /desk|month|third/i },
  ],
});

/** Staffed hours of a month of four weeks, in all theatres. */
function staffedHours(model: ModelReading): number {
  return model.input('Theatres') * model.input('Staffed_hours') * 4;
}
