import { z } from 'astro/zod';
import { areaName, cellName, columnName } from '../../../workbook/address.ts';
import type { Sheet } from '../../../workbook/cell.ts';
import type { WorkbookDesk } from '../../../workbook/desk.ts';
import { clip, type Range } from '../../../workbook/value.ts';
import type { Workbook } from '../../../workbook/workbook.ts';
import type { Tool } from '../../tool.ts';
import { cellText, countText, failure } from './answer-text.ts';

/** Read at once: more than this a model cannot use, and it would push out the rest of the talk. */
export const mostCellsRead = 500;
const mostCharacters = 24_000;

const input = z.object({
  range: z.string().min(1).max(120).describe('Range with its sheet, like PnL!A1:H20, or a defined name'),
});

/** Values and formulas of a range, at most 500 cells. */
export function createReadRange(desk: WorkbookDesk): Tool<z.infer<typeof input>> {
  return {
    name: 'read_range',
    description: `Reads a range: each cell with its formula and its value. At most ${mostCellsRead} cells at once; it says where to read on.`,
    input,
    readsOnly: true,
    line: ({ range }) => (range ? `Reading ${range}` : 'Reading the sheet'),
    async run({ range: given }) {
      const found = desk.workbook.engine.reference(given);
      if (!found) return failure(notThere(desk.workbook, given), `Could not read ${given}`);
      return { ok: true, text: textOf(clip(found)), line: `Read ${given}` };
    },
  };
}

/** Why a reference leads nowhere, with what is there. */
export function notThere(workbook: Workbook, reference: string): string {
  const { sheetNames, names } = workbook.engine;
  const sheets =
    sheetNames.length > 0 ? `Sheets: ${sheetNames.join(', ')}.` : 'The workbook has no sheets yet.';
  const known = names.slice(0, 60).map(({ name }) => name);
  const named = known.length > 0 ? ` Names: ${known.join(', ')}${names.length > 60 ? ' …' : ''}.` : '';
  return `There is no range “${reference}”. Give it with its sheet, like PnL!A1:H20. ${sheets}${named}`;
}

function textOf(range: Range): string {
  const sheet = range.sheet as Sheet;
  const columns = Math.min(range.columns, mostCellsRead);
  const rows = Math.min(range.rows, Math.max(1, Math.floor(mostCellsRead / columns)));
  const lines: string[] = [];
  let length = 0;
  let row = range.top;
  for (; row < range.top + rows && length < mostCharacters; row += 1) {
    const line = rowText(sheet, row, range.left, range.left + columns - 1);
    if (line !== '') lines.push(line);
    length += line.length + 1;
  }
  const read = areaName({
    top: range.top,
    left: range.left,
    bottom: row - 1,
    right: range.left + columns - 1,
  });
  const body = lines.length > 0 ? lines.join('\n') : '(all cells are empty)';
  return `${sheet.name}!${read}\n${body}${restText(range, row, columns)}`;
}

function rowText(sheet: Sheet, row: number, left: number, right: number): string {
  const cells = [...sheet.within(row, left, row, right)].filter(
    (cell) => !cell.isBlank || cell.value !== null,
  );
  return cells.map((cell) => cellText(cell)).join(' | ');
}

/** What of the range was not read, and where to go on. */
function restText(range: Range, nextRow: number, columns: number): string {
  const { name } = range.sheet;
  const total = countText(range.rows * range.columns, 'cell');
  const onBelow = nextRow <= range.bottom;
  const onRight = columns < range.columns;
  if (!onBelow && !onRight) return '';
  const nextColumn = range.left + columns;
  const start = onRight ? cellName(range.top, nextColumn) : cellName(nextRow, range.left);
  return `\nOnly a part was read: the range has ${total}, and ${mostCellsRead} are read at once. Read on at ${name}!${start} (to ${columnName(range.right)}${range.bottom + 1}).`;
}
