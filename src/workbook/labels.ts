/** What a person calls a cell: the words at the head of its row and of its column. */
import { columnName } from './address.ts';
import type { Sheet } from './cell.ts';
import { onlyCites } from './cited-paragraphs.ts';
import { calendarDay } from './dates.ts';
import { formatNumber } from './number-format.ts';
import type { Scalar } from './value.ts';

/** Rows or columns at the edge of a sheet in which labels are sought. */
const deepestHeading = 12;
/** Serial days that are taken for dates where they head a column: 1954 to 2119. */
const earliestDate = 20_000;
const latestDate = 80_000;

/** Texts that tell a unit, not what a row is. */
const unitText = /^(%|€|\$|£|EUR|USD|GBP|date|days|months?|years?|x|#|k|m|'?000s?|thousands?|millions?)$/i;

/** The first text of a row, left of a cell, that is no unit, source or note; undefined where there is none. */
export function rowLabel(
  sheet: Sheet,
  row: number,
  column: number,
  isNote: (column: number) => boolean = () => false,
): string | undefined {
  for (const cell of sheet.within(row, 0, row, column - 1)) {
    if (typeof cell.value !== 'string') continue;
    const text = cell.value.trim();
    if (text !== '' && !unitText.test(text) && !onlyCites(text) && !isNote(cell.column)) return text;
  }
  return undefined;
}

/** What heads a column: "Mar-26", "Q2", "2027"; its letters where nothing does. */
export function columnLabel(sheet: Sheet, row: number, column: number): string {
  const heads = headsAbove(sheet, row, column);
  const date = heads.find(isDate);
  if (date !== undefined) return dateText(date);
  const word = heads.findLast((head) => typeof head === 'string' && head.trim() !== '');
  if (typeof word === 'string') return word.trim();
  const year = heads.find((head) => typeof head === 'number' && head >= 1990 && head <= 2100);
  return year === undefined ? `column ${columnName(column)}` : String(year);
}

function headsAbove(sheet: Sheet, row: number, column: number): Scalar[] {
  const heads: Scalar[] = [];
  for (const cell of sheet.within(0, column, Math.min(row - 1, deepestHeading), column))
    heads.push(cell.value);
  return heads;
}

/** What stands at the head of a row of periods that run downwards. */
export function rowHead(sheet: Sheet, row: number, column: number): string {
  for (const cell of sheet.within(row, 0, row, Math.min(column - 1, deepestHeading))) {
    if (isDate(cell.value)) return dateText(cell.value);
    if (typeof cell.value === 'string' && cell.value.trim() !== '') return cell.value.trim();
    if (typeof cell.value === 'number') return String(cell.value);
  }
  return `row ${row + 1}`;
}

export function isDate(value: Scalar): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= earliestDate && value <= latestDate;
}

/** A month end or a month’s first day is called by its month. */
function dateText(serial: number): string {
  const { day } = calendarDay(serial);
  const isMonth = day === 1 || calendarDay(serial + 1).day === 1;
  return formatNumber(serial, isMonth ? 'mmm-yy' : 'd mmm yyyy').text;
}

/** What the columns of an area are, as their heads tell: "60 months", "12 quarters", "5 years", "7 columns". */
export function periodCount(sheet: Sheet, row: number, left: number, right: number): string {
  const count = right - left + 1;
  for (let head = 0; head <= Math.min(row, deepestHeading) && count > 1; head += 1) {
    const [first, second] = [sheet.valueAt(head, left), sheet.valueAt(head, left + 1)];
    if (!isDate(first) || !isDate(second)) continue;
    const days = second - first;
    if (days >= 28 && days <= 31) return `${count} months`;
    if (days >= 89 && days <= 92) return `${count} quarters`;
    if (days === 365 || days === 366) return `${count} years`;
  }
  return `${count} ${count === 1 ? 'column' : 'columns'}`;
}
