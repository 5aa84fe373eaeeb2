/** Formula tree → closure. A closure belongs to one cell: references are bound to cells when it is made. */

import { type FunctionSpec, findFunction } from './functions/registry.ts';
import { broadcast, operate, type ScalarOperation, scalarOperations } from './operators.ts';
import type { AreaNode, FormulaNode } from './parse.ts';
import {
  addSnapped,
  CellError,
  type CellSource,
  errors,
  gridOf,
  isGrid,
  type Matrix,
  matrixFrom,
  Range,
  type Scalar,
  scalarOf,
  single,
  toNumber,
  type Value,
} from './value.ts';

export type Evaluate = () => Value;

/** Where a value is kept while a formula runs: a cell of a sheet, or a name bound by LET. */
export interface Slot {
  value: Value;
}

/** What compiling needs from the workbook, and tells it. */
export interface CompileContext {
  /** Place of the formula, 0-based. */
  readonly row: number;
  readonly column: number;
  readonly sheet: CellSource;
  findSheet(name: string): CellSource | undefined;
  /** The cell as a slot, noted as a precedent. */
  cell(sheet: CellSource, row: number, column: number): Slot;
  /** The range, noted as a precedent. */
  range(sheet: CellSource, top: number, left: number, bottom: number, right: number): Range;
  /** The tree of a defined name. */
  findName(name: string): FormulaNode | undefined;
  /** The formula reads references that it makes while it runs. */
  noteVolatile(): void;
  /** A range was reached while the formula ran (OFFSET, INDIRECT). */
  reached(range: Range): void;
  /** The area that the formula at this cell spills over, or null. */
  spillOf(range: Range): Range | null;
  /** Reads "Sheet!A1:B2" for INDIRECT; null where it is no reference. */
  parseReference(text: string): Range | null;
  /** Today and now as a serial day number. */
  now(): number;
}

type Scope = ReadonlyMap<string, Slot>;
const noScope: Scope = new Map();

/** Makes the closure of a formula. Unknown names and functions become #NAME? values. */
export function compile(node: FormulaNode, context: CompileContext, scope: Scope = noScope): Evaluate {
  switch (node.kind) {
    case 'number':
    case 'text':
    case 'boolean':
      return constant(node.value);
    case 'missing':
      return constant(null);
    case 'error':
      return constant(new CellError(node.code as CellError['code']));
    case 'cell':
      return compileCell(node, context);
    case 'area':
      return compileArea(node, context);
    case 'name':
      return compileName(node.name, context, scope);
    case 'spill':
      return compileSpill(node.of, context, scope);
    case 'unary':
      return compileUnary(node.operator, compile(node.of, context, scope), context);
    case 'binary':
      return compileBinary(node, context, scope);
    case 'call':
      return compileCall(node.name, node.arguments, context, scope);
    case 'array':
      return compileArray(node.rows, context, scope);
  }
}

function constant(value: Value): Evaluate {
  return () => value;
}

function unknownName(name: string): Evaluate {
  return constant(new CellError('#NAME?', name));
}

function compileCell(node: Extract<FormulaNode, { kind: 'cell' }>, context: CompileContext): Evaluate {
  const sheet = node.sheet === undefined ? context.sheet : context.findSheet(node.sheet);
  if (!sheet) return constant(new CellError('#REF!', node.sheet));
  const slot = context.cell(sheet, node.row, node.column);
  return () => slot.value;
}

function compileArea(node: Omit<AreaNode, 'fixed'>, context: CompileContext): Evaluate {
  const sheet = node.sheet === undefined ? context.sheet : context.findSheet(node.sheet);
  if (!sheet) return constant(new CellError('#REF!', node.sheet));
  return constant(context.range(sheet, node.top, node.left, node.bottom, node.right));
}

function compileName(name: string, context: CompileContext, scope: Scope): Evaluate {
  const slot = scope.get(name.toUpperCase());
  if (slot) return () => slot.value;
  const node = context.findName(name);
  return node ? compile(node, context) : unknownName(name);
}

