/** What a formula reads and what reads a cell, one step: the ways that tracing follows. */
import type { AreaAddress } from '../address.ts';
import type { Cell, Sheet } from '../cell.ts';
import type { Engine } from '../engine.ts';
import { partsOf } from '../formula-text.ts';
import { type FormulaNode, parseFormula } from '../parse.ts';
import { Range } from '../value.ts';

/** A part of a formula that reads cells. */
export interface Read {
  readonly sheet: Sheet;
  readonly area: AreaAddress;
  /** The defined name by which it is read. */
  readonly name: string | undefined;
}

/** What a formula reads, in the order in which it is written, each once. */
export function readsOf(engine: Engine, cell: Cell): Read[] {
  if (cell.formula === undefined) return [];
  const reads = new Map<string, Read>();
  for (const part of partsOf(parseFormula(cell.formula))) {
    const read = readOf(engine, cell, part);
    if (read && read.sheet.lastRow >= 0) put(reads, read);
  }
  for (const range of cell.reached) put(reads, { sheet: range.sheet as Sheet, area: range, name: undefined });
  return [...reads.values()];
}

function put(reads: Map<string, Read>, read: Read): void {
  const { top, left, bottom, right } = read.area;
  const key = `${read.sheet.name}|${top}|${left}|${bottom}|${right}`;
  if (!reads.has(key)) reads.set(key, read);
}

/** The cells that a part of a formula means; undefined where it means none. */
export function readOf(engine: Engine, cell: Cell, part: FormulaNode): Read | undefined {
  switch (part.kind) {
    case 'cell': {
      const sheet = sheetOf(engine, cell, part.sheet);
      const { row, column } = part;
      return (
        sheet && { sheet, area: { top: row, left: column, bottom: row, right: column }, name: undefined }
      );
    }
    case 'area': {
      const sheet = sheetOf(engine, cell, part.sheet);
      return sheet && { sheet, area: part, name: undefined };
    }
    case 'name': {
      const range = engine.reference(part.name, cell.sheet);
      return range instanceof Range
        ? { sheet: range.sheet as Sheet, area: range, name: part.name }
        : undefined;
    }
    default:
      return undefined;
  }
}

function sheetOf(engine: Engine, cell: Cell, name: string | undefined): Sheet | undefined {
  return name === undefined ? cell.sheet : engine.sheet(name);
}

/** The formulas that read a cell: directly, in a range, or by a reference that is computed. */
export function readersOf(engine: Engine, cell: Cell): Cell[] {
  const readers = new Set<Cell>(cell.dependents);
  for (const node of cell.sheet.rangesOver(cell)) for (const reader of node.dependents) readers.add(reader);
  for (const formula of engine.formulas()) {
    if (formula.reached.some((range) => range.sheet === cell.sheet && holds(range, cell)))
      readers.add(formula);
  }
  return [...readers];
}

function holds(area: AreaAddress, { row, column }: Cell): boolean {
  return area.top <= row && row <= area.bottom && area.left <= column && column <= area.right;
}
