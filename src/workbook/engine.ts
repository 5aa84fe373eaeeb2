/**
 * The formula engine: sheets, names, and recalculation of what a change touches.
 * Knows nothing of formats, charts or screens.
 */
import { cellName, parseArea, splitSheet } from './address.ts';
import { type Cell, type RangeNode, Sheet } from './cell.ts';
import { type CompileContext, compile, type Evaluate, settle } from './compile.ts';
import { partsOf } from './formula-text.ts';
import { workbookLimits } from './limits.ts';
import { calculationOrder } from './order.ts';
import { type FormulaNode, parseFormula } from './parse.ts';
import { FormulaSyntaxError } from './tokens.ts';
import { CellError, errors, Matrix, Range, type Scalar, type Value } from './value.ts';
import { WorkLimitError, withinWork } from './work.ts';

/** What to put into a cell: a constant, a formula that starts with `=`, or null to clear it. */
export type CellInput = number | string | boolean | null;

export interface CellEdit {
  readonly sheet: string;
  /** 0-based. */
  readonly row: number;
  readonly column: number;
  readonly input: CellInput;
}

export interface EngineOptions {
  /** Milliseconds since 1970, for TODAY and NOW. */
  readonly now?: () => number;
}

/** Passes over formulas whose reach changes while they run; more means they chase one another. */
const mostPasses = 40;

export class Engine {
  readonly #sheets = new Map<string, Sheet>();
  readonly #names = new Map<
    string,
    { readonly name: string; readonly text: string; readonly node: FormulaNode }
  >();
  readonly #formulas = new Set<Cell>();
  readonly #volatile = new Set<Cell>();
  readonly #now: () => number;
  #order: readonly Cell[] = [];
  #cycles: readonly (readonly Cell[])[] = [];
  #orderIsStale = false;
  /** Formulas whose arrays found no room. */
  readonly #blocked = new Set<Cell>();
  #quiet = false;
  #filled = 0;
  /** Cells under arrays, the formulas’ own included. */
  #spilled = 0;
  readonly #pending = new Set<Cell>();

  constructor(options: EngineOptions = {}) {
    this.#now = options.now ?? Date.now;
  }

  get sheetNames(): string[] {
    return [...this.#sheets.values()].map((sheet) => sheet.name);
  }

  /** The sheet of a name, upper and lower case alike. */
  sheet(name: string): Sheet | undefined {
    return this.#sheets.get(name.toUpperCase());
  }

  /** Adds a sheet, last or at a place among the others; one that is there already is left as it is. */
  addSheet(name: string, at = this.#sheets.size): Sheet {
    const there = this.sheet(name);
    if (there) return there;
    const sheet = new Sheet(name);
    const behind = [...this.#sheets].slice(at);
    for (const [key] of behind) this.#sheets.delete(key);
    for (const [key, each] of [[name.toUpperCase(), sheet] as const, ...behind]) this.#sheets.set(key, each);
    this.#recompileAbout(name);
    return sheet;
  }

  /** Takes a sheet out; what read it shows #REF!. */
  removeSheet(name: string): void {
    const sheet = this.sheet(name);
    if (!sheet) return;
    for (const cell of sheet.cells()) {
      if (!cell.isBlank) this.#filled -= 1;
      if (cell.formula !== undefined) this.#forget(cell);
    }
    this.#sheets.delete(name.toUpperCase());
    this.#recompileAbout(name);
  }

  get names(): { name: string; refersTo: string }[] {
    return [...this.#names.values()].map(({ name, text }) => ({ name, refersTo: text }));
  }

  /**
   * Defines or redefines a name; `refersTo` is a formula without `=`. Throws `FormulaSyntaxError`, also
   * where a name leads to itself or, by way of other names, to more than a formula should hold.
   */
  defineName(name: string, refersTo: string): void {
    const key = name.toUpperCase();
    const before = this.#names.get(key);
    this.#names.set(key, { name, text: refersTo, node: parseFormula(refersTo) });
    const most = workbookLimits.partsOfName;
    const tooMuch = this.#wordsLeadingTo(name).find((word) => {
      const node = this.#names.get(word)?.node;
      return node !== undefined && this.#partsIn(node, most) > most;
    });
    if (tooMuch !== undefined) {
      if (before) this.#names.set(key, before);
      else this.#names.delete(key);
      throw new FormulaSyntaxError(`The name ${tooMuch} would lead to itself, or to too much`, 0);
    }
    this.#recompileAbout(name);
  }

  /** Parts of a formula with those of the names in it; counting ends above `most`. */
  #partsIn(node: FormulaNode, most: number): number {
    let count = 0;
    for (const part of partsOf(node)) {
      count += 1;
      const named = part.kind === 'name' ? this.#names.get(part.name.toUpperCase()) : undefined;
      if (named && count <= most) count += this.#partsIn(named.node, most - count);
      if (count > most) break;
    }
    return count;
  }

