/** What is selected, and how keys move it. Pure: the screen and its tests share it. */
import { type AreaAddress, areaName, type CellAddress, parseArea, splitSheet } from '../address.ts';
import type { Sheet } from '../cell.ts';
import type { Workbook } from '../workbook.ts';

/** A rectangle between the cell where the selection began and the cell where it ends. */
export interface Selection {
  /** The active cell: what is typed goes there. */
  readonly anchor: CellAddress;
  readonly end: CellAddress;
}

export function selectionAt(row: number, column: number): Selection {
  return { anchor: { row, column }, end: { row, column } };
}

export function areaOfSelection({ anchor, end }: Selection): AreaAddress {
  return {
    top: Math.min(anchor.row, end.row),
    left: Math.min(anchor.column, end.column),
    bottom: Math.max(anchor.row, end.row),
    right: Math.max(anchor.column, end.column),
  };
}

export function isOneCell({ anchor, end }: Selection): boolean {
  return anchor.row === end.row && anchor.column === end.column;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

const steps: Readonly<Record<Direction, CellAddress>> = {
  up: { row: -1, column: 0 },
  down: { row: 1, column: 0 },
  left: { row: 0, column: -1 },
  right: { row: 0, column: 1 },
};

/** How far a selection may go. */
export interface Bounds {
  readonly rows: number;
  readonly columns: number;
}

export function stepFrom(
  place: CellAddress,
  direction: Direction,
  { rows, columns }: Bounds,
  by = 1,
): CellAddress {
  const step = steps[direction];
  return {
    row: Math.min(Math.max(place.row + step.row * by, 0), rows - 1),
    column: Math.min(Math.max(place.column + step.column * by, 0), columns - 1),
  };
}

/** To the edge of the block of cells, or to the next one that holds something, as Ctrl+arrow does. */
export function jumpFrom(
  sheet: Sheet,
  place: CellAddress,
  direction: Direction,
  bounds: Bounds,
): CellAddress {
  const used: Bounds = {
    rows: Math.max(sheet.lastRow + 1, place.row + 1),
    columns: Math.max(sheet.lastColumn + 1, place.column + 1),
  };
  const within: Bounds = {
    rows: Math.min(bounds.rows, used.rows),
    columns: Math.min(bounds.columns, used.columns),
  };
  let at = place;
  let next = stepFrom(at, direction, within);
  const inBlock = isFilled(sheet, at) && isFilled(sheet, next);
  while (!isSame(next, at)) {
    at = next;
    next = stepFrom(at, direction, within);
    if (inBlock ? !isFilled(sheet, next) : isFilled(sheet, at)) break;
  }
  return at;
}

function isFilled(sheet: Sheet, { row, column }: CellAddress): boolean {
  const value = sheet.valueAt(row, column);
  return value !== null && value !== '';
}

export function isSame(a: CellAddress, b: CellAddress): boolean {
  return a.row === b.row && a.column === b.column;
}

/** The last column in a row that holds something. */
export function lastFilled(sheet: Sheet, row: number): number {
  for (let column = sheet.lastColumn; column > 0; column -= 1)
    if (isFilled(sheet, { row, column })) return column;
  return 0;
}

/** The next cell inside a selected area, row by row (Tab) or column by column (Enter), around at the end. */
export function nextWithin(
  area: AreaAddress,
  at: CellAddress,
  by: 'row' | 'column',
  back: boolean,
): CellAddress {
  const rows = area.bottom - area.top + 1;
  const columns = area.right - area.left + 1;
  const place =
    by === 'row'
      ? (at.row - area.top) * columns + (at.column - area.left)
      : (at.column - area.left) * rows + (at.row - area.top);
  const next = (place + (back ? -1 : 1) + rows * columns) % (rows * columns);
  return by === 'row'
    ? { row: area.top + Math.floor(next / columns), column: area.left + (next % columns) }
    : { row: area.top + (next % rows), column: area.left + Math.floor(next / rows) };
}

/** A place in the workbook: a sheet and a rectangle on it. */
export interface Spot {
  readonly sheet: string;
  readonly area: AreaAddress;
}

/** "CashFlow!G9", "G9:H12" (then on the home sheet) or a defined name; null where it means no place. */
export function findSpot(workbook: Workbook, text: string, home: string): Spot | null {
  const { sheet, address } = splitSheet(text);
  const area = parseArea(address);
  const found = workbook.engine.sheet(sheet ?? home);
  if (area && found) return { sheet: found.name, area };
  const range = workbook.engine.reference(text.trim(), workbook.engine.sheet(home));
  return range ? { sheet: range.sheet.name, area: range } : null;
}

export function spotName({ sheet, area }: Spot): string {
  return `${sheet}!${areaName(area)}`;
}

/** Sum, average and count of the numbers in an area; null where there are fewer than two. */
export function summarise(
  sheet: Sheet,
  area: AreaAddress,
): { sum: number; average: number; count: number } | null {
  let sum = 0;
  let count = 0;
  for (const cell of sheet.within(area.top, area.left, area.bottom, area.right)) {
    if (typeof cell.value !== 'number') continue;
    sum += cell.value;
    count += 1;
  }
  return count < 2 ? null : { sum, average: sum / count, count };
}
