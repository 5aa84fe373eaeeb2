/** A formula told in words: labels instead of addresses, the branch that is taken, today's values beside them. */
import type { Cell } from '../cell.ts';
import { binding, type FormulaNode, parseFormula } from '../parse.ts';
import { scalarOf, toBoolean, toNumber } from '../value.ts';
import type { Workbook } from '../workbook.ts';
import { type Read, readOf } from './reads.ts';
import { readWords } from './sources.ts';

/** A piece of the sentence: plain words, or something that is read. */
export type Telling =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'read'; readonly read: Read; readonly label: string; readonly value: string };

/** What a formula says, as pieces of one sentence. */
export function tellFormula(workbook: Workbook, cell: Cell): Telling[] {
  if (cell.formula === undefined) return [];
  const teller: Teller = { workbook, cell };
  return joined(tell(teller, parseFormula(cell.formula), 0));
}

interface Teller {
  readonly workbook: Workbook;
  readonly cell: Cell;
}

function say(text: string): Telling {
  return { kind: 'words', text };
}

const signs: Readonly<Record<string, string>> = {
  '+': ' + ',
  '-': ' \u2212 ',
  '*': ' \u00d7 ',
  '/': ' \u00f7 ',
  '^': ' to the power of ',
  '&': ' followed by ',
  '=': ' is ',
  '<>': ' is not ',
  '<': ' is below ',
  '>': ' is above ',
  '<=': ' is at most ',
  '>=': ' is at least ',
};

function tell(teller: Teller, node: FormulaNode, outer: number): Telling[] {
  switch (node.kind) {
    case 'number':
      return [say(node.text)];
    case 'text':
      return [say(`“${node.value}”`)];
    case 'boolean':
      return [say(node.value ? 'yes' : 'no')];
    case 'cell':
    case 'area':
    case 'name':
      return tellRead(teller, node);
    case 'unary':
      return tellUnary(teller, node);
    case 'binary': {
      const own = binding[node.operator] ?? 0;
      const inner = [
        ...tell(teller, node.left, own),
        say(signs[node.operator] ?? ` ${node.operator} `),
        ...tell(teller, node.right, own + 1),
      ];
      return own < outer ? [say('('), ...inner, say(')')] : inner;
    }
    case 'call':
      return enclosed(tellCall(teller, node.name.toUpperCase(), node.arguments), outer);
    case 'spill':
      return tell(teller, node.of, 0);
    case 'array':
      return [say('a list of values')];
    case 'error':
      return [say(node.code)];
    case 'missing':
      return [];
  }
}

/** A call that is told in several words stands in brackets where it is part of a calculation. */
function enclosed(told: Telling[], outer: number): Telling[] {
  return outer >= 3 && told.length > 1 ? [say('('), ...told, say(')')] : told;
}

function tellRead({ workbook, cell }: Teller, node: FormulaNode): Telling[] {
  const read = readOf(workbook.engine, cell, node);
  if (!read) return [say(node.kind === 'name' ? node.name.replaceAll('_', ' ') : '#REF!')];
  const { label, value } = readWords(workbook, cell, read);
  return [{ kind: 'read', read, label, value }];
}

function tellUnary(teller: Teller, node: FormulaNode & { kind: 'unary' }): Telling[] {
  const inner = tell(teller, node.of, 6);
  if (node.operator === '-') return [say('minus '), ...inner];
  return node.operator === '%' ? [...inner, say('%')] : inner;
}

type Arguments = readonly FormulaNode[];

function tellCall(teller: Teller, name: string, args: Arguments): Telling[] {
  const [first, second, third] = args;
  const part = (node: FormulaNode | undefined) => (node ? tell(teller, node, 0) : []);
  switch (name) {
    case 'SUM':
      return [say('the sum of '), ...list(teller, args)];
    case 'AVERAGE':
      return [say('the average of '), ...list(teller, args)];
    case 'MIN':
      return [say(args.length === 2 ? 'the smaller of ' : 'the smallest of '), ...list(teller, args)];
    case 'MAX':
      return [say(args.length === 2 ? 'the larger of ' : 'the largest of '), ...list(teller, args)];
    case 'ROUND':
      return [...part(first), say(roundingWords(second))];
    case 'ROUNDUP':
      return [...part(first), say(' rounded up')];
    case 'ROUNDDOWN':
      return [...part(first), say(' rounded down')];
    case 'INT':
      return [say('the whole part of '), ...part(first)];
    case 'ABS':
      return [say('the size of '), ...part(first)];
    case 'MONTH':
    case 'YEAR':
    case 'DAY':
      return [say(`the ${name.toLowerCase()} of `), ...part(first)];
    case 'EOMONTH':
      return [say('the month end '), ...shiftWords(teller, second), ...part(first)];
    case 'EDATE':
      return [say('the day '), ...shiftWords(teller, second), ...part(first)];
    case 'IF':
      return tellIf(teller, args);
    case 'CHOOSE':
      return tellChoose(teller, args);
    case 'IFERROR':
    case 'IFNA':
      return part(first);
    case 'INDEX':
      return [say('place '), ...list(teller, args.slice(1)), say(' of '), ...part(first)];
    case 'XLOOKUP':
      return [...part(third), say(' where '), ...part(second), say(' is '), ...part(first)];
    case 'SUMIFS':
      return [say('the sum of '), ...part(first), say(' where '), ...conditions(teller, args.slice(1))];
    case 'SUMPRODUCT':
      return [say('products added up: '), ...between(teller, args, ' \u00d7 ')];
    case 'AND':
      return between(teller, args, ' and ');
    case 'OR':
      return between(teller, args, ' or ');
    case 'NOT':
      return [say('not '), ...part(first)];
    default:
      return [say(`${name} of `), ...list(teller, args)];
  }
}

