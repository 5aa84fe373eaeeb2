/**
 * Formulas as the file format spells them: functions younger than the format carry a prefix, names bound by LET
 * another, `A1#` and `@A1` are functions. Texts change token by token, so that brackets, spaces and dollars stay.
 */
import { quoteSheet } from '../address.ts';
import { FormulaSyntaxError, type Token, tokenize } from '../tokens.ts';

const sheetFunctions = new Set(['FILTER', 'SORT']);

/** Functions that came after the format was laid down. */
const laterFunctions = new Set(
  `ACOT ACOTH AGGREGATE ARABIC ARRAYTOTEXT BASE BYCOL BYROW CEILING.MATH CHISQ.DIST CHISQ.INV CHISQ.TEST
  CHOOSECOLS CHOOSEROWS COMBINA CONCAT CONFIDENCE.NORM CONFIDENCE.T COT COTH COVARIANCE.P COVARIANCE.S CSC CSCH
  DAYS DECIMAL DROP EXPAND EXPON.DIST F.DIST F.INV FILTERXML FLOOR.MATH FORECAST.ETS FORECAST.LINEAR FORMULATEXT
  GAMMA GAUSS HSTACK IFNA IFS IMAGE ISFORMULA ISO.CEILING ISOMITTED ISOWEEKNUM LAMBDA LET LOGNORM.DIST
  LOGNORM.INV MAKEARRAY MAP MAXIFS MINIFS MODE.MULT MODE.SNGL NETWORKDAYS.INTL NORM.DIST NORM.INV NORM.S.DIST
  NORM.S.INV NUMBERVALUE PDURATION PERCENTILE.EXC PERCENTILE.INC PERCENTRANK.EXC PERCENTRANK.INC PERMUTATIONA
  PHI POISSON.DIST QUARTILE.EXC QUARTILE.INC RANDARRAY RANK.AVG RANK.EQ REDUCE RRI SCAN SEC SECH SEQUENCE SHEET
  SHEETS SKEW.P SORTBY STDEV.P STDEV.S SWITCH T.DIST T.INV TAKE TEXTAFTER TEXTBEFORE TEXTJOIN TEXTSPLIT TOCOL
  TOROW UNICHAR UNICODE UNIQUE VALUETOTEXT VAR.P VAR.S VSTACK WEIBULL.DIST WORKDAY.INTL WRAPCOLS WRAPROWS
  XLOOKUP XMATCH XOR`.split(/\s+/),
);

/** A name that the format takes for a way to write a reference; it gets a line at its end. */
export function safeName(name: string): string {
  return /^(r|c|r\d+|c\d+|r\d*c\d*)$/i.test(name) ? `${name}_` : name;
}

interface Frame {
  /** Function whose brackets these are; empty for plain brackets and braces. */
  readonly name: string;
  argument: number;
  readonly bound: Set<string>;
}

interface Piece {
  readonly token: Token;
  /** As it stands in the formula, with quotes. */
  readonly raw: string;
  /** What stands before it: spaces. */
  readonly gap: string;
}

function piecesOf(text: string): Piece[] {
  const tokens = tokenize(text);
  let end = 0;
  return tokens.slice(0, -1).map((token, index) => {
    const until = tokens[index + 1]?.at ?? text.length;
    const slice = text.slice(token.at, until);
    const raw = token.kind === 'text' || token.kind === 'sheet' ? slice.trimEnd() : token.text;
    const written = token.kind === 'text' || token.kind === 'sheet' ? raw : slice.slice(0, raw.length);
    const gap = text.slice(end, token.at);
    end = token.at + written.length;
    return { token, raw: written, gap };
  });
}

function isSign(piece: Piece | undefined, text: string): boolean {
  return piece?.token.kind === 'sign' && piece.token.text === text;
}

/** Walks a formula with its brackets and LET's names; `visit` says what a word becomes. */
function rewrite(text: string, visit: (word: Piece, role: 'call' | 'bound' | 'name') => string): string {
  const pieces = piecesOf(text);
  const frames: Frame[] = [];
  const isBound = (word: string) => frames.some(({ bound }) => bound.has(word.toUpperCase()));
  let written = '';
  for (const [index, piece] of pieces.entries()) {
    const next = pieces[index + 1];
    let out = piece.raw;
    if (piece.token.kind === 'word') {
      if (isSign(next, '(')) out = visit(piece, 'call');
      else {
        noteBinding(frames.at(-1), piece.token.text, next);
        out = visit(piece, isBound(piece.token.text) ? 'bound' : 'name');
      }
    }
    followBrackets(frames, piece, pieces[index - 1]);
    written += piece.gap + out;
  }
  return written;
}

/** `LET(x, …`: the words at even places, but the last, are names. */
function noteBinding(frame: Frame | undefined, word: string, next: Piece | undefined): void {
  if (frame?.name === 'LET' && frame.argument % 2 === 0 && isSign(next, ',')) {
    frame.bound.add(word.toUpperCase());
  }
}

function followBrackets(frames: Frame[], piece: Piece, before: Piece | undefined): void {
  if (isSign(piece, '(') || isSign(piece, '{')) {
    const called = isSign(piece, '(') && before?.token.kind === 'word' ? before.token.text : '';
    const name = called.toUpperCase().replace(/^_XLFN\.(_XLWS\.)?/, '');
    frames.push({ name, argument: 0, bound: new Set() });
  } else if (isSign(piece, ')') || isSign(piece, '}')) frames.pop();
  else if (isSign(piece, ',')) {
    const frame = frames.at(-1);
    if (frame) frame.argument += 1;
  }
}

