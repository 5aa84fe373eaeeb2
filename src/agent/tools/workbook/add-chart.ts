import { z } from 'astro/zod';
import type { WorkbookDesk } from '../../../workbook/desk.ts';
import { chartSchema } from '../../../workbook/schema.ts';
import type { Tool } from '../../tool.ts';
import { failure, refusal } from './answer-text.ts';
import { carryOut } from './carry-out.ts';
import { purposeSchema, wordsFor } from './purpose-words.ts';
import { notThere } from './read-range.ts';

const input = z.object({ purpose: purposeSchema, chart: chartSchema });

/** Draws a chart over ranges of the workbook; one of the same id is replaced. */
export function createAddChart(desk: WorkbookDesk): Tool<z.infer<typeof input>> {
  return {
    name: 'add_chart',
    description:
      'Adds a chart over ranges of the workbook: line, bar, stacked, waterfall, tornado or heat map. A chart with the same id is replaced. It follows the values.',
    input,
    line: ({ purpose, chart }) => wordsFor('Drawing', purpose, chartText(chart?.title)),
    async run({ purpose, chart }, context) {
      const failed = wordsFor('Could not draw', purpose, chartText(chart.title));
      const { engine } = desk.workbook;
      if (!engine.sheet(chart.sheet)) return failure(`There is no sheet “${chart.sheet}”.`, failed);
      const ranges = [chart.labels, ...chart.series.map(({ values }) => values)];
      const lost = ranges.find((range) => !engine.reference(range));
      if (lost !== undefined) return failure(notThere(desk.workbook, lost), failed);
      try {
        carryOut(desk, [{ do: 'set-chart', id: chart.id, chart }], context);
      } catch (error) {
        return refusal(error, failed);
      }
      const lines = chart.series.map(({ name }) => name).join(', ');
      return {
        ok: true,
        text: `The chart “${chart.title}” stands on ${chart.sheet}: ${lines}.`,
        line: wordsFor('Drew', purpose, chartText(chart.title)),
      };
    },
  };
}

function chartText(title: string | undefined): string {
  return title ? `the chart “${title}”` : 'a chart';
}
