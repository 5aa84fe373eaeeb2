/** A cell and a sheet as the engine keeps them. Cells are never replaced: closures hold on to them. */
import type { Evaluate } from './compile.ts';
import type { CellSource, Range, Scalar } from './value.ts';
import { spend } from './work.ts';

/** A range that formulas read; one object for all formulas that read the same range. */
export interface RangeNode {
  readonly range: Range;
  readonly dependents: Set<Cell>;
}

export class Cell {
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
  /** What it shows and what formulas read. */
  value: Scalar = null;
  /** What was typed: a constant, or the text of a formula after `=`. */
  constant: Scalar = null;
  formula: string | undefined;
  evaluate: Evaluate | undefined;
  /** Recalculated at every change. */
  volatile = false;
  /** Needs to be calculated. */
  dirty = false;
  /** Place in the order of calculation; −1 until it is known. */
  order = -1;
  inCycle = false;
  /** Formulas that read this cell directly. */
  readonly dependents = new Set<Cell>();
  /** What the formula reads. */
  precedents: Cell[] = [];
  ranges: RangeNode[] = [];
  /** Kept by {@link Sheet.rangesOver}. */
  rangesOver: readonly RangeNode[] = [];
  rangesSeen = -1;
  /** What a formula with OFFSET or INDIRECT read when it last ran. */
  reached: readonly Range[] = [];
  /** Rows and columns that the formula's array covers, itself included. */
  spill: { readonly rows: number; readonly columns: number } | undefined;
  /** The formula whose array covers this cell. */
  spilledFrom: Cell | undefined;

  constructor(sheet: Sheet, row: number, column: number) {
    this.sheet = sheet;
    this.row = row;
    this.column = column;
  }

  /** Nothing was typed here. */
  get isBlank(): boolean {
    return this.formula === undefined && this.constant === null;
  }
}

export class Sheet implements CellSource {
  readonly name: string;
  lastRow = -1;
  lastColumn = -1;
  #rangesVersion = 0;
  readonly #rangeNodes = new Map<string, RangeNode>();
  readonly #rows: (Cell | undefined)[][] = [];
  /** The rows that there are, in order: a sheet may have its last cell a million rows below the others. */
  readonly #rowsThere: number[] = [];

  constructor(name: string) {
    this.name = name;
  }

  find(row: number, column: number): Cell | undefined {
    return this.#rows[row]?.[column];
  }

  valueAt(row: number, column: number): Scalar {
    return this.#rows[row]?.[column]?.value ?? null;
  }

  /** The cell at a place, made where there is none. */
  at(row: number, column: number): Cell {
    let cells = this.#rows[row];
    if (!cells) {
      cells = [];
      this.#rows[row] = cells;
      this.#rowsThere.splice(placeIn(this.#rowsThere, row), 0, row);
    }
    let cell = cells[column];
    if (!cell) {
      cell = new Cell(this, row, column);
      cells[column] = cell;
      if (row > this.lastRow) this.lastRow = row;
      if (column > this.lastColumn) this.lastColumn = column;
    }
    return cell;
  }

  /** The cells that exist inside a rectangle. */
  *within(top: number, left: number, bottom: number, right: number): Generator<Cell> {
    const lastColumn = Math.min(right, this.lastColumn);
    for (let place = placeIn(this.#rowsThere, top); place < this.#rowsThere.length; place += 1) {
      const row = this.#rowsThere[place] ?? 0;
      if (row > bottom) return;
      const cells = this.#rows[row];
      if (!cells) continue;
      const last = Math.min(lastColumn, cells.length - 1);
      spend(Math.max(0, last - left) + 1);
      for (let column = left; column <= last; column += 1) {
        const cell = cells[column];
        if (cell) yield cell;
      }
    }
  }

  cells(): Generator<Cell> {
    return this.within(0, 0, this.lastRow, this.lastColumn);
  }

  /** The ranges that formulas read and that hold a cell; remembered until a range comes or goes. */
  rangesOver(cell: Cell): readonly RangeNode[] {
    if (cell.rangesSeen !== this.#rangesVersion) {
      spend(this.#rangeNodes.size / 8);
      const { row, column } = cell;
      cell.rangesOver = [...this.#rangeNodes.values()].filter(
        ({ range }) =>
          range.top <= row && row <= range.bottom && range.left <= column && column <= range.right,
      );
      cell.rangesSeen = this.#rangesVersion;
    }
    return cell.rangesOver;
  }

  rangeNode(range: Range): RangeNode {
    const key = `${range.top},${range.left},${range.bottom},${range.right}`;
    let node = this.#rangeNodes.get(key);
    if (!node) {
      node = { range, dependents: new Set() };
      this.#rangeNodes.set(key, node);
      this.#rangesVersion += 1;
    }
    return node;
  }

  dropRangeNode(node: RangeNode): void {
    const { top, left, bottom, right } = node.range;
    this.#rangeNodes.delete(`${top},${left},${bottom},${right}`);
    this.#rangesVersion += 1;
  }
}

/** The first place in an ascending list whose number is not below the one given. */
function placeIn(ascending: readonly number[], wanted: number): number {
  const last = ascending.at(-1);
  if (last === undefined || last < wanted) return ascending.length;
  let low = 0;
  for (let high = ascending.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
