/** Keys in the grid, as spreadsheets have them. */
import type { KeyboardEvent } from 'react';
import { shortcutKey } from '../../components/shortcut-key.ts';
import type { GridView } from './grid-view.ts';
import { type Direction, lastFilled } from './selection.ts';
import { usedSize } from './sheet-layout.ts';

const arrows: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** Does what a key means; keys that mean nothing here are left to the page. */
export function handleGridKey(view: GridView, event: KeyboardEvent): void {
  if (view.state.editing || event.defaultPrevented || event.nativeEvent.isComposing) return;
  if (keyAction(view, event)) {
    event.preventDefault();
    event.stopPropagation();
  }
}

function keyAction(view: GridView, event: KeyboardEvent): boolean {
  // AltGr is Ctrl and Alt in one on some systems, and types a sign: € in Germany, ł in Poland.
  if (event.getModifierState('AltGraph') && [...event.key].length === 1) return plainKey(view, event);
  if (event.altKey) return altKey(view, event);
  return event.ctrlKey || event.metaKey ? commandKey(view, event) : plainKey(view, event);
}

/** Keys that mean the same everywhere on the screen, also in the panels: back, undo, redo, go to, trace. */
export function handleScreenKey(view: GridView, event: KeyboardEvent): void {
  if (view.state.editing || event.defaultPrevented || isTyping(event.target)) return;
  const isBack = event.altKey && event.key === 'ArrowLeft';
  const isCommand = (event.ctrlKey || event.metaKey) && ['z', 'y', 'g', '['].includes(shortcutKey(event));
  if (isBack ? altKey(view, event) : isCommand && commandKey(view, event)) event.preventDefault();
}

function isTyping(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

function plainKey(view: GridView, event: KeyboardEvent): boolean {
  const { key, shiftKey } = event;
  const arrow = arrows[key];
  if (arrow) {
    view.move(arrow, { extend: shiftKey });
    return true;
  }
  switch (key) {
    case 'Tab':
      return leaveOrAdvance(view, shiftKey);
    case 'Enter':
      view.advance('column', shiftKey);
      return true;
    case 'PageDown':
    case 'PageUp':
      view.move(key === 'PageDown' ? 'down' : 'up', { extend: shiftKey, by: view.pageRows });
      return true;
    case 'Home':
    case 'End':
      toRowEnd(view, key, shiftKey);
      return true;
    case 'F2':
      view.startEdit();
      return true;
    case 'Delete':
      view.clear();
      return true;
    case 'Backspace':
      view.startEdit({ text: '' });
      return true;
    case 'Escape':
      if (!view.state.refusal) return false;
      view.cancel();
      return true;
    default:
      if ([...key].length !== 1 || (key === ' ' && shiftKey)) return false;
      view.startEdit({ text: key });
      return true;
  }
}

/** Tab goes on by a cell; at the edge of the sheet, and where nothing can be typed, it leaves the grid. */
function leaveOrAdvance(view: GridView, back: boolean): boolean {
  const { column } = view.state.selection.anchor;
  if (view.host.readOnly || (back && column === 0) || (!back && column >= view.bounds.columns - 1))
    return false;
  view.advance('row', back);
  return true;
}

function toRowEnd(view: GridView, key: string, extend: boolean): void {
  const { sheet } = view;
  const { anchor, end } = view.state.selection;
  const from = extend ? end : anchor;
  const to = { row: from.row, column: key === 'Home' || !sheet ? 0 : lastFilled(sheet, from.row) };
  view.select({ anchor: extend ? anchor : to, end: to });
}

function commandKey(view: GridView, event: KeyboardEvent): boolean {
  const { shiftKey } = event;
  const arrow = arrows[event.key];
  if (arrow) {
    view.move(arrow, { extend: shiftKey, jump: true });
    return true;
  }
  switch (shortcutKey(event)) {
    case 'Home':
      toCorner(view, false, shiftKey);
      return true;
    case 'End':
      toCorner(view, true, shiftKey);
      return true;
    case 'PageDown':
    case 'PageUp':
      view.turnSheet(event.key === 'PageDown' ? 1 : -1);
      return true;
    case 'a':
      view.selectAll();
      return true;
    case 'z':
      if (shiftKey) view.redo();
      else view.undo();
      return true;
    case 'y':
      view.redo();
      return true;
    case 'r':
      view.fill('right');
      return true;
    case 'd':
      view.fill('down');
      return true;
    case 'g':
      view.askWhere();
      return true;
    case '[':
      view.trace();
      return true;
    default:
      return false;
  }
}

function toCorner(view: GridView, last: boolean, extend: boolean): void {
  const { sheet } = view;
  const used = last && sheet ? usedSize(sheet) : { rows: 1, columns: 1 };
  const to = { row: Math.max(0, used.rows - 1), column: Math.max(0, used.columns - 1) };
  view.select({ anchor: extend ? view.state.selection.anchor : to, end: to });
}

function altKey(view: GridView, event: KeyboardEvent): boolean {
  if (event.key === 'ArrowLeft') {
    view.back();
    return true;
  }
  if (event.key === 'ArrowDown') {
    view.startEdit();
    return true;
  }
  if (event.key === 'PageDown' || event.key === 'PageUp') {
    view.move(event.key === 'PageDown' ? 'right' : 'left', { extend: event.shiftKey, by: 8 });
    return true;
  }
  return false;
}
