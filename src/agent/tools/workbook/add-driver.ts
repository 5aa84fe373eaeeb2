import type { z } from 'astro/zod';
import type { WorkbookDesk } from '../../../workbook/desk.ts';
import { driverSchema } from '../../../workbook/schema.ts';
import type { Tool } from '../../tool.ts';
import { failure, refusal } from './answer-text.ts';
import { carryOut } from './carry-out.ts';
import { notThere } from './read-range.ts';

type AddDriverInput = z.infer<typeof driverSchema>;

/** Offers an input to people as a slider. */
export function createAddDriver(desk: WorkbookDesk): Tool<AddDriverInput> {
  return {
    name: 'add_driver',
    description:
      'Offers one input cell to people as a slider beside the sheet, with the least and the most that make sense. The cell must hold a number, not a formula.',
    input: driverSchema,
    line: ({ label }) => (label ? `Adding a slider for “${label}”` : 'Adding a slider'),
    async run(driver, context) {
      const failed = `Could not add a slider for “${driver.label}”`;
      const problem = problemOf(desk, driver);
      if (problem !== null) return failure(problem, failed);
      try {
        carryOut(desk, [{ do: 'set-driver', id: driver.id, driver }], context);
      } catch (error) {
        return refusal(error, failed);
      }
      return {
        ok: true,
        text: `People can move ${driver.cell} from ${driver.least} to ${driver.most} in steps of ${driver.step}.`,
        line: `Added a slider for “${driver.label}”`,
      };
    },
  };
}

function problemOf(desk: WorkbookDesk, { cell, least, most, step }: AddDriverInput): string | null {
  const range = desk.workbook.engine.reference(cell);
  if (!range) return notThere(desk.workbook, cell);
  if (range.rows * range.columns > 1) return `${cell} is more than one cell. A slider moves one input.`;
  if (desk.workbook.choosesScenario(cell))
    return `${cell} chooses the scenario: people switch it by its names. A slider moves an assumption.`;
  const input = desk.workbook.inputAt(range.sheet.name, range.top, range.left);
  if (typeof input !== 'number')
    return `${cell} holds ${input === null ? 'nothing' : String(input)}: a slider moves a typed number. Where scenarios choose the live value, give the cell of the base case.`;
  if (least >= most || step > most - least)
    return '“least” must be under “most”, with at least one step between.';
  if (input < least || input > most) return `${cell} is ${input}, which lies outside ${least} to ${most}.`;
  return null;
}