/** Compiles a part as a reference where it is one: functions like ROW and OFFSET look at the place, not the value. */
function compileReference(node: FormulaNode, context: CompileContext, scope: Scope): Evaluate {
  if (node.kind === 'cell') {
    return compileArea(
      { ...node, kind: 'area', top: node.row, left: node.column, bottom: node.row, right: node.column },
      context,
    );
  }
  if (node.kind === 'name' && !scope.has(node.name.toUpperCase())) {
    const named = context.findName(node.name);
    if (named) return compileReference(named, context, noScope);
  }
  return compile(node, context, scope);
}

function compileSpill(node: FormulaNode, context: CompileContext, scope: Scope): Evaluate {
  const reference = compileReference(node, context, scope);
  context.noteVolatile();
  return () => {
    const range = reference();
    const spilled = range instanceof Range ? context.spillOf(range) : null;
    if (!spilled) return errors.ref;
    context.reached(spilled);
    return spilled;
  };
}

function compileUnary(operator: '-' | '+' | '%' | '@', of: Evaluate, context: CompileContext): Evaluate {
  if (operator === '+') return of;
  if (operator === '@') return () => intersect(of(), context);
  const operation = operator === '-' ? (a: number) => -a : (a: number) => a / 100;
  const onScalar = (value: Scalar): Scalar => {
    const number = toNumber(value);
    return number instanceof CellError ? number : operation(number);
  };
  return () => {
    const value = single(of());
    if (typeof value === 'number') return operation(value);
    return isGrid(value) ? broadcast([value], ([x = null]) => onScalar(x)) : onScalar(value);
  };
}

/** The cell of a range that lies in the formula's own row or column. */
function intersect(value: Value, context: CompileContext): Scalar {
  if (!(value instanceof Range)) return scalarOf(value);
  if (value.rows === 1 && value.columns === 1) return value.at(0, 0);
  const { row, column } = context;
  if (value.columns === 1 && row >= value.top && row <= value.bottom) return value.at(row - value.top, 0);
  if (value.rows === 1 && column >= value.left && column <= value.right)
    return value.at(0, column - value.left);
  return errors.value;
}

function compileBinary(
  node: Extract<FormulaNode, { kind: 'binary' }>,
  context: CompileContext,
  scope: Scope,
): Evaluate {
  if (node.operator === ':') return compileSpan(node, context, scope);
  const left = compile(node.left, context, scope);
  const right = compile(node.right, context, scope);
  const operation = scalarOperations[node.operator];
  if (!operation) return constant(errors.value);
  return fastArithmetic(node.operator, left, right, operation) ?? (() => operate(operation, left(), right()));
}

/** The common case, numbers on both sides, without detours. */
function fastArithmetic(
  operator: string,
  left: Evaluate,
  right: Evaluate,
  operation: ScalarOperation,
): Evaluate | undefined {
  const fast = {
    '+': addSnapped,
    '-': (a: number, b: number) => addSnapped(a, -b),
    '*': (a: number, b: number) => a * b,
    '/': (a: number, b: number) => a / b,
  }[operator];
  if (!fast) return undefined;
  return () => {
    const a = left();
    const b = right();
    if (typeof a === 'number' && typeof b === 'number') {
      const result = fast(a, b);
      if (result - result === 0) return result;
    }
    return operate(operation, a, b);
  };
}

/** `A1:INDEX(…)`: a range between two references made while the formula runs. */
function compileSpan(
  node: Extract<FormulaNode, { kind: 'binary' }>,
  context: CompileContext,
  scope: Scope,
): Evaluate {
  const left = compileReference(node.left, context, scope);
  const right = compileReference(node.right, context, scope);
  context.noteVolatile();
  return () => {
    const a = left();
    const b = right();
    if (!(a instanceof Range) || !(b instanceof Range) || a.sheet !== b.sheet) return errors.ref;
    const range = new Range(
      a.sheet,
      Math.min(a.top, b.top),
      Math.min(a.left, b.left),
      Math.max(a.bottom, b.bottom),
      Math.max(a.right, b.right),
    );
    context.reached(range);
    return range;
  };
}

function compileArray(
  rows: readonly (readonly FormulaNode[])[],
  context: CompileContext,
  scope: Scope,
): Evaluate {
  const cells = rows.map((row) => row.map((cell) => compile(cell, context, scope)));
  const columns = cells[0]?.length ?? 0;
  return () => matrixFrom(cells.length, columns, (row, column) => scalarOf(cells[row]?.[column]?.() ?? null));
}

