/**
 * The order of calculation: what a formula reads comes before it. Tarjan's algorithm for
 * strongly connected components yields exactly that order, and the cycles besides.
 * Iterative, since a chain of 60,000 cells would overflow the call stack.
 */
import type { Cell, RangeNode } from './cell.ts';
import type { Range } from './value.ts';

export interface CalculationOrder {
  readonly cells: readonly Cell[];
  /** Groups of cells that read one another. */
  readonly cycles: readonly (readonly Cell[])[];
}

interface Visit {
  readonly cell: Cell;
  readonly next: Iterator<Cell>;
}

/** Orders all formula cells given. */
export function calculationOrder(formulas: Iterable<Cell>): CalculationOrder {
  const walk = new Walk();
  for (const cell of formulas) walk.from(cell);
  return { cells: walk.ordered, cycles: walk.cycles };
}

class Walk {
  readonly ordered: Cell[] = [];
  readonly cycles: Cell[][] = [];
  readonly #index = new Map<Cell, number>();
  readonly #low = new Map<Cell, number>();
  readonly #open: Cell[] = [];
  readonly #isOpen = new Set<Cell>();
  readonly #formulasOfRange = new Map<RangeNode, readonly Cell[]>();

  from(start: Cell): void {
    if (this.#index.has(start)) return;
    const path: Visit[] = [this.#enter(start)];
    while (path.length > 0) {
      const visit = path[path.length - 1];
      if (!visit) break;
      const step = visit.next.next();
      if (step.done) {
        path.pop();
        this.#leave(visit.cell, path[path.length - 1]?.cell);
      } else if (!this.#index.has(step.value)) {
        path.push(this.#enter(step.value));
      } else if (this.#isOpen.has(step.value)) {
        this.#lower(visit.cell, this.#index.get(step.value) ?? 0);
      }
    }
  }

  #enter(cell: Cell): Visit {
    const index = this.#index.size;
    this.#index.set(cell, index);
    this.#low.set(cell, index);
    this.#open.push(cell);
    this.#isOpen.add(cell);
    return { cell, next: this.#formulasReadBy(cell) };
  }

  #lower(cell: Cell, index: number): void {
    if (index < (this.#low.get(cell) ?? 0)) this.#low.set(cell, index);
  }

  /** Closes a cell: where it is the head of a component, that component is next in the order. */
  #leave(cell: Cell, parent: Cell | undefined): void {
    const low = this.#low.get(cell) ?? 0;
    if (parent) this.#lower(parent, low);
    if (low !== this.#index.get(cell)) return;
    const group: Cell[] = [];
    for (;;) {
      const member = this.#open.pop();
      if (!member) break;
      this.#isOpen.delete(member);
      group.push(member);
      if (member === cell) break;
    }
    if (group.length > 1 || readsItself(cell)) this.cycles.push(group.reverse());
    for (const member of group) {
      member.order = this.ordered.length;
      this.ordered.push(member);
    }
  }

  *#formulasReadBy(cell: Cell): Generator<Cell> {
    for (const read of cell.precedents) {
      if (read.formula !== undefined) yield read;
      else if (read.spilledFrom) yield read.spilledFrom;
    }
    for (const node of cell.ranges) yield* this.#formulasIn(node);
    for (const range of cell.reached) yield* formulasWithin(range);
  }

  #formulasIn(node: RangeNode): readonly Cell[] {
    let found = this.#formulasOfRange.get(node);
    if (!found) {
      found = [...formulasWithin(node.range)];
      this.#formulasOfRange.set(node, found);
    }
    return found;
  }
}

/** The formulas whose values stand in a range: its own, and those that spill into it. */
function* formulasWithin(range: Range): Generator<Cell> {
  const sheet = range.sheet as Cell['sheet'];
  for (const cell of sheet.within(range.top, range.left, range.bottom, range.right)) {
    if (cell.formula !== undefined) yield cell;
    else if (cell.spilledFrom) yield cell.spilledFrom;
  }
}

function readsItself(cell: Cell): boolean {
  if (cell.precedents.includes(cell)) return true;
  const holds = (range: Range) =>
    range.sheet === cell.sheet &&
    range.top <= cell.row &&
    cell.row <= range.bottom &&
    range.left <= cell.column &&
    cell.column <= range.right;
  return cell.ranges.some((node) => holds(node.range)) || cell.reached.some(holds);
}
