import { z } from 'astro/zod';
import type { WorkbookDesk } from '../../../workbook/desk.ts';
import type { WorkbookCommand } from '../../../workbook/schema.ts';
import type { Tool } from '../../tool.ts';
import { countText, errorsText, failure, refusal } from './answer-text.ts';
import { carryOut } from './carry-out.ts';
import { purposeSchema, wordsFor } from './purpose-words.ts';

const input = z.object({
  purpose: purposeSchema,
  names: z
    .record(z.string(), z.string().max(500).nullable())
    .describe('Name → what it refers to, like {"Tax_rate": "Inputs!$C$4"}; null takes a name out'),
});

/** Gives names to cells and ranges. */
export function createDefineName(desk: WorkbookDesk): Tool<z.infer<typeof input>> {
  return {
    name: 'define_name',
    description:
      'Gives names to single cells (inputs) and to ranges (result lines, one cell a period), which formulas and checks use instead of addresses. All or none.',
    input,
    line: ({ purpose, names }) => wordsFor('Naming', purpose, namedText(Object.keys(names ?? {}))),
    async run({ purpose, names }, context) {
      const given = Object.keys(names);
      const failed = `Could not name ${namedText(given)}`;
      if (given.length === 0) return failure('There are no names in the call.', failed);
      const commands = Object.entries(names).map(
        ([name, refersTo]): WorkbookCommand => ({ do: 'define-name', name, refersTo }),
      );
      try {
        carryOut(desk, commands, context);
      } catch (error) {
        return refusal(error, failed);
      }
      return { ok: true, text: answer(desk, names), line: wordsFor('Named', purpose, namedText(given)) };
    },
  };
}

function answer(desk: WorkbookDesk, names: Readonly<Record<string, string | null>>): string {
  const { engine } = desk.workbook;
  const lost = Object.entries(names).flatMap(([name, refersTo]) =>
    refersTo === null || engine.reference(name) ? [] : [`${name} (${refersTo})`],
  );
  const unclear = lost.length > 0 ? `\nThese lead to no cell or range: ${lost.join(', ')}.` : '';
  const errors = errorsText(desk.workbook);
  const now = errors === '' ? '' : `\nErrors in the workbook now:\n${errors}`;
  return `Defined ${countText(Object.keys(names).length, 'name')}.${unclear}${now}`;
}

function namedText(names: readonly string[]): string {
  if (names.length === 0) return 'cells';
  return names.length <= 2 ? names.join(' and ') : `${names.length} cells and ranges`;
}
