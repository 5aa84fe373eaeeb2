import type { z } from 'astro/zod';
import type { WorkbookDesk } from '../../../workbook/desk.ts';
import { type Sensitivity, sensitivitySchema } from '../../../workbook/schema.ts';
import { SensitivityError, type SensitivityTable, sensitivitySteps } from '../../../workbook/sensitivity.ts';
import type { Tool } from '../../tool.ts';
import { countText, failure, refusal } from './answer-text.ts';
import { carryOut } from './carry-out.ts';

type SensitivityInput = z.infer<typeof sensitivitySchema>;

/** Computes a table on a copy, and keeps its definition so that screens show it live. */
export function createSensitivity(desk: WorkbookDesk): Tool<SensitivityInput> {
  return {
    name: 'sensitivity',
    description:
      'Computes one output for every combination of one or two inputs, on a copy: the model stays as it is. The table is kept in the workbook and shown to people, who see it follow every change. “across” and “down” name input cells of the model.',
    input: sensitivitySchema,
    line: ({ title }) => (title ? `Computing “${title}”` : 'Computing a sensitivity table'),
    async run(sensitivity, context) {
      const failed = `Could not compute “${sensitivity.title}”`;
      try {
        const table = await computeInSlices(desk, sensitivity, context.signal);
        carryOut(desk, [{ do: 'set-sensitivity', id: sensitivity.id, sensitivity }], context);
        const count = table.across.length * table.down.length;
        return {
          ok: true,
          text: tableText(sensitivity, table),
          line: `Computed “${sensitivity.title}”: ${countText(count, 'combination')}`,
        };
      } catch (error) {
        if (error instanceof SensitivityError) return failure(`${error.message}. ${error.hint}.`, failed);
        return refusal(error, failed);
      }
    },
  };
}

/** Longest stretch of computing before the page gets its turn, in ms. */
const slice = 30;

async function computeInSlices(
  desk: WorkbookDesk,
  sensitivity: Sensitivity,
  signal: AbortSignal,
): Promise<SensitivityTable> {
  const steps = sensitivitySteps(desk.workbook, sensitivity);
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    signal.throwIfAborted();
    if (performance.now() - since < slice) continue;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
}

function shortText(value: number | string | null): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(7))) : (value ?? '(empty)');
}

function tableText({ title, output, across, down }: Sensitivity, table: SensitivityTable): string {
  const head = [down ? `${down.label} ↓ / ${across.label} →` : across.label, ...table.across.map(String)];
  const rows = table.values.map((line, index) => [
    down ? String(table.down[index]) : output,
    ...line.map((value) => shortText(value)),
  ]);
  const all = table.values.flat();
  const flat = all.length > 1 && all.every((value) => value === all[0]);
  const note = flat
    ? `\nAll values are the same: ${output} does not depend on these inputs. Check the cells.`
    : '';
  return `${title} (${output}, now ${shortText(table.now.output)}):\n${[head, ...rows].map((row) => row.join(' | ')).join('\n')}${note}`;
}