  removeName(name: string): void {
    this.#names.delete(name.toUpperCase());
    this.#recompileAbout(name);
  }

  /** Groups of cells that read one another, as of the last recalculation. */
  get cycles(): readonly (readonly Cell[])[] {
    return this.#cycles;
  }

  /** How many cells hold a constant or a formula. */
  get filled(): number {
    return this.#filled;
  }

  formulas(): IterableIterator<Cell> {
    return this.#formulas.values();
  }

  /**
   * Puts inputs into cells. Nothing is calculated until {@link recalculate}.
   * All formulas are read first: one that cannot be read changes nothing and throws `FormulaSyntaxError`,
   * and so do too many parts, with `WorkLimitError`.
   */
  set(edits: readonly CellEdit[]): void {
    const ready = edits.map((edit) => ({ edit, node: nodeOf(edit.input) }));
    let parts = workbookLimits.partsPerWrite;
    for (const { node } of ready) {
      if (node) parts -= this.#partsIn(node, parts);
      if (parts < 0) throw new WorkLimitError();
    }
    const cells = ready.map(({ edit }) => this.#cellFor(edit));
    for (const [index, { edit, node }] of ready.entries()) {
      const cell = cells[index];
      if (cell) this.#put(cell, edit.input, node);
    }
    for (const [index, { node }] of ready.entries()) {
      const cell = cells[index];
      if (cell && node && cell.formula !== undefined) this.#compile(cell, node);
    }
  }

  #cellFor(edit: CellEdit): Cell {
    const sheet = this.sheet(edit.sheet);
    if (!sheet) throw new Error(`There is no sheet “${edit.sheet}”`);
    return sheet.at(edit.row, edit.column);
  }

