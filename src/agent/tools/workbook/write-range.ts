import { z } from 'astro/zod';
import { type AreaAddress, areaName, cellName, parseCell } from '../../../workbook/address.ts';
import type { Cell } from '../../../workbook/cell.ts';
import type { WorkbookDesk } from '../../../workbook/desk.ts';
import type { CellInput } from '../../../workbook/engine.ts';
import { periodCount } from '../../../workbook/labels.ts';
import { cellInputSchema, cellRoleSchema, type WorkbookCommand } from '../../../workbook/schema.ts';
import type { Workbook } from '../../../workbook/workbook.ts';
import type { Tool } from '../../tool.ts';
import { cellText, countText, errorsText, refusal } from './answer-text.ts';
import { carryOut } from './carry-out.ts';
import { purposeSchema, wordsFor } from './purpose-words.ts';

const input = z.object({
  sheet: z.string().min(1).max(31).describe('Name of the sheet; it is made where it is not there yet'),
  at: z.string().describe('Top left cell of what is written, like B5'),
  purpose: purposeSchema,
  rows: z
    .array(z.array(cellInputSchema).max(400))
    .min(1)
    .max(400)
    .describe('Rows of cells: a number, a text, a formula that begins with =, or null for an empty cell'),
  fill_right: z
    .int()
    .min(1)
    .max(399)
    .optional()
    .describe('Copies the last column of the rows so many columns further; references without $ move along'),
  fill_down: z
    .int()
    .min(1)
    .max(1999)
    .optional()
    .describe('Copies the last row so many rows further; references without $ move along'),
  format: z
    .string()
    .max(120)
    .optional()
    .describe('Number format of the numbers written, like #,##0 or 0.0% or mmm-yy'),
  role: cellRoleSchema.optional(),
});
export type WriteRangeInput = z.infer<typeof input>;

/** Writes inputs and formulas into a rectangle, whole or not at all. */
export function createWriteRange(desk: WorkbookDesk): Tool<WriteRangeInput> {
  return {
    name: 'write_range',
    description:
      'Writes rows of numbers, texts and formulas into a sheet. Write the first period and let fill_right copy it over the others: references move as in a spreadsheet, $ keeps them. All or nothing: where a formula cannot be read or makes a circle, nothing is written and the answer says why. Errors that formulas show are listed, the root cause first.',
    input,
    line: ({ sheet, purpose }) => wordsFor('Writing', purpose, sheet ?? 'a sheet'),
    async run(given, context) {
      const failed = wordsFor('Could not write', given.purpose, given.sheet);
      try {
        const place = parseCell(given.at);
        if (!place) return { ok: false, text: `“${given.at}” is no cell. Give one like B5.`, line: failed };
        const { commands, area } = plan(desk.workbook, { ...given, at: cellName(place.row, place.column) });
        carryOut(desk, commands, context);
        return written(desk.workbook, given, area);
      } catch (error) {
        return refusal(error, failed);
      }
    },
  };
}

/** The commands of a write, and the area that it covers. */
function plan(
  workbook: Workbook,
  given: WriteRangeInput,
): { commands: WorkbookCommand[]; area: AreaAddress } {
  const { at, rows, fill_right = 0, fill_down = 0, format, role } = given;
  const sheet = workbook.engine.sheet(given.sheet)?.name ?? given.sheet;
  const { row: top, column: left } = parseCell(at) ?? { row: 0, column: 0 };
  const width = Math.max(1, ...rows.map((inputs) => inputs.length));
  const [bottom, right] = [top + rows.length - 1, left + width - 1];
  const area = { top, left, bottom: bottom + fill_down, right: right + fill_right };
  const commands: WorkbookCommand[] = [];
  if (!workbook.engine.sheet(sheet)) commands.push({ do: 'add-sheet', name: sheet });
  commands.push({ do: 'write', sheet, at, rows: rows.map((inputs) => [...inputs]) });
  if (fill_right > 0) {
    const filled = (row: number) => (rows[row]?.[width - 1] ?? null) !== null;
    for (const { from, to } of runs(rows.length, filled)) {
      const source = { top: top + from, bottom: top + to, left: right, right };
      commands.push(fill(sheet, source, { ...source, right: area.right }));
    }
  }
  if (fill_down > 0) {
    const last = rows.at(-1) ?? [];
    const filled = (column: number) => (last[Math.min(column, width - 1)] ?? null) !== null;
    for (const { from, to } of runs(width + fill_right, filled)) {
      const source = { top: bottom, bottom, left: left + from, right: left + to };
      commands.push(fill(sheet, source, { ...source, bottom: area.bottom }));
    }
  }
  if (format !== undefined || role !== undefined) {
    const rule = { ...(format !== undefined && { format }), ...(role !== undefined && { role }) };
    const lead = role === undefined || numeric.has(role) ? labelColumns(rows, width) : 0;
    const target = areaName({ ...area, left: left + lead });
    commands.push({ do: 'format', sheet, rules: [{ area: target, ...rule }], add: true });
  }
  return { commands, area };
}

