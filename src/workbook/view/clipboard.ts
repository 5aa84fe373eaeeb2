/** Copying and pasting cells as the table of tabs and lines that spreadsheets exchange. */
import type { AreaAddress } from '../address.ts';
import type { Sheet } from '../cell.ts';
import type { CellInput } from '../engine.ts';
import { workbookLimits } from '../limits.ts';
import { isFormula, moveFormula } from '../move-formula.ts';
import type { Workbook } from '../workbook.ts';
import { shownValue } from './cell-face.ts';
import { type Refusal, readEntry, refusalOf } from './entry.ts';
import type { Spot } from './selection.ts';
import type { SheetRules } from './sheet-rules.ts';

/** Characters of a paste over which it is refused before it is read: a full sheet has a tenth of it. */
const longestPaste = 5_000_000;

/** The cells of an area as they are shown, a line a row, a tab between cells. */
export function tableText(sheet: Sheet, rules: SheetRules, area: AreaAddress): string {
  const lines: string[] = [];
  for (let row = area.top; row <= area.bottom; row += 1) {
    const texts: string[] = [];
    for (let column = area.left; column <= area.right; column += 1) {
      const { text } = shownValue(sheet.valueAt(row, column), rules.formatAt(row, column));
      texts.push(quoted(text.replace('\u2212', '-').trim()));
    }
    lines.push(texts.join('\t'));
  }
  return lines.join('\n');
}

function quoted(text: string): string {
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What was typed into the cells of an area. */
export function copiedRows(workbook: Workbook, sheet: string, area: AreaAddress): CellInput[][] {
  const rows: CellInput[][] = [];
  for (let row = area.top; row <= area.bottom; row += 1) {
    const inputs: CellInput[] = [];
    for (let column = area.left; column <= area.right; column += 1)
      inputs.push(workbook.inputAt(sheet, row, column));
    rows.push(inputs);
  }
  return rows;
}

interface Target {
  readonly area: AreaAddress;
  readonly rules: SheetRules;
}

/** The rows that a paste writes, or why it is refused. */
export function pastedRows(
  text: string,
  copied: { readonly spot: Spot; readonly rows: CellInput[][] } | null,
  target: Target,
): { readonly rows: CellInput[][] } | Refusal {
  if (text.length > longestPaste) return tooLarge(`${Math.round(text.length / 1e6)} million characters`);
  const split = copied ? [] : splitTable(text);
  const table: readonly (readonly unknown[])[] = copied?.rows ?? split;
  const cells = table.reduce((sum, row) => sum + row.length, 0);
  const widest = table.reduce((most, row) => Math.max(most, row.length), 0);
  if (cells > workbookLimits.cellsPerWrite || table.length > 2000 || widest > 400)
    return tooLarge(`${table.length} rows and ${widest} columns`);
  const rows = copied ? movedRows(copied, target.area) : readTable(split, target);
  return firstRefusal(rows, target) ?? { rows: repeated(rows, target.area) };
}

function tooLarge(size: string): Refusal {
  return {
    what: `The copied table is too large: ${size}`,
    hint: 'Paste it in parts of at most 2,000 rows and 400 columns; nothing was changed',
  };
}

function movedRows({ spot, rows }: { spot: Spot; rows: CellInput[][] }, to: AreaAddress): CellInput[][] {
  const down = to.top - spot.area.top;
  const right = to.left - spot.area.left;
  return rows.map((row) =>
    row.map((input) => (isFormula(input) ? `=${moveFormula(input.slice(1), down, right)}` : input)),
  );
}

function readTable(table: string[][], { area, rules }: Target): CellInput[][] {
  const locale = localeOfTable(table);
  return table.map((cells, row) =>
    cells.map((cell, column) =>
      readEntry(cell, rules.formatAt(area.top + row, area.left + column), { locale }),
    ),
  );
}

/** A table writes all its numbers in one way: one clear decimal comma or point tells how the others are read. */
function localeOfTable(table: readonly (readonly string[])[]): string | undefined {
  const cells = table.flat();
  const has = (clear: RegExp) => cells.some((cell) => clear.test(cell.trim()));
  const comma = has(/^\D{0,3}[\d. ]*,(?:\d{1,2}|\d{4,})\D{0,3}$|^\D{0,3}\d{1,3}(?:\.\d{3})+,\d+\D{0,3}$/);
  const point = has(/^\D{0,3}[\d, ]*\.(?:\d{1,2}|\d{4,})\D{0,3}$|^\D{0,3}\d{1,3}(?:,\d{3})+\.\d+\D{0,3}$/);
  if (comma === point) return undefined;
  return comma ? 'de-DE' : 'en-US';
}

/** Splits a table into cells; a cell in quotes may hold tabs and lines. */
export function splitTable(text: string): string[][] {
  const rows: string[][] = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r?\n|\r|$)/gy;
  const body = text.replace(/\r?\n$/, '');
  for (let match = pattern.exec(body); match; match = pattern.exec(body)) {
    const [all, inQuotes, plain = '', end] = match;
    rows.at(-1)?.push(inQuotes === undefined ? plain : inQuotes.replaceAll('""', '"'));
    if (end === '' || all === '') break;
    if (end !== '\t') rows.push([]);
  }
  return rows.filter((row, index) => index < rows.length - 1 || row.some((cell) => cell !== ''));
}

function firstRefusal(rows: readonly CellInput[][], { area, rules }: Target): Refusal | null {
  for (const [row, inputs] of rows.entries()) {
    for (const [column, input] of inputs.entries()) {
      const refusal = refusalOf(input, rules.validationAt(area.top + row, area.left + column));
      if (refusal) return refusal;
    }
  }
  return null;
}

/** One value pasted over a selected area fills it. */
function repeated(rows: CellInput[][], area: AreaAddress): CellInput[][] {
  const [only] = rows;
  const height = area.bottom - area.top + 1;
  const width = area.right - area.left + 1;
  if (rows.length !== 1 || only?.length !== 1 || height * width > workbookLimits.cellsPerWrite) return rows;
  const value = only[0] ?? null;
  if (isFormula(value)) return rows;
  return Array.from({ length: height }, () => new Array<CellInput>(width).fill(value));
}