function compileCall(
  name: string,
  parts: readonly FormulaNode[],
  context: CompileContext,
  scope: Scope,
): Evaluate {
  const special = specialForms[name];
  if (special) return special(parts, context, scope);
  const spec = findFunction(name);
  if (!spec) return unknownName(name);
  if (parts.length < spec.least || parts.length > spec.most)
    return constant(new CellError('#VALUE!', `${name} takes ${countWords(spec)}`));
  if (spec.volatile) context.noteVolatile();
  const compiled = parts.map((part, index) =>
    spec.references?.includes(index) ? compileReference(part, context, scope) : compile(part, context, scope),
  );
  return spec.kind === 'scalar'
    ? callScalar(spec.run, compiled, spec.takesErrors ?? false)
    : callGrid(spec.run, compiled, context);
}

function countWords(spec: FunctionSpec): string {
  if (spec.least === spec.most) return `${spec.least} arguments`;
  return spec.most === Number.POSITIVE_INFINITY
    ? `at least ${spec.least} arguments`
    : `${spec.least} to ${spec.most} arguments`;
}

function callGrid(
  run: Extract<FunctionSpec, { kind: 'grid' }>['run'],
  compiled: readonly Evaluate[],
  context: CompileContext,
): Evaluate {
  if (compiled.length === 1 && compiled[0]) {
    const only = compiled[0];
    return () => run([only()], context);
  }
  return () =>
    run(
      compiled.map((part) => part()),
      context,
    );
}

function callScalar(
  run: Extract<FunctionSpec, { kind: 'scalar' }>['run'],
  compiled: readonly Evaluate[],
  takesErrors: boolean,
): Evaluate {
  const onScalars = (scalars: readonly Scalar[]): Scalar => {
    if (!takesErrors) for (const scalar of scalars) if (scalar instanceof CellError) return scalar;
    return run(scalars);
  };
  return () => {
    const values = compiled.map((part) => single(part()));
    return values.some(isGrid) ? broadcast(values, onScalars) : onScalars(values as Scalar[]);
  };
}

type SpecialForm = (parts: readonly FormulaNode[], context: CompileContext, scope: Scope) => Evaluate;

/** Functions that do not evaluate all their arguments, or bind names. */
const specialForms: Readonly<Record<string, SpecialForm>> = {
  IF: compileIf,
  IFERROR: (parts, context, scope) => compileCatch(parts, context, scope, () => true),
  IFNA: (parts, context, scope) => compileCatch(parts, context, scope, (error) => error.code === '#N/A'),
  IFS: compileIfs,
  SWITCH: compileSwitch,
  CHOOSE: compileChoose,
  LET: compileLet,
};

const wrongCount = constant(errors.value);

function compileIf(parts: readonly FormulaNode[], context: CompileContext, scope: Scope): Evaluate {
  if (parts.length < 2 || parts.length > 3) return wrongCount;
  const [test = wrongCount, yes = wrongCount] = parts.map((part) => compile(part, context, scope));
  const no = parts[2] ? compile(parts[2], context, scope) : constant(false);
  const choose = (value: Scalar): Evaluate | CellError => {
    if (value === true) return yes;
    if (value === false) return no;
    if (typeof value === 'string') {
      const upper = value.toUpperCase();
      return upper === 'TRUE' ? yes : upper === 'FALSE' ? no : errors.value;
    }
    if (value instanceof CellError) return value;
    return value ? yes : no;
  };
  return () => {
    const value = single(test());
    if (!isGrid(value)) {
      const chosen = choose(value);
      return chosen instanceof CellError ? chosen : emptyAsZero(chosen());
    }
    return broadcast([value, yes(), no()], ([t = null, y = null, n = null]) => {
      const chosen = choose(t);
      return chosen instanceof CellError ? chosen : chosen === yes ? y : n;
    });
  };
}

/** A branch that was left out, or an empty cell, counts as 0. */
function emptyAsZero(value: Value): Value {
  const only = single(value);
  return only === null ? 0 : isGrid(only) ? value : only;
}

