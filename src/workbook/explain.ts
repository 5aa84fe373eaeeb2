/** Why cells show errors: root causes first, what follows from them counted, not listed. */
import { areaName } from './address.ts';
import type { Cell } from './cell.ts';
import type { Engine } from './engine.ts';
import { formulaText, partsOf, referenceName, relativeText } from './formula-text.ts';
import { functionNames } from './functions/registry.ts';
import { type FormulaNode, parseFormula } from './parse.ts';
import { CellError, type ErrorCode, type Range, type Scalar, scalarOf, single } from './value.ts';

export interface ErrorFinding {
  /** The first cell that shows it: "PnL!F9". */
  readonly cell: string;
  readonly code: ErrorCode;
  /** With `=`. */
  readonly formula: string;
  /** What made it, in words: "F6 is 0 (empty)". */
  readonly cause: string;
  /** Cells of the same row or column with the same formula and the same error, this one included. */
  readonly firstOf: number;
  /** Cells that show an error only because they read these. */
  readonly downstream: number;
  /** What to do next. */
  readonly hint: string;
  /** The word that is not known, and known ones like it. */
  readonly token?: string;
  readonly didYouMean?: readonly string[];
}

export interface CycleFinding {
  readonly code: 'CYCLE';
  /** Cells in the order in which they read one another; the first stands again at the end. */
  readonly path: readonly string[];
  readonly hint: string;
}

/** Failing cells whose reads are looked at, in the order of calculation: causes come before what follows. */
const mostExamined = 2000;

/** Every error and cycle of the workbook, root causes only. */
export function explainErrors(engine: Engine): { errors: ErrorFinding[]; cycles: CycleFinding[] } {
  const failing = [...engine.formulas()].filter((cell) => cell.value instanceof CellError && !cell.inCycle);
  failing.sort((a, b) => a.order - b.order);
  const roots = failing.slice(0, mostExamined).filter((cell) => !readsAnError(cell));
  return {
    errors: groupAlike(roots).map((group) => explainGroup(engine, group)),
    cycles: engine.cycles.map((group) => explainCycle(engine, group)),
  };
}

function readsAnError(cell: Cell): boolean {
  if (cell.precedents.some((read) => read.value instanceof CellError)) return true;
  return [...cell.ranges.map((node) => node.range), ...cell.reached].some(
    (range) => firstError(range) !== undefined,
  );
}

function firstError(range: Range): Cell | undefined {
  const sheet = range.sheet as Cell['sheet'];
  for (const cell of sheet.within(range.top, range.left, range.bottom, range.right)) {
    if (cell.value instanceof CellError) return cell;
  }
  return undefined;
}

/** Cells whose formula is a copy of the same one and whose error is the same. */
function groupAlike(cells: readonly Cell[]): Cell[][] {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const form = relativeText(parseFormula(cell.formula ?? ''), cell.row, cell.column);
    const code = cell.value instanceof CellError ? cell.value.code : '';
    const key = `${cell.sheet.name}|${code}|${form}`;
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  return [...groups.values()];
}

function explainGroup(engine: Engine, group: readonly Cell[]): ErrorFinding {
  const [cell] = group;
  if (!cell || !(cell.value instanceof CellError)) throw new Error('An error group has no error');
  const { code } = cell.value;
  const node = parseFormula(cell.formula ?? '');
  return {
    cell: engine.nameOf(cell),
    code,
    formula: `=${cell.formula}`,
    firstOf: group.length,
    downstream: countDownstream(group),
    ...reasonFor(engine, cell, cell.value, node),
  };
}

function countDownstream(roots: readonly Cell[]): number {
  const seen = new Set<Cell>(roots);
  const open = [...roots];
  for (let cell = open.pop(); cell; cell = open.pop()) {
    const readers = [
      ...cell.dependents,
      ...cell.sheet.rangesOver(cell).flatMap((node) => [...node.dependents]),
    ];
    for (const reader of readers) {
      if (seen.has(reader) || !(reader.value instanceof CellError)) continue;
      seen.add(reader);
      open.push(reader);
    }
  }
  return seen.size - roots.length;
}

type Reason = Pick<ErrorFinding, 'cause' | 'hint' | 'token' | 'didYouMean'>;

function reasonFor(engine: Engine, cell: Cell, error: CellError, node: FormulaNode): Reason {
  switch (error.code) {
    case '#DIV/0!':
      return divisionReason(engine, cell, node);
    case '#NAME?':
      return nameReason(engine, error.detail ?? '');
    case '#REF!':
      return referenceReason(engine, error.detail);
    case '#SPILL!':
      return error.detail === undefined
        ? spillReason(engine, cell)
        : { cause: error.detail, hint: 'make the array smaller' };
    case '#N/A':
      return {
        cause: 'a value that is looked for is not there',
        hint: 'check the value looked for and the range it is sought in',
      };
    case '#NUM!':
      return {
        cause: 'a number is out of the range that the function takes, or there is no solution',
        hint: 'check the arguments',
      };
    default:
      return textReason(engine, cell, node, error.detail);
  }
}

