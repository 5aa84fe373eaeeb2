/** How one cell is shown: its text, its typography, its colour. */
import type { Sheet } from '../cell.ts';
import { formatNumber, formatText } from '../number-format.ts';
import { CellError, numberToText, type Scalar } from '../value.ts';
import type { CellRole, SheetRules } from './sheet-rules.ts';

/** Roles as the grid draws them: `period` is a heading over columns (months, years, scenarios). */
export type FaceRole = CellRole | 'period';

export interface CellFace {
  readonly text: string;
  readonly role: FaceRole | undefined;
  readonly align: 'left' | 'right' | 'center';
  readonly tone: 'good' | 'bad' | 'warn' | undefined;
  /** Shows an error value. */
  readonly fails: boolean;
}

export const emptyFace: CellFace = {
  text: '',
  role: undefined,
  align: 'left',
  tone: undefined,
  fails: false,
};

export interface FaceContext {
  readonly sheet: Sheet;
  readonly rules: SheetRules;
  /** Rows at the top that stay: what stands in them heads the columns. */
  readonly frozenRows: number;
}

export function faceOf(context: FaceContext, row: number, column: number): CellFace {
  const value = context.sheet.valueAt(row, column);
  const role = faceRole(context, row, column, value);
  if (value === null) return role === undefined ? emptyFace : { ...emptyFace, role };
  const format = context.rules.formatAt(row, column);
  const { text, colour } = shownValue(value, format);
  const conditional = typeof value === 'number' ? context.rules.conditionalAt(row, column, value) : undefined;
  return {
    text,
    role,
    align: alignOf(value, role),
    tone: value instanceof CellError ? 'bad' : (conditional ?? checkTone(role, value) ?? formatTone(colour)),
    fails: value instanceof CellError,
  };
}

function faceRole(
  { sheet, rules, frozenRows }: FaceContext,
  row: number,
  column: number,
  value: Scalar,
): FaceRole | undefined {
  const given = rules.roleAt(row, column);
  if (given === 'title') return given;
  if (value !== null && row < frozenRows && isHead(given, value)) return 'period';
  if (given === 'heading') return isAlone(sheet, row, column) ? given : 'period';
  if (given !== undefined || rules.hasRoles || value === null) return given;
  return guessedRole(sheet, rules, row, column);
}

function isHead(given: CellRole | undefined, value: Scalar): boolean {
  return given === undefined || given === 'heading' || (given === 'label' && typeof value === 'string');
}

/** Sheets without roles (a plain import) still read well: a title, headings, and inputs told from formulas. */
function guessedRole(sheet: Sheet, rules: SheetRules, row: number, column: number): FaceRole | undefined {
  const cell = sheet.find(row, column);
  if (!cell || cell.formula !== undefined) return undefined;
  if (typeof cell.constant === 'number')
    return isDateFormat(rules.formatAt(row, column)) ? undefined : 'input';
  if (typeof cell.constant !== 'string' || column > 0 || !isAlone(sheet, row, column)) return undefined;
  return row === 0 ? 'title' : 'heading';
}

/** Whether nothing else stands in the row. For a place that is empty: whether at most one cell does. */
export function isAlone(sheet: Sheet, row: number, column: number): boolean {
  let others = 0;
  for (const cell of sheet.within(row, 0, row, sheet.lastColumn)) {
    if (cell.column !== column && cell.value !== null && cell.value !== '') others += 1;
  }
  const own = sheet.valueAt(row, column);
  return others <= (own === null || own === '' ? 1 : 0);
}

/** The text of a value in a format, as cells and panels show it. */
export function shownValue(
  value: Scalar,
  format: string | undefined,
): { text: string; colour?: string | undefined } {
  if (value === null) return { text: '' };
  if (value instanceof CellError) return { text: value.code };
  if (typeof value === 'boolean') return { text: value ? 'Yes' : 'No' };
  const code = format === undefined || format.toLowerCase() === 'general' ? undefined : format;
  if (typeof value === 'string') return { text: code === undefined ? value : formatText(value, code) };
  if (code === undefined) return { text: plainNumber(value) };
  const { text, colour } = formatNumber(value, code);
  return { text: text.replace(/^-/, '\u2212'), colour };
}

/** A number without a format: short, with separators from 10,000 on, so that years stay years. */
function plainNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e15 || (size > 0 && size < 1e-4)) return numberToText(value);
  const places = size >= 1000 ? 0 : size >= 1 ? 2 : 4;
  const text = Number.isInteger(value) ? String(value) : String(Number(value.toFixed(places)));
  const grouped = size >= 10_000 ? text.replace(/\B(?=(\d{3})+(?!\d))/g, ',') : text;
  return grouped.replace(/^-/, '\u2212');
}

export function isDateFormat(format: string | undefined): boolean {
  return format !== undefined && /[ymdhs]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|General/gi, ''));
}

function alignOf(value: Scalar, role: FaceRole | undefined): CellFace['align'] {
  if (value instanceof CellError || typeof value === 'boolean') return 'right';
  if (typeof value === 'number') return role === 'title' ? 'left' : 'right';
  return 'left';
}

function checkTone(role: FaceRole | undefined, value: Scalar): CellFace['tone'] {
  if (role !== 'check') return undefined;
  if (typeof value === 'number') return Math.abs(value) <= 0.01 ? 'good' : 'bad';
  if (typeof value === 'boolean') return value ? 'good' : 'bad';
  if (typeof value === 'string') return /^(ok|pass|balanced|true)$/i.test(value) ? 'good' : undefined;
  return undefined;
}

function formatTone(colour: string | undefined): CellFace['tone'] {
  if (colour === 'red') return 'bad';
  return colour === 'green' ? 'good' : undefined;
}