function roundingWords(places: FormulaNode | undefined): string {
  if (places?.kind !== 'number') return ', rounded';
  return places.value === 0 ? ', rounded' : `, rounded to ${places.text} places`;
}

function shiftWords(teller: Teller, months: FormulaNode | undefined): Telling[] {
  if (months?.kind === 'number' && months.value === 0) return [say('of ')];
  return months ? [...tell(teller, months, 0), say(' months after ')] : [];
}

/** Only the branch that is taken, and why. */
function tellIf(teller: Teller, [condition, then, otherwise]: Arguments): Telling[] {
  if (!condition) return [];
  const holds = toBoolean(scalarOf(teller.workbook.engine.evaluateAt(teller.cell, condition))) === true;
  const taken = holds ? then : otherwise;
  const why = [say(holds ? ', since ' : ', since it is not so that '), ...tell(teller, condition, 0)];
  return [...(taken ? tell(teller, taken, 0) : [say(holds ? 'yes' : 'no')]), ...why];
}

function tellChoose(teller: Teller, [chooser, ...cases]: Arguments): Telling[] {
  if (!chooser) return [];
  const number = toNumber(scalarOf(teller.workbook.engine.evaluateAt(teller.cell, chooser)));
  const taken = typeof number === 'number' ? cases[Math.trunc(number) - 1] : undefined;
  const what = tell(teller, chooser, 0);
  if (!taken) return [say('one of several cases, by '), ...what];
  return [...tell(teller, taken, 0), say(', chosen by '), ...what];
}

function list(teller: Teller, args: Arguments): Telling[] {
  return args.flatMap((arg, index) => {
    const separator = index === 0 ? '' : index === args.length - 1 ? ' and ' : ', ';
    return [...(separator ? [say(separator)] : []), ...tell(teller, arg, 0)];
  });
}

function between(teller: Teller, args: Arguments, separator: string): Telling[] {
  return args.flatMap((arg, index) => [...(index > 0 ? [say(separator)] : []), ...tell(teller, arg, 4)]);
}

function conditions(teller: Teller, args: Arguments): Telling[] {
  const told: Telling[] = [];
  for (let at = 0; at + 1 < args.length; at += 2) {
    const [range, condition] = [args[at], args[at + 1]];
    if (!range || !condition) continue;
    if (at > 0) told.push(say(' and '));
    told.push(...tell(teller, range, 0), say(' is '), ...tell(teller, condition, 0));
  }
  return told;
}

/** Neighbouring words become one piece. */
function joined(pieces: readonly Telling[]): Telling[] {
  const out: Telling[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (piece.kind === 'words' && last?.kind === 'words') out[out.length - 1] = say(last.text + piece.text);
    else out.push(piece);
  }
  return out;
}

/** The parts of a formula that its result rests on now: branches that are not taken are left out. */
export function takenParts(workbook: Workbook, cell: Cell): Set<FormulaNode> {
  const taken = new Set<FormulaNode>();
  if (cell.formula !== undefined) collect({ workbook, cell }, parseFormula(cell.formula), taken);
  return taken;
}

function collect(teller: Teller, node: FormulaNode, taken: Set<FormulaNode>): void {
  taken.add(node);
  switch (node.kind) {
    case 'unary':
    case 'spill':
      collect(teller, node.of, taken);
      break;
    case 'binary':
      collect(teller, node.left, taken);
      collect(teller, node.right, taken);
      break;
    case 'call':
      for (const part of takenArguments(teller, node)) collect(teller, part, taken);
      break;
    case 'array':
      for (const row of node.rows) for (const part of row) collect(teller, part, taken);
      break;
    default:
  }
}

function takenArguments({ workbook, cell }: Teller, node: FormulaNode & { kind: 'call' }): Arguments {
  const [first, ...rest] = node.arguments;
  const name = node.name.toUpperCase();
  if (!first || (name !== 'IF' && name !== 'CHOOSE')) return node.arguments;
  const value = scalarOf(workbook.engine.evaluateAt(cell, first));
  const number = name === 'IF' ? (toBoolean(value) === true ? 1 : 2) : toNumber(value);
  const branch = typeof number === 'number' ? rest[Math.trunc(number) - 1] : undefined;
  return branch ? [first, branch] : [first];
}
