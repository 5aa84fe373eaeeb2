/** Formula text → tokens. */
import { parseCell } from './address.ts';

/** A formula that cannot be read. `at` counts characters from the formula's first, 0-based. */
export class FormulaSyntaxError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.name = 'FormulaSyntaxError';
    this.at = at;
  }
}

export interface Token {
  readonly kind:
    | 'number'
    | 'text'
    | 'error'
    | 'cell'
    | 'columns'
    | 'rows'
    | 'sheet'
    | 'word'
    | 'sign'
    | 'end';
  /** Text as written; for `text` and `sheet` without quotes. */
  readonly text: string;
  /** Characters from the start, 0-based. */
  readonly at: number;
}

type Rule = readonly [Token['kind'] | 'space', RegExp];

/** Tried in this order at each place. */
const rules: readonly Rule[] = [
  ['space', /\s+/y],
  ['text', /"(?:[^"]|"")*"/y],
  ['error', /#(?:DIV\/0!|N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CYCLE!)/iy],
  ['sheet', /(?:'(?:[^']|'')+'|[A-Za-z_\u00c0-\uffff][\w.\u00c0-\uffff]*)!/y],
  ['columns', /\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w(.])/y],
  ['rows', /\$?\d+:\$?\d+(?![\w.])/y],
  ['cell', /\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}(?![\w(.!])/y],
  ['number', /(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y],
  ['word', /[A-Za-z_\\\u00c0-\uffff][\w.\\\u00c0-\uffff]*/y],
  ['sign', /<>|<=|>=|[-+*/^&=<>%(),;{}:@#]/y],
];

/** Throws {@link FormulaSyntaxError} at the first character that belongs to nothing. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const token = tokenAt(text, at);
    if (!token) throw new FormulaSyntaxError(`“${text[at]}” is not understood`, at);
    at = token.end;
    if (token.kind !== 'space')
      tokens.push({ kind: token.kind, text: clean(token.kind, token.text), at: token.at });
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}

interface Match {
  readonly kind: Token['kind'] | 'space';
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

function tokenAt(text: string, at: number): Match | null {
  for (const [kind, rule] of rules) {
    rule.lastIndex = at;
    const match = rule.exec(text);
    if (!match || (kind === 'cell' && !parseCell(match[0]))) continue;
    return { kind, text: match[0], at, end: at + match[0].length };
  }
  return null;
}

function clean(kind: Match['kind'], text: string): string {
  if (kind === 'text') return text.slice(1, -1).replaceAll('""', '"');
  if (kind === 'sheet')
    return text
      .slice(0, -1)
      .replace(/^'(.*)'$/s, '$1')
      .replaceAll("''", "'");
  if (kind === 'error') return text.toUpperCase();
  return text;
}
