/** What cells show, for panels: found by an address or a name, in the format of their sheet. */
import type { ValidationRule } from '../../schema.ts';
import type { Range, Scalar } from '../../value.ts';
import type { Workbook } from '../../workbook.ts';
import { shownValue } from '../cell-face.ts';
import { rulesOf } from '../sheet-rules.ts';

/** The number format of a cell; undefined where no rule gives one. */
export function formatOf(workbook: Workbook, sheet: string, row: number, column: number): string | undefined {
  const look = workbook.sheets.find((each) => each.name.toUpperCase() === sheet.toUpperCase());
  return look && rulesOf(look).formatAt(row, column);
}

/** What may be typed into a cell; undefined where anything may. */
export function ruleOf(
  workbook: Workbook,
  sheet: string,
  row: number,
  column: number,
): ValidationRule | undefined {
  const look = workbook.sheets.find((each) => each.name.toUpperCase() === sheet.toUpperCase());
  return look && rulesOf(look).validationAt(row, column);
}

/** A value as its cell shows it. */
export function valueText(value: Scalar, format: string | undefined): string {
  return shownValue(value, format).text.trim();
}

/** A cell that an address or a name leads to, with what it holds and shows. */
export interface ShownCell {
  readonly sheet: string;
  /** 0-based. */
  readonly row: number;
  readonly column: number;
  readonly value: Scalar;
  readonly format: string | undefined;
  readonly text: string;
}

/** The top left cell of `Sheet!B7` or a name; null where it leads nowhere. */
export function shownCell(workbook: Workbook, reference: string): ShownCell | null {
  const range = workbook.engine.reference(reference);
  return range ? cellOf(workbook, range, 0, 0) : null;
}

export function cellOf(workbook: Workbook, range: Range, row: number, column: number): ShownCell {
  const place = { sheet: range.sheet.name, row: range.top + row, column: range.left + column };
  const value = range.at(row, column);
  const format = formatOf(workbook, place.sheet, place.row, place.column);
  return { ...place, value, format, text: valueText(value, format) };
}
