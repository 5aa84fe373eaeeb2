/** Formula text → tree, by operator precedence (Pratt). Errors say where and what was expected. */
import { columnIndex, lastColumn, lastRow } from './address.ts';
import { FormulaSyntaxError, type Token, tokenize } from './tokens.ts';

export interface RefNode {
  readonly kind: 'cell';
  readonly sheet: string | undefined;
  readonly row: number;
  readonly column: number;
  readonly rowFixed: boolean;
  readonly columnFixed: boolean;
}
export interface AreaNode {
  readonly kind: 'area';
  readonly sheet: string | undefined;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  /** Edges that stay where the formula is copied. */
  readonly fixed: FixedEdges;
}

export interface FixedEdges {
  readonly top: boolean;
  readonly left: boolean;
  readonly bottom: boolean;
  readonly right: boolean;
}
export type FormulaNode =
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'error'; readonly code: string }
  | { readonly kind: 'missing' }
  | RefNode
  | AreaNode
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'spill'; readonly of: FormulaNode }
  | { readonly kind: 'unary'; readonly operator: '-' | '+' | '%' | '@'; readonly of: FormulaNode }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: FormulaNode;
      readonly right: FormulaNode;
    }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly FormulaNode[] }
  | { readonly kind: 'array'; readonly rows: readonly (readonly FormulaNode[])[] };

/** Characters of a formula, and depth of its nesting, over which it is refused: real ones have under 1,000 and 10. */
const longestFormula = 8192;
const deepestNesting = 120;
/** Operators in a row: each is one step deeper when the formula runs. */
const longestChain = 1000;

/** How strongly each operator binds; more is tighter. */
export const binding: Readonly<Record<string, number>> = {
  '=': 1,
  '<>': 1,
  '<': 1,
  '>': 1,
  '<=': 1,
  '>=': 1,
  '&': 2,
  '+': 3,
  '-': 3,
  '*': 4,
  '/': 4,
  '^': 5,
  ':': 9,
};
const unaryBinding = 6;

interface Cursor {
  readonly tokens: readonly Token[];
  position: number;
  depth: number;
}

/** Parses the text after `=`. Throws {@link FormulaSyntaxError}. */
export function parseFormula(text: string): FormulaNode {
  if (text.length > longestFormula) {
    throw new FormulaSyntaxError(
      `The formula has ${text.length} characters; ${longestFormula} are allowed`,
      longestFormula,
    );
  }
  const cursor: Cursor = { tokens: tokenize(text), position: 0, depth: 0 };
  const node = parseExpression(cursor, 0);
  const rest = peek(cursor);
  if (rest.kind !== 'end') throw new FormulaSyntaxError(`“${rest.text}” is not expected here`, rest.at);
  return node;
}

function peek(cursor: Cursor): Token {
  return cursor.tokens[cursor.position] ?? { kind: 'end', text: '', at: 0 };
}

function take(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.position += 1;
  return token;
}

function expect(cursor: Cursor, text: string): void {
  const token = take(cursor);
  if (token.text !== text || token.kind !== 'sign') {
    const found = token.kind === 'end' ? 'the formula ends' : `there is “${token.text}”`;
    throw new FormulaSyntaxError(`“${text}” is missing: ${found}`, token.at);
  }
}

function parseExpression(cursor: Cursor, least: number): FormulaNode {
  cursor.depth += 1;
  if (cursor.depth > deepestNesting)
    throw new FormulaSyntaxError('The formula is nested too deeply', peek(cursor).at);
  let left = parsePrefix(cursor);
  for (let length = 0; ; length += 1) {
    const token = peek(cursor);
    if (token.kind !== 'sign') break;
    if (length > longestChain)
      throw new FormulaSyntaxError(`More than ${longestChain} operators in a row`, token.at);
    if (token.text === '%') {
      take(cursor);
      left = { kind: 'unary', operator: '%', of: left };
      continue;
    }
    if (token.text === '#') {
      take(cursor);
      left = { kind: 'spill', of: left };
      continue;
    }
    const power = binding[token.text];
    if (power === undefined || power <= least) break;
    take(cursor);
    left = joinBinary(token, left, parseExpression(cursor, power));
  }
  cursor.depth -= 1;
  return left;
}

function joinBinary(token: Token, left: FormulaNode, right: FormulaNode): FormulaNode {
  if (token.text === ':' && left.kind === 'cell' && right.kind === 'cell') return areaBetween(left, right);
  return { kind: 'binary', operator: token.text, left, right };
}

/** The rectangle between two corners, whichever they are. */
function areaBetween(a: RefNode, b: RefNode): AreaNode {
  const [upper, lower] = a.row <= b.row ? [a, b] : [b, a];
  const [before, after] = a.column <= b.column ? [a, b] : [b, a];
  return {
    kind: 'area',
    sheet: a.sheet,
    top: upper.row,
    left: before.column,
    bottom: lower.row,
    right: after.column,
    fixed: {
      top: upper.rowFixed,
      left: before.columnFixed,
      bottom: lower.rowFixed,
      right: after.columnFixed,
    },
  };
}

