/** What a person types into a cell: read, checked against the cell's rule, or refused with a reason. */
import { readNumber } from '../../numbers/read-number.ts';
import { exact, plainNumber, sayNumber } from '../../numbers/say-number.ts';
import { browserLocale } from '../../numbers/separators.ts';
import { serialOf } from '../dates.ts';
import type { CellInput } from '../engine.ts';
import { formatNumber } from '../number-format.ts';
import type { ValidationRule } from '../schema.ts';
import { isDateFormat } from './cell-face.ts';
import { localFormulas } from './local-formula.ts';

/** What is known of the cell into which a text is typed. */
export interface EntryPlace {
  readonly format?: string | undefined;
  readonly rule?: ValidationRule | undefined;
  /** What the cell holds now. */
  readonly before?: CellInput;
  /** BCP 47; default the browser's. */
  readonly locale?: string | undefined;
}

/**
 * The inputs that a typed text can mean, the likelier first; several only where a number or a formula can
 * be read in two ways. Numbers in every usual notation, %, currency signs and dates are understood.
 */
export function entryReadings(text: string, place: EntryPlace): readonly CellInput[] {
  const typed = text.trim();
  if (typed === '') return [null];
  if (typed.startsWith("'")) return [typed.slice(1)];
  const { before, locale } = place;
  if (typed.startsWith('='))
    return localFormulas(typed, { locale, before: typeof before === 'string' ? before : '' });
  const isShare = place.format?.includes('%') ?? false;
  const read = readNumber(typed, {
    locale,
    share: isShare ? 'percent' : undefined,
    usual: usualOf(place.rule),
    plain: !takesNumber(place),
  });
  if (read.kind === 'number') return [read.value];
  if (read.kind === 'ambiguous') return read.readings.map(({ value }) => value);
  if (/^(true|false)$/i.test(typed)) return [typed.toLowerCase() === 'true'];
  return [readDate(typed) ?? text];
}

/** The likeliest input that a typed text means. */
export function readEntry(text: string, format: string | undefined, place: EntryPlace = {}): CellInput {
  return entryReadings(text, { ...place, format })[0] ?? null;
}

function usualOf(rule: ValidationRule | undefined) {
  if (rule?.kind !== 'number') return undefined;
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = rule;
  return { min: least, max: most };
}

/** Whether the cell is one for numbers; elsewhere "3M" and "1/2" are texts. */
function takesNumber({ format, rule, before }: EntryPlace): boolean {
  if (rule) return rule.kind === 'number';
  return typeof before === 'number' || (format !== undefined && /[0#]/.test(format) && !isDateFormat(format));
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `2027-03-31`, `31.3.2027` or `31 Mar 2027` as a day number. */
function readDate(typed: string): number | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return serialFor(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(typed);
  if (dotted) return serialFor(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const words = /^(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4})$/.exec(typed);
  const month = months.indexOf((words?.[2] ?? '').toLowerCase());
  return words && month >= 0 ? serialFor(Number(words[3]), month + 1, Number(words[1])) : null;
}

function serialFor(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())
    return null;
  return serialOf(year, month, day);
}

/** What an input is while it is edited: the formula, or the number as a person would type it. */
export function entryText(input: CellInput, format: string | undefined): string {
  if (input === null) return '';
  if (typeof input === 'boolean') return input ? 'TRUE' : 'FALSE';
  if (typeof input === 'string') return input.startsWith('=') || !looksRead(input) ? input : `'${input}`;
  if (format?.includes('%')) return `${plainNumber(exact(input * 100), browserLocale())}%`;
  if (isDateFormat(format) && input > 0) return formatNumber(input, 'yyyy-mm-dd').text;
  return plainNumber(input, browserLocale());
}

/** A text that would be read as something else if it were typed as it is. */
function looksRead(text: string): boolean {
  return typeof readEntry(text, undefined) !== 'string';
}

export interface Refusal {
  readonly what: string;
  readonly hint: string;
  /** What may be meant, where a text has two meanings. */
  readonly choices?: readonly { readonly label: string; readonly input: CellInput }[];
}

/** Asks which of several inputs is meant; null where there is only one. */
export function questionOf(text: string, readings: readonly CellInput[], format?: string): Refusal | null {
  if (readings.length < 2) return null;
  const isShare = format?.includes('%') ?? false;
  return {
    what: `“${text.trim()}” can be read in two ways`,
    hint: 'Choose what you mean.',
    choices: readings.map((input) => ({
      label: typeof input === 'number' ? sayNumber(input, isShare || text.includes('%')) : String(input),
      input,
    })),
  };
}

/** Why a rule refuses an input; null where it takes it. Formulas are taken: their values change. */
export function refusalOf(input: CellInput, rule: ValidationRule | undefined): Refusal | null {
  if (!rule || input === null || (typeof input === 'string' && input.startsWith('='))) return null;
  if (rule.kind === 'list') {
    const list = rule.list ?? [];
    if (list.some((each) => each.toLowerCase() === String(input).toLowerCase())) return null;
    return { what: `“${input}” is not one of the choices`, hint: `Choose ${choices(list)}` };
  }
  if (typeof input !== 'number')
    return { what: 'A number goes here', hint: `Type a number${boundsText(rule)}, or press Escape` };
  const { least, most } = rule;
  if ((least === undefined || input >= least) && (most === undefined || input <= most)) return null;
  return {
    what: `${input} is outside what this cell takes`,
    hint: `Type a number${boundsText(rule)}, or press Escape`,
  };
}

function boundsText({ least, most }: ValidationRule): string {
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`;
  if (least !== undefined) return ` of ${least} or more`;
  return most !== undefined ? ` of ${most} or less` : '';
}

function choices(list: readonly string[]): string {
  const shown = list.slice(0, 6).join(', ');
  return list.length > 6 ? `${shown} …` : shown;
}

/** A list choice as its cell keeps it: numbers stay numbers. The list itself is written the English way. */
export function choiceInput(choice: string): CellInput {
  const read = readNumber(choice, { plain: true, locale: 'en-US' });
  return read.kind === 'number' ? read.value : choice;
}