/** The end of the operand that begins at a piece: a reference, a name, a call or brackets. */
function operandEnd(pieces: readonly Piece[], from: number): number {
  let at = from;
  if (pieces[at]?.token.kind === 'sheet') at += 1;
  if (pieces[at]?.token.kind === 'word' && isSign(pieces[at + 1], '(')) at += 1;
  if (isSign(pieces[at], '(')) {
    let depth = 0;
    for (; at < pieces.length; at += 1) {
      if (isSign(pieces[at], '(')) depth += 1;
      if (isSign(pieces[at], ')')) depth -= 1;
      if (depth === 0) break;
    }
  }
  if (isSign(pieces[at + 1], ':')) return operandEnd(pieces, at + 2);
  return at;
}

/** `A1#` → ANCHORARRAY(A1), `@A1:A9` → SINGLE(A1:A9). */
function signsToFunctions(text: string): string {
  if (!/[#@]/.test(text)) return text;
  const pieces = piecesOf(text);
  const at = pieces.findIndex((piece) => isSign(piece, '#') || isSign(piece, '@'));
  if (at < 0) return text;
  const join = (from: number, to: number) =>
    pieces
      .slice(from, to)
      .map(({ gap, raw }) => gap + raw)
      .join('');
  if (isSign(pieces[at], '@')) {
    const end = operandEnd(pieces, at + 1) + 1;
    return signsToFunctions(`${join(0, at)}_xlfn.SINGLE(${join(at + 1, end)})${join(end, pieces.length)}`);
  }
  const start = pieces[at - 2]?.token.kind === 'sheet' ? at - 2 : at - 1;
  return signsToFunctions(
    `${join(0, start)}_xlfn.ANCHORARRAY(${join(start, at)})${join(at + 1, pieces.length)}`,
  );
}

/** A formula without `=` as the file spells it. */
export function toFileSpelling(formula: string): string {
  return rewrite(signsToFunctions(formula), ({ raw }, role) => {
    if (role === 'bound') return `_xlpm.${safeName(raw)}`;
    if (role === 'name') return safeName(raw);
    const upper = raw.toUpperCase();
    if (sheetFunctions.has(upper)) return `_xlfn._xlws.${upper}`;
    return laterFunctions.has(upper) ? `_xlfn.${upper}` : raw;
  });
}

/** ANCHORARRAY(A1) → `A1#`, SINGLE(x) → `@x`. */
function functionsToSigns(text: string): string {
  const pieces = piecesOf(text);
  const at = pieces.findIndex(
    ({ token }, index) =>
      /^(_xlfn\.)?(ANCHORARRAY|SINGLE)$/i.test(token.text) &&
      token.kind === 'word' &&
      isSign(pieces[index + 1], '('),
  );
  if (at < 0) return text;
  const end = operandEnd(pieces, at);
  const join = (from: number, to: number) =>
    pieces
      .slice(from, to)
      .map(({ gap, raw }) => gap + raw)
      .join('');
  const inner = join(at + 2, end);
  const single = /SINGLE$/i.test(pieces[at]?.token.text ?? '');
  const gap = pieces[at]?.gap ?? '';
  return functionsToSigns(
    `${join(0, at)}${gap}${single ? `@${inner}` : `${inner}#`}${join(end + 1, pieces.length)}`,
  );
}

/** A formula of a file as people write it: no prefixes. Throws {@link FormulaSyntaxError}. */
export function fromFileSpelling(formula: string): string {
  const plain = rewrite(formula, ({ raw }) =>
    raw.replace(/^_xlfn\.(_xlws\.)?/i, '').replace(/^_xlpm\./i, ''),
  );
  return /ANCHORARRAY|SINGLE/i.test(plain) ? functionsToSigns(plain) : plain;
}

/** The functions and names that a formula uses, in upper case; null where it cannot be read. */
export function wordsOf(formula: string): { calls: Set<string>; names: Set<string> } | null {
  const calls = new Set<string>();
  const names = new Set<string>();
  try {
    rewrite(formula, ({ raw }, role) => {
      const upper = raw.toUpperCase();
      if (role === 'call') calls.add(upper);
      if (role === 'name' && upper !== 'TRUE' && upper !== 'FALSE') names.add(upper);
      return raw;
    });
    return { calls, names };
  } catch (error) {
    if (error instanceof FormulaSyntaxError) return null;
    throw error;
  }
}

/** The formula with names called otherwise; `names` by their old name in upper case. */
export function renameNames(formula: string, names: ReadonlyMap<string, string>): string {
  if (names.size === 0) return formula;
  return rewrite(formula, ({ raw }, role) => (role === 'name' ? (names.get(raw.toUpperCase()) ?? raw) : raw));
}

/** The formula with sheets named otherwise; `names` by their old name in upper case. */
export function renameSheets(formula: string, names: ReadonlyMap<string, string>): string {
  if (names.size === 0) return formula;
  return piecesOf(formula)
    .map(({ token, raw, gap }) => {
      const fresh = token.kind === 'sheet' ? names.get(token.text.toUpperCase()) : undefined;
      return gap + (fresh === undefined ? raw : `${quoteSheet(fresh)}!`);
    })
    .join('');
}
