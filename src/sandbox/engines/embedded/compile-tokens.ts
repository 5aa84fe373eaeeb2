import { parse, type SyntaxScope, type SyntaxToken } from 'sucrase/dist/parser/index.js';
import { TokenType } from 'sucrase/dist/parser/tokenizer/types.js';

/** A source as its tokens, with the questions that the compiler's passes ask of them. */
export class TokenList {
  readonly text: string;
  readonly tokens: readonly SyntaxToken[];
  readonly scopes: readonly SyntaxScope[];

  constructor(text: string, language: { jsx: boolean; typescript: boolean }) {
    this.text = text;
    const parsed = parse(text, language.jsx, language.typescript, false);
    this.tokens = parsed.tokens;
    this.scopes = parsed.scopes;
  }

  get length(): number {
    return this.tokens.length;
  }

  at(index: number): SyntaxToken | undefined {
    return this.tokens[index];
  }

  /** Whether the token is of a type, by Sucrase's name for it. */
  is(index: number, type: string): boolean {
    return this.tokens[index]?.type === TokenType[type];
  }

  /** The token's own text; empty past the end. */
  word(index: number): string {
    const token = this.tokens[index];
    return token === undefined ? '' : this.text.slice(token.start, token.end);
  }

  /** Index of the token that closes the round bracket at `open`; -1 where there is none. */
  closing(open: number): number {
    let depth = 0;
    for (let index = open; index < this.length; index++) {
      if (this.is(index, 'parenL')) depth++;
      else if (this.is(index, 'parenR') && --depth === 0) return index;
    }
    return -1;
  }

  /** Index of the brace that a closing one belongs to; -1 where there is none. */
  opening(close: number): number {
    let depth = 0;
    for (let index = close; index >= 0; index--) {
      if (this.is(index, 'braceR')) depth++;
      else if ((this.is(index, 'braceL') || this.is(index, 'dollarBraceL')) && --depth === 0) return index;
    }
    return -1;
  }

  /** Whether a line ends between a token and the one before it. */
  startsLine(index: number): boolean {
    const before = this.tokens[index - 1];
    const token = this.tokens[index];
    return (
      before === undefined || token === undefined || this.text.slice(before.end, token.start).includes('\n')
    );
  }
}

/** 1-based line and column of an offset. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
