/**
 * Number formats as spreadsheets write them (`#,##0.00;[Red]-#,##0.00`, `mmm-yy`, `0.0%`):
 * for TEXT and for what a cell shows. English month and day names.
 */
import { calendarDay, weekdayOf } from './dates.ts';
import { numberToText } from './value.ts';

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

type Piece =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'digits'; readonly text: string }
  | { readonly kind: 'percent' }
  | { readonly kind: 'date'; readonly text: string }
  | { readonly kind: 'general' }
  | { readonly kind: 'text' };

interface Section {
  readonly pieces: readonly Piece[];
  readonly isDate: boolean;
  readonly colour: string | undefined;
}

const pieceRules: readonly (readonly [Piece['kind'] | 'colour' | 'skip', RegExp])[] = [
  ['general', /General/iy],
  ['literal', /"[^"]*"/y],
  ['literal', /\\./y],
  ['skip', /_./y],
  ['skip', /\*./y],
  ['colour', /\[[^\]]*\]/y],
  ['date', /am\/pm|a\/p|y+|m+|d+|h+|s+(?:\.0+)?/iy],
  ['digits', /[0#?][0#?,]*(?:\.[0#?]*)?,*(?:[eE][+-]0+)?|\.[0#?]+/y],
  ['percent', /%/y],
  ['text', /@/y],
  ['literal', /[\s\S]/y],
];

function parseSection(code: string): Section {
  const pieces: Piece[] = [];
  let colour: string | undefined;
  for (let at = 0; at < code.length; ) {
    for (const [kind, rule] of pieceRules) {
      rule.lastIndex = at;
      const text = rule.exec(code)?.[0];
      if (text === undefined) continue;
      at += text.length;
      if (kind === 'colour') colour = colourOf(text) ?? colour;
      if (kind === 'colour' && /^\[(h+|m+|s+)\]$/i.test(text)) pieces.push({ kind: 'date', text });
      else if (kind === 'skip') pieces.push({ kind: 'literal', text: text.startsWith('_') ? ' ' : '' });
      else if (kind === 'literal')
        pieces.push({ kind, text: text.replace(/^"(.*)"$/s, '$1').replace(/^\\/, '') });
      else if (kind === 'digits' || kind === 'date') pieces.push({ kind, text });
      else if (kind !== 'colour') pieces.push({ kind });
      break;
    }
  }
  return { pieces, isDate: pieces.some((piece) => piece.kind === 'date'), colour };
}

function colourOf(text: string): string | undefined {
  const name = /^\[(black|blue|cyan|green|magenta|red|white|yellow)\]$/i.exec(text)?.[1];
  return name?.toLowerCase();
}

const parsed = new Map<string, readonly Section[]>();

function sectionsOf(code: string): readonly Section[] {
  const known = parsed.get(code);
  if (known) return known;
  const sections = splitSections(code).map(parseSection);
  if (parsed.size > 500) parsed.clear();
  parsed.set(code, sections);
  return sections;
}

function splitSections(code: string): string[] {
  const sections: string[] = [''];
  let quoted = false;
  for (let index = 0; index < code.length; index += 1) {
    const sign = code.charAt(index);
    if (sign === '"') quoted = !quoted;
    if (sign === ';' && !quoted && code.charAt(index - 1) !== '\\') sections.push('');
    else sections[sections.length - 1] += sign;
  }
  return sections;
}

export interface FormattedText {
  readonly text: string;
  /** Colour that the format asks for. */
  readonly colour: string | undefined;
}

/** Shows a number by a format code. */
export function formatNumber(value: number, code: string): FormattedText {
  const sections = sectionsOf(code);
  const [positive, negative, zero] = sections;
  const numeric = sections.length > 3 ? sections.slice(0, 3) : sections;
  if (!positive) return { text: numberToText(value), colour: undefined };
  if (value < 0 && numeric.length > 1 && negative) return show(-value, negative, '');
  if (value === 0 && numeric.length > 2 && zero) return show(0, zero, '');
  return show(Math.abs(value), positive, value < 0 ? '-' : '', value < 0);
}

/** Shows a text by a format code: its fourth section, or as it is. */
export function formatText(value: string, code: string): string {
  const section =
    sectionsOf(code)[3] ??
    sectionsOf(code).find((each) => each.pieces.some((piece) => piece.kind === 'text'));
  if (!section) return value;
  return section.pieces
    .map((piece) => (piece.kind === 'text' ? value : piece.kind === 'literal' ? piece.text : ''))
    .join('');
}

function show(size: number, section: Section, sign: string, negativeDate = false): FormattedText {
  if (section.isDate)
    return { text: negativeDate ? '###' : showDate(size, section.pieces), colour: section.colour };
  const percents = section.pieces.filter((piece) => piece.kind === 'percent').length;
  const digits = section.pieces.find((piece) => piece.kind === 'digits');
  const text = section.pieces
    .map((piece) => showPiece(piece, size * 100 ** percents, piece === digits))
    .join('');
  const isZero = digits ? !/[1-9]/.test(showDigits(size * 100 ** percents, digits.text)) : size === 0;
  return { text: isZero ? text : sign + text, colour: section.colour };
}

function showPiece(piece: Piece, value: number, isMain: boolean): string {
  switch (piece.kind) {
    case 'literal':
      return piece.text;
    case 'percent':
      return '%';
    case 'general':
    case 'text':
      return numberToText(value);
    case 'digits':
      return isMain ? showDigits(value, piece.text) : '';
    case 'date':
      return '';
  }
}

function showDigits(value: number, pattern: string): string {
  const scientific = /^(.*?)[eE]([+-])(0+)$/.exec(pattern);
  if (scientific)
    return showScientific(value, scientific[1] ?? '0', scientific[2] ?? '+', scientific[3] ?? '0');
  const scaling = /,+$/.exec(pattern)?.[0].length ?? 0;
  const [whole = '', decimals = ''] = pattern.slice(0, pattern.length - scaling).split('.');
  const grouped = whole.includes(',');
  const scaled = value / 1000 ** scaling;
  const [integer = '0', fraction = ''] = fixed(scaled, decimals.length).split('.');
  const least = whole.replace(/[^0]/g, '').length;
  const shown = integer === '0' && least === 0 ? '' : integer.padStart(least, '0');
  return (
    (grouped ? shown.replace(/\B(?=(\d{3})+$)/g, ',') : shown) +
    showFraction(fraction, decimals, pattern.includes('.'))
  );
}

/** Rounded half away from zero on the number as a person reads it. */
function fixed(value: number, places: number): string {
  if (value >= 1e15) return `${BigInt(Math.round(value))}${places ? `.${'0'.repeat(places)}` : ''}`;
  const scaled = Math.round(Number((value * 10 ** places).toPrecision(15)));
  const text = String(scaled).padStart(places + 1, '0');
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}

function showFraction(fraction: string, pattern: string, point: boolean): string {
  if (!point) return '';
  let shown = fraction;
  for (
    let index = pattern.length - 1;
    index >= 0 && pattern.charAt(index) !== '0' && shown.endsWith('0');
    index -= 1
  ) {
    shown = shown.slice(0, -1);
  }
  return `.${shown}`;
}

function showScientific(value: number, pattern: string, sign: string, exponentPattern: string): string {
  const places = pattern.split('.')[1]?.length ?? 0;
  const [digits = '0', exponent = '0'] = value.toExponential(places).split('e');
  const power = Number(exponent);
  const shownSign = power < 0 ? '-' : sign === '+' ? '+' : '';
  return `${digits}E${shownSign}${String(Math.abs(power)).padStart(exponentPattern.length, '0')}`;
}

function showDate(serial: number, pieces: readonly Piece[]): string {
  const fractionDigits = Math.max(
    0,
    ...pieces.map((piece) => (piece.kind === 'date' ? (/\.(0+)$/.exec(piece.text)?.[1]?.length ?? 0) : 0)),
  );
  const step = 86_400 * 10 ** fractionDigits;
  const rounded = Math.round(serial * step) / step;
  const seconds = (rounded - Math.floor(rounded)) * 86_400;
  const clock12 = pieces.some((piece) => piece.kind === 'date' && /^a/i.test(piece.text));
  const context = { serial: rounded, seconds: Number(seconds.toFixed(fractionDigits)), clock12 };
  return pieces
    .map((piece, index) => {
      if (piece.kind === 'literal') return piece.text;
      if (piece.kind === 'digits') return piece.text;
      return piece.kind === 'date' ? showDatePart(piece.text, context, isMinute(pieces, index)) : '';
    })
    .join('');
}

/** `m` means minutes right after hours or right before seconds. */
function isMinute(pieces: readonly Piece[], index: number): boolean {
  const dates = pieces.filter((piece) => piece.kind === 'date');
  const piece = pieces[index];
  const at = piece?.kind === 'date' ? dates.indexOf(piece) : -1;
  const before = dates[at - 1];
  const after = dates[at + 1];
  return (
    (before !== undefined && /^\[?h/i.test(before.text)) || (after !== undefined && /^s/i.test(after.text))
  );
}

interface DateContext {
  readonly serial: number;
  readonly seconds: number;
  readonly clock12: boolean;
}

function showDatePart(part: string, { serial, seconds, clock12 }: DateContext, minute: boolean): string {
  const code = part.toLowerCase();
  const { year, month, day } = calendarDay(serial);
  const hour = Math.floor(seconds / 3600);
  const pad = (value: number) => (code.length > 1 ? String(value).padStart(2, '0') : String(value));
  if (code.startsWith('[h')) return String(Math.floor(serial * 24 + 1e-9));
  if (code.startsWith('[m')) return String(Math.floor(serial * 1440 + 1e-9));
  if (code.startsWith('[s')) return String(Math.round(serial * 86_400));
  if (code.startsWith('a')) return code === 'a/p' ? (hour < 12 ? 'a' : 'p') : hour < 12 ? 'AM' : 'PM';
  if (code.startsWith('y')) return code.length > 2 ? String(year) : String(year % 100).padStart(2, '0');
  if (code.startsWith('d'))
    return code.length > 3
      ? (dayNames[weekdayOf(serial)] ?? '')
      : code.length === 3
        ? (dayNames[weekdayOf(serial)] ?? '').slice(0, 3)
        : pad(day);
  if (code.startsWith('h')) return pad(clock12 ? hour % 12 || 12 : hour);
  if (code.startsWith('s')) return showSeconds(code, seconds % 60);
  if (minute) return pad(Math.floor(seconds / 60) % 60);
  const name = monthNames[month - 1] ?? '';
  return code.length > 4
    ? name.slice(0, 1)
    : code.length === 4
      ? name
      : code.length === 3
        ? name.slice(0, 3)
        : pad(month);
}

function showSeconds(code: string, seconds: number): string {
  const places = code.split('.')[1]?.length ?? 0;
  const text = places ? seconds.toFixed(places) : String(Math.floor(seconds));
  return code.startsWith('ss') ? text.padStart(places ? places + 3 : 2, '0') : text;
}
