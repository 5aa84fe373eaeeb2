import clsx from 'clsx';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { callAt, formulaParts, wordAt } from './formula-parts.ts';
import { type FunctionHelp, functionHelp, helpFor } from './function-help.ts';
import type { Editing } from './grid-state.ts';
import type { GridView } from './grid-view.ts';

interface FormulaInputProps {
  view: GridView;
  editing: Editing;
  /** Takes the focus when it appears. */
  takesFocus: boolean;
  label: string;
  className?: string;
}

interface Suggestion {
  readonly name: string;
  readonly note: string;
  readonly isFunction: boolean;
}

const mostSuggestions = 7;

/** What is typed into a cell: references in colour, functions and names completed, one line of help. */
export function FormulaInput({ view, editing, takesFocus, label, className }: FormulaInputProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(editing.caret ?? editing.text.length);
  const [chosen, setChosen] = useState(0);
  const [closed, setClosed] = useState(false);
  const listId = useId();
  const { text } = editing;
  const word = takesFocus ? wordAt(text, caret) : null;
  const suggestions = word && !closed ? suggestionsFor(view, word.word) : [];
  const call = takesFocus && suggestions.length === 0 ? callAt(text, caret) : null;

  useEffect(() => {
    if (takesFocus) input.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  useEffect(() => {
    if (!takesFocus) return;
    view.caretOf = () => input.current?.selectionStart ?? 0;
    return () => {
      view.caretOf = null;
    };
  }, [view, takesFocus]);
  useLayoutEffect(() => {
    if (editing.caret === null || !takesFocus) return;
    input.current?.setSelectionRange(editing.selected ? 0 : editing.caret, editing.caret);
    setCaret(editing.caret);
  }, [editing.caret, editing.selected, takesFocus]);

  function complete(suggestion: Suggestion): void {
    if (!word) return;
    const put = suggestion.isFunction ? `${suggestion.name}(` : suggestion.name;
    view.type(text.slice(0, word.from) + put + text.slice(caret), word.from + put.length);
    setChosen(0);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    event.stopPropagation();
    const suggestion = suggestions[Math.min(chosen, suggestions.length - 1)];
    if (suggestion && suggestionKey(event, suggestion)) {
      event.preventDefault();
      return;
    }
    if (editKey(view, editing, event)) event.preventDefault();
  }

  function suggestionKey(event: KeyboardEvent, suggestion: Suggestion): boolean {
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        const by = event.key === 'ArrowDown' ? 1 : suggestions.length - 1;
        setChosen((chosen + by) % suggestions.length);
        return true;
      }
      case 'Tab':
      case 'Enter':
        if (event.key === 'Enter' && suggestion.name.toUpperCase() === word?.word.toUpperCase()) return false;
        complete(suggestion);
        return true;
      case 'Escape':
        setClosed(true);
        return true;
      default:
        return false;
    }
  }

  return (
    <span className={clsx('relative grid min-w-0 font-mono', className)}>
      <ColouredFormula view={view} home={editing.sheet} text={text} />
      <textarea
        ref={input}
        rows={1}
        value={text}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={suggestions.length > 0 ? listId : undefined}
        aria-activedescendant={suggestions.length > 0 ? `${listId}-${chosen}` : undefined}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        className="col-start-1 row-start-1 w-full resize-none overflow-hidden bg-transparent break-all whitespace-pre-wrap text-transparent caret-ink outline-none [font:inherit] [letter-spacing:inherit]"
        onChange={(event) => {
          setClosed(false);
          setChosen(0);
          setCaret(event.target.selectionStart);
          view.type(event.target.value);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      {suggestions.length > 0 && (
        <SuggestionList id={listId} items={suggestions} chosen={chosen} onChoose={complete} />
      )}
      {call && <CallHelp name={call.name} argument={call.argument} />}
    </span>
  );
}

/** Keys that end an edit or leave the cell. Returns whether the key was one. */
function editKey(view: GridView, editing: Editing, event: KeyboardEvent): boolean {
  switch (event.key) {
    case 'Escape':
      view.cancel();
      return true;
    case 'Enter':
      if (event.altKey) return false;
      if (view.commit()) view.advance('column', event.shiftKey);
      return true;
    case 'Tab':
      if (view.commit()) view.advance('row', event.shiftKey);
      return true;
    case 'F2':
      view.editFully();
      return true;
    case 'ArrowUp':
    case 'ArrowDown':
    case 'ArrowLeft':
    case 'ArrowRight':
      return leaveByArrow(view, editing, event.key);
    default:
      return false;
  }
}

/** While a plain value is typed over a cell, arrows put it in and go on; in a formula they move the caret. */
function leaveByArrow(view: GridView, editing: Editing, key: string): boolean {
  if (editing.mode !== 'type' || editing.text.startsWith('=')) return false;
  const directions = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const;
  if (view.commit()) view.move(directions[key as keyof typeof directions]);
  return true;
}

function suggestionsFor(view: GridView, word: string): Suggestion[] {
  const start = word.toUpperCase();
  const functions = functionHelp
    .filter(({ name }) => name.startsWith(start))
    .map(({ name, gives }) => ({ name, note: gives, isFunction: true }));
  const names = view.workbook.engine.names
    .filter(({ name }) => name.toUpperCase().startsWith(start))
    .map(({ name, refersTo }) => ({ name, note: refersTo.replaceAll('$', ''), isFunction: false }));
  const found = [...names, ...functions].sort((a, b) => a.name.length - b.name.length);
  return found.slice(0, mostSuggestions);
}

interface SuggestionListProps {
  id: string;
  items: readonly Suggestion[];
  chosen: number;
  onChoose: (suggestion: Suggestion) => void;
}

function SuggestionList({ id, items, chosen, onChoose }: SuggestionListProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Functions and names"
      className="absolute top-full left-0 z-20 mt-2 w-max max-w-[min(26rem,80vw)] rounded-card bg-card p-1.5 font-sans text-sm text-ink shadow-high"
    >
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys and Enter in the text field choose
        // biome-ignore lint/a11y/useFocusableInteractive: the text field keeps the focus
        <div
          key={item.name}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          className={clsx(
            'flex cursor-default items-baseline gap-3 rounded-[9px] px-3 py-1.5',
            index === chosen && 'bg-sunk',
          )}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(item)}
        >
          <span className="font-mono text-[0.8125rem] font-semibold">{item.name}</span>
          <span className="text-note text-muted">{item.note}</span>
        </div>
      ))}
    </div>
  );
}

