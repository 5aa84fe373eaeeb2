/**
 * Why a balance sheet is off: the line whose wrong sign or omission explains the differences of all periods.
 * A line of flows that is counted with the wrong sign moves the difference by twice the line in each period,
 * one that is left out by the line itself; a line of balances shows in the difference at once.
 */
import { type AreaAddress, areaName } from './address.ts';
import type { Cell, Sheet } from './cell.ts';
import { columnLabel, rowLabel } from './labels.ts';
import type { Range, Scalar } from './value.ts';
import type { Workbook } from './workbook.ts';

export interface BalanceMatch {
  /** First cell of the line, with its sheet: "CashFlow!G9". */
  readonly cell: string;
  /** The line over all periods: "CashFlow!G9:BN9". */
  readonly range: string;
  /** What the line is called. */
  readonly label: string | undefined;
  readonly kind: 'wrong-sign' | 'left-out';
  /** `change`: the difference moves by it in each period; `level`: the difference is it in each period. */
  readonly basis: 'change' | 'level';
  /** Formula of the first cell that is off, with `=`; undefined where it is a constant. */
  readonly formula: string | undefined;
  /** Whether the difference depends on the line at all. */
  readonly isRead: boolean;
  /** Whether it explains the periods that are off only, since the line is not 0 in others. */
  readonly partial: boolean;
}

interface Line {
  readonly cells: readonly (Cell | undefined)[];
  readonly values: readonly number[];
}

interface Candidate extends BalanceMatch {
  readonly line: Line;
  readonly steps: number;
}

/** Lines that explain the differences in a range, likeliest first; at most three. */
export function explainImbalance(workbook: Workbook, range: Range, tolerance: number): BalanceMatch[] {
  const own = lineAt(range.sheet as Sheet, range);
  const runsDown = range.rows > range.columns;
  if (!own) return [];
  const level = own.values;
  const change = level.map((value, index) => value - (level[index - 1] ?? 0));
  const off = level.findIndex((value) => Math.abs(value) > tolerance);
  const start = own.cells[off];
  if (!start) return [];
  const steps = stepsFrom(start);
  const tainted = readersOf(own.cells);
  const candidates: Candidate[] = [];
  for (const { line, area } of linesBeside(workbook, range)) {
    if (line.cells.some((cell) => cell && tainted.has(cell))) continue;
    for (const [basis, wanted] of [
      ['change', change],
      ['level', level],
    ] as const) {
      const fit = fitOf(line.values, wanted, tolerance);
      if (!fit) continue;
      const at = line.cells.find((cell, index) => cell && Math.abs(wanted[index] ?? 0) > tolerance);
      if (!at) continue;
      const distance = steps.get(at) ?? Number.POSITIVE_INFINITY;
      // The difference itself, before it is rounded or made absolute.
      if (basis === 'level' && fit.factor === 1 && distance <= 1) continue;
      candidates.push({
        cell: workbook.engine.nameOf(at),
        range: `${at.sheet.name}!${areaName(area)}`,
        label: runsDown ? columnLabel(at.sheet, area.top, at.column) : rowLabel(at.sheet, at.row, area.left),
        kind: fit.factor === 2 ? 'wrong-sign' : 'left-out',
        basis,
        formula: at.formula === undefined ? undefined : `=${at.formula}`,
        isRead: steps.has(at),
        partial: fit.partial,
        line,
        steps: distance,
      });
    }
  }
  return ranked(candidates)
    .slice(0, 3)
    .map(({ line: _line, steps: _steps, ...match }) => match);
}

/** Twice or once the line, with either sign, in every period that is off; null where it does not fit. */
function fitOf(
  values: readonly number[],
  wanted: readonly number[],
  tolerance: number,
): { factor: 1 | 2; partial: boolean } | null {
  const largest = wanted.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  const slack = Math.max(Math.min(tolerance, largest / 1000), largest * 1e-7);
  for (const factor of [2, 1] as const) {
    for (const sign of [1, -1]) {
      const misses = wanted.flatMap((each, index) =>
        Math.abs(each - factor * sign * (values[index] ?? 0)) <= slack ? [] : [each],
      );
      if (misses.length === 0) return { factor, partial: false };
      if (misses.every((each) => Math.abs(each) <= slack)) return { factor, partial: true };
    }
  }
  return null;
}

/** The likeliest first: what fits everywhere, flows before balances, the last link before the balance sheet. */
function ranked(candidates: readonly Candidate[]): Candidate[] {
  const lines = candidates.map(({ line }) => new Set(line.cells));
  const feedsAnother = (candidate: Candidate) =>
    lines.some((cells, index) => {
      const other = candidates[index];
      return (
        other !== undefined &&
        other.line !== candidate.line &&
        other.line.cells.some((cell) =>
          cell?.precedents.some((read) => candidate.line.cells.includes(read)),
        ) &&
        !cells.has(candidate.line.cells[0])
      );
    });
  const order = (candidate: Candidate): number[] => [
    Number(candidate.partial),
    candidate.kind === 'left-out' && candidate.isRead ? 1 : 0,
    candidate.basis === 'level' ? 1 : 0,
    feedsAnother(candidate) ? 1 : 0,
    /cash/i.test(candidate.cell) ? 0 : 1,
    candidate.steps,
  ];
  return [...candidates].sort((a, b) => compareLists(order(a), order(b)));
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

/** How many readings away each cell is that a cell depends on. */
function stepsFrom(start: Cell): Map<Cell, number> {
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

function* readsOf(cell: Cell): Generator<Cell> {
  yield* cell.precedents;
  for (const { range } of cell.ranges) {
    yield* (range.sheet as Sheet).within(range.top, range.left, range.bottom, range.right);
  }
}

/** The cells given and everything that depends on them: never the reason of their difference. */
function readersOf(cells: readonly (Cell | undefined)[]): Set<Cell> {
  const found = new Set(cells.flatMap((cell) => (cell ? [cell] : [])));
  for (const cell of found) {
    for (const reader of cell.dependents) found.add(reader);
    for (const node of cell.sheet.rangesOver(cell)) for (const reader of node.dependents) found.add(reader);
  }
  return found;
}

/** Lines of numbers over the same periods, on every sheet. */
function* linesBeside(workbook: Workbook, range: Range): Generator<{ line: Line; area: AreaAddress }> {
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
function lineAt(
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
