import clsx from 'clsx';
import { Plus } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { GridView } from './grid-view.ts';
import { useGridState } from './use-grid-state.ts';

/** The sheets of the workbook, as tabs under the grid. */
export function SheetsBar({ view }: { view: GridView }) {
  const { sheet, focus, following } = useGridState(view);
  const names = view.workbook.engine.sheetNames;
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tab in front is another one
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>('[aria-selected="true"]');
    const row = list.current;
    if (!tab || !row) return;
    const left = tab.offsetLeft - row.offsetLeft;
    if (left < row.scrollLeft) row.scrollLeft = left - 12;
    else if (left + tab.offsetWidth > row.scrollLeft + row.clientWidth)
      row.scrollLeft = left + tab.offsetWidth - row.clientWidth + 12;
  }, [sheet]);
  return (
    <div className="flex min-w-0 flex-1 items-center gap-1">
      <div
        ref={list}
        role="tablist"
        aria-label="Sheets"
        className="flex min-w-0 gap-0.5 overflow-x-auto py-1 [scrollbar-width:none]"
        onKeyDown={(event) => turnByKey(view, event)}
      >
        {names.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={name === sheet}
            tabIndex={name === sheet ? 0 : -1}
            className={clsx(
              'relative h-8 shrink-0 rounded-[9px] px-3 text-[0.84375rem] font-[540] whitespace-nowrap -outline-offset-2 transition-colors touch:h-11',
              name === sheet ? 'bg-ink text-paper' : 'text-muted hover:bg-sunk hover:text-ink',
            )}
            onClick={() => view.showSheet(name)}
          >
            {name}
            {focus?.sheet === name && !(following && name === sheet) && (
              <>
                <span
                  aria-hidden="true"
                  className="absolute top-1 right-1 size-1.5 animate-pulse-dot rounded-full bg-accent"
                />
                <span className="sr-only">, the agent works here</span>
              </>
            )}
          </button>
        ))}
      </div>
      {!view.host.readOnly && names.length > 0 && names.length < 40 && (
        <button
          type="button"
          aria-label="Add a sheet"
          title="Add a sheet"
          className="grid size-8 shrink-0 place-items-center rounded-[9px] text-muted hover:bg-sunk hover:text-ink touch:size-11"
          onClick={() => addSheet(view)}
        >
          <Plus aria-hidden="true" className="size-4" />
        </button>
      )}
    </div>
  );
}

function addSheet(view: GridView): void {
  const names = view.workbook.engine.sheetNames.map((name) => name.toLowerCase());
  let number = names.length + 1;
  while (names.includes(`sheet ${number}`)) number += 1;
  const name = `Sheet ${number}`;
  if (view.edit([{ do: 'add-sheet', name }], `Added ${name}`)) view.showSheet(name);
}

function turnByKey(view: GridView, event: KeyboardEvent<HTMLDivElement>): void {
  const names = view.workbook.engine.sheetNames;
  const now = names.indexOf(view.state.sheet ?? '');
  const places: Readonly<Record<string, number>> = {
    ArrowLeft: now - 1,
    ArrowRight: now + 1,
    Home: 0,
    End: names.length - 1,
  };
  const name = names[places[event.key] ?? -1];
  if (name === undefined) return;
  event.preventDefault();
  const list = event.currentTarget;
  view.showSheet(name);
  requestAnimationFrame(() => list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
}
