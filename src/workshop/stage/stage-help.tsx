import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Kbd } from '../../components/kbd.tsx';
import type { SessionState } from '../../demos/session-state.ts';
import { AskOnStage } from './ask-on-stage.tsx';
import { GuessesRead } from './guesses-read.tsx';
import { guessesText, readGuesses } from './room-guesses.ts';
import { stageKeys } from './stage-keys.ts';

/** What can lie over the stage. */
export type StageOverlay = 'help' | 'guesses' | 'ask';

interface StageHelpProps {
  open: StageOverlay | null;
  state: SessionState;
  guesses: readonly number[];
  onGuesses: (guesses: readonly number[]) => void;
  onAsk: (words: string) => void;
  onClose: () => void;
}

const NAMES: Readonly<Record<StageOverlay, string>> = {
  help: 'Keys of the stage',
  guesses: 'Guesses of the room',
  ask: 'A request to the agent',
};

/** What lies over the stage when asked for: the keys, the room's guesses, a request. In the size of the stage. */
export function StageHelp({ open, state, guesses, onGuesses, onAsk, onClose }: StageHelpProps) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open && !panel.current?.contains(document.activeElement)) panel.current?.focus();
  }, [open]);
  if (!open) return null;
  return (
    <div className="absolute inset-0 z-50 grid animate-fade place-items-center bg-scrim p-[2vh]">
      <div
        ref={panel}
        role="dialog"
        aria-modal="true"
        aria-label={NAMES[open]}
        tabIndex={-1}
        className="max-h-full overflow-auto rounded-[28px] bg-card px-[max(32px,2.4vw)] py-[max(20px,2.4vh)] shadow-high outline-none"
      >
        {open === 'help' && <Keys />}
        {open === 'ask' && (
          <AskOnStage
            state={state}
            onAsk={(words) => {
              onAsk(words);
              onClose();
            }}
          />
        )}
        {open === 'guesses' && (
          <Guesses
            guesses={guesses}
            begun={state.story.rounds > 0}
            onDone={(next) => {
              onGuesses(next);
              onClose();
            }}
          />
        )}
      </div>
    </div>
  );
}

function Keys() {
  return (
    <>
      <h2 className="mb-[1.2vh] text-stage-m">Keys</h2>
      <dl className="grid grid-cols-[auto_1fr] gap-x-[2vw] gap-y-[0.35vh] text-stage-s leading-tight">
        {stageKeys.map((key) => (
          <div key={key.words} className="contents">
            <dt className="flex gap-2 justify-self-end">
              {key.caps.map((cap) => (
                <Kbd key={cap} className="text-[max(24px,1.25vw)]!">
                  {cap}
                </Kbd>
              ))}
            </dt>
            <dd>{key.words}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

interface GuessesProps {
  guesses: readonly number[];
  begun: boolean;
  onDone: (guesses: readonly number[]) => void;
}

function Guesses({ guesses, begun, onDone }: GuessesProps) {
  const id = useId();
  const [text, setText] = useState(guessesText(guesses));
  function submit(event: FormEvent) {
    event.preventDefault();
    onDone(readGuesses(text));
  }
  return (
    <form onSubmit={submit} className="flex w-[min(60vw,60rem)] flex-col gap-[2vh]">
      <label htmlFor={id} className="font-serif text-stage-l">
        How many minutes will it take?
      </label>
      <p className="text-stage-s text-muted">
        {begun
          ? 'The agent has begun: these count as guesses made while watching.'
          : 'Ask the room before the agent starts. Write what you hear: 5, 20, 2 h, 3 days'}
      </p>
      <input
        id={id}
        // biome-ignore lint/a11y/noAutofocus: the facilitator asked to type
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
        autoComplete="off"
        className="h-[max(72px,6.6vh)] rounded-[18px] bg-sunk px-6 text-stage-m shadow-[inset_0_0_0_1px_var(--field)]"
      />
      <div className="flex items-end justify-between gap-6">
        <GuessesRead stage text={text} onText={setText} />
        <Button type="submit" size="stage">
          Keep them
        </Button>
      </div>
    </form>
  );
}
