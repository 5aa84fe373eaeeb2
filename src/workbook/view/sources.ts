/**
 * Where a number comes from, in words: what its formula reads, level by level, down to the inputs
 * and the paragraphs of the briefing that they cite.
 */
import { type AreaAddress, areaName } from '../address.ts';
import type { Cell, Sheet } from '../cell.ts';
import type { Workbook } from '../workbook.ts';
import { isDateFormat, shownValue } from './cell-face.ts';
import { citedIn } from './citations.ts';
import { takenParts } from './formula-words.ts';
import { phraseOf, rulesOfSheet, wordsOf } from './labels.ts';
import { type Read, readersOf, readOf, readsOf } from './reads.ts';

/** One line of the tree. */
export interface Source {
  /** "CashFlow!G9", its identity and where it leads. */
  readonly at: string;
  readonly sheet: Sheet;
  readonly area: AreaAddress;
  /** The cell, where it is one. */
  readonly cell: Cell | undefined;
  readonly label: string;
  /** What tells it from others with the same label: period, block, sheet. */
  readonly aside: string;
  readonly value: string;
  readonly kind: 'formula' | 'input' | 'text' | 'empty' | 'range';
  /** Whether the result rests on it now; a branch of IF or CHOOSE that is not taken does not count. */
  readonly counts: boolean;
  /** Paragraphs that the row cites. */
  readonly cited: readonly string[];
}

/** Ranges up to this size are told cell by cell at once. */
const smallRange = 8;
/** Cells of a larger range that are listed when it is opened. */
const mostListed = 80;

/** What the formula of a cell reads, in the order in which it is written; what does not count now is last. */
export function sourcesOf(workbook: Workbook, cell: Cell): Source[] {
  const counting = countingReads(workbook, cell);
  const sources = readsOf(workbook.engine, cell).flatMap((read) => {
    const counts = counting.has(keyOf(read));
    const cells = filledCells(read);
    if (cells.length > 1 && cells.length <= smallRange)
      return cells.map((each) => sourceOfCell(workbook, cell, each, counts));
    return [sourceOf(workbook, cell, read, counts)];
  });
  const seen = new Set<string>();
  const once = sources.filter(({ at }) => !seen.has(at) && seen.add(at));
  return [...once.filter(({ counts }) => counts), ...once.filter(({ counts }) => !counts)];
}

/** The cells of a range, as sources of their own. */
export function partsOfRange(workbook: Workbook, source: Source): Source[] {
  const { sheet, area } = source;
  const cells = filledCells({ sheet, area });
  return cells.slice(0, mostListed).map((cell) => sourceOfCell(workbook, undefined, cell, source.counts));
}

function countingReads(workbook: Workbook, cell: Cell): Set<string> {
  const keys = new Set<string>();
  for (const part of takenParts(workbook, cell)) {
    const read = readOf(workbook.engine, cell, part);
    if (read) keys.add(keyOf(read));
  }
  for (const range of cell.reached) keys.add(keyOf({ sheet: range.sheet as Sheet, area: range }));
  return keys;
}

function keyOf({ sheet, area }: Pick<Read, 'sheet' | 'area'>): string {
  return `${sheet.name}!${areaName(area)}`;
}

function filledCells({ sheet, area }: Pick<Read, 'sheet' | 'area'>): Cell[] {
  return [...sheet.within(area.top, area.left, area.bottom, area.right)].filter(
    ({ value }) => value !== null && value !== '',
  );
}

function isSingle({ top, left, bottom, right }: AreaAddress): boolean {
  return top === bottom && left === right;
}

function sourceOf(workbook: Workbook, reader: Cell, read: Read, counts: boolean): Source {
  const { sheet, area } = read;
  if (isSingle(area)) return sourceOfCell(workbook, reader, sheet.at(area.top, area.left), counts, read.name);
  const { label, value } = readWords(workbook, reader, read);
  const aside = [otherSheet(reader, sheet), `${filledCells(read).length} cells`].filter(Boolean).join(' · ');
  return {
    at: keyOf(read),
    sheet,
    area,
    cell: undefined,
    label,
    aside,
    value,
    kind: 'range',
    counts,
    cited: [],
  };
}

