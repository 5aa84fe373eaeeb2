/** Lines of the sheets of months, read before a change rewrites them. */
import { columnIndex } from '../../workbook/address.ts';
import { evenLine, InTheWay, type Line } from '../model/change-model.ts';
import { read } from '../model/read-cells.ts';
import type { Part } from '../script.ts';
import { places, plans } from './plans.ts';

/**
 * A line where the script expects it. Throws {@link InTheWay} where something else stands there, or its
 * formulas differ from one another.
 */
export function* lineAt(sheet: string, key: string): Part<Line> {
  const plan = plans.find((each) => each.sheet === sheet);
  const authored = plan?.parts.flatMap(({ rows }) => rows).find((each) => each.key === key);
  if (!plan || !authored) throw new Error(`The sheet ${sheet} has no line ${key}`);
  const { first, last } = places.span(sheet);
  const row = places.row(sheet, key);
  const range = yield* read(`${sheet}!A${row}:${last}${row}`, `read ${sheet}`);
  const line = evenLine(
    {
      sheet: range.sheet,
      area: `${first}${row}:${last}${row}`,
      cells: range.cells.filter(({ column }) => column >= columnIndex(first)),
    },
    row - 1,
  );
  const isLabelled = range.cells.some(({ column, value }) => column === 0 && value === authored.label);
  // Under another label it is the same line only where it still calculates the same.
  if (!isLabelled && line.formula !== places.formula(plan, authored.formula ?? ''))
    throw new InTheWay(`${sheet}!A${row}`, 'is another line than the script knows');
  return line;
}
