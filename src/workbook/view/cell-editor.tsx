import { useEffect, useRef, useState } from 'react';
import { cellName } from '../address.ts';
import { choiceInput } from './entry.ts';
import { FormulaInput } from './formula-input.tsx';
import type { Editing } from './grid-state.ts';
import type { GridView } from './grid-view.ts';
import { rulesOf } from './sheet-rules.ts';
import { useGridState } from './use-grid-state.ts';
import { seenBox, type Viewport } from './viewport.ts';

interface CellEditorProps {
  view: GridView;
  viewport: Viewport;
}

/** The cell that is edited, over the grid; with a list of choices where its rule has one. */
export function CellEditor({ view, viewport }: CellEditorProps) {
  const { editing, sheet } = useGridState(view);
  if (!editing || editing.sheet !== sheet) return null;
  const { row, column } = editing.place;
  const box = seenBox(viewport, { top: row, left: column, bottom: row, right: column });
  if (!box) return null;
  const choices = choicesOf(view, editing);
  const style = {
    left: box.x,
    top: box.y,
    minWidth: box.width,
    maxWidth: Math.max(box.width, viewport.width - box.x - 12),
  };
  return (
    <div
      className="absolute z-10 rounded-[4px] bg-card shadow-high outline-[2.5px] -outline-offset-1 outline-brand"
      style={style}
    >
      {choices ? (
        <ChoiceList view={view} editing={editing} choices={choices} />
      ) : (
        <FormulaInput
          view={view}
          editing={editing}
          takesFocus={editing.where === 'cell'}
          label={`Cell ${cellName(row, column)}`}
          className="min-h-[30px] px-[11px] py-[5px] text-[13px] leading-5"
        />
      )}
    </div>
  );
}

function choicesOf(view: GridView, editing: Editing): readonly string[] | null {
  const { look } = view;
  const rule = look && rulesOf(look).validationAt(editing.place.row, editing.place.column);
  return rule?.kind === 'list' && rule.list && rule.list.length > 0 ? rule.list : null;
}

interface ChoiceListProps {
  view: GridView;
  editing: Editing;
  choices: readonly string[];
}

function ChoiceList({ view, editing, choices }: ChoiceListProps) {
  const list = useRef<HTMLDivElement>(null);
  const now = String(view.inputAt(editing.place) ?? '').toLowerCase();
  const [chosen, setChosen] = useState(
    Math.max(
      0,
      choices.findIndex((each) => each.toLowerCase() === now),
    ),
  );
  useEffect(() => list.current?.focus({ preventScroll: true }), []);
  const take = (choice: string | undefined) => {
    if (choice !== undefined) view.put(editing.sheet, editing.place, choiceInput(choice));
  };
  return (
    <div
      ref={list}
      role="listbox"
      aria-label={`Choices for ${cellName(editing.place.row, editing.place.column)}`}
      aria-activedescendant={`wb-choice-${chosen}`}
      tabIndex={0}
      className="max-h-64 overflow-auto p-1 text-sm outline-none"
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') view.cancel();
        else if (event.key === 'Enter' || event.key === 'Tab') take(choices[chosen]);
        else if (event.key === 'ArrowDown') setChosen(Math.min(choices.length - 1, chosen + 1));
        else if (event.key === 'ArrowUp') setChosen(Math.max(0, chosen - 1));
        else return;
        event.preventDefault();
      }}
    >
      {choices.map((choice, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list itself takes the keys
        // biome-ignore lint/a11y/useFocusableInteractive: the list itself keeps the focus
        <div
          key={choice}
          id={`wb-choice-${index}`}
          role="option"
          aria-selected={index === chosen}
          className="cursor-default rounded-[7px] px-2.5 py-1.5 aria-selected:bg-sunk touch:py-2.5"
          onClick={() => take(choice)}
        >
          {choice}
        </div>
      ))}
    </div>
  );
}
