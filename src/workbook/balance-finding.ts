/**
 * Why a balance sheet is off: the line whose wrong sign or omission explains the differences of all periods.
 * A line of flows that is counted with the wrong sign moves the difference by twice the line in each period,
 * one that is left out by the line itself; a line of balances shows in the difference at once.
 */
import { type AreaAddress, areaName } from './address.ts';
import type { Cell, Sheet } from './cell.ts';
import { columnLabel, rowLabel } from './labels.ts';
import { type Line, lineAt, linesBeside, readersOf, readsOf, stepsFrom } from './period-lines.ts';
import type { Range } from './value.ts';
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

interface Candidate extends BalanceMatch {
  readonly line: Line;
  readonly steps: number;
}

/** What is known of a row of differences before its reason is sought. */
interface Imbalance {
  readonly workbook: Workbook;
  readonly runsDown: boolean;
  readonly level: readonly number[];
  /** How the difference moves from each period to the next. */
  readonly change: readonly number[];
  readonly tolerance: number;
  /** How many readings away from the first difference each cell is that it depends on. */
  readonly steps: ReadonlyMap<Cell, number>;
  readonly lines: readonly { readonly line: Line; readonly area: AreaAddress }[];
}

function imbalanceOf(workbook: Workbook, range: Range, tolerance: number): Imbalance | null {
  const own = lineAt(range.sheet as Sheet, range);
  if (!own) return null;
  const level = own.values;
  const start = own.cells[level.findIndex((value) => Math.abs(value) > tolerance)];
  if (!start) return null;
  const tainted = readersOf(own.cells);
  return {
    workbook,
    runsDown: range.rows > range.columns,
    level,
    change: level.map((value, index) => value - (level[index - 1] ?? 0)),
    tolerance,
    steps: stepsFrom(start),
    lines: [...linesBeside(workbook, range)].filter(
      ({ line }) => !line.cells.some((cell) => cell && tainted.has(cell)),
    ),
  };
}

/** Lines that explain the differences in a range, likeliest first; at most three. */
export function explainImbalance(workbook: Workbook, range: Range, tolerance: number): BalanceMatch[] {
  const imbalance = imbalanceOf(workbook, range, tolerance);
  if (!imbalance) return [];
  const { change, level, steps } = imbalance;
  const candidates: Candidate[] = [];
  for (const { line, area } of imbalance.lines) {
    for (const basis of ['change', 'level'] as const) {
      const wanted = basis === 'change' ? change : level;
      const fit = fitOf(line.values, wanted, tolerance);
      const at = fit && firstOff(line, wanted, tolerance);
      if (!fit || !at) continue;
      const distance = steps.get(at) ?? Number.POSITIVE_INFINITY;
      // The difference itself, before it is rounded or made absolute.
      if (basis === 'level' && fit.factor === 1 && distance <= 1) continue;
      const kind = fit.factor === 2 ? 'wrong-sign' : 'left-out';
      const match = matchOf(imbalance, at, area, { kind, basis, partial: fit.partial });
      candidates.push({ ...match, line, steps: distance });
    }
  }
  return ranked(candidates)
    .slice(0, 3)
    .map(({ line: _line, steps: _steps, ...match }) => match);
}

/** The line’s cell in the first period that is off. */
function firstOff(line: Line, wanted: readonly number[], tolerance: number): Cell | undefined {
  return line.cells.find((cell, index) => cell && Math.abs(wanted[index] ?? 0) > tolerance);
}

function matchOf(
  { workbook, runsDown, steps }: Imbalance,
  at: Cell,
  area: AreaAddress,
  fit: Pick<BalanceMatch, 'kind' | 'basis' | 'partial'>,
): BalanceMatch {
  return {
    ...fit,
    cell: workbook.engine.nameOf(at),
    range: `${at.sheet.name}!${areaName(area)}`,
    label: runsDown ? columnLabel(at.sheet, area.top, at.column) : rowLabel(at.sheet, at.row, area.left),
    formula: at.formula === undefined ? undefined : `=${at.formula}`,
    isRead: steps.has(at),
  };
}

/** Lines of one sheet among which several are sought, and how many at most. */
const mostLines = 30;
const mostTogether = 4;

/**
 * Two to four lines of one sheet whose signs are all wrong, where no line alone explains the differences:
 * a slip in one line of a cash flow is often made in its neighbours too. Cash flows first; empty where
 * there are none.
 */
export function explainTogether(workbook: Workbook, range: Range, tolerance: number): BalanceMatch[] {
  const imbalance = imbalanceOf(workbook, range, tolerance);
  if (!imbalance) return [];
  const { change, steps } = imbalance;
  const names = workbook.engine.sheetNames.toSorted(
    (a, b) => Number(/cash/i.test(b)) - Number(/cash/i.test(a)),
  );
  for (const name of names) {
    const all = imbalance.lines.filter(({ line }) => line.cells.some((cell) => cell?.sheet.name === name));
    const lines = all.filter(
      ({ line }) => line.cells.some((cell) => cell && steps.has(cell)) && !addsUp(line, all),
    );
    if (lines.length > mostLines) continue;
    const found = linesTogether(lines, change, tolerance);
    if (!found) continue;
    return found.flatMap(({ line, area }) => {
      const at = firstOff(line, change, tolerance);
      return at
        ? [matchOf(imbalance, at, area, { kind: 'wrong-sign', basis: 'change', partial: false })]
        : [];
    });
  }
  return [];
}

/** Whether a line is a total: it reads two or more of the others in one period. */
function addsUp(line: Line, others: readonly { readonly line: Line }[]): boolean {
  const index = line.cells.findLastIndex((cell) => cell?.formula !== undefined);
  const cell = line.cells[index];
  if (!cell) return false;
  const reads = new Set(readsOf(cell));
  return (
    others.filter((other) => other.line !== line && reads.has(other.line.cells[index] as Cell)).length > 1
  );
}

/** The fewest lines twice whose sum, or its opposite, is what is wanted in every period. */
function linesTogether<T extends { readonly line: Line }>(
  lines: readonly T[],
  wanted: readonly number[],
  tolerance: number,
): readonly T[] | null {
  const largest = wanted.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  const slack = Math.max(Math.min(tolerance, largest / 1000), largest * 1e-7) * 2;
  const fits = (chosen: readonly T[], sign: number) =>
    wanted.every((each, index) => {
      const sum = chosen.reduce((total, { line }) => total + (line.values[index] ?? 0), 0);
      return Math.abs(each - 2 * sign * sum) <= slack;
    });
  for (let size = 2; size <= mostTogether; size += 1) {
    for (const chosen of choices(lines, size)) {
      if (fits(chosen, 1) || fits(chosen, -1)) return chosen;
    }
  }
  return null;
}

/** Every choice of so many entries of a list. */
function* choices<T>(list: readonly T[], size: number, from = 0): Generator<readonly T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let index = from; index <= list.length - size; index += 1) {
    const first = list[index];
    if (first === undefined) continue;
    for (const rest of choices(list, size - 1, index + 1)) yield [first, ...rest];
  }
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
