import text from '../../../content/briefings/fennel-and-finch.md?raw';
import { markdownPlanCard } from '../registry-cards.ts';
import { packModel } from './pack-model.ts';
import { shareOf } from './relations.ts';

export const demo = packModel({
  card: markdownPlanCard,
  briefing: text,
  what: 'a markdown plan of a retailer, by week for sixteen weeks, with units, sales, margin and cash',
  periods: 16,
  scenarios: ['Base', 'Slow', 'Early'],
  inputs: [
    ['Units', 'Units at the start', 'P2'],
    ['Full_price', 'Full price', 'P3'],
    ['Unit_cost', 'Cost of a unit', 'P3'],
    ['Markdown_1', 'First markdown', 'P4'],
    ['Markdown_2', 'Second markdown', 'P4'],
    ['Markdown_3', 'Third markdown', 'P4'],
    ['Base_rate', 'Units sold a week at full price', 'P5'],
    ['Rate_per_ten_points', 'Rise of the rate for ten points', 'P5'],
    ['Shrink', 'Shrink over the plan', 'P6'],
    ['Staff_per_store', 'Staff a store and week', 'P7'],
    ['Relabel_cost', 'Relabelling a unit', 'P7'],
    ['Return_share', 'Units that come back', 'P8'],
    ['Jobber_price', 'What the jobber pays', 'P9'],
  ],
  lines: [
    {
      name: 'Units_sold',
      label: 'Units sold',
      means: 'units sold at the tills of all stores in the week, before any come back',
      sign: 'positive',
    },
    {
      name: 'Units_left',
      label: 'Units at the end',
      means: 'units in the stores at the end of the week; in the last week before the jobber takes them',
      sign: 'positive',
    },
    {
      name: 'Sales',
      label: 'Sales',
      means: 'Units_sold at the price of the week, before money is paid back for returns',
      sign: 'positive',
    },
    {
      name: 'Gross_margin',
      label: 'Gross margin',
      means:
        'Sales less the cost of the units sold in the week, before returns, shrink, staff and relabelling',
    },
    {
      name: 'Cash_flow',
      label: 'Cash of the week',
      means: 'money in less money out in the week: sales, refunds, staff and relabelling',
    },
  ],
  relations: [
    {
      line: 'Sales',
      against: 'Units_sold at a price between the last markdown and the first',
      bounds(model, period) {
        const sold = model.line('Units_sold')[period] ?? 0;
        const price = (markdown: string) => model.input('Full_price') * (1 - shareOf(model, markdown));
        return [sold * price('Markdown_3') * 0.99, sold * price('Markdown_1') * 1.01];
      },
    },
    {
      line: 'Units_sold',
      against: 'Units at the rate of the first markdown',
      periods: [1, 1],
      bounds(model) {
        const steps = shareOf(model, 'Markdown_1') * 10;
        const rate = shareOf(model, 'Base_rate') + steps * shareOf(model, 'Rate_per_ten_points');
        const sold = model.input('Units') * rate;
        // The slow case sells a quarter less.
        return [sold * 0.7, sold * 1.1];
      },
    },
    {
      line: 'Gross_margin',
      against: 'Sales less Units_sold × Unit_cost',
      bounds(model, period) {
        const at = (name: string) => model.line(name)[period] ?? 0;
        const margin = at('Sales') - at('Units_sold') * model.input('Unit_cost');
        const room = 0.08 * at('Sales');
        return [margin - room, margin + room];
      },
    },
  ],
  openPoints: [
    { about: 'how many units there are', paragraphs: ['P2', 'P10'], word: /unit|warehouse|stock/i },
    { about: 'which units the weekly rate counts', paragraphs: ['P5'], word: /rate|start|remain|left/i },
  ],
});