/** A cell as a source; `reader` is the cell that reads it, so that what both have in common is not said. */
export function sourceOfCell(
  workbook: Workbook,
  reader: Cell | undefined,
  cell: Cell,
  counts = true,
  name?: string,
): Source {
  const { sheet, row, column } = cell;
  const area = { top: row, left: column, bottom: row, right: column };
  const words = wordsOf(workbook, sheet, row, column);
  const kind = kindOf(cell);
  const aside = [
    words.period,
    words.block === words.label ? undefined : words.block,
    otherSheet(reader, sheet),
  ];
  return {
    at: keyOf({ sheet, area }),
    sheet,
    area,
    cell,
    label: isAddress(words.label) && name !== undefined ? name.replaceAll('_', ' ') : words.label,
    aside: aside.filter(Boolean).join(' · '),
    value: valueText(workbook, sheet, row, column),
    kind,
    counts,
    cited: kind === 'input' || kind === 'text' ? citedIn(sheet, row) : [],
  };
}

function isAddress(label: string): boolean {
  return /^[A-Z]{1,3}\d+$/.test(label);
}

function kindOf(cell: Cell): Source['kind'] {
  if (cell.formula !== undefined || cell.spilledFrom) return 'formula';
  if (cell.constant === null) return 'empty';
  return typeof cell.constant === 'string' ? 'text' : 'input';
}

function otherSheet(reader: Cell | undefined, sheet: Sheet): string | undefined {
  return reader && reader.sheet === sheet ? undefined : sheet.name;
}

function valueText(workbook: Workbook, sheet: Sheet, row: number, column: number): string {
  const value = sheet.valueAt(row, column);
  if (value === null) return 'empty';
  return shownValue(value, rulesOfSheet(workbook, sheet).formatAt(row, column)).text.trim() || '0';
}

/** What a read is called in a sentence, and what it holds now. */
export function readWords(workbook: Workbook, reader: Cell, read: Read): { label: string; value: string } {
  const { sheet, area } = read;
  if (isSingle(area)) {
    const words = wordsOf(workbook, sheet, area.top, area.left);
    const own = wordsOf(workbook, reader.sheet, reader.row, reader.column);
    const other = words.isTime && words.period !== own.period ? ` (${words.period})` : '';
    const named = isAddress(words.label) && read.name !== undefined;
    const label = named ? (read.name ?? '').replaceAll('_', ' ') : words.label;
    return { label: label + other, value: valueText(workbook, sheet, area.top, area.left) };
  }
  return { label: rangeLabel(workbook, read), value: rangeValue(workbook, read) };
}

function rangeLabel(workbook: Workbook, { sheet, area, name }: Read): string {
  const bottom = Math.min(area.bottom, Math.max(sheet.lastRow, area.top));
  const right = Math.min(area.right, Math.max(sheet.lastColumn, area.left));
  const first = wordsOf(workbook, sheet, area.top, area.left);
  const last = wordsOf(workbook, sheet, bottom, right);
  if (isAddress(first.label) || isAddress(last.label))
    return name?.replaceAll('_', ' ') ?? `${sheet.name} ${areaName(area)}`;
  if (area.top === bottom) {
    const periods = first.isTime && last.isTime ? `, ${first.period} to ${last.period}` : '';
    return first.label + periods;
  }
  return `${first.label} to ${last.label}`;
}

function rangeValue(workbook: Workbook, read: Read): string {
  const cells = filledCells(read);
  const numbers = cells.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  if (numbers.length === 0) return `${cells.length} cells`;
  const [first] = cells;
  const format = first && rulesOfSheet(workbook, read.sheet).formatAt(first.row, first.column);
  if (isDateFormat(format) || format?.includes('%')) return `${cells.length} cells`;
  return `sum ${shownValue(
    numbers.reduce((sum, number) => sum + number, 0),
    format,
  ).text.trim()}`;
}

