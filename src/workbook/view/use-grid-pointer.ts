import { type DOMAttributes, useRef } from 'react';
import type { CellAddress } from '../address.ts';
import type { GridView } from './grid-view.ts';
import { placeAt } from './sheet-grid.tsx';
import type { SheetLayout } from './sheet-layout.ts';

interface PointerOptions {
  view: GridView;
  layout: SheetLayout | null;
  gutter: number;
  head: number;
}

type Handlers = Pick<
  DOMAttributes<HTMLDivElement>,
  'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onClick' | 'onDoubleClick'
>;

/** Selecting with the mouse (drag, Shift) and by touch (a tap; a finger that moves scrolls). */
export function useGridPointer({ view, layout, gutter, head }: PointerOptions): Handlers {
  const dragging = useRef<'select' | 'point' | null>(null);
  const pressedBy = useRef('');
  if (!layout) return {};
  const at = (event: React.MouseEvent<HTMLDivElement>): CellAddress =>
    placeAt({ layout, gutter, head }, event.currentTarget, event.clientX, event.clientY);

  return {
    onPointerDown(event) {
      pressedBy.current = event.pointerType;
      if (event.button !== 0 || event.pointerType === 'touch' || isOnScrollbar(event)) return;
      const place = at(event);
      if (view.state.editing) {
        const caret = view.caretOf?.() ?? view.state.editing.text.length;
        if (place.row >= 0 && place.column >= 0 && view.point(place, caret, event.shiftKey)) {
          event.preventDefault();
          dragging.current = 'point';
          event.currentTarget.setPointerCapture(event.pointerId);
          return;
        }
        if (!view.commit()) {
          event.preventDefault();
          return;
        }
      }
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      dragging.current = 'select';
      selectAt(view, layout, place, event.shiftKey);
      view.takeFocus();
    },
    onPointerMove(event) {
      if (!dragging.current || event.buttons === 0) return;
      const place = at(event);
      const end = { row: Math.max(place.row, 0), column: Math.max(place.column, 0) };
      if (dragging.current === 'point') {
        view.point(end, view.caretOf?.() ?? 0, true);
        return;
      }
      const { selection } = view.state;
      if (end.row !== selection.end.row || end.column !== selection.end.column)
        view.select({ anchor: selection.anchor, end });
    },
    onPointerUp(event) {
      if (dragging.current === 'point') view.caretOf?.();
      dragging.current = null;
      if (event.currentTarget.hasPointerCapture(event.pointerId))
        event.currentTarget.releasePointerCapture(event.pointerId);
    },
    onClick(event) {
      // A tap: the pointer was a finger, and did not scroll. Safari before 18.4 tells it only at the press.
      if (pressedBy.current !== 'touch') return;
      if (view.state.editing && !view.commit()) return;
      selectAt(view, layout, at(event), false);
    },
    onDoubleClick(event) {
      const { row, column } = at(event);
      if (row >= 0 && column >= 0 && !view.state.editing) view.startEdit();
    },
  };
}

function selectAt(view: GridView, layout: SheetLayout, place: CellAddress, extend: boolean): void {
  const { row, column } = place;
  const lastRow = Math.max(0, layout.context.sheet.lastRow);
  const lastColumn = Math.max(0, layout.context.sheet.lastColumn);
  if (row < 0 && column < 0) view.selectAll();
  else if (row < 0) view.select({ anchor: { row: 0, column }, end: { row: lastRow, column } }, false);
  else if (column < 0) view.select({ anchor: { row, column: 0 }, end: { row, column: lastColumn } }, false);
  else if (extend) view.select({ anchor: view.state.selection.anchor, end: place });
  else view.select({ anchor: place, end: place });
}

function isOnScrollbar(event: React.PointerEvent<HTMLDivElement>): boolean {
  const bounds = event.currentTarget.getBoundingClientRect();
  return (
    event.clientX - bounds.left > event.currentTarget.clientWidth ||
    event.clientY - bounds.top > event.currentTarget.clientHeight
  );
}
