/**
 * The one reader of typed numbers. It takes what people write in any of the usual ways (`1,250.5`,
 * `1.250,5`, `1 250,5`, `(5)`, `12k`, `2½ %`), whatever the browser's language, and asks where a text has
 * two meanings.
 */
import { plainDigits, valuesOf } from './digits.ts';
import { exact, sayNumber } from './say-number.ts';
import { browserLocale } from './separators.ts';

/** What is known of the place into which a number is typed. */
export interface NumberPlace {
  /** BCP 47; default the browser's. */
  readonly locale?: string | undefined;
  /**
   * The place holds a share of one. `percent`: it shows a percent sign, so a bare 3 is 3 %.
   * `either`: a bare 0.03 may be the share itself.
   */
  readonly share?: 'percent' | 'either' | undefined;
  /** Outside of these a number is refused. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** What is usual in the place; decides between two readings, refuses nothing. */
  readonly usual?: { readonly min: number; readonly max: number; readonly step?: number } | undefined;
  /** Other text is welcome in the place: no words and fractions, so that "3M" can stay a name. */
  readonly plain?: boolean | undefined;
}

export interface ReadValue {
  readonly value: number;
  /** "4,500.5", "1.15 %" */
  readonly said: string;
}

export type UnreadableCode = 'empty' | 'date' | 'not-a-number' | 'too-large' | 'outside';

export type NumberReading =
  | ({ readonly kind: 'number' } & ReadValue)
  /** The likelier reading first. */
  | { readonly kind: 'ambiguous'; readonly readings: readonly ReadValue[] }
  /** `why` is one sentence that says what to do. */
  | { readonly kind: 'unreadable'; readonly code: UnreadableCode; readonly why: string };

/** The number that a text means, both where it can mean two, or why it means none. */
export function readNumber(text: string, place: NumberPlace = {}): NumberReading {
  if (text.length > maxLength) return unreadable('not-a-number', notANumber);
  const clean = plainDigits(text).trim();
  if (clean === '') return unreadable('empty', 'Type a number.');
  if (isDate(clean)) return unreadable('date', 'That is a date. Type a number.');
  const parts = partsOf(clean, place.plain === true);
  const read = parts ? valuesOf(parts.body, place.locale ?? browserLocale()) : [];
  if (!parts || read.length === 0) return unreadable('not-a-number', notANumber);
  const values = [...new Set(read.flatMap((value) => scaled(value, parts, place)))];
  if (!values.every(Number.isFinite)) return unreadable('too-large', 'That number is too large.');
  return chosen(values, place, place.share !== undefined || parts.isShare);
}

const notANumber = 'That is not a number. Type one, like 1,250 or 2.4.';

/** Longer than any number that a person types. */
const maxLength = 60;

function unreadable(code: UnreadableCode, why: string): NumberReading {
  return { kind: 'unreadable', code, why };
}

const monthName = '(?:jan|feb|mar|m[äa]r|apr|ma[yij]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[\\p{L}.]*';
const dates = [
  /^\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?$/,
  /^\d{1,2}([-/.])\d{1,2}\1(\d{2}|\d{4})?$/,
  /^(?:1[3-9]|2\d|3[01])\/(?:0?[1-9]|1[0-2])$/,
  new RegExp(`^(?:\\d{1,2}\\.?[ -]?)?${monthName}[ -]?(?:\\d{1,2},? )?\\d{2,4}$`, 'iu'),
];

function isDate(text: string): boolean {
  if (/^[\d.,]*$/.test(text) && !/\..*\./.test(text)) return false;
  return dates.some((date) => date.test(text));
}

interface Parts {
  /** Digits and separators. */
  readonly body: string;
  readonly sign: 1 | -1;
  /** What a word after the number multiplies it with. */
  readonly factor: number;
  /** Whether that word says "of a hundred", "of a thousand". */
  readonly isShare: boolean;
}

const currency =
  '(?:(?:us|ca|au|nz|hk|[acsr])?\\$|\\p{Sc}|chf|eur|euros?|usd|gbp|sek|nok|dkk|jpy|dollars?|s?fr\\.?|kr\\.?)';
const currencyBefore = new RegExp(`^${currency}\\s*(?=[-+(\\d.,])`, 'iu');
const currencyAfter = new RegExp(`(?<=[\\d.,)\\s-]|[\\d\\s][ktm]|mio\\.?|mrd\\.?)\\s*${currency}$`, 'iu');

const centsDash = new RegExp(`(?<=\\d)[.,]\\s?-{1,2}(?=\\s*(?:${currency})?$)`, 'iu');

const shares: ReadonlyMap<string, number> = new Map([
  ...each(1e-2, '% percent pct prozent procent pourcent pp ppt'),
  ...each(1e-2, 'percentagepoint percentagepoints prozentpunkt prozentpunkte procentenhet procentenheter'),
  ...each(1e-3, '‰ promille permille'),
  ...each(1e-4, 'bp bps basispoint basispoints basispunkt basispunkte'),
]);