function fill(sheet: string, from: AreaAddress, to: AreaAddress): WorkbookCommand {
  return { do: 'fill', sheet, from: areaName(from), to: areaName(to) };
}

/** Stretches of indexes that meet a condition. */
function runs(count: number, meets: (index: number) => boolean): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (let index = 0; index < count; index += 1) {
    if (!meets(index)) continue;
    const last = found.at(-1);
    if (last?.to === index - 1) last.to = index;
    else found.push({ from: index, to: index });
  }
  return found;
}

/** Roles of cells with amounts: their labels beside them are not meant. */
const numeric = new Set(['input', 'formula', 'subtotal', 'check']);

/** Columns at the left that hold labels only. */
function labelColumns(rows: readonly (readonly CellInput[])[], width: number): number {
  const isLabel = (input: CellInput | undefined) =>
    input === undefined || input === null || (typeof input === 'string' && !input.startsWith('='));
  for (let column = 0; column < width; column += 1) {
    if (!rows.every((inputs) => isLabel(inputs[column]))) return column;
  }
  return 0;
}

function written(workbook: Workbook, given: WriteRangeInput, area: AreaAddress) {
  const sheet = workbook.engine.sheet(given.sheet);
  if (!sheet) throw new Error(`The sheet “${given.sheet}” was written and is not there`);
  const cells = [...sheet.within(area.top, area.left, area.bottom, area.right)].filter(
    ({ isBlank }) => !isBlank,
  );
  const formulas = cells.filter(({ formula }) => formula !== undefined);
  const rows = area.bottom - area.top + 1;
  const first =
    formulas.find(({ column }) => column >= area.left + (given.rows[0]?.length ?? 1) - 1) ?? formulas[0];
  const last = formulas.at(-1);
  const errors = errorsText(workbook);
  const sample = errors === '' ? sampleText(first, last) : '';
  const text = `Wrote ${sheet.name}!${areaName(area)}: ${countText(cells.length, 'cell')}, ${countText(formulas.length, 'formula')}.${sample}`;
  const extent = given.fill_right === undefined ? '' : ` over ${spanText(workbook, given, area)}`;
  return {
    ok: true,
    text:
      errors === ''
        ? `${text} No errors in the workbook.`
        : `${text}\nErrors in the workbook now:\n${errors}`,
    line: wordsFor('Wrote', given.purpose, `${sheet.name}: ${countText(rows, 'row')}${extent}`),
  };
}

/** The ends of what was written, so that a slip shows at once. */
function sampleText(first: Cell | undefined, last: Cell | undefined): string {
  if (!first || !last) return '';
  return first === last ? ` ${cellText(first)}.` : ` First and last: ${cellText(first)}; ${cellText(last)}.`;
}

/** The columns that were filled, with the one that was copied. */
function spanText(
  workbook: Workbook,
  { sheet: name, fill_right = 0 }: WriteRangeInput,
  area: AreaAddress,
): string {
  const sheet = workbook.engine.sheet(name);
  return sheet
    ? periodCount(sheet, area.top, area.right - fill_right, area.right)
    : `${fill_right + 1} columns`;
}