function parsePrefix(cursor: Cursor): FormulaNode {
  const token = take(cursor);
  switch (token.kind) {
    case 'number':
      return { kind: 'number', value: Number(token.text), text: token.text };
    case 'text':
      return { kind: 'text', value: token.text };
    case 'error':
      return { kind: 'error', code: token.text };
    case 'cell':
      return cellNode(token, undefined);
    case 'columns':
    case 'rows':
      return wholeNode(token, undefined);
    case 'sheet':
      return parseAfterSheet(cursor, token);
    case 'word':
      return parseWord(cursor, token);
    case 'sign':
      return parseSign(cursor, token);
    case 'end':
      throw new FormulaSyntaxError('The formula ends where a value is expected', token.at);
  }
}

function parseSign(cursor: Cursor, token: Token): FormulaNode {
  if (token.text === '-' || token.text === '+' || token.text === '@') {
    return { kind: 'unary', operator: token.text, of: parseExpression(cursor, unaryBinding) };
  }
  if (token.text === '(') {
    const inner = parseExpression(cursor, 0);
    expect(cursor, ')');
    return inner;
  }
  if (token.text === '{') return parseArray(cursor);
  throw new FormulaSyntaxError(`“${token.text}” is not expected here`, token.at);
}

function parseArray(cursor: Cursor): FormulaNode {
  const rows: FormulaNode[][] = [[]];
  for (;;) {
    rows.at(-1)?.push(parseExpression(cursor, 0));
    const token = take(cursor);
    if (token.text === '}') break;
    if (token.text === ';') rows.push([]);
    else if (token.text !== ',') throw new FormulaSyntaxError('“}” is missing', token.at);
  }
  if (rows.some((row) => row.length !== rows[0]?.length)) {
    throw new FormulaSyntaxError('The rows of the array have different lengths', 0);
  }
  return { kind: 'array', rows };
}

function parseWord(cursor: Cursor, token: Token): FormulaNode {
  const next = peek(cursor);
  if (next.kind === 'sign' && next.text === '(') {
    take(cursor);
    const name = token.text.toUpperCase().replace(/^_XLFN\.(_XLWS\.)?/, '');
    return { kind: 'call', name, arguments: parseArguments(cursor) };
  }
  const upper = token.text.toUpperCase();
  if (upper === 'TRUE' || upper === 'FALSE') return { kind: 'boolean', value: upper === 'TRUE' };
  return { kind: 'name', name: token.text };
}

function parseArguments(cursor: Cursor): FormulaNode[] {
  const found: FormulaNode[] = [];
  if (isSign(peek(cursor), ')')) {
    take(cursor);
    return found;
  }
  for (;;) {
    const next = peek(cursor);
    const empty = isSign(next, ',') || isSign(next, ')');
    found.push(empty ? { kind: 'missing' } : parseExpression(cursor, 0));
    const token = take(cursor);
    if (isSign(token, ')')) return found;
    if (!isSign(token, ',')) {
      throw new FormulaSyntaxError(
        token.kind === 'end' ? '“)” is missing at the end' : `“${token.text}” is not expected here`,
        token.at,
      );
    }
  }
}

function isSign(token: Token, text: string): boolean {
  return token.kind === 'sign' && token.text === text;
}

function parseAfterSheet(cursor: Cursor, sheet: Token): FormulaNode {
  const token = take(cursor);
  if (token.kind === 'columns' || token.kind === 'rows') return wholeNode(token, sheet.text);
  if (token.kind === 'error') return { kind: 'error', code: token.text };
  if (token.kind !== 'cell')
    throw new FormulaSyntaxError(`A cell is expected after “${sheet.text}!”`, token.at);
  return cellNode(token, sheet.text);
}

function cellNode(token: Token, sheet: string | undefined): RefNode {
  const match = /^(\$?)([A-Za-z]+)(\$?)(\d+)$/.exec(token.text);
  const column = columnIndex(match?.[2] ?? '');
  const row = Number(match?.[4]) - 1;
  if (!match || Number.isNaN(column) || row < 0 || row > lastRow) {
    throw new FormulaSyntaxError(`“${token.text}” is not a cell`, token.at);
  }
  return { kind: 'cell', sheet, row, column, columnFixed: match[1] === '$', rowFixed: match[3] === '$' };
}

/** Whole columns (`B:D`) or rows (`2:9`): the edges of the sheet never move. */
function wholeNode(token: Token, sheet: string | undefined): AreaNode {
  const [first = '', second = ''] = token.text.split(':').map((part) => part.replaceAll('$', ''));
  const [firstFixed, secondFixed] = token.text.split(':').map((part) => part.startsWith('$'));
  const place = token.kind === 'columns' ? columnIndex : (text: string) => Number(text) - 1;
  const inOrder = place(first) <= place(second);
  const [from, to] = inOrder ? [place(first), place(second)] : [place(second), place(first)];
  const [fromFixed = false, toFixed = false] = inOrder
    ? [firstFixed, secondFixed]
    : [secondFixed, firstFixed];
  if (token.kind === 'columns') {
    const fixed = { top: true, left: fromFixed, bottom: true, right: toFixed };
    return { kind: 'area', sheet, top: 0, left: from, bottom: lastRow, right: to, fixed };
  }
  const fixed = { top: fromFixed, left: true, bottom: toFixed, right: true };
  return { kind: 'area', sheet, top: from, left: 0, bottom: to, right: lastColumn, fixed };
}
