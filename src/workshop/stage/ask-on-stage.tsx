import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import type { SessionState } from '../../demos/session-state.ts';

interface AskOnStageProps {
  state: SessionState;
  onAsk: (words: string) => void;
}

/** A wish of the room, typed while everybody looks: large, one field, one button. */
export function AskOnStage({ state, onAsk }: AskOnStageProps) {
  const id = useId();
  const [text, setText] = useState('');
  const asked = text.trim();
  function send(event?: FormEvent) {
    event?.preventDefault();
    if (asked !== '') onAsk(asked);
  }
  function onKeyDown(event: KeyboardEvent) {
    // Enter at the end of a word of an input method belongs to the word; some browsers only tell by its code.
    const composing = event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || composing) return;
    event.preventDefault();
    send();
  }
  return (
    <form onSubmit={send} className="flex w-[min(60vw,60rem)] flex-col gap-[2vh]">
      <label htmlFor={id} className="font-serif text-stage-l">
        {labelOf(state)}
      </label>
      <p className="text-stage-s text-muted">{helpOf(state)}</p>
      <textarea
        id={id}
        // biome-ignore lint/a11y/noAutofocus: the facilitator asked to type
        autoFocus
        rows={3}
        dir="auto"
        value={text}
        maxLength={4000}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="max-h-[40vh] resize-none rounded-[18px] bg-sunk px-6 py-4 text-stage-m shadow-[inset_0_0_0_1px_var(--field)] field-sizing-content"
      />
      <Button type="submit" size="stage" className="self-end" disabled={asked === ''}>
        {state.story.question ? 'Answer' : 'Ask the agent'}
      </Button>
    </form>
  );
}

function labelOf({ status, story }: SessionState): string {
  if (story.question) return story.question.text;
  if (story.rounds === 0) return 'What should it also do?';
  return status === 'working' || status === 'paused' ? 'A word to the agent' : 'What should it change?';
}

function helpOf({ mode, status, story }: SessionState): string {
  if (mode.mode !== 'live')
    return 'A rehearsal can do what its script knows. Anything else needs a live model.';
  if (story.rounds === 0) return 'The agent starts with your words.';
  return status === 'working' || status === 'paused'
    ? 'The agent reads it before its next step.'
    : 'In your own words, in any language.';
}
