import { z } from 'astro/zod';
import type { WorkbookDesk } from '../../../workbook/desk.ts';
import {
  conditionalSchema,
  formatRuleSchema,
  validationSchema,
  type WorkbookCommand,
} from '../../../workbook/schema.ts';
import type { Tool } from '../../tool.ts';
import { countText, refusal } from './answer-text.ts';
import { carryOut } from './carry-out.ts';
import { purposeSchema, wordsFor } from './purpose-words.ts';

const input = z.object({
  sheet: z.string().min(1).max(31),
  purpose: purposeSchema,
  rules: z
    .array(formatRuleSchema)
    .max(100)
    .describe('Number format and role of areas; later rules win')
    .default([]),
  freeze: z
    .object({ rows: z.int().min(0).max(50), columns: z.int().min(0).max(20) })
    .optional()
    .describe('Rows at the top and columns at the left that stay in view'),
  widths: z
    .record(z.string(), z.number().min(20).max(800))
    .optional()
    .describe('Widths in pixels by column letter: {"A": 220}'),
  conditionals: z.array(conditionalSchema).max(50).optional().describe('Colours by value'),
  validations: z.array(validationSchema).max(50).optional().describe('What a person may type into inputs'),
});
type FormatRangeInput = z.infer<typeof input>;

/** How a sheet looks: formats, roles, frozen panes, widths, colours by value, allowed inputs. */
export function createFormatRange(desk: WorkbookDesk): Tool<FormatRangeInput> {
  return {
    name: 'format_range',
    description:
      'Sets how areas of a sheet look: number formats, roles (title, heading, label, input, formula, subtotal, total, check, note), frozen panes, widths, colours by value, and what may be typed into inputs. Rules are added to those that the sheet has.',
    input: input as z.ZodType<FormatRangeInput>,
    line: ({ sheet, purpose }) => wordsFor('Formatting', purpose, sheet ?? 'a sheet'),
    async run(given, context) {
      try {
        const commands = commandsOf(desk, given);
        if (commands.length === 0)
          return { ok: false, text: 'There was nothing to set.', line: `Left ${given.sheet} as it is` };
        carryOut(desk, commands, context);
        return {
          ok: true,
          text: `Formatted ${given.sheet}: ${countText(given.rules.length, 'rule')}.`,
          line: wordsFor('Formatted', given.purpose, given.sheet),
        };
      } catch (error) {
        return refusal(error, wordsFor('Could not format', given.purpose, given.sheet));
      }
    },
  };
}

function commandsOf(desk: WorkbookDesk, given: FormatRangeInput): WorkbookCommand[] {
  const { sheet, rules, freeze, widths, conditionals = [], validations = [] } = given;
  const commands: WorkbookCommand[] = [];
  if (rules.length > 0) commands.push({ do: 'format', sheet, rules, add: true });
  if (freeze) commands.push({ do: 'freeze', sheet, ...freeze });
  if (widths) {
    const before = desk.workbook.sheets.find(
      ({ name }) => name.toUpperCase() === sheet.toUpperCase(),
    )?.widths;
    commands.push({ do: 'widths', sheet, widths: { ...before, ...upperKeys(widths) } });
  }
  if (conditionals.length > 0) commands.push({ do: 'conditional', sheet, rules: conditionals, add: true });
  if (validations.length > 0) commands.push({ do: 'validate', sheet, rules: validations, add: true });
  return commands;
}

/** Columns by letter; what is no column is left out. */
function upperKeys(widths: Readonly<Record<string, number>>): Record<string, number> {
  const columns = Object.entries(widths).map(([column, width]) => [column.toUpperCase(), width] as const);
  return Object.fromEntries(columns.filter(([column]) => /^[A-Z]{1,3}$/.test(column)));
}
