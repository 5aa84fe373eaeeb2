// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be drawn in parts, with frozen rows and columns
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus goes from cell to cell
import clsx from 'clsx';
import { memo, type ReactElement } from 'react';
import { cellName } from '../address.ts';
import { type CellFace, faceOf, isAlone } from './cell-face.ts';
import type { GridView } from './grid-view.ts';
import { reachOf, roomOf, type SheetLayout, textWidth } from './sheet-layout.ts';

export interface GridRowProps {
  view: GridView;
  layout: SheetLayout;
  row: number;
  /** From the top of its container. */
  top: number;
  /** First and last column that are drawn beside the frozen ones. */
  first: number;
  last: number;
  /** Width of the row numbers; 0 where there are none. */
  gutter: number;
  /** First and last selected column in this row, −1 where none is. */
  selectedFrom: number;
  selectedTo: number;
  /** The active column, where the active cell is in this row; else −1. */
  active: number;
  /** Counts changes of the workbook: a new one draws the row again. */
  version: number;
}

/** One row of the grid: its number and frozen cells stay at the left, the others scroll. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { layout, row, top, first, last, gutter, selectedFrom } = props;
  const { columnStarts, rowStarts, frozenColumns } = layout;
  const height = (rowStarts[row + 1] ?? 0) - (rowStarts[row] ?? 0);
  if (height === 0) return null;
  const frozen: ReactElement[] = [];
  for (let column = 0; column < frozenColumns; column += 1) frozen.push(cellOf(props, column, gutter));
  const others: ReactElement[] = [];
  for (let column = Math.max(first, frozenColumns); column <= last; column += 1)
    others.push(cellOf(props, column, gutter));
  if (props.active >= 0 && (props.active < first || props.active > last) && props.active >= frozenColumns)
    others.push(cellOf(props, props.active, gutter));
  const pinned = gutter + (columnStarts[frozenColumns] ?? 0);
  return (
    <div
      role="row"
      aria-rowindex={row + 1}
      className={clsx('wb-row', rowLook(layout, row))}
      style={{ top, height }}
    >
      {pinned > 0 && (
        <div role="presentation" className="wb-pin" style={{ width: pinned }}>
          {gutter > 0 && (
            <div
              role="rowheader"
              aria-label={`Row ${row + 1}`}
              data-row={row}
              className={clsx('wb-number', selectedFrom >= 0 && 'is-on')}
              style={{ left: 0, width: gutter }}
            >
              {row + 1}
            </div>
          )}
          {frozen}
        </div>
      )}
      {others}
    </div>
  );
});

/** Some roles draw their whole row: headings are ruled, heads of columns have a ground, spare rows have nothing. */
function rowLook({ context, used }: SheetLayout, row: number): string | undefined {
  if (row >= used.rows) return 'is-spare';
  if (row < context.frozenRows)
    return context.sheet.lastColumn > 0 && hasPeriods(context, row) ? 'is-head' : 'is-bare';
  const { role } = faceOf(context, row, 0);
  if (role === 'title') return 'is-bare';
  return role === 'heading' ? 'is-ruled' : undefined;
}

function hasPeriods(context: SheetLayout['context'], row: number): boolean {
  for (const cell of context.sheet.within(row, 1, row, context.sheet.lastColumn))
    if (cell.value !== null && cell.value !== '') return true;
  return false;
}

function cellOf(props: GridRowProps, column: number, gutter: number): ReactElement {
  const { view, layout, row, selectedFrom, selectedTo, active } = props;
  const { context, columnStarts } = layout;
  const face = faceOf(context, row, column);
  const isActive = active === column;
  const isSelected = column >= selectedFrom && column <= selectedTo && selectedFrom >= 0;
  const left = gutter + (columnStarts[column] ?? 0);
  const width = (columnStarts[column + 1] ?? 0) - (columnStarts[column] ?? 0);
  const cell = context.sheet.find(row, column);
  const flash = cell ? view.flashOf(cell) : 0;
  const room = roomFor(layout, face, row, column, width);
  const hasList = isActive && context.rules.validationAt(row, column)?.kind === 'list';
  return (
    <div
      key={column}
      role="gridcell"
      aria-colindex={column + 1}
      aria-selected={isSelected}
      aria-label={labelFor(face, row, column)}
      tabIndex={isActive ? 0 : -1}
      data-cell={cellName(row, column)}
      className={clsx(
        'wb-cell',
        face.role && `wb-${face.role}`,
        face.align !== 'left' && `is-${face.align}`,
        face.tone && `is-${face.tone}`,
        face.tone && face.role !== 'period' && hasGround(face) && 'has-ground',
        face.fails && 'fails',
        isActive && 'is-active',
        hasList && 'has-list',
        room > 0 && 'runs-on',
        room > 0 && isLong(layout, face, room) && 'wraps',
        flash > 0 && (flash % 2 ? 'flash-odd' : 'flash-even'),
      )}
      style={{ left, width }}
    >
      {room > 0 ? <span style={{ width: room - 24 * layout.scale }}>{face.text}</span> : face.text}
    </div>
  );
}

function hasGround(face: CellFace): boolean {
  return face.fails || face.role === 'check' || face.tone === 'warn';
}

/** Spoken where the text alone would not do: empty cells are named by their place. */
function labelFor(face: CellFace, row: number, column: number): string | undefined {
  return face.text === '' ? `${cellName(row, column)}, empty` : undefined;
}

/** Width that a text needs beyond its own cell; 0 where it fits or is no text. */
function roomFor(
  { context, columnStarts, columnCount, frozenColumns, scale }: SheetLayout,
  face: CellFace,
  row: number,
  column: number,
  width: number,
): number {
  if (face.align !== 'left' || face.text === '') return 0;
  if (textWidth(face.text, face) * scale <= width - 22 * scale) return 0;
  if (face.role === 'title' && isAlone(context.sheet, row, column)) return 900 * scale;
  const widthAt = (index: number) => (columnStarts[index + 1] ?? 0) - (columnStarts[index] ?? 0);
  const reach = reachOf(context.sheet, row, column, frozenColumns, columnCount);
  return roomOf(context.sheet, row, column, widthAt, reach);
}

function isLong({ scale }: SheetLayout, face: CellFace, room: number): boolean {
  return face.role !== 'title' && textWidth(face.text, face) * scale > room - 24 * scale;
}
