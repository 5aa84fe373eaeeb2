/** Where rows and columns of a sheet stand, in CSS pixels from the first cell. */
import { type AreaAddress, columnIndex, columnName } from '../address.ts';
import type { Cell, Sheet } from '../cell.ts';
import type { SheetLook } from '../workbook.ts';
import { type CellFace, type FaceContext, faceOf, isAlone } from './cell-face.ts';
import { rulesOf } from './sheet-rules.ts';

export interface SheetLayout {
  readonly name: string;
  readonly look: SheetLook;
  readonly context: FaceContext;
  readonly rowCount: number;
  readonly columnCount: number;
  /** Rows and columns up to the last that shows anything. */
  readonly used: { readonly rows: number; readonly columns: number };
  /** Start of each row, and the end of the last. */
  readonly rowStarts: readonly number[];
  readonly columnStarts: readonly number[];
  readonly frozenRows: number;
  readonly frozenColumns: number;
  /** 1, or more on the stage. */
  readonly scale: number;
}

const rowHeight = 31;
const titleHeight = 50;
const headingHeight = 40;
const lineHeight = 20;
/** Rows and columns beyond what is used, to write in. */
const spareRows = 24;
const spareColumns = 6;
/** Rows that are looked at to find how wide a column must be. */
const sampledRows = 160;
const narrowest = 84;
const widestText = 340;
const widestNumber = 200;

export interface LayoutOptions {
  readonly scale?: number;
  /** For the projector: no columns beyond what is used, and blank rows are only gaps. */
  readonly closed?: boolean;
  /** Columns are added until they are so wide. */
  readonly width?: number;
}

export function layoutOf(sheet: Sheet, look: SheetLook, options: LayoutOptions = {}): SheetLayout {
  const { scale = 1, closed = false, width = 0 } = options;
  const rules = rulesOf(look);
  const frozenRows = Math.min(look.frozen.rows, 12);
  const context: FaceContext = { sheet, rules, frozenRows };
  const used = usedSize(sheet);
  const rowCount = used.rows + spareRows;
  const columnCount = used.columns + (closed ? 0 : spareColumns);
  const widths = columnWidths(context, look, columnCount, closed);
  while (!closed && sumOf(widths) * scale < width) widths.push(narrowest);
  const frozenColumns = frozenWithin(look, widths, closed ? 0 : width);
  const heights = rowHeights({ context, widths, frozenColumns }, Math.max(rowCount, 30));
  if (closed) closeRows(context, heights, used.rows);
  return {
    name: sheet.name,
    look,
    context,
    rowCount: heights.length,
    columnCount: widths.length,
    used,
    rowStarts: startsOf(heights, scale),
    columnStarts: startsOf(widths, scale),
    frozenRows: Math.min(frozenRows, heights.length),
    frozenColumns,
    scale,
  };
}

/** Rows and columns up to the last cell that shows anything: cells that are only read hold a place too. */
export function usedSize(sheet: Sheet): { rows: number; columns: number } {
  let rows = 0;
  let columns = 0;
  for (const { row, column, value } of sheet.cells()) {
    if (value === null || value === '') continue;
    rows = Math.max(rows, row + 1);
    columns = Math.max(columns, column + 1);
  }
  return { rows, columns };
}

/** Whether numbers that changed still fit their columns. Most are known to by their size alone. */
export function stillFits(layout: SheetLayout, cells: Iterable<Cell>): boolean {
  const { columnStarts, context, scale, look } = layout;
  for (const { sheet, row, column, value } of cells) {
    if (sheet !== context.sheet || typeof value !== 'number') continue;
    const width = ((columnStarts[column + 1] ?? 0) - (columnStarts[column] ?? 0)) / scale;
    const digits = Math.max(1, Math.log10(Math.abs(value) + 1));
    if ((digits * 1.34 + 5) * 9.5 + 26 <= width || width >= widestNumber) continue;
    if (look.widths[columnName(column)] !== undefined) continue;
    const face = faceOf(context, row, column);
    if (textWidth(face.text, face) + 24 > width) return false;
  }
  return true;
}

function sumOf(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0);
}

function startsOf(sizes: readonly number[], scale: number): number[] {
  const starts = [0];
  for (const size of sizes) starts.push((starts.at(-1) ?? 0) + Math.round(size * scale));
  return starts;
}

function columnWidths(context: FaceContext, look: SheetLook, count: number, closed: boolean): number[] {
  const given = new Map(Object.entries(look.widths).map(([name, width]) => [columnIndex(name), width]));
  const fitted = fittedWidths(context, count);
  const widths = fitted.map((width, column) => given.get(column) ?? width);
  // Where sizes are multiplied, what matters is that several periods are seen beside the labels.
  return closed ? widths.map((width, column) => Math.min(width, column === 0 ? 236 : 150)) : widths;
}

/** The part of the width that columns which stay may take. */
const frozenShare = 0.46;

/** How many columns stay. On a narrow screen the labels alone, in a narrower column, so that numbers are seen. */
function frozenWithin(look: SheetLook, widths: number[], width: number): number {
  const wanted = Math.min(look.frozen.columns, 6, widths.length);
  const most = width * frozenShare;
  if (width === 0 || wanted === 0 || sumOf(widths.slice(0, wanted)) <= most) return wanted;
  let fits = wanted;
  while (fits > 1 && sumOf(widths.slice(0, fits)) > most) fits -= 1;
  widths[0] = Math.max(96, Math.min(widths[0] ?? 0, Math.round(most)));
  return fits;
}

