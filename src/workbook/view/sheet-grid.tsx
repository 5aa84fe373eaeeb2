// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be drawn in parts, with frozen rows and columns
import './grid.css';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import clsx from 'clsx';
import { type ReactElement, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { CellAddress } from '../address.ts';
import { CellEditor } from './cell-editor.tsx';
import { ColumnHead } from './column-head.tsx';
import { handleGridKey } from './grid-keys.ts';
import { GridOverlay } from './grid-overlay.tsx';
import { GridRow } from './grid-row.tsx';
import type { GridView } from './grid-view.ts';
import { boxOf, indexAt, type LayoutOptions, layoutOf, type SheetLayout, stillFits } from './sheet-layout.ts';
import { useGridPointer } from './use-grid-pointer.ts';
import { useGridState } from './use-grid-state.ts';
import type { Viewport } from './viewport.ts';

export interface SheetGridProps {
  view: GridView;
  /** 1, or more on the stage: every size is multiplied. */
  scale?: number;
  /** Without letters and numbers, and without room for further cells. */
  plain?: boolean;
  /** Arrows between the active cell, what it reads and what reads it. */
  arrows?: boolean;
}

/** The grid of one sheet: drawn where it is seen, in both directions. */
export function SheetGrid({ view, scale = 1, plain = false, arrows = false }: SheetGridProps) {
  const state = useGridState(view);
  const scroller = useRef<HTMLDivElement>(null);
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const layout = useLayout(
    view,
    { scale, closed: plain, width: element?.clientWidth ?? 0 },
    state.version,
    state.shape,
  );
  // Row numbers go first where there is little room: the name box tells the cell.
  const gutter = plain || (element?.clientWidth ?? 600) < 520 ? 0 : 40;
  const head = plain ? 0 : 24;
  const place = useCallback((node: HTMLDivElement | null) => {
    scroller.current = node;
    setElement(node);
  }, []);

  const { anchor } = state.selection;
  const rows = useVirtualizer({
    count: layout?.rowCount ?? 0,
    getScrollElement: () => element,
    estimateSize: (row) => sizeAt(layout?.rowStarts, row),
    paddingStart: head,
    overscan: 4,
    rangeExtractor: (range) => withActive(defaultRangeExtractor(range), anchor.row, range.count),
  });
  const columns = useVirtualizer({
    horizontal: true,
    count: layout?.columnCount ?? 0,
    getScrollElement: () => element,
    estimateSize: (column) => sizeAt(layout?.columnStarts, column),
    paddingStart: gutter,
    overscan: 2,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are measured anew when the layout is another
  useLayoutEffect(() => {
    rows.measure();
    columns.measure();
  }, [layout]);

  useReveal(view, element, layout, gutter, head);
  useRovingFocus(view, element);
  const pointer = useGridPointer({ view, layout, gutter, head });

  if (!layout) return null;
  view.bounds = { rows: layout.rowCount, columns: layout.columnCount };
  const shown = columns.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  const { area } = view;
  const rowProps = (row: number) => {
    const inArea = row >= area.top && row <= area.bottom;
    return {
      view,
      layout,
      row,
      first,
      last,
      gutter,
      version: state.version,
      selectedFrom: inArea ? area.left : -1,
      selectedTo: inArea ? area.right : -1,
      active: anchor.row === row ? anchor.column : -1,
    };
  };
  const frozenHeight = layout.rowStarts[layout.frozenRows] ?? 0;
  const width = gutter + (layout.columnStarts.at(-1) ?? 0);
  const height = head + (layout.rowStarts.at(-1) ?? 0);
  const viewport: Viewport = {
    layout,
    gutter,
    head,
    width: element?.clientWidth ?? 0,
    height: element?.clientHeight ?? 0,
    scrollLeft: element?.scrollLeft ?? 0,
    scrollTop: element?.scrollTop ?? 0,
  };
  view.pageRows = Math.max(3, Math.floor((viewport.height - head - frozenHeight) / (31 * scale)) - 1);

  return (
    <div className="relative min-h-0 min-w-0 flex-1">
      <div
        ref={place}
        role="grid"
        translate="no"
        aria-label={`Sheet ${layout.name}`}
        aria-rowcount={layout.rowCount}
        aria-colcount={layout.columnCount}
        aria-multiselectable="true"
        aria-readonly={view.host.readOnly || undefined}
        tabIndex={-1}
        className={clsx(
          'wb-grid',
          plain && 'is-plain',
          viewport.scrollLeft > 2 && layout.frozenColumns > 0 && 'wb-scrolled-x',
        )}
        style={{ '--wb-scale': scale } as React.CSSProperties}
        onKeyDown={(event) => handleGridKey(view, event)}
        onCopy={(event) => takeClipboard(view, event, false)}
        onCut={(event) => takeClipboard(view, event, true)}
        onPaste={(event) => pasteInto(view, event)}
        onWheel={() => view.stopFollowing()}
        onTouchMove={() => view.stopFollowing()}
        {...pointer}
      >
        <div role="presentation" className="relative" style={{ width, height }}>
          <div role="presentation" className="wb-top" style={{ height: head + frozenHeight, width }}>
            {head > 0 && (
              <ColumnHead
                view={view}
                layout={layout}
                first={first}
                last={last}
                gutter={gutter}
                height={head}
                area={area}
              />
            )}
            {range(layout.frozenRows).map((row) => (
              <GridRow key={row} {...rowProps(row)} top={head + (layout.rowStarts[row] ?? 0)} />
            ))}
          </div>
          {rows
            .getVirtualItems()
            .map(({ index }): ReactElement | null =>
              index < layout.frozenRows ? null : (
                <GridRow key={index} {...rowProps(index)} top={head + (layout.rowStarts[index] ?? 0)} />
              ),
            )}
        </div>
      </div>
      <GridOverlay view={view} viewport={viewport} arrows={arrows} />
      <CellEditor view={view} viewport={viewport} />
    </div>
  );
}

function sizeAt(starts: readonly number[] | undefined, index: number): number {
  return (starts?.[index + 1] ?? 0) - (starts?.[index] ?? 0);
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** The active row is always drawn, so that the focus is never lost by scrolling. */
function withActive(indexes: number[], active: number, count: number): number[] {
  return active < count && !indexes.includes(active) ? [...indexes, active].sort((a, b) => a - b) : indexes;
}

/** The layout of the sheet that is shown; the same object while no size changed. */
function useLayout(
  view: GridView,
  options: Required<LayoutOptions>,
  version: number,
  shape: number,
): SheetLayout | null {
  const { scale, closed, width } = options;
  const { sheet, look } = view;
  const before = useRef<{ layout: SheetLayout; key: readonly unknown[] } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the workbook may need wider columns
  return useMemo(() => {
    if (!sheet || !look) return null;
    const key = [sheet, look, scale, closed, width, shape];
    const known = before.current;
    const same = known?.key.every((part, index) => part === key[index]) ?? false;
    if (known && same && stillFits(known.layout, view.changed)) return known.layout;
    const next = layoutOf(sheet, look, { scale, closed, width });
    const layout = known && sameLayout(known.layout, next) ? known.layout : next;
    before.current = { layout, key };
    return layout;
  }, [sheet, look, scale, closed, width, version, shape]);
}

function sameLayout(a: SheetLayout, b: SheetLayout): boolean {
  return (
    a.context.sheet === b.context.sheet &&
    a.look === b.look &&
    a.scale === b.scale &&
    sameNumbers(a.rowStarts, b.rowStarts) &&
    sameNumbers(a.columnStarts, b.columnStarts)
  );
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/** Scrolls so that what the view asks for is seen beside what is frozen. */
function useReveal(
  view: GridView,
  element: HTMLDivElement | null,
  layout: SheetLayout | null,
  gutter: number,
  head: number,
): void {
  const { reveal, sheet } = useGridState(view);
  // Another sheet begins at its labels, not where the last one was left.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sheet is what it waits for
  useLayoutEffect(() => {
    element?.scrollTo(0, 0);
  }, [sheet, element]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a layout that changes later moves nobody
  useLayoutEffect(() => {
    if (!element || !layout || !reveal) return;
    const { area } = reveal;
    const { frozenRows, frozenColumns } = layout;
    // What stays is seen anyway: the rest of the area is brought beside it.
    const box = boxOf(layout, {
      ...area,
      left: Math.max(area.left, Math.min(frozenColumns, area.right)),
      top: Math.max(area.top, Math.min(frozenRows, area.bottom)),
    });
    const left = gutter + (layout.columnStarts[frozenColumns] ?? 0);
    const top = head + (layout.rowStarts[frozenRows] ?? 0);
    if (area.right >= frozenColumns)
      element.scrollLeft = scrolledTo(
        element.scrollLeft,
        box.x + gutter,
        box.width,
        left,
        element.clientWidth,
      );
    if (area.bottom >= frozenRows)
      element.scrollTop = scrolledTo(element.scrollTop, box.y + head, box.height, top, element.clientHeight);
  }, [reveal, element]);
}

/** The least scrolling that shows a stretch between a frozen edge and the end; its beginning where it is too long. */
function scrolledTo(now: number, start: number, size: number, edge: number, end: number): number {
  const room = end - edge - 16;
  if (start - now < edge) return start - edge;
  if (start + size - now > end - 16) return size > room ? start - edge : start + size - end + 16;
  return now;
}

/** Keeps the focus on the active cell while the grid has it, and takes it when the view asks for it. */
function useRovingFocus(view: GridView, element: HTMLDivElement | null): void {
  const { selection, sheet, grab, editing } = useGridState(view);
  const grabbed = useRef(grab);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the active cell is another one when the selection is
  useLayoutEffect(() => {
    if (!element || editing) return;
    const asked = grabbed.current !== grab;
    grabbed.current = grab;
    if (!asked && !element.contains(document.activeElement)) return;
    element.querySelector<HTMLElement>('.wb-cell.is-active')?.focus({ preventScroll: true });
  }, [selection, sheet, grab, editing, element]);
}

function takeClipboard(view: GridView, event: React.ClipboardEvent, cut: boolean): void {
  if (view.state.editing) return;
  event.clipboardData.setData('text/plain', view.copy());
  event.preventDefault();
  if (cut) view.clear();
}

function pasteInto(view: GridView, event: React.ClipboardEvent): void {
  if (view.state.editing) return;
  event.preventDefault();
  view.paste(event.clipboardData.getData('text/plain'));
}

/** The cell at a point of the screen; row or column −1 over the heads. */
export function placeAt(
  { layout, gutter, head }: Pick<Viewport, 'layout' | 'gutter' | 'head'>,
  element: HTMLElement,
  clientX: number,
  clientY: number,
): CellAddress {
  const bounds = element.getBoundingClientRect();
  const x = clientX - bounds.left;
  const y = clientY - bounds.top;
  const frozenRight = gutter + (layout.columnStarts[layout.frozenColumns] ?? 0);
  const frozenBottom = head + (layout.rowStarts[layout.frozenRows] ?? 0);
  const column =
    x < gutter ? -1 : indexAt(layout.columnStarts, x - gutter + (x < frozenRight ? 0 : element.scrollLeft));
  const row =
    y < head ? -1 : indexAt(layout.rowStarts, y - head + (y < frozenBottom ? 0 : element.scrollTop));
  return { row, column };
}
