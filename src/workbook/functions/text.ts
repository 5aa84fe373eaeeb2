/** Texts. */
import { formatNumber, formatText } from '../number-format.ts';
import {
  CellError,
  errors,
  isGrid,
  parseNumber,
  type Scalar,
  scalarOf,
  toBoolean,
  toNumber,
  toText,
  type Value,
} from '../value.ts';
import { wildcard } from '../wildcard.ts';
import { spend } from '../work.ts';
import { any, eachScalar, type FunctionTable, grid, scalar, texts } from './spec.ts';

/** Characters over which a text is refused, as in a cell. */
const longestText = 32_767;

function limited(text: string): Scalar {
  return text.length > longestText ? errors.value : text;
}

function concatenate(values: readonly Value[]): Scalar {
  let text = '';
  for (const value of values) {
    const error = eachScalar(value, (each) => {
      const part = toText(each);
      if (part instanceof CellError) return part;
      text += part;
      return text.length > longestText ? errors.value : undefined;
    });
    if (error) return error;
  }
  return text;
}

function joinTexts(values: readonly Value[]): Scalar {
  const delimiter = toText(scalarOf(values[0] ?? null));
  const skipEmpty = toBoolean(scalarOf(values[1] ?? null));
  if (delimiter instanceof CellError) return delimiter;
  if (skipEmpty instanceof CellError) return skipEmpty;
  const parts: string[] = [];
  let length = 0;
  for (const value of values.slice(2)) {
    const error = eachScalar(value, (each) => {
      const part = toText(each);
      if (part instanceof CellError) return part;
      if (part === '' && skipEmpty) return undefined;
      parts.push(part);
      length += part.length + delimiter.length;
      return length - delimiter.length > longestText ? errors.value : undefined;
    });
    if (error) return error;
  }
  return parts.join(delimiter);
}

/** The number of an argument that may be left out. */
function numberOr(value: Scalar | undefined, otherwise: number): number | CellError {
  return value === undefined ? otherwise : toNumber(value);
}

function withCount(run: (signs: string, count: number) => string) {
  return texts(1, 2, (text, [given]) => {
    const count = numberOr(given, 1);
    if (count instanceof CellError) return count;
    return count < 0 ? errors.value : run(text, Math.trunc(count));
  });
}

function middle(text: string, [from = null, length = null]: readonly Scalar[]): Scalar {
  const start = toNumber(from);
  const count = toNumber(length);
  if (start instanceof CellError) return start;
  if (count instanceof CellError) return count;
  if (start < 1 || count < 0) return errors.value;
  return text.slice(Math.trunc(start) - 1, Math.trunc(start) - 1 + Math.trunc(count));
}

function replace(text: string, [from = null, length = null, by = null]: readonly Scalar[]): Scalar {
  const start = toNumber(from);
  const count = toNumber(length);
  const put = toText(by);
  if (start instanceof CellError) return start;
  if (count instanceof CellError) return count;
  if (put instanceof CellError) return put;
  if (start < 1 || count < 0) return errors.value;
  return limited(
    text.slice(0, Math.trunc(start) - 1) + put + text.slice(Math.trunc(start) - 1 + Math.trunc(count)),
  );
}

function substitute(text: string, [old = null, by = null, which]: readonly Scalar[]): Scalar {
  const sought = toText(old);
  const put = toText(by);
  const place = numberOr(which, 0);
  if (sought instanceof CellError) return sought;
  if (put instanceof CellError) return put;
  if (place instanceof CellError) return place;
  if (which !== undefined && place < 1) return errors.value;
  if (sought === '') return text;
  const parts = text.split(sought);
  if (place === 0) return limited(parts.join(put));
  const index = Math.trunc(place);
  return index >= parts.length
    ? text
    : limited(parts.slice(0, index).join(sought) + put + parts.slice(index).join(sought));
}

/** FIND tells upper from lower case; SEARCH does not, and takes wildcards. */
function findText(caseMatters: boolean) {
  return scalar(2, 3, ([what = null, within = null, from]) => {
    const sought = toText(what);
    const text = toText(within);
    const start = numberOr(from, 1);
    if (sought instanceof CellError) return sought;
    if (text instanceof CellError) return text;
    if (start instanceof CellError) return start;
    if (start < 1 || start > text.length + 1) return errors.value;
    const offset = Math.trunc(start) - 1;
    const found = caseMatters ? text.indexOf(sought, offset) : searchFrom(text, sought, offset);
    return found < 0 ? errors.value : found + 1;
  });
}

function searchFrom(text: string, sought: string, offset: number): number {
  const pattern = wildcard(sought);
  if (!pattern) return text.toLowerCase().indexOf(sought.toLowerCase(), offset);
  spend(text.length * Math.min(sought.length, 100));
  return pattern.search(text, offset);
}