const multiples: ReadonlyMap<string, number> = new Map([
  ...each(1e3, 'k tsd thousand thousands tausend tusen mille t'),
  ...each(1e6, 'm mm mio mn mln million millions millionen miljon miljoner'),
  ...each(1e9, 'b bn mrd md billion billions milliarde milliarden milliard milliards miljard miljarder'),
  ...each(1e12, 'billionen biljon biljoner'),
]);

function each(factor: number, words: string): [string, number][] {
  return words.split(' ').map((word) => [word, factor]);
}

/** The number without its sign, currency and unit; null where something else stands there. */
function partsOf(text: string, plain: boolean): Parts | null {
  let rest = text;
  let minus = false;
  const inner = /^\((.+)\)(\s*%)?$/.exec(rest);
  if (inner) [rest, minus] = [`${inner[1]}${inner[2] ?? ''}`.trim(), true];
  const without = withoutSigns(rest);
  if (!without || (minus && without.sign !== '')) return null;
  // "2020-" in a place for any text is a text.
  if (plain && without.sign !== '' && /-$/.test(rest)) return null;
  const { isMoney, bare } = without;
  const [, body = '', word = ''] = /^(.*?[\d.,٫])\s*([\p{L}%‰][\p{L}%‰.\s]*)?$/u.exec(bare) ?? [];
  const unit = word.toLowerCase().replace(/[\s.]/g, '');
  if (body === '' || (unit === 't' && !isMoney)) return null;
  if (plain && ((unit !== '' && unit !== '%') || body.includes('/'))) return null;
  const factor = unit === '' ? 1 : (shares.get(unit) ?? multiples.get(unit));
  if (factor === undefined) return null;
  return { body, sign: minus || without.sign === '-' ? -1 : 1, factor, isShare: shares.has(unit) };
}

/** Takes one currency and one sign away, from whichever side they stand on. */
function withoutSigns(text: string) {
  let bare = text;
  let sign = '';
  let isMoney = false;
  // `1.200,–` is a whole price: the dash stands for its cents.
  const whole = bare.replace(centsDash, ',00');
  if (whole !== bare) bare = whole.replace(/(\d),(\d{3}),00(?=\D*$)/, "$1'$2,00");
  for (let pass = 0; pass < 2; pass += 1) {
    const before = bare.replace(currencyBefore, '');
    const money = before === bare ? bare.replace(currencyAfter, '') : before;
    if (money !== bare) {
      if (isMoney) return null;
      isMoney = true;
      bare = money.trim();
    }
    const leading = /^[-+]/.exec(bare)?.[0];
    const trailing = /(?<=[\d.,%])\s*(-)$/.exec(bare)?.[1];
    if (!leading && !trailing) continue;
    if (sign !== '' || (leading && trailing)) return null;
    sign = leading ?? trailing ?? '';
    bare = (leading ? bare.slice(1) : bare.slice(0, -1)).trim();
  }
  return { bare, isMoney, sign };
}

/** A value in the unit of its place; two where a bare number may be a share or a percentage. */
function scaled(value: number, { sign, factor, isShare }: Parts, { share }: NumberPlace): number[] {
  const number = sign * value;
  if (isShare || factor !== 1) return [exact(number * factor)];
  if (share === undefined) return [number];
  const percent = exact(number / 100);
  return share === 'either' && Math.abs(number) <= 1 ? [number, percent] : [percent];
}

/** The one value that fits the place, several that are asked back, or a refusal with the bounds. */
function chosen(values: readonly number[], place: NumberPlace, share: boolean): NumberReading {
  const { min, max, usual } = place;
  const inside = values.filter((value) => within(value, min, max));
  if (inside.length === 0) return unreadable('outside', boundsWords(place, share));
  const likely = narrowed(inside, (value) => !usual || within(value, usual.min, usual.max));
  const fitting = narrowed(likely, (value) => !usual?.step || isOnStep(value, usual.step));
  const readings = fitting.map((value) => ({ value, said: sayNumber(value, share) }));
  const [only] = readings;
  return only && readings.length === 1 ? { kind: 'number', ...only } : { kind: 'ambiguous', readings };
}

function narrowed(values: readonly number[], fits: (value: number) => boolean): readonly number[] {
  const left = values.filter(fits);
  return left.length > 0 ? left : values;
}

function within(value: number, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): boolean {
  return value >= min && value <= max;
}

function isOnStep(value: number, step: number): boolean {
  return Math.abs(value / step - Math.round(value / step)) < 1e-6;
}

/** "Stay between 0.5 % and 5 %." */
function boundsWords({ min, max }: NumberPlace, share: boolean): string {
  const words = (value: number) => sayNumber(value, share);
  if (min !== undefined && max !== undefined) return `Stay between ${words(min)} and ${words(max)}.`;
  return min !== undefined ? `Stay at ${words(min)} or more.` : `Stay at ${words(max ?? 0)} or less.`;
}
