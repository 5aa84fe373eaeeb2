/** From places in the sheet to places on the screen, under what is frozen and after scrolling. */
import type { AreaAddress } from '../address.ts';
import type { Box, SheetLayout } from './sheet-layout.ts';
import { boxOf } from './sheet-layout.ts';

/** Where cells are on the screen. */
export interface Viewport {
  readonly layout: SheetLayout;
  readonly width: number;
  readonly height: number;
  readonly scrollLeft: number;
  readonly scrollTop: number;
  /** Width of the row numbers and height of the column letters. */
  readonly gutter: number;
  readonly head: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** The seen part of an area, in pixels of the grid's frame; null where none of it is seen. */
export function seenBox(viewport: Viewport, area: AreaAddress): Box | null {
  const across = seenSpan(placesAcross(viewport), area.left, area.right);
  const down = seenSpan(placesDown(viewport), area.top, area.bottom);
  if (!across || !down) return null;
  return { x: across.from, y: down.from, width: across.to - across.from, height: down.to - down.from };
}

interface Places {
  readonly starts: readonly number[];
  readonly frozen: number;
  readonly offset: number;
  readonly scroll: number;
  readonly end: number;
}

function placesAcross({ layout, gutter, scrollLeft, width }: Viewport): Places {
  const { columnStarts, frozenColumns } = layout;
  return { starts: columnStarts, frozen: frozenColumns, offset: gutter, scroll: scrollLeft, end: width };
}

function placesDown({ layout, head, scrollTop, height }: Viewport): Places {
  const { rowStarts, frozenRows } = layout;
  return { starts: rowStarts, frozen: frozenRows, offset: head, scroll: scrollTop, end: height };
}

function seenSpan({ starts, frozen, offset, scroll, end }: Places, first: number, last: number): Span | null {
  const edge = offset + (starts[frozen] ?? 0);
  const startOf = (index: number) => offset + (starts[Math.min(index, starts.length - 1)] ?? 0);
  const from = first < frozen ? startOf(first) : Math.max(edge, startOf(first) - scroll);
  const to = last < frozen ? startOf(last + 1) : startOf(last + 1) - scroll;
  // An area that begins in the frozen part and whose rest is scrolled away ends where that part ends.
  const cut = Math.min(end, first < frozen && last >= frozen ? Math.max(edge, to) : to);
  return cut - from < 1 ? null : { from, to: cut };
}

/**
 * The point of an area from which arrows leave: near its left edge, where no digits stand. Where the
 * area is not seen, a point at the edge that it lies behind.
 */
export function aim(viewport: Viewport, area: AreaAddress): { x: number; y: number; seen: boolean } {
  const seen = seenBox(viewport, area);
  if (seen) return { x: seen.x + Math.min(11, seen.width / 2), y: seen.y + seen.height / 2, seen: true };
  const { layout, gutter, head, scrollLeft, scrollTop, width, height } = viewport;
  const box = boxOf(layout, area);
  const left = gutter + (layout.columnStarts[layout.frozenColumns] ?? 0);
  const top = head + (layout.rowStarts[layout.frozenRows] ?? 0);
  const isFrozenColumn = area.right < layout.frozenColumns;
  const isFrozenRow = area.bottom < layout.frozenRows;
  return {
    x: clamp(
      gutter + box.x + box.width / 2 - (isFrozenColumn ? 0 : scrollLeft),
      isFrozenColumn ? 0 : left,
      width,
    ),
    y: clamp(head + box.y + box.height / 2 - (isFrozenRow ? 0 : scrollTop), isFrozenRow ? 0 : top, height),
    seen: false,
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
