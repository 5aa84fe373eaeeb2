/**
 * Which formulas must be marked as array formulas in the file. Our engine carries every operation over whole
 * ranges; a spreadsheet does so only where the formula is marked, and takes one cell of the range elsewhere.
 */
import { findFunction } from '../functions/registry.ts';
import type { FormulaNode } from '../parse.ts';

/** Places at which a function that takes ranges wants a single value. */
const singlePlaces: Readonly<Record<string, (place: number) => boolean>> = {
  MATCH: only(0, 2),
  XMATCH: only(0, 2, 3),
  XLOOKUP: only(0, 4, 5),
  VLOOKUP: only(0, 2, 3),
  HLOOKUP: only(0, 2, 3),
  LOOKUP: only(0),
  INDEX: only(1, 2),
  OFFSET: only(1, 2, 3, 4),
  INDIRECT: only(0, 1),
  COUNTIF: only(1),
  SUMIF: only(1),
  AVERAGEIF: only(1),
  COUNTIFS: (place) => place % 2 === 1,
  SUMIFS: (place) => place > 0 && place % 2 === 0,
  AVERAGEIFS: (place) => place > 0 && place % 2 === 0,
  MAXIFS: (place) => place > 0 && place % 2 === 0,
  MINIFS: (place) => place > 0 && place % 2 === 0,
  LARGE: only(1),
  SMALL: only(1),
  NPV: only(0),
  XNPV: only(0),
  ADDRESS: only(0, 1, 2, 3, 4),
  SUBTOTAL: only(0),
  TEXTJOIN: only(0, 1),
};

/** Their arguments are calculated as arrays in any case. */
const arrayInside = new Set(['SUMPRODUCT', 'SUMXMY2', 'SUMX2PY2', 'SUMX2MY2', 'MMULT', 'TREND', 'GROWTH']);
/** They give more than one value. */
const spilling = new Set([
  'FILTER',
  'SORT',
  'SORTBY',
  'UNIQUE',
  'SEQUENCE',
  'TRANSPOSE',
  'FREQUENCY',
  'MMULT',
]);
/** They pick one of their arguments; only the first decides. */
const choosing = new Set(['IF', 'IFERROR', 'IFNA', 'IFS', 'SWITCH', 'CHOOSE']);

function only(...places: number[]): (place: number) => boolean {
  return (place) => places.includes(place);
}

export interface ArrayContext {
  /** The tree of a defined name. */
  findName(name: string): FormulaNode | undefined;
}

interface Finding {
  /** It gives more than one value. */
  readonly many: boolean;
  /** Somewhere inside, an operation runs over a range. */
  readonly spread: boolean;
}

const one: Finding = { many: false, spread: false };

/** Whether a formula gives other values where it is not marked as an array formula. */
export function needsArray(node: FormulaNode, context: ArrayContext): boolean {
  const { many, spread } = look(node, context, new Map());
  return many || spread;
}

type Bound = ReadonlyMap<string, Finding>;

function look(node: FormulaNode, context: ArrayContext, bound: Bound): Finding {
  switch (node.kind) {
    case 'area':
      return { many: true, spread: false };
    case 'array':
      return { many: node.rows.length * (node.rows[0]?.length ?? 0) > 1, spread: false };
    case 'spill':
      return { many: true, spread: true };
    case 'name':
      return lookName(node.name, context, bound);
    case 'unary':
      return node.operator === '@' ? one : operation([look(node.of, context, bound)]);
    case 'binary': {
      const sides = [look(node.left, context, bound), look(node.right, context, bound)];
      return node.operator === ':'
        ? { many: true, spread: sides.some(({ spread }) => spread) }
        : operation(sides);
    }
    case 'call':
      return lookCall(node.name, node.arguments, context, bound);
    default:
      return one;
  }
}

/** An operation of single values: given many, it runs over them. */
function operation(parts: readonly Finding[]): Finding {
  const many = parts.some((part) => part.many);
  return { many, spread: many || parts.some((part) => part.spread) };
}

function lookName(name: string, context: ArrayContext, bound: Bound): Finding {
  const found = bound.get(name.toUpperCase());
  if (found) return found;
  const node = context.findName(name);
  return node ? look(node, context, new Map()) : one;
}

function lookCall(name: string, parts: readonly FormulaNode[], context: ArrayContext, bound: Bound): Finding {
  if (name === 'LET') return lookLet(parts, context, bound);
  const found = parts.map((part) => look(part, context, bound));
  const inside = found.some(({ spread }) => spread);
  if (choosing.has(name)) return lookChoice(name, found);
  if (spilling.has(name)) return { many: true, spread: true };
  if (arrayInside.has(name)) {
    return { many: name === 'TREND' || name === 'GROWTH', spread: parts.some(hasChoice) && inside };
  }
  const spec = findFunction(name);
  if (spec?.kind === 'scalar') return operation(found);
  const wantsSingle = singlePlaces[name];
  const widened = wantsSingle ? found.some(({ many }, place) => many && wantsSingle(place)) : false;
  return { many: widened || givesRange(name, parts, found), spread: inside || widened };
}

/** IF and its kin inside SUMPRODUCT are not calculated as arrays by themselves. */
function hasChoice(node: FormulaNode): boolean {
  if (node.kind === 'call') return choosing.has(node.name) || node.arguments.some(hasChoice);
  if (node.kind === 'binary') return hasChoice(node.left) || hasChoice(node.right);
  return node.kind === 'unary' && hasChoice(node.of);
}

function lookChoice(name: string, found: readonly Finding[]): Finding {
  const tests = name === 'IFS' ? found.filter((_, place) => place % 2 === 0) : found.slice(0, 1);
  const decided = tests.some(({ many }) => many);
  return {
    many: found.some(({ many }) => many),
    spread: decided || found.some(({ spread }) => spread),
  };
}

/** Functions whose answer is a range that the rest of the formula may run over. */
function givesRange(name: string, parts: readonly FormulaNode[], found: readonly Finding[]): boolean {
  if (name === 'OFFSET') return parts.length > 3 || (found[0]?.many ?? false);
  if (name === 'INDEX') return [parts[1], parts[2]].some((part) => part !== undefined && isWhole(part));
  if (name === 'XLOOKUP') {
    const [, within, from] = parts;
    return within?.kind === 'area' && from?.kind === 'area' && isRectangle(from);
  }
  return false;
}

function isWhole(node: FormulaNode): boolean {
  return node.kind === 'missing' || (node.kind === 'number' && node.value === 0);
}

function isRectangle(area: Extract<FormulaNode, { kind: 'area' }>): boolean {
  return area.bottom > area.top && area.right > area.left;
}

function lookLet(parts: readonly FormulaNode[], context: ArrayContext, bound: Bound): Finding {
  const names = new Map(bound);
  let spread = false;
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const name = parts[index];
    const value = parts[index + 1];
    if (name?.kind !== 'name' || !value) continue;
    const found = look(value, context, names);
    spread ||= found.spread;
    names.set(name.name.toUpperCase(), found);
  }
  const body = parts.at(-1);
  const result = body ? look(body, context, names) : one;
  return { many: result.many, spread: spread || result.spread };
}