/** Everything below a cell: the inputs that its value rests on now. */
export function inputsBelow(workbook: Workbook, cell: Cell): Cell[] {
  const seen = new Set<Cell>([cell]);
  const open: Cell[] = [cell];
  const inputs: Cell[] = [];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.formula === undefined && at.spilledFrom === undefined) {
      if (typeof at.constant === 'number' || typeof at.constant === 'boolean') inputs.push(at);
      continue;
    }
    for (const read of readCells(workbook, at.spilledFrom ?? at)) {
      if (seen.has(read)) continue;
      seen.add(read);
      open.push(read);
    }
  }
  return inputs
    .filter((input) => input !== cell)
    .sort(
      (a, b) => sheetOrder(workbook, a) - sheetOrder(workbook, b) || a.row - b.row || a.column - b.column,
    );
}

function sheetOrder(workbook: Workbook, cell: Cell): number {
  return workbook.engine.sheetNames.indexOf(cell.sheet.name);
}

/** The cells that a formula reads, without branches that are not taken where it has any. */
function readCells(workbook: Workbook, cell: Cell): Cell[] {
  if (/\b(IF|CHOOSE)\(/i.test(cell.formula ?? '')) {
    const taken = takenParts(workbook, cell);
    const reads = [...taken].flatMap((part) => readOf(workbook.engine, cell, part) ?? []);
    const reached = cell.reached.map((area) => ({ sheet: area.sheet as Sheet, area }));
    return [...reads, ...reached].flatMap(({ sheet, area }) => [
      ...sheet.within(area.top, area.left, area.bottom, area.right),
    ]);
  }
  const ranges = [...cell.ranges.map(({ range }) => range), ...cell.reached];
  return [
    ...cell.precedents,
    ...ranges.flatMap((range) => [
      ...(range.sheet as Sheet).within(range.top, range.left, range.bottom, range.right),
    ]),
  ];
}

/** How many formulas change with a cell, directly or through others. */
export function countReached(cell: Cell): number {
  const seen = new Set<Cell>([cell]);
  const open: Cell[] = [cell];
  for (let at = open.pop(); at; at = open.pop()) {
    const next = [...at.dependents, ...at.sheet.rangesOver(at).flatMap((node) => [...node.dependents])];
    for (const reader of next) {
      if (seen.has(reader)) continue;
      seen.add(reader);
      open.push(reader);
    }
  }
  return seen.size - 1;
}

/** Rows that read a cell: readers side by side in a row are one. */
export interface ReaderRow {
  readonly at: string;
  readonly sheet: string;
  readonly label: string;
  readonly cells: number;
}

export function readerRows(workbook: Workbook, cell: Cell): ReaderRow[] {
  const rows = new Map<string, Cell[]>();
  for (const reader of readersOf(workbook.engine, cell)) {
    const key = `${reader.sheet.name}|${reader.row}`;
    rows.set(key, [...(rows.get(key) ?? []), reader]);
  }
  return [...rows.values()].flatMap((cells) => {
    const sorted = cells.toSorted((a, b) => a.column - b.column);
    const [first, last] = [sorted[0], sorted.at(-1)];
    if (!first || !last) return [];
    const area = { top: first.row, left: first.column, bottom: first.row, right: last.column };
    const { label } = wordsOf(workbook, first.sheet, first.row, first.column);
    return [
      {
        at: keyOf({ sheet: first.sheet, area: isDense(sorted) ? area : { ...area, right: first.column } }),
        sheet: first.sheet.name,
        label: cells.length === 1 ? phraseOf(workbook, first) : label,
        cells: cells.length,
      },
    ];
  });
}

function isDense(cells: readonly Cell[]): boolean {
  const [first, last] = [cells[0], cells.at(-1)];
  return first !== undefined && last !== undefined && last.column - first.column === cells.length - 1;
}
