/** What a person types into a cell: read, checked against the cell's rule, or refused with a reason. */
import { serialOf } from '../dates.ts';
import type { CellInput } from '../engine.ts';
import { formatNumber } from '../number-format.ts';
import type { ValidationRule } from '../schema.ts';
import { isDateFormat } from './cell-face.ts';

/** The input that a typed text means; numbers with separators, %, currency signs and dates are understood. */
export function readEntry(text: string, format: string | undefined): CellInput {
  const typed = text.trim();
  if (typed === '') return null;
  if (typed.startsWith('=') || typed.startsWith("'")) return typed.startsWith("'") ? typed.slice(1) : typed;
  const number = readNumber(typed);
  if (number !== null) return isPercentEntry(typed, format) ? number / 100 : number;
  if (/^(true|false)$/i.test(typed)) return typed.toLowerCase() === 'true';
  return readDate(typed) ?? text;
}

const numberText = /^[-+\u2212]?[€$£]?\s?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?(e[-+]?\d{1,3})?\s?%?$/i;

/** The number that a text says, a percentage not yet divided; null where it says none. */
function readNumber(typed: string): number | null {
  const inner = /^\((.+)\)$/.exec(typed)?.[1];
  const text = inner ?? typed;
  if (!numberText.test(text) || !/\d/.test(text)) return null;
  const value = Number(text.replace(/[,€$£%\s]/g, '').replace('\u2212', '-'));
  if (!Number.isFinite(value)) return null;
  return inner === undefined ? value : -value;
}

/** `3` into a cell shown in percent means 3 %, as in a spreadsheet. */
function isPercentEntry(typed: string, format: string | undefined): boolean {
  return typed.includes('%') || (format?.includes('%') ?? false);
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `2027-03-31` or `31 Mar 2027` as a day number. */
function readDate(typed: string): number | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return serialFor(Number(iso[1]), Number(iso[2]), Number(iso[3]));
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
  if (format?.includes('%')) return `${Number((input * 100).toPrecision(12))}%`;
  if (isDateFormat(format) && input > 0) return formatNumber(input, 'yyyy-mm-dd').text;
  return String(input);
}

/** A text that would be read as something else if it were typed as it is. */
function looksRead(text: string): boolean {
  return typeof readEntry(text, undefined) !== 'string';
}

export interface Refusal {
  readonly what: string;
  readonly hint: string;
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

/** A list choice as its cell keeps it: numbers stay numbers. */
export function choiceInput(choice: string): CellInput {
  const number = Number(choice);
  return choice.trim() !== '' && Number.isFinite(number) ? number : choice;
}