/** On the projector blank rows are only a gap, and remarks among the heads of columns are left out. */
function closeRows(context: FaceContext, heights: number[], rows: number): void {
  const { sheet, frozenRows } = context;
  for (let row = 0; row < rows; row += 1) {
    const filled = [...sheet.within(row, 0, row, sheet.lastColumn)].filter(
      ({ value }) => value !== null && value !== '',
    );
    const [first] = filled;
    if (!first) heights[row] = 12;
    else if (row < frozenRows && faceOf(context, row, first.column).role === 'note') heights[row] = 0;
  }
}

function fittedWidths(context: FaceContext, count: number): number[] {
  const widths: number[] = new Array(count).fill(narrowest);
  const { sheet } = context;
  for (const cell of sheet.within(0, 0, Math.min(sheet.lastRow, sampledRows), sheet.lastColumn)) {
    if (cell.value === null || cell.value === '') continue;
    const face = faceOf(context, cell.row, cell.column);
    if (runsOn(face) && isAlone(sheet, cell.row, cell.column)) continue;
    const most = typeof cell.value === 'string' ? widestText : widestNumber;
    const wanted = Math.min(most, Math.ceil(textWidth(face.text, face)) + 26);
    if (wanted > (widths[cell.column] ?? 0)) widths[cell.column] = wanted;
  }
  return widths;
}

/** Titles, headings and notes stand over the cells beside them and make no column wider. */
function runsOn(face: CellFace): boolean {
  return face.role === 'title' || face.role === 'heading' || face.role === 'note' || face.text.length > 44;
}

/** What the height of a row depends on. */
interface Columns {
  readonly context: FaceContext;
  readonly widths: readonly number[];
  readonly frozenColumns: number;
}

function rowHeights(columns: Columns, count: number): number[] {
  const heights: number[] = new Array(count).fill(rowHeight);
  for (const cell of columns.context.sheet.cells()) {
    if (typeof cell.value !== 'string' || cell.value === '') continue;
    const wanted = heightOf(columns, cell.row, cell.column);
    if (wanted > (heights[cell.row] ?? 0)) heights[cell.row] = wanted;
  }
  return heights;
}

function heightOf(columns: Columns, row: number, column: number): number {
  const face = faceOf(columns.context, row, column);
  if (face.role === 'title') return titleHeight;
  if (face.role === 'heading') return headingHeight;
  const lines = linesOf(columns, face, row, column);
  return lines < 2 ? rowHeight : lines * lineHeight + 11;
}

/** Lines that a long text takes; short texts and numbers take one. */
function linesOf(columns: Columns, face: CellFace, row: number, column: number): number {
  const { context, widths, frozenColumns } = columns;
  const widthAt = (index: number) => widths[index] ?? narrowest;
  if (textWidth(face.text, face) < widthAt(column) - 24) return 1;
  const count = reachOf(context.sheet, row, column, frozenColumns, widths.length);
  const room = roomOf(context.sheet, row, column, widthAt, count) - 24;
  return Math.min(8, Math.ceil((textWidth(face.text, face) * 1.03) / Math.max(room, 60)));
}

/**
 * Up to which column a text may run. One in a column that stays ends where those end: others scroll
 * by beneath it. Only one that is alone in its row may run on.
 */
export function reachOf(sheet: Sheet, row: number, column: number, frozen: number, count: number): number {
  return column < frozen && !isAlone(sheet, row, column) ? frozen : count;
}

/** The widest a text may run over empty cells to its right: reading width. */
const longestLine = 760;

/** Width that the text of a cell has: its own and that of the empty cells beside it. */
export function roomOf(
  sheet: Sheet,
  row: number,
  column: number,
  widthAt: (column: number) => number,
  count: number,
): number {
  let room = widthAt(column);
  for (let next = column + 1; next < count && room < longestLine; next += 1) {
    const beside = sheet.valueAt(row, next);
    if (beside !== null && beside !== '') break;
    room += widthAt(next);
  }
  return room;
}

/** About how wide a text is, in pixels at scale 1: close enough to size columns without a screen. */
export function textWidth(text: string, face: Pick<CellFace, 'role'>): number {
  let ems = 0;
  for (const sign of text) ems += signWidth(sign);
  if (face.role === 'title') return ems * 22;
  if (face.role === 'heading') return ems * 17;
  if (face.role === 'period') return ems * 13.4;
  if (face.role === 'note') return ems * 13.1;
  return ems * (face.role === 'total' || face.role === 'subtotal' ? 14.8 : 14.2);
}

function signWidth(sign: string): number {
  if (sign >= '0' && sign <= '9') return 0.635;
  if (" .,:;'|!()ijl".includes(sign)) return 0.31;
  if (sign >= 'A' && sign <= 'Z') return 0.7;
  return sign === 'm' || sign === 'w' ? 0.85 : 0.55;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The box of an area, from the first cell, without scrolling. */
export function boxOf(layout: SheetLayout, area: AreaAddress): Box {
  const { rowStarts, columnStarts, rowCount, columnCount } = layout;
  const x = columnStarts[Math.min(area.left, columnCount)] ?? 0;
  const y = rowStarts[Math.min(area.top, rowCount)] ?? 0;
  const right = columnStarts[Math.min(area.right + 1, columnCount)] ?? x;
  const bottom = rowStarts[Math.min(area.bottom + 1, rowCount)] ?? y;
  return { x, y, width: right - x, height: bottom - y };
}

/** The row or column in which a point lies, by their starts. */
export function indexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
