import { ArrowUp, RotateCcw, RotateCw, Sparkles } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { Notice } from '../components/notice.tsx';
import type { SessionActions, SessionState, Suggestion } from '../demos/session-state.ts';
import { AgentQuestion } from './agent-question.tsx';
import { ScrollRow } from './scroll-row.tsx';

interface ComposerProps {
  session: SessionActions;
  state: SessionState;
  /** Words in the empty field. */
  placeholder?: string;
  /** Tells the lab that the person asked for something. */
  onAsk?: ((text: string, changeId?: string) => void) | undefined;
}

/** Where a person steers: chips for scripted changes, own words, and what is said about both. */
export function Composer({ session, state, placeholder, onAsk }: ComposerProps) {
  const working = state.status === 'working' || state.status === 'paused';
  const begun = state.story.rounds > 0;
  function ask(text: string, changeId?: string) {
    onAsk?.(text, changeId);
    if (working) session.message(text);
    else void session.request(text, changeId);
  }
  return (
    <div className="flex flex-col gap-2.5 rounded-card bg-card p-3 shadow-card">
      <AgentQuestion state={state} onAnswer={ask} />
      {state.outside && <OutsideScript state={state} onChoose={ask} />}
      {begun && !state.outside && !state.story.question && (
        <Chips state={state} onChoose={ask} session={session} />
      )}
      <AskForm
        disabled={state.readOnly || !begun}
        working={working}
        placeholder={placeholder ?? placeholderFor(state, begun)}
        onAsk={ask}
      />
      {state.queued.length > 0 && (
        <p role="status" className="px-1 text-note text-muted">
          <span className="font-[560] text-ink">“{state.queued.at(-1)}”</span> takes effect at the next step.
        </p>
      )}
    </div>
  );
}

function placeholderFor(state: SessionState, begun: boolean): string {
  if (state.readOnly) return 'This run is open in another tab';
  if (!begun) return 'Once the agent has begun, ask for changes here';
  if (state.story.question) return 'Answer the agent';
  if (state.status === 'working' || state.status === 'paused') {
    return 'Say something to the agent. It takes effect at the next step';
  }
  return 'Ask for a change in your own words';
}

interface ChipsProps {
  state: SessionState;
  onChoose: (text: string, changeId?: string) => void;
  session: SessionActions;
}

function Chips({ state, onChoose, session }: ChipsProps) {
  const resting = state.status !== 'working' && state.status !== 'booting' && state.status !== 'paused';
  const undo = state.suggestions.filter((suggestion) => suggestion.kind === 'undo' && state.canUndo);
  const open = [
    ...undo,
    ...state.suggestions.filter((suggestion) => suggestion.kind !== 'undo' && !suggestion.used),
  ];
  if (open.length === 0 && !state.canRedo) return null;
  return (
    <ScrollRow label="Suggested next requests">
      {state.canRedo && (
        <Chip icon={<RotateCw aria-hidden="true" />} onClick={() => void session.redo()}>
          Make it again
        </Chip>
      )}
      {open.map((suggestion) => (
        <Chip
          key={suggestion.id}
          disabled={state.readOnly || (suggestion.kind === 'undo' && !resting)}
          {...(suggestion.kind === 'undo' ? { icon: <RotateCcw aria-hidden="true" /> } : {})}
          onClick={() =>
            suggestion.kind === 'undo' ? void session.undo() : onChoose(suggestion.label, suggestion.id)
          }
        >
          {suggestion.label}
        </Chip>
      ))}
    </ScrollRow>
  );
}

function OutsideScript({ state, onChoose }: { state: SessionState; onChoose: ChipsProps['onChoose'] }) {
  const { outside } = state;
  if (!outside) return null;
  return (
    <Notice
      tone="warn"
      announce="polite"
      title="This request needs a live model"
      action={outside.nearest.map((suggestion: Suggestion) => (
        <Chip
          key={suggestion.id}
          icon={<Sparkles aria-hidden="true" />}
          onClick={() => onChoose(suggestion.label, suggestion.id)}
        >
          {suggestion.label}
        </Chip>
      ))}
    >
      “{outside.request}” is outside the rehearsed script, and the rehearsal does not pretend. Nothing was
      changed.
      {outside.nearest.length > 0 ? ' The nearest changes it knows:' : ''}
    </Notice>
  );
}

interface AskFormProps {
  disabled: boolean;
  working: boolean;
  placeholder: string;
  onAsk: (text: string) => void;
}

function AskForm({ disabled, working, placeholder, onAsk }: AskFormProps) {
  const id = useId();
  const [text, setText] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, 160)}px`;
  }, [text]);
  function send(event?: FormEvent) {
    event?.preventDefault();
    const asked = text.trim();
    if (asked === '' || disabled) return;
    setText('');
    onAsk(asked);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  }
  return (
    <form onSubmit={send} className="flex items-end gap-2.5">
      <label htmlFor={id} className="sr-only">
        {working ? 'A word to the agent' : 'A change in your own words'}
      </label>
      <textarea
        ref={area}
        id={id}
        rows={1}
        value={text}
        maxLength={4000}
        disabled={disabled}
        placeholder={placeholder}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="max-h-40 min-h-11 min-w-0 flex-1 resize-none rounded-[11px] bg-sunk px-4 py-2.5 text-[0.9375rem] leading-normal text-ink text-ellipsis placeholder:whitespace-nowrap shadow-[inset_0_0_0_1px_transparent] transition-shadow focus-visible:shadow-[inset_0_0_0_1.5px_var(--brand)] focus-visible:outline-none disabled:cursor-not-allowed touch:text-base"
      />
      <Button
        type="submit"
        variant="primary"
        disabled={disabled || text.trim() === ''}
        icon={<ArrowUp aria-hidden="true" />}
      >
        <span className="max-sm:sr-only">Send</span>
      </Button>
    </form>
  );
}