  #put(cell: Cell, input: CellInput, node: FormulaNode | undefined): void {
    if (cell.isBlank !== (input === null)) this.#filled += cell.isBlank ? 1 : -1;
    if (cell.spilledFrom) this.#markFormula(cell.spilledFrom);
    if (cell.formula !== undefined) this.#forget(cell);
    if (node) {
      cell.formula = String(input).slice(1);
      cell.constant = null;
      this.#formulas.add(cell);
      this.#orderIsStale = true;
    } else {
      cell.constant = input;
      if (cell.value !== input) {
        cell.value = unsigned(input);
        this.#touch(cell);
      }
      this.#wakeBlocked(cell);
    }
  }

  /** An array that was blocked by a cell may spread once it is cleared. */
  #wakeBlocked(cell: Cell): void {
    if (cell.constant !== null) return;
    for (const formula of this.#blocked) if (formula.formula !== undefined) this.#markFormula(formula);
    this.#blocked.clear();
  }

  #markFormula(cell: Cell): void {
    cell.dirty = true;
    this.#pending.add(cell);
  }

  /** Takes a formula out of the graph; its cell stays. */
  #forget(cell: Cell): void {
    for (const read of cell.precedents) read.dependents.delete(cell);
    for (const node of cell.ranges) this.#leaveRange(cell, node);
    this.#clearSpill(cell);
    cell.precedents = [];
    cell.ranges = [];
    cell.reached = [];
    cell.formula = undefined;
    cell.evaluate = undefined;
    cell.volatile = false;
    cell.dirty = false;
    cell.inCycle = false;
    this.#formulas.delete(cell);
    this.#volatile.delete(cell);
    this.#pending.delete(cell);
    this.#orderIsStale = true;
  }

  #leaveRange(cell: Cell, node: RangeNode): void {
    node.dependents.delete(cell);
    if (node.dependents.size === 0) (node.range.sheet as Sheet).dropRangeNode(node);
  }

  #compile(cell: Cell, node: FormulaNode): void {
    cell.evaluate = compile(node, this.#contextFor(cell));
    for (const read of cell.precedents) read.dependents.add(cell);
    for (const range of cell.ranges) range.dependents.add(cell);
    if (cell.volatile) this.#volatile.add(cell);
    this.#markFormula(cell);
  }

  #contextFor(cell: Cell): CompileContext {
    return {
      row: cell.row,
      column: cell.column,
      sheet: cell.sheet,
      findSheet: (name) => this.sheet(name),
      cell(sheet, row, column) {
        const read = (sheet as Sheet).at(row, column);
        if (!cell.precedents.includes(read)) cell.precedents.push(read);
        return read;
      },
      range(sheet, top, left, bottom, right) {
        const node = (sheet as Sheet).rangeNode(new Range(sheet, top, left, bottom, right));
        if (!cell.ranges.includes(node)) cell.ranges.push(node);
        return node.range;
      },
      findName: (name) => this.#names.get(name.toUpperCase())?.node,
      noteVolatile() {
        cell.volatile = true;
      },
      reached(range) {
        cell.reached = [...cell.reached, range];
      },
      spillOf: (range) => spillOf(range),
      parseReference: (text) => this.reference(text, cell.sheet),
      now: () => this.#now() / 86_400_000 + 25_569,
    };
  }

  /** The range that a text like "PnL!B2:F9" or a name means; null where it means none. */
  reference(text: string, home?: Sheet): Range | null {
    const named = this.#names.get(text.trim().toUpperCase());
    if (named && named.text !== text) return this.reference(named.text, home);
    const { sheet: sheetName, address } = splitSheet(text);
    const sheet = sheetName === undefined ? home : this.sheet(sheetName);
    const area = parseArea(address);
    return sheet && area ? new Range(sheet, area.top, area.left, area.bottom, area.right) : null;
  }

  /** Compiles anew what mentions a sheet or a name, itself or by way of other names. */
  #recompileAbout(word: string): void {
    const words = this.#wordsLeadingTo(word);
    for (const cell of [...this.#formulas]) {
      const text = cell.formula;
      if (text === undefined || !mentions(text, words)) continue;
      this.#forget(cell);
      cell.formula = text;
      this.#formulas.add(cell);
      this.#compile(cell, parseFormula(text));
    }
  }

  #wordsLeadingTo(word: string): string[] {
    const words = [word.toUpperCase()];
    const open = [...this.#names.values()];
    for (let found = true; found; ) {
      const next = open.findIndex(({ text }) => mentions(text, words));
      found = next >= 0;
      if (found) words.push(...open.splice(next, 1).map(({ name }) => name.toUpperCase()));
    }
    return words;
  }

  /** Marks what reads a cell. */
  #touch(cell: Cell): void {
    if (this.#quiet) return;
    for (const dependent of cell.dependents) this.#markFormula(dependent);
    for (const node of cell.sheet.rangesOver(cell)) {
      for (const dependent of node.dependents) this.#markFormula(dependent);
    }
  }

  /** Makes changes after which everything is calculated anew: cheap for large ones, and after a broken one. */
  rebuild(change: () => void): void {
    this.#quiet = true;
    try {
      change();
    } finally {
      this.#quiet = false;
    }
    for (const cell of this.#formulas) this.#markFormula(cell);
    this.#orderIsStale = true;
  }

  /** Brings every value up to date; returns the cells whose value changed. */
  recalculate(): Set<Cell> {
    const changed = new Set<Cell>();
    for (const cell of this.#volatile) this.#markFormula(cell);
    for (let pass = 0; pass < mostPasses && (this.#pending.size > 0 || this.#orderIsStale); pass += 1) {
      if (this.#orderIsStale) this.#reorder(changed);
      this.#runPending(changed);
      // Where the order changes, those that reach cells while they run may have reached them too early.
      if (this.#orderIsStale) for (const cell of this.#volatile) this.#markFormula(cell);
    }
    return changed;
  }

  #reorder(changed: Set<Cell>): void {
    const before = new Set(this.#cycles.flat());
    const { cells, cycles } = calculationOrder(this.#formulas);
    this.#order = cells;
    this.#cycles = cycles;
    this.#orderIsStale = false;
    const now = new Set(cycles.flat());
    for (const cell of before) {
      if (now.has(cell)) continue;
      cell.inCycle = false;
      if (cell.formula !== undefined) this.#markFormula(cell);
    }
    for (const cell of now) {
      cell.inCycle = true;
      cell.dirty = false;
      this.#pending.delete(cell);
      this.#assign(cell, errors.cycle, changed);
    }
  }

  /** Calculates the marked cells in order, and what they touch. */
  #runPending(changed: Set<Cell>): void {
    let first = this.#order.length;
    for (const cell of this.#pending) if (cell.order < first) first = cell.order;
    this.#pending.clear();
    for (let place = first; place < this.#order.length; place += 1) {
      const cell = this.#order[place];
      if (!cell?.dirty) continue;
      cell.dirty = false;
      if (!cell.inCycle) this.#calculate(cell, changed);
    }
    for (const cell of [...this.#pending]) if (!cell.dirty) this.#pending.delete(cell);
  }

  #calculate(cell: Cell, changed: Set<Cell>): void {
    const reachedBefore = cell.reached;
    cell.reached = [];
    const value = settle(run(cell.evaluate));
    if (cell.volatile && !this.#reachIsReady(cell, reachedBefore)) {
      this.#markFormula(cell);
      this.#orderIsStale = true;
      return;
    }
    if (value instanceof Matrix) this.#spread(cell, value, changed);
    else {
      if (cell.spill) this.#clearSpill(cell, changed);
      this.#assign(cell, value, changed);
    }
  }

  /** Whether everything that a formula reached while it ran came before it in the order. */
  #reachIsReady(cell: Cell, before: readonly Range[]): boolean {
    if (
      cell.reached.length === before.length &&
      cell.reached.every((range, index) => sameRange(range, before[index]))
    )
      return true;
    return cell.reached.every((range) => {
      const sheet = range.sheet as Sheet;
      for (const read of sheet.within(range.top, range.left, range.bottom, range.right)) {
        const source = read.formula !== undefined ? read : read.spilledFrom;
        if (source && source.order >= cell.order) return false;
      }
      return true;
    });
  }

  #assign(cell: Cell, value: Scalar, changed: Set<Cell>): void {
    if (sameScalar(cell.value, value)) return;
    cell.value = unsigned(value);
    changed.add(cell);
    this.#touch(cell);
  }

  /** Lays an array over the cells beside and below; #SPILL! where something stands in the way. */
  #spread(anchor: Cell, matrix: Matrix, changed: Set<Cell>): void {
    const { rows, columns } = matrix;
    const before = anchor.spill ? anchor.spill.rows * anchor.spill.columns : 0;
    const isTooMuch = this.#spilled - before + rows * columns > workbookLimits.cellsSpilled;
    if (isTooMuch || !this.#isFree(anchor, rows, columns)) {
      this.#clearSpill(anchor, changed);
      this.#assign(anchor, isTooMuch ? tooLargeSpill : errors.spill, changed);
      this.#blocked.add(anchor);
      return;
    }
    if (anchor.spill?.rows !== rows || anchor.spill.columns !== columns) {
      this.#clearSpill(anchor, changed);
      this.#orderIsStale = true;
      anchor.spill = { rows, columns };
      this.#spilled += rows * columns;
    }
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const cell = anchor.sheet.at(anchor.row + row, anchor.column + column);
        if (cell !== anchor) cell.spilledFrom = anchor;
        this.#assign(cell, matrix.at(row, column), changed);
      }
    }
  }

  #isFree(anchor: Cell, rows: number, columns: number): boolean {
    const { row, column, sheet } = anchor;
    if (row + rows > 1_048_576 || column + columns > 16_384) return false;
    for (const cell of sheet.within(row, column, row + rows - 1, column + columns - 1)) {
      if (cell === anchor) continue;
      if (!cell.isBlank || (cell.spilledFrom && cell.spilledFrom !== anchor)) return false;
    }
    return true;
  }

  #clearSpill(anchor: Cell, changed: Set<Cell> = new Set()): void {
    if (!anchor.spill) return;
    const { rows, columns } = anchor.spill;
    anchor.spill = undefined;
    this.#spilled -= rows * columns;
    this.#orderIsStale = true;
    for (const cell of anchor.sheet.within(
      anchor.row,
      anchor.column,
      anchor.row + rows - 1,
      anchor.column + columns - 1,
    )) {
      if (cell.spilledFrom !== anchor) continue;
      cell.spilledFrom = undefined;
      if (cell.formula === undefined) this.#assign(cell, cell.constant, changed);
    }
  }

  /** The value of a part of a cell's formula, as of now; changes nothing. */
  evaluateAt(cell: Cell, node: FormulaNode): Value {
    const looking: CompileContext = {
      ...this.#contextFor(cell),
      cell: (sheet, row, column) => ({ value: sheet.valueAt(row, column) }),
      range: (sheet, top, left, bottom, right) => new Range(sheet, top, left, bottom, right),
      noteVolatile: () => {},
      reached: () => {},
    };
    try {
      return withinWork(workbookLimits.workPerChange, () => run(compile(node, looking)));
    } catch (error) {
      if (error instanceof WorkLimitError) return errors.num;
      throw error;
    }
  }

  /** "Sheet!B7" of a cell. */
  nameOf(cell: Cell): string {
    return `${cell.sheet.name}!${cellName(cell.row, cell.column)}`;
  }
}

