import type { z } from 'astro/zod';
import { checkWorkbook } from '../../../workbook/check-workbook.ts';
import type { WorkbookDesk } from '../../../workbook/desk.ts';
import { integrityCheckSchema } from '../../../workbook/schema.ts';
import type { Tool } from '../../tool.ts';
import { failure, integrityText, refusal } from './answer-text.ts';
import { carryOut } from './carry-out.ts';
import { notThere } from './read-range.ts';

const input = integrityCheckSchema;
type AddCheckInput = z.infer<typeof input>;

/** Declares a row of differences that must be 0 in every period. */
export function createAddCheck(desk: WorkbookDesk): Tool<AddCheckInput> {
  return {
    name: 'add_check',
    description:
      'Declares what must hold in every period: a range of differences that must all be 0 within the tolerance, like assets less liabilities and equity. It is tested at once, by “check”, and after every change that a person makes.',
    input: input as z.ZodType<AddCheckInput>,
    line: ({ label }) => (label ? `Adding the check “${label}”` : 'Adding a check'),
    async run(check, context) {
      const failed = `Could not add the check “${check.label}”`;
      if (!desk.workbook.engine.reference(check.range))
        return failure(notThere(desk.workbook, check.range), failed);
      try {
        carryOut(desk, [{ do: 'set-check', id: check.id, check }], context);
      } catch (error) {
        return refusal(error, failed);
      }
      const finding = checkWorkbook(desk.workbook).integrity.find(
        (each) => each.check.id === check.id && !each.implied,
      );
      const now = finding ? integrityText(finding) : '';
      return {
        ok: true,
        text: `Added. ${now}`,
        line: `Added the check “${check.label}”: ${finding?.holds ? 'it holds' : 'it does not hold yet'}`,
      };
    },
  };
}