function divisionReason(engine: Engine, cell: Cell, node: FormulaNode): Reason {
  for (const part of partsOf(node)) {
    if (part.kind !== 'binary' || part.operator !== '/') continue;
    if (scalarOf(engine.evaluateAt(cell, part.right)) !== 0 && !isEmptyCell(engine, cell, part.right))
      continue;
    const empty = isEmptyCell(engine, cell, part.right) ? ' (empty)' : '';
    return {
      cause: `${describe(part.right, cell)} is 0${empty}`,
      hint: empty ? 'fill that cell first' : 'catch the zero with IF, or correct the divisor',
    };
  }
  return { cause: 'there is nothing to divide by or to average', hint: 'check the range' };
}

function describe(node: FormulaNode, cell: Cell): string {
  return node.kind === 'cell' ? referenceName(node, cell.sheet.name) : formulaText(node);
}

function isEmptyCell(engine: Engine, cell: Cell, node: FormulaNode): boolean {
  if (node.kind !== 'cell') return false;
  const sheet = node.sheet === undefined ? cell.sheet : engine.sheet(node.sheet);
  return sheet?.valueAt(node.row, node.column) === null;
}

function nameReason(engine: Engine, token: string): Reason {
  const known = [...engine.names.map(({ name }) => name), ...functionNames()];
  const didYouMean = nearest(token, known);
  const hint =
    didYouMean.length > 0
      ? `use ${didYouMean[0]}, or define the name`
      : 'define the name, or correct the function';
  return { cause: `“${token}” is not a name or a function here`, hint, token, didYouMean };
}

function referenceReason(engine: Engine, sheet: string | undefined): Reason {
  if (sheet === undefined)
    return { cause: 'a reference leads outside the sheet', hint: 'correct the offset or the place' };
  const didYouMean = nearest(sheet, engine.sheetNames);
  return {
    cause: `there is no sheet “${sheet}”`,
    hint: 'correct the name of the sheet, or add it',
    token: sheet,
    didYouMean,
  };
}

function spillReason(engine: Engine, cell: Cell): Reason {
  const blocking = [...cell.sheet.cells()].find(
    (other) => other !== cell && !other.isBlank && other.row >= cell.row && other.column >= cell.column,
  );
  const where = blocking ? `${engine.nameOf(blocking)} stands in its way` : 'something stands in its way';
  return { cause: `the result needs more room: ${where}`, hint: 'clear the cells below and to the right' };
}

/** The first cell with a text where a number is wanted. */
function textReason(engine: Engine, cell: Cell, node: FormulaNode, detail: string | undefined): Reason {
  if (detail) return { cause: detail, hint: 'correct the arguments' };
  for (const part of partsOf(node)) {
    if (part.kind !== 'cell') continue;
    const value = single(engine.evaluateAt(cell, part));
    if (typeof value === 'string') {
      return {
        cause: `${describe(part, cell)} holds the text “${shorten(value)}”`,
        hint: 'put a number there, or refer to another cell',
      };
    }
  }
  const range = cell.ranges[0]?.range;
  const where = range ? ` (it reads ${areaName(range)})` : '';
  return {
    cause: `an argument has the wrong kind or size${where}`,
    hint: 'check what each argument must be',
  };
}

function shorten(text: Scalar & string): string {
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}

function explainCycle(engine: Engine, group: readonly Cell[]): CycleFinding {
  const path = shortestCycle(group);
  return {
    code: 'CYCLE',
    path: path.map((cell) => engine.nameOf(cell)),
    hint:
      path.length === 2
        ? 'a formula must not read its own cell'
        : 'break the circle: base interest on the opening balance, or use last period’s value',
  };
}

/** A shortest way from the first cell of a group through what it reads back to itself. */
function shortestCycle(group: readonly Cell[]): Cell[] {
  const [start] = group;
  if (!start) return [];
  const inside = new Set(group);
  const cameFrom = new Map<Cell, Cell>();
  const queue: Cell[] = [start];
  for (const cell of queue) {
    for (const read of readsWithin(cell, inside)) {
      if (read === start) return [start, ...trail(cell, cameFrom), start];
      if (!cameFrom.has(read)) {
        cameFrom.set(read, cell);
        queue.push(read);
      }
    }
  }
  return [...group];
}

function trail(cell: Cell, cameFrom: ReadonlyMap<Cell, Cell>): Cell[] {
  const path: Cell[] = [];
  for (let at: Cell | undefined = cell; at && cameFrom.has(at); at = cameFrom.get(at)) path.unshift(at);
  return path;
}

function readsWithin(cell: Cell, inside: ReadonlySet<Cell>): Cell[] {
  const fromRanges = cell.ranges.flatMap(({ range }) => [
    ...(range.sheet as Cell['sheet']).within(range.top, range.left, range.bottom, range.right),
  ]);
  return [...cell.precedents, ...fromRanges].filter((read) => inside.has(read));
}

/** Known words within a third of the length in typing steps, nearest first. */
export function nearest(word: string, known: readonly string[]): string[] {
  const wanted = word.toLowerCase();
  const most = Math.max(1, Math.floor(wanted.length / 3));
  return known
    .map((name) => ({ name, steps: typingSteps(wanted, name.toLowerCase()) }))
    .filter(({ steps }) => steps <= most)
    .sort((a, b) => a.steps - b.steps || a.name.localeCompare(b.name))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Levenshtein distance. */
function typingSteps(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