const tooLargeSpill = new CellError('#SPILL!', 'arrays would lie over too many cells');

function nodeOf(input: CellInput): FormulaNode | undefined {
  return typeof input === 'string' && input.startsWith('=') && input.length > 1
    ? parseFormula(input.slice(1))
    : undefined;
}

function mentions(formula: string, words: readonly string[]): boolean {
  const upper = formula.toUpperCase();
  return words.some((word) => upper.includes(word));
}

/** A formula that recurses too deep or fills the memory is an error of that cell, not of the workbook. */
function run(evaluate: Evaluate | undefined): ReturnType<Evaluate> {
  try {
    return evaluate ? evaluate() : null;
  } catch (error) {
    if (error instanceof RangeError) return errors.num;
    throw error;
  }
}

function sameScalar(a: Scalar, b: Scalar): boolean {
  if (a === b || (typeof a === 'number' && typeof b === 'number' && Object.is(a, b))) return true;
  return a instanceof CellError && b instanceof CellError && a.code === b.code && a.detail === b.detail;
}

function sameRange(a: Range, b: Range | undefined): boolean {
  return (
    b !== undefined &&
    a.sheet === b.sheet &&
    a.top === b.top &&
    a.left === b.left &&
    a.bottom === b.bottom &&
    a.right === b.right
  );
}

function spillOf(range: Range): Range | null {
  const anchor = (range.sheet as Sheet).find(range.top, range.left);
  if (!anchor?.spill) return null;
  return new Range(
    range.sheet,
    range.top,
    range.left,
    range.top + anchor.spill.rows - 1,
    range.left + anchor.spill.columns - 1,
  );
}

/** A sheet knows one zero: 0 ÷ −1 is 0, whichever way the cell came by it. */
function unsigned<T>(value: T): T | 0 {
  return value === 0 ? 0 : value;
}
