/** What a record tells of the cells of a workbook: what was typed, and what fills repeated. Nothing is calculated. */
import { type AreaAddress, parseArea, parseCell } from '../workbook/address.ts';
import type { WorkbookCommand } from '../workbook/schema.ts';
import type { StoryDraft } from './story-draft.ts';
import type { KnownCell, StoryMemory } from './story-model.ts';

type CellsOfSheet = Map<number, KnownCell>;
type Write = Extract<WorkbookCommand, { do: 'write' }>;
type Fill = Extract<WorkbookCommand, { do: 'fill' }>;

/** Cells that one change may touch; more is no work of an agent or a person. */
const MOST_CELLS = 50_000;
/** Columns of a sheet, so that a place is one number. */
const COLUMNS = 16_384;

/** Copies of the sheets that were changed since the story was last told. */
export class KnownCells {
  readonly #draft: StoryDraft;
  readonly #copied = new Map<string, CellsOfSheet>();
  /** How many formulas came or went. */
  formulas = 0;

  constructor(draft: StoryDraft) {
    this.#draft = draft;
  }

  write({ sheet, at, rows }: Write): void {
    const place = parseCell(at);
    if (!place || rows.reduce((sum, row) => sum + row.length, 0) > MOST_CELLS) return;
    const cells = this.#sheet(sheet);
    for (const [row, inputs] of rows.entries()) {
      for (const [column, input] of inputs.entries())
        this.#set(cells, place.row + row, place.column + column, input);
    }
  }

  fill({ sheet, from, to }: Fill): void {
    const source = parseArea(from);
    const target = parseArea(to);
    if (!source || !target || sizeOf(target) > MOST_CELLS) return;
    const cells = this.#sheet(sheet);
    const [height, width] = [source.bottom - source.top + 1, source.right - source.left + 1];
    for (let row = target.top; row <= target.bottom; row += 1) {
      for (let column = target.left; column <= target.right; column += 1) {
        if (row <= source.bottom && column <= source.right) continue;
        const sourceRow = source.top + ((row - source.top) % height);
        const sourceColumn = source.left + ((column - source.left) % width);
        const input = cells.get(placeOf(sourceRow, sourceColumn)) ?? null;
        this.#set(cells, row, column, moved(input, row - sourceRow, column - sourceColumn));
      }
    }
  }

  remove(sheet: string): void {
    const key = sheet.toUpperCase();
    for (const input of this.#draft.memory.cells[key]?.values() ?? [])
      this.formulas -= Number(isFormula(input));
    const { [key]: _removed, ...rest } = this.#draft.memory.cells;
    this.#draft.memory.cells = rest;
    this.#copied.delete(key);
  }

  #set(cells: CellsOfSheet, row: number, column: number, input: KnownCell): void {
    const place = placeOf(row, column);
    this.formulas += Number(isFormula(input)) - Number(isFormula(cells.get(place) ?? null));
    if (input === null) cells.delete(place);
    else cells.set(place, input);
  }

  #sheet(name: string): CellsOfSheet {
    const key = name.toUpperCase();
    const copied = this.#copied.get(key);
    if (copied) return copied;
    const cells = new Map(this.#draft.memory.cells[key]);
    this.#copied.set(key, cells);
    this.#draft.memory.cells = { ...this.#draft.memory.cells, [key]: cells };
    return cells;
  }
}

/** What stands in an area; null where nothing does. */
export function knownCells(
  memory: Pick<StoryMemory, 'cells'>,
  sheet: string,
  area: AreaAddress,
): KnownCell[][] | null {
  const cells = memory.cells[sheet.toUpperCase()];
  if (!cells || sizeOf(area) > MOST_CELLS) return null;
  let any = false;
  const rows: KnownCell[][] = [];
  for (let row = area.top; row <= area.bottom; row += 1) {
    const line: KnownCell[] = [];
    for (let column = area.left; column <= area.right; column += 1) {
      const input = cells.get(placeOf(row, column)) ?? null;
      any ||= input !== null;
      line.push(input);
    }
    rows.push(line);
  }
  return any ? rows : null;
}

export function sizeOf({ top, left, bottom, right }: AreaAddress): number {
  return (bottom - top + 1) * (right - left + 1);
}

function placeOf(row: number, column: number): number {
  return row * COLUMNS + column;
}

function moved(input: KnownCell, rows: number, columns: number): KnownCell {
  if (typeof input === 'object' && input !== null) {
    return { ...input, rows: input.rows + rows, columns: input.columns + columns };
  }
  return typeof input === 'string' && input.startsWith('=')
    ? { formula: input.slice(1), rows, columns }
    : input;
}

function isFormula(input: KnownCell): boolean {
  return typeof input === 'object' ? input !== null : typeof input === 'string' && input.startsWith('=');
}
