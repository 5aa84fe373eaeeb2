import type { KeyboardEvent } from 'react';
import { beforeEach, expect, it } from 'vitest';
import { shortcutKey } from '../../../src/components/shortcut-key.ts';
import { handleGridKey } from '../../../src/workbook/view/grid-keys.ts';
import { GridView } from '../../../src/workbook/view/grid-view.ts';
import { selectionAt } from '../../../src/workbook/view/selection.ts';
import { smallModel } from './small-model.ts';

let view: GridView;
let heard: string[];

beforeEach(() => {
  const workbook = smallModel();
  heard = [];
  view = new GridView(
    { workbook, subscribe: (listener) => workbook.subscribe(listener) },
    {
      onEdit: (commands) => void workbook.apply(commands),
      onUndo: () => heard.push('undo'),
      onRedo: () => heard.push('redo'),
      readOnly: false,
    },
  );
  view.attach();
  view.select(selectionAt(3, 2));
});

/** Presses a key; `graph` is AltGr, which Windows sends as Ctrl and Alt together. */
function press(key: string, code: string, { ctrl = false, graph = false } = {}): void {
  const event: Partial<KeyboardEvent> = {
    key,
    code,
    ctrlKey: ctrl || graph,
    metaKey: false,
    altKey: graph,
    shiftKey: false,
    defaultPrevented: false,
    nativeEvent: { isComposing: false } as KeyboardEvent['nativeEvent'],
    getModifierState: (modifier: string) => graph && modifier === 'AltGraph',
    preventDefault: () => {},
    stopPropagation: () => {},
  };
  handleGridKey(view, event as KeyboardEvent);
}

it.each([
  ['Latin', 'z', 'KeyZ', 'y', 'KeyY'],
  ['QWERTZ', 'z', 'KeyY', 'y', 'KeyZ'],
  ['Cyrillic', 'я', 'KeyZ', 'н', 'KeyY'],
  ['Greek', 'ζ', 'KeyZ', 'υ', 'KeyY'],
  ['Hebrew', 'ז', 'KeyZ', 'ט', 'KeyY'],
  ['Arabic', 'ئ', 'KeyZ', 'غ', 'KeyY'],
])('undoes and does again on a keyboard with %s letters', (_, undo, undoAt, redo, redoAt) => {
  press(undo, undoAt, { ctrl: true });
  press(redo, redoAt, { ctrl: true });
  expect(heard).toEqual(['undo', 'redo']);
});

it('begins a cell with a sign that is typed with AltGr', () => {
  press('ł', 'KeyL', { graph: true });
  expect(view.state.editing?.text).toBe('ł');
});

it('leaves the comma and the semicolon of Dvorak what they are', () => {
  press(';', 'KeyZ', { ctrl: true });
  expect(heard).toEqual([]);
  expect(shortcutKey({ key: ',', code: 'KeyW' })).toBe(',');
});

it('goes to the ends of the sheet with Ctrl', () => {
  press('Home', 'Home', { ctrl: true });
  expect(view.state.selection.end).toEqual({ row: 0, column: 0 });
  press('End', 'End', { ctrl: true });
  expect(view.state.selection.end.row).toBeGreaterThan(3);
});
