/** Addresses: column letters, A1 references, sheet names. Rows and columns are 0-based inside the engine. */

/** Highest row and column, 0-based, as in the .xlsx format. */
export const lastRow = 1_048_575;
export const lastColumn = 16_383;

/** 0 → A, 25 → Z, 26 → AA. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** A → 0, XFD → 16383; NaN where it is not a column. */
export function columnIndex(name: string): number {
  let index = 0;
  for (const letter of name.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index >= 1 && index <= lastColumn + 1 ? index - 1 : Number.NaN;
}

/** Names of sheets without the signs that .xlsx does not allow; at most 31 characters. */
export const sheetNamePattern = /^[^\\/?*[\]:']{1,31}$/;
/** Names of cells and ranges, in the letters of any language that a formula can be written with. */
export const definedNamePattern = /^(?!.*[^\w.\u00c0-\uffff])[\p{L}_][\p{L}\p{M}\p{N}_.]{0,63}$/u;

export interface CellAddress {
  readonly row: number;
  readonly column: number;
}

/** "B7" → { row: 6, column: 1 }; dollars allowed; null where it is none. */
export function parseCell(text: string): CellAddress | null {
  const match = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(text);
  if (!match) return null;
  const column = columnIndex(match[1] ?? '');
  const row = Number(match[2]) - 1;
  return Number.isNaN(column) || row > lastRow ? null : { row, column };
}

export function cellName(row: number, column: number): string {
  return columnName(column) + (row + 1);
}

export interface AreaAddress {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** "B2:D9", "B2", "B:D" or "2:9"; corners in any order; null where it is none. */
export function parseArea(text: string): AreaAddress | null {
  const [first = '', second] = text.replaceAll('$', '').split(':');
  if (second === undefined) return areaOf(parseCell(first), parseCell(first));
  if (/^[A-Za-z]{1,3}$/.test(first) && /^[A-Za-z]{1,3}$/.test(second)) {
    const [a, b] = [columnIndex(first), columnIndex(second)];
    if (Number.isNaN(a) || Number.isNaN(b)) return null;
    return { top: 0, left: Math.min(a, b), bottom: lastRow, right: Math.max(a, b) };
  }
  if (/^\d+$/.test(first) && /^\d+$/.test(second)) {
    const [a, b] = [Number(first) - 1, Number(second) - 1];
    if (a < 0 || b < 0 || a > lastRow || b > lastRow) return null;
    return { top: Math.min(a, b), left: 0, bottom: Math.max(a, b), right: lastColumn };
  }
  return areaOf(parseCell(first), parseCell(second));
}

function areaOf(a: CellAddress | null, b: CellAddress | null): AreaAddress | null {
  if (!a || !b) return null;
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.column, b.column),
  };
}

export function areaName(area: AreaAddress): string {
  const start = cellName(area.top, area.left);
  if (area.top === area.bottom && area.left === area.right) return start;
  return `${start}:${cellName(area.bottom, area.right)}`;
}

/** A sheet name as a formula writes it: quoted where it is not a plain word. */
export function quoteSheet(name: string): string {
  return /^[A-Za-z_][\w.]*$/.test(name) && !parseCell(name) ? name : `'${name.replaceAll("'", "''")}'`;
}

/** Sheet and address of "PnL!F9", "'Cash flow'!F9:G9" or "F9" (then `sheet` is undefined). */
export function splitSheet(text: string): { sheet: string | undefined; address: string } {
  const match = /^(?:'((?:[^']|'')+)'|([^!']+))!(.+)$/.exec(text.trim());
  if (!match) return { sheet: undefined, address: text.trim() };
  return { sheet: match[1]?.replaceAll("''", "'") ?? match[2] ?? '', address: match[3] ?? '' };
}