function compileCatch(
  parts: readonly FormulaNode[],
  context: CompileContext,
  scope: Scope,
  catches: (error: CellError) => boolean,
): Evaluate {
  if (parts.length !== 2) return wrongCount;
  const [value = wrongCount, otherwise = wrongCount] = parts.map((part) => compile(part, context, scope));
  return () => {
    const found = single(value());
    if (isGrid(found)) {
      const other = single(otherwise());
      return broadcast([found, other], ([x = null, y = null]) =>
        x instanceof CellError && catches(x) ? y : x,
      );
    }
    return found instanceof CellError && catches(found) ? emptyAsZero(otherwise()) : emptyAsZero(found);
  };
}

function compileIfs(parts: readonly FormulaNode[], context: CompileContext, scope: Scope): Evaluate {
  if (parts.length === 0 || parts.length % 2 !== 0) return wrongCount;
  const compiled = parts.map((part) => compile(part, context, scope));
  return () => {
    for (let index = 0; index < compiled.length; index += 2) {
      const test = scalarOf(compiled[index]?.() ?? null);
      if (test instanceof CellError) return test;
      const number = typeof test === 'boolean' ? Number(test) : toNumber(test);
      if (number instanceof CellError) return number;
      if (number !== 0) return emptyAsZero(compiled[index + 1]?.() ?? null);
    }
    return errors.na;
  };
}

function compileSwitch(parts: readonly FormulaNode[], context: CompileContext, scope: Scope): Evaluate {
  if (parts.length < 3) return wrongCount;
  const [subject = wrongCount, ...rest] = parts.map((part) => compile(part, context, scope));
  const equal = scalarOperations['='];
  return () => {
    const value = scalarOf(subject());
    if (value instanceof CellError) return value;
    for (let index = 0; index + 1 < rest.length; index += 2) {
      const same = equal?.(value, scalarOf(rest[index]?.() ?? null));
      if (same === true) return emptyAsZero(rest[index + 1]?.() ?? null);
    }
    return rest.length % 2 === 1 ? emptyAsZero(rest.at(-1)?.() ?? null) : errors.na;
  };
}

function compileChoose(parts: readonly FormulaNode[], context: CompileContext, scope: Scope): Evaluate {
  if (parts.length < 2) return wrongCount;
  const [selector = wrongCount, ...choices] = parts.map((part) => compile(part, context, scope));
  const pick = (value: Scalar): Evaluate | CellError => {
    const number = toNumber(value);
    if (number instanceof CellError) return number;
    return choices[Math.trunc(number) - 1] ?? errors.value;
  };
  return () => {
    const value = single(selector());
    if (!isGrid(value)) {
      const chosen = pick(value);
      return chosen instanceof CellError ? chosen : chosen();
    }
    return broadcast([value], ([x = null]) => {
      const chosen = pick(x);
      return chosen instanceof CellError ? chosen : scalarOf(chosen());
    });
  };
}

function compileLet(parts: readonly FormulaNode[], context: CompileContext, scope: Scope): Evaluate {
  const body = parts.at(-1);
  if (!body || parts.length < 3 || parts.length % 2 === 0) return wrongCount;
  let inner: Scope = scope;
  const bindings: { slot: Slot; evaluate: Evaluate }[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const name = parts[index];
    const value = parts[index + 1];
    if (name?.kind !== 'name' || !value) return wrongCount;
    const slot: Slot = { value: null };
    bindings.push({ slot, evaluate: compile(value, context, inner) });
    inner = new Map([...inner, [name.name.replace(/^_xlpm\./i, '').toUpperCase(), slot]]);
    inner = new Map([...inner, [name.name.toUpperCase(), slot]]);
  }
  const result = compile(body, context, inner);
  return () => {
    for (const { slot, evaluate } of bindings) slot.value = evaluate();
    const value = result();
    // Arrays must not outlive the formula.
    for (const { slot } of bindings) slot.value = null;
    return value;
  };
}

/** The scalars or matrix that a formula leaves in its cell: references are read, an empty one is 0. */
export function settle(value: Value): Scalar | Matrix {
  const found = single(value);
  if (found === null) return 0;
  if (!isGrid(found)) return found;
  const grid = gridOf(found);
  return matrixFrom(grid.rows, grid.columns, (row, column) => grid.at(row, column) ?? 0);
}
