import { z } from 'astro/zod';
import { cellName } from '../../../workbook/address.ts';
import type { WorkbookDesk } from '../../../workbook/desk.ts';
import type { WorkbookCommand } from '../../../workbook/schema.ts';
import type { Tool } from '../../tool.ts';
import { countText, errorsText, failure, refusal } from './answer-text.ts';
import { carryOut } from './carry-out.ts';
import { notThere } from './read-range.ts';

const input = z.object({
  cell: z
    .string()
    .max(120)
    .optional()
    .describe('Cell that holds the number of the scenario, like Assumptions!C2'),
  labels: z
    .array(z.string().min(1).max(40))
    .min(2)
    .max(6)
    .optional()
    .describe('Names of scenarios 1, 2, 3 …; give them with “cell”'),
  choose: z.int().min(1).max(6).optional().describe('Number of the scenario to switch to'),
});
type SetScenarioInput = z.infer<typeof input>;

/** Declares the cell that switches scenarios, or switches. */
export function createSetScenario(desk: WorkbookDesk): Tool<SetScenarioInput> {
  return {
    name: 'set_scenario',
    description:
      'Declares the cell whose number chooses the scenario (“cell” with “labels”), so that people can switch; or switches to one (“choose”). Live values are chosen from the cases with CHOOSE(cell, base, up, down).',
    input,
    line: ({ choose, labels }) => {
      const label = choose === undefined ? undefined : desk.workbook.scenario?.labels[choose - 1];
      if (choose !== undefined && !labels)
        return `Switching to ${label ? `“${label}”` : `scenario ${choose}`}`;
      return 'Setting up the scenarios';
    },
    async run(given, context) {
      const scenario =
        given.cell && given.labels ? { cell: given.cell, labels: given.labels } : desk.workbook.scenario;
      if (!scenario)
        return failure(
          'Give “cell” and “labels”: there are no scenarios yet.',
          'Could not switch the scenario',
        );
      const range = desk.workbook.engine.reference(scenario.cell);
      if (!range) return failure(notThere(desk.workbook, scenario.cell), 'Could not set up the scenarios');
      const { choose } = given;
      if (choose !== undefined && choose > scenario.labels.length)
        return failure(`There are ${scenario.labels.length} scenarios.`, 'Could not switch the scenario');
      const at = cellName(range.top, range.left);
      const commands: WorkbookCommand[] = [];
      if (scenario !== desk.workbook.scenario) commands.push({ do: 'set-scenario', scenario });
      if (choose !== undefined) commands.push({ do: 'write', sheet: range.sheet.name, at, rows: [[choose]] });
      if (commands.length === 0)
        return failure('Give “cell” with “labels”, or “choose”.', 'Could not switch the scenario');
      try {
        const change = carryOut(desk, commands, context);
        const errors = errorsText(desk.workbook);
        const now = errors === '' ? '' : `\nErrors in the workbook now:\n${errors}`;
        return {
          ok: true,
          text: `Scenarios: ${scenario.labels.join(', ')} (${scenario.cell}). ${countText(change.cells.size, 'cell')} changed.${now}`,
          line:
            choose === undefined
              ? `Set up the scenarios ${scenario.labels.join(', ')}`
              : `Switched to “${scenario.labels[choose - 1]}”: ${countText(change.cells.size, 'cell')} changed`,
        };
      } catch (error) {
        return refusal(error, 'Could not switch the scenario');
      }
    },
  };
}
