import { type KeyboardEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { shortcutKey } from '../../components/shortcut-key.ts';
import { useSticky } from '../use-sticky.ts';
import { type AnsiColour, parseAnsi } from './ansi.ts';
import type { TerminalEntry, TerminalModel } from './terminal-model.ts';

const COLOURS: Readonly<Record<AnsiColour, string>> = {
  red: 'text-bad',
  green: 'text-good',
  yellow: 'text-accent',
  blue: 'text-brand',
  magenta: 'text-brand',
  cyan: 'text-brand',
  grey: 'text-muted',
};

/** The terminal: a log that screen readers follow, and one line to type on. */
export function Terminal({ model, ready }: { model: TerminalModel; ready: boolean }) {
  const state = useSyncExternalStore(model.subscribe, model.getState, model.getState);
  const sticky = useSticky<HTMLDivElement>(state);
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="flex h-full min-h-0 flex-col bg-sunk font-mono text-[13px] leading-[1.6]">
      <div
        ref={sticky.ref}
        onScroll={sticky.onScroll}
        role="log"
        aria-label="Terminal output"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto px-4 pt-3"
      >
        {state.entries.length === 0 && <TerminalWelcome ready={ready} />}
        {state.entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </div>
      <Prompt model={model} running={state.running} ready={ready} input={input} />
    </div>
  );
}

function TerminalWelcome({ ready }: { ready: boolean }) {
  return (
    <p className="max-w-[52ch] font-sans text-sm text-muted">
      {ready
        ? 'A shell inside the sandbox. Nothing typed here reaches this computer. Try '
        : 'The terminal opens with the sandbox. Then try '}
      <code translate="no" className="font-mono text-ink">
        ls src
      </code>{' '}
      or{' '}
      <code translate="no" className="font-mono text-ink">
        npm test
      </code>
      .
    </p>
  );
}

function Entry({ entry }: { entry: TerminalEntry }) {
  return (
    <div className="mb-2">
      <div className="flex gap-2">
        <span aria-hidden="true" className="select-none text-brand">
          $
        </span>
        <span className="font-medium break-all text-ink">{entry.command}</span>
      </div>
      <pre translate="no" className="font-mono whitespace-pre-wrap break-words text-ink/85">
        {parseAnsi(entry.output).map((span, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: spans are derived anew from the text and hold no state
            key={index}
            className={`${span.colour ? COLOURS[span.colour] : ''} ${span.bold ? 'font-semibold' : ''}`}
          >
            {span.text}
          </span>
        ))}
      </pre>
      {entry.exit !== null && entry.exit !== 0 && (
        <div className="text-xs text-bad">
          {entry.exit === 130 ? 'stopped' : `ended with code ${entry.exit}`}
        </div>
      )}
    </div>
  );
}

interface PromptProps {
  model: TerminalModel;
  running: boolean;
  ready: boolean;
  input: React.RefObject<HTMLInputElement | null>;
}

function Prompt({ model, running, ready, input }: PromptProps) {
  const [line, setLine] = useState('');
  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && !running && document.activeElement === document.body) input.current?.focus();
    wasRunning.current = running;
  }, [running, input]);
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const nothingSelected = event.currentTarget.selectionStart === event.currentTarget.selectionEnd;
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      setLine(model.recall(event.key === 'ArrowUp' ? -1 : 1, line));
    } else if (event.ctrlKey && shortcutKey(event) === 'c' && nothingSelected) {
      event.preventDefault();
      model.interrupt();
      setLine('');
    } else if (event.ctrlKey && shortcutKey(event) === 'l') {
      event.preventDefault();
      model.clear();
    }
  }
  return (
    <form
      className="flex items-center gap-2 border-t border-line px-4 py-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (running) return;
        setLine('');
        void model.run(line);
      }}
    >
      <span aria-hidden="true" className={`select-none ${running ? 'text-muted' : 'text-brand'}`}>
        $
      </span>
      <input
        ref={input}
        value={line}
        onChange={(event) => setLine(event.target.value)}
        onKeyDown={onKeyDown}
        disabled={!ready}
        aria-label="Command"
        placeholder={running ? 'running … Ctrl-C stops it' : 'a command'}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        className="min-h-9 min-w-0 flex-1 bg-transparent text-ink outline-none placeholder:text-muted"
      />
      {running && (
        <button
          type="button"
          onClick={() => model.interrupt()}
          className="rounded-lg px-3 py-1 font-sans text-[13px] font-semibold text-bad hover:bg-bad-soft"
        >
          Stop
        </button>
      )}
    </form>
  );
}