function CallHelp({ name, argument }: { name: string; argument: number }) {
  const help = helpFor(name);
  if (!help) return null;
  return (
    <span className="pointer-events-none absolute top-full left-0 z-20 mt-2 w-max max-w-[min(34rem,84vw)] rounded-control bg-card px-3.5 py-2 font-sans text-note text-muted shadow-high">
      <ArgumentsOf help={help} argument={argument} />
      <span className="block">{help.gives}</span>
    </span>
  );
}

function ArgumentsOf({ help, argument }: { help: FunctionHelp; argument: number }) {
  const names = help.arguments.split(', ');
  const now = Math.min(argument, names.length - 1);
  return (
    <span className="font-mono text-ink">
      {help.name}(
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <span className={index === now ? 'font-bold text-brand' : 'text-muted'}>{name}</span>
        </span>
      ))}
      )
    </span>
  );
}

/** The text behind the typed one, in colour; exactly as wide. */
function ColouredFormula({ view, home, text }: { view: GridView; home: string; text: string }) {
  let at = 0;
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none col-start-1 row-start-1 min-h-[1lh] break-all whitespace-pre-wrap"
    >
      {formulaParts(view.workbook, home, text).map((part) => {
        const key = at;
        at += part.text.length;
        return (
          <span key={key} className={partClass(part.kind, part.colour)}>
            {part.text}
          </span>
        );
      })}
    </span>
  );
}

export function partClass(kind: string, colour: number | undefined): string | undefined {
  if (colour !== undefined) return `wb-ref wb-ref-${colour}`;
  if (kind === 'function') return 'font-semibold';
  return kind === 'text' ? 'text-muted' : undefined;
}
