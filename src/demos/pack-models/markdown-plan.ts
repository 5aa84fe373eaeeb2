import text from '../../../content/briefings/fennel-and-finch.md?raw';
import { markdownPlanCard } from '../registry-cards.ts';
import { packModel } from './pack-model.ts';

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
    { name: 'Units_sold', label: 'Units sold', sign: 'positive' },
    { name: 'Units_left', label: 'Units at the end', sign: 'positive' },
    { name: 'Sales', label: 'Sales', sign: 'positive' },
    { name: 'Gross_margin', label: 'Gross margin' },
    { name: 'Cash_flow', label: 'Cash of the week' },
  ],
  openPoints: [
    { about: 'how many units there are', paragraphs: ['P2', 'P10'], word: /unit|warehouse|stock/i },
    { about: 'which units the weekly rate counts', paragraphs: ['P5'], word: /rate|start|remain|left/i },
  ],
});
