/**
 * A small syntax highlighter for reading: TypeScript/JSX, CSS, HTML, JSON and Markdown.
 * It colours comments, strings, numbers, keywords, tags and names; it never fails, and the
 * tokens' texts joined are the input. Editing uses Monaco, which is far larger.
 */

export type TokenKind =
  | 'plain'
  | 'comment'
  | 'string'
  | 'number'
  | 'keyword'
  | 'tag'
  | 'attribute'
  | 'function'
  | 'type';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

type Rule = readonly [TokenKind, RegExp];

const KEYWORDS =
  'as async await break case catch class const continue default delete do else export extends finally for from function if implements import in instanceof interface let new null of return satisfies static switch this throw true false try type typeof undefined var void while yield';

const script: readonly Rule[] = [
  ['comment', /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y],
  ['string', /`(?:\\[\s\S]|[^\\`])*`?|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?/y],
  ['tag', /<\/?[A-Za-z][\w.]*(?=[\s/>])|(?<=\S)\/>/y],
  ['number', /\b\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?\b/y],
  ['keyword', new RegExp(`\\b(?:${KEYWORDS.replaceAll(' ', '|')})\\b`, 'y')],
  ['attribute', /[a-zA-Z-]+(?==[{"'])/y],
  ['function', /[a-zA-Z_$][\w$]*(?=\()/y],
  ['type', /\b[A-Z][\w$]*/y],
  ['plain', /[a-zA-Z_$][\w$]*|\s+/y],
];

const style: readonly Rule[] = [
  ['comment', /\/\*[\s\S]*?(?:\*\/|$)/y],
  ['string', /"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?/y],
  ['keyword', /@[\w-]+|!important/y],
  ['number', /#[0-9a-fA-F]{3,8}\b|-?\d*\.?\d+(?:[a-z%]+)?/y],
  ['attribute', /--[\w-]+|[a-z-]+(?=\s*:\s)/y],
  ['tag', /[.#][A-Za-z_][\w-]*|:{1,2}[a-z-]+/y],
  ['function', /[a-z-]+(?=\()/y],
  ['plain', /[\w-]+|\s+/y],
];

const markup: readonly Rule[] = [
  ['comment', /<!--[\s\S]*?(?:-->|$)/y],
  ['tag', /<\/?[A-Za-z!][\w-]*|\/?>/y],
  ['attribute', /[\w-]+(?==)/y],
  ['string', /"[^"]*"?|'[^'\n]*'?/y],
  ['plain', /[\w-]+|\s+/y],
];

const json: readonly Rule[] = [
  ['attribute', /"(?:\\.|[^"\\\n])*"(?=\s*:)/y],
  ['string', /"(?:\\.|[^"\\\n])*"?/y],
  ['number', /-?\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b/iy],
  ['keyword', /\b(?:true|false|null)\b/y],
  ['plain', /\s+/y],
];

const markdown: readonly Rule[] = [
  ['keyword', /(?<=^|\n)#{1,6}[^\n]*/y],
  ['string', /`[^`\n]*`?/y],
  ['tag', /(?<=^|\n)\s*[-*](?=\s)/y],
  ['plain', /[^`\n#*-]+|\n/y],
];

const LANGUAGES: Readonly<Record<string, readonly Rule[]>> = {
  ts: script,
  tsx: script,
  js: script,
  jsx: script,
  mjs: script,
  css: style,
  html: markup,
  svg: markup,
  json,
  md: markdown,
};

/** Longer files are shown without colours, so that a screen never waits for them. */
const LONGEST = 200_000;

function tokenAt(rules: readonly Rule[], text: string, at: number): Token {
  for (const [kind, pattern] of rules) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found) return { kind, text: found };
  }
  return { kind: 'plain', text: text.slice(at, at + 1) };
}

/** Tokens of a file, by the ending of its path. */
export function highlight(path: string, text: string): Token[] {
  const rules = LANGUAGES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
  if (!rules || text.length > LONGEST) return [{ kind: 'plain', text }];
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(rules, text, at);
    const last = tokens.at(-1);
    if (last && last.kind === token.kind) {
      tokens[tokens.length - 1] = { kind: last.kind, text: last.text + token.text };
    } else tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

/** The same, broken into lines (without their line feeds), for a view with line numbers. */
export function highlightLines(path: string, text: string): Token[][] {
  const lines: Token[][] = [[]];
  for (const token of highlight(path, text)) {
    const [first = '', ...rest] = token.text.split('\n');
    if (first) lines.at(-1)?.push({ kind: token.kind, text: first });
    for (const part of rest) lines.push(part ? [{ kind: token.kind, text: part }] : []);
  }
  return lines;
}