function formatted([value = null, code = null]: readonly Scalar[]): Scalar {
  const format = toText(code);
  if (format instanceof CellError) return format;
  if (typeof value === 'string') {
    const number = parseNumber(value);
    return number === null ? formatText(value, format) : formatNumber(number, format).text;
  }
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  const number = toNumber(value);
  return number instanceof CellError ? number : formatNumber(number, format).text;
}

function proper(text: string): string {
  return text
    .toLowerCase()
    .replace(/(^|[^\p{L}])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

function numberOf(text: string): Scalar {
  const plain = text
    .trim()
    .replace(/^[$€£]/, '')
    .replace(/,(?=\d{3}(\D|$))/g, '');
  return parseNumber(plain) ?? errors.value;
}

function fixedText([value = null, places, plain]: readonly Scalar[]): Scalar {
  const number = toNumber(value);
  const digits = numberOr(places, 2);
  if (number instanceof CellError) return number;
  if (digits instanceof CellError) return digits;
  const noCommas = plain !== undefined && toBoolean(plain) === true;
  const size = Math.max(0, Math.trunc(digits));
  if (size > 127) return errors.value;
  const rounded = digits < 0 ? Math.round(number / 10 ** -digits) * 10 ** -digits : number;
  return formatNumber(rounded, `${noCommas ? '0' : '#,##0'}${size > 0 ? `.${'0'.repeat(size)}` : ''}`).text;
}

function repeat(text: string, [times = null]: readonly Scalar[]): Scalar {
  const count = toNumber(times);
  if (count instanceof CellError) return count;
  return count < 0 || text.length * count > longestText ? errors.value : text.repeat(Math.trunc(count));
}

/** What stands before or after the n-th delimiter. */
function aroundDelimiter(after: boolean) {
  return texts(2, 6, (text, [mark = null, instance]) => {
    const delimiter = toText(mark);
    const which = numberOr(instance, 1);
    if (delimiter instanceof CellError) return delimiter;
    if (which instanceof CellError) return which;
    const parts = text.split(delimiter);
    const place = which > 0 ? Math.trunc(which) : parts.length + Math.trunc(which);
    if (which === 0) return errors.value;
    if (place < 1 || place >= parts.length) return errors.na;
    return after ? parts.slice(place).join(delimiter) : parts.slice(0, place).join(delimiter);
  });
}

export const textFunctions: FunctionTable = {
  CONCATENATE: grid(1, any, (values) =>
    concatenate(values.map((value) => (isGrid(value) ? scalarOf(value) : value))),
  ),
  CONCAT: grid(1, any, concatenate),
  TEXTJOIN: grid(3, any, joinTexts),
  LEFT: withCount((text, count) => text.slice(0, count)),
  RIGHT: withCount((text, count) => (count === 0 ? '' : text.slice(-count))),
  MID: texts(3, 3, middle),
  LEN: texts(1, 1, (text) => text.length),
  UPPER: texts(1, 1, (text) => text.toUpperCase()),
  LOWER: texts(1, 1, (text) => text.toLowerCase()),
  PROPER: texts(1, 1, proper),
  TRIM: texts(1, 1, (text) => text.replace(/ +/g, ' ').replace(/^ | $/g, '')),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is what CLEAN does
  CLEAN: texts(1, 1, (text) => text.replace(/[\u0000-\u001f]/g, '')),
  SUBSTITUTE: texts(3, 4, substitute),
  REPLACE: texts(4, 4, replace),
  FIND: findText(true),
  SEARCH: findText(false),
  EXACT: texts(2, 2, (text, [other = null]) => {
    const second = toText(other);
    return second instanceof CellError ? second : text === second;
  }),
  REPT: texts(2, 2, repeat),
  TEXT: scalar(2, 2, formatted),
  FIXED: scalar(1, 3, fixedText),
  VALUE: scalar(1, 1, ([value = null]) =>
    typeof value === 'string' ? numberOf(value) : typeof value === 'boolean' ? errors.value : toNumber(value),
  ),
  CHAR: scalar(1, 1, ([value = null]) => {
    const code = toNumber(value);
    if (code instanceof CellError) return code;
    return code < 1 || code > 255 ? errors.value : String.fromCharCode(Math.trunc(code));
  }),
  CODE: texts(1, 1, (text) => (text === '' ? errors.value : text.charCodeAt(0))),
  UNICHAR: scalar(1, 1, ([value = null]) => {
    const code = toNumber(value);
    if (code instanceof CellError) return code;
    return code < 1 || code > 0x10ffff ? errors.value : String.fromCodePoint(Math.trunc(code));
  }),
  UNICODE: texts(1, 1, (text) => text.codePointAt(0) ?? errors.value),
  T: scalar(1, 1, ([value = null]) => (typeof value === 'string' ? value : '')),
  TEXTBEFORE: aroundDelimiter(false),
  TEXTAFTER: aroundDelimiter(true),
};
