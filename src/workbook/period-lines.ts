/** Lines of a model, one cell a period, and what depends on what. */
import type { AreaAddress } from './address.ts';
import type { Cell, Sheet } from './cell.ts';
import type { Range, Scalar } from './value.ts';
import type { Workbook } from './workbook.ts';

/** A row of numbers, or a column where the periods run downwards. */
export interface Line {
  readonly cells: readonly (Cell | undefined)[];
  readonly values: readonly number[];
}

/** How many readings away each cell is that a cell depends on. */
export function stepsFrom(start: Cell): Map<Cell, number> {
  const steps = new Map<Cell, number>([[start, 0]]);
  const queue = [start];
  for (const cell of queue) {
    const next = (steps.get(cell) ?? 0) + 1;
    for (const read of readsOf(cell)) {
      if (steps.has(read)) continue;
      steps.set(read, next);
      queue.push(read);
    }
  }
  return steps;
}

export function* readsOf(cell: Cell): Generator<Cell> {
  yield* cell.precedents;
  for (const { range } of cell.ranges) {
    yield* (range.sheet as Sheet).within(range.top, range.left, range.bottom, range.right);
  }
}

/** The cells given and everything that depends on them: never the reason of their difference. */
export function readersOf(cells: readonly (Cell | undefined)[]): Set<Cell> {
  const found = new Set(cells.flatMap((cell) => (cell ? [cell] : [])));
  for (const cell of found) {
    for (const reader of cell.dependents) found.add(reader);
    for (const node of cell.sheet.rangesOver(cell)) for (const reader of node.dependents) found.add(reader);
  }
  return found;
}

/** Lines of numbers over the same periods, on every sheet. */
export function* linesBeside(workbook: Workbook, range: Range): Generator<{ line: Line; area: AreaAddress }> {
  const runsDown = range.rows > range.columns;
  for (const name of workbook.engine.sheetNames) {
    const sheet = workbook.engine.sheet(name);
    if (!sheet) continue;
    const shift = shiftTo(sheet, range, runsDown);
    const last = runsDown ? sheet.lastColumn : sheet.lastRow;
    for (let index = 0; index <= last; index += 1) {
      const area = runsDown
        ? { top: range.top + shift, bottom: range.bottom + shift, left: index, right: index }
        : { left: range.left + shift, right: range.right + shift, top: index, bottom: index };
      const line = lineAt(sheet, area);
      if (line?.values.some((value) => value !== 0)) yield { line, area };
    }
  }
}

/** How much further the same periods stand on another sheet: where the heads of its columns are the same. */
function shiftTo(sheet: Sheet, range: Range, runsDown: boolean): number {
  const home = range.sheet as Sheet;
  if (sheet === home) return 0;
  const start = runsDown ? range.top : range.left;
  const length = runsDown ? range.rows : range.columns;
  const at = (of: Sheet, head: number, place: number): Scalar =>
    runsDown ? of.valueAt(place, head) : of.valueAt(head, place);
  for (let head = 0; head < 12; head += 1) {
    const heads = Array.from({ length }, (_, index) => at(home, head, start + index));
    if (new Set(heads).size < length || heads.includes(null)) continue;
    for (let other = 0; other < 12; other += 1) {
      for (let first = 0; first < 24; first += 1) {
        if (heads.every((value, index) => at(sheet, other, first + index) === value)) return first - start;
      }
    }
  }
  return 0;
}

/** The numbers of an area; null where anything else stands in it. */
export function lineAt(
  sheet: Sheet,
  area: { top: number; left: number; bottom: number; right: number },
): Line | null {
  if (area.top < 0 || area.left < 0) return null;
  const cells: (Cell | undefined)[] = [];
  const values: number[] = [];
  for (let row = area.top; row <= area.bottom; row += 1) {
    for (let column = area.left; column <= area.right; column += 1) {
      const cell = sheet.find(row, column);
      const value = cell?.value ?? null;
      if (value !== null && typeof value !== 'number') return null;
      cells.push(cell);
      values.push(value ?? 0);
    }
  }
  return { cells, values };
}
