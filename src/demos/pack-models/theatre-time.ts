import text from '../../../content/briefings/st-brannoc.md?raw';
import { theatreTimeCard } from '../registry-cards.ts';
import { packModel } from './pack-model.ts';

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
    { name: 'Operations', label: 'Operations done', sign: 'positive' },
    { name: 'Cancelled', label: 'Operations cancelled', sign: 'positive' },
    { name: 'Use', label: 'Share of hours used', sign: 'positive' },
    { name: 'Result', label: 'Result' },
    { name: 'Cash', label: 'Cash at the end' },
  ],
  openPoints: [
    { about: 'how many hours are staffed', paragraphs: ['P2', 'P9'], word: /hour|rota|38|42/i },
    { about: 'when the desk has its effect', paragraphs: ['P6'], word: /desk|month|third/i },
  ],
});
