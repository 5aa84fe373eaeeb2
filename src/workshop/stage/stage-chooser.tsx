import { ArrowRight, CircleHelp, MonitorPlay } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { StatusAnswer } from '../../agent/model-access.ts';
import { BrandEditor } from '../../brand/brand-editor.tsx';
import { readBrand, saveBrand } from '../../brand/brand-store.ts';
import type { Brand } from '../../brand/schema.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Mark } from '../../components/mark.tsx';
import { demos, findDemo, liveDemos } from '../../demos/registry.ts';
import type { Rung } from '../../demos/session-state.ts';
import { GuessesRead } from './guesses-read.tsx';
import { guessesText, readGuesses } from './room-guesses.ts';

export interface StageChoice {
  readonly demoId: string;
  readonly want: Rung | 'best';
  readonly brand?: Brand;
  /** The kept run that a replay plays back; the newest that ended well by default. */
  readonly recordingId?: string;
}

interface StageChooserProps {
  guesses: readonly number[];
  onGuesses: (guesses: readonly number[]) => void;
  onChoose: (choice: StageChoice) => void;
}

/** Before the show: which demo, whose brand, who plays the model's part, what the room guesses. */
export function StageChooser({ guesses, onGuesses, onChoose }: StageChooserProps) {
  const [demoId, setDemoId] = useState(demos[0]?.id ?? '');
  const [want, setWant] = useState<Rung | 'best'>('best');
  const [ownBrand, setOwnBrand] = useState<Brand | null>(readBrand);
  const demo = findDemo(demoId);
  const brand = ownBrand ?? demo?.brand;
  function goOnStage() {
    if (ownBrand) saveBrand(ownBrand);
    onChoose({ demoId, want, ...(brand ? { brand } : {}) });
  }
  return (
    <div className="h-full overflow-y-auto">
      <div className="measure flex min-h-full flex-col py-8">
        <div className="flex items-center justify-between gap-4">
          <Mark href="/" />
          <ButtonLink href="/help/" variant="ghost" size="s" icon={<CircleHelp aria-hidden="true" />}>
            Help
          </ButtonLink>
        </div>
        <div className="grid flex-1 content-center gap-x-16 gap-y-12 py-12 lg:grid-cols-[minmax(0,7fr)_minmax(0,6fr)]">
          <div className="flex flex-col gap-10">
            <header>
              <h1 className="text-display">Put it on stage</h1>
              <p className="mt-4 max-w-[42ch] text-lead text-muted">
                The agent works in front of the room, in your client’s name and colours. It needs no network,
                and one key goes on another way if anything is slow.
              </p>
            </header>
            <DemoChoice value={demoId} onChange={setDemoId} />
            <WhoAnswers value={want} onChange={setWant} />
          </div>
          <div className="flex flex-col gap-9 self-start rounded-door bg-card p-7 shadow-card">
            <section aria-labelledby="stage-brand" className="flex flex-col gap-5">
              <h2 id="stage-brand" className="text-heading">
                In whose name
              </h2>
              {brand && (
                <BrandEditor
                  compact
                  value={brand}
                  onChange={setOwnBrand}
                  onReset={ownBrand ? () => setOwnBrand(null) : undefined}
                />
              )}
            </section>
            <GuessesField guesses={guesses} onGuesses={onGuesses} />
            <Button variant="brand" size="l" trailing={<ArrowRight aria-hidden="true" />} onClick={goOnStage}>
              Go on stage
            </Button>
          </div>
        </div>
      </div>
    </div>
  );
}

function DemoChoice({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const name = useId();
  const status = useStatus();
  const live = status?.modelAllowed === true && status.model !== null;
  return (
    <fieldset>
      <legend className="mb-4 font-serif text-heading">What it builds</legend>
      <div className="grid gap-3.5 sm:grid-cols-2">
        {[...demos, ...(live ? liveDemos : [])].map((demo) => (
          <label
            key={demo.id}
            className="relative flex cursor-pointer flex-col gap-2 rounded-door bg-card p-5 shadow-card transition-shadow has-checked:shadow-[inset_0_0_0_2px_var(--brand)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-brand"
          >
            <input
              type="radio"
              name={name}
              value={demo.id}
              checked={demo.id === value}
              onChange={() => onChange(demo.id)}
              className="sr-only"
            />
            <span className="flex items-center gap-3">
              <span
                aria-hidden="true"
                className="grid size-10 place-items-center rounded-[12px] text-white"
                style={{ background: demo.brand.primary }}
              >
                <MonitorPlay className="size-5" />
              </span>
              <span className="text-note text-muted">{demo.brand.name}</span>
            </span>
            <span className="font-serif text-xl leading-tight">{demo.title}</span>
            <span className="text-sm text-muted">{demo.summary}</span>
          </label>
        ))}
      </div>
      {!live && (
        <p className="mt-4 text-sm text-muted">
          With a live model also from the briefings of {liveDemos.map(({ brand }) => brand.name).join(', ')}.
          They have no rehearsal.
        </p>
      )}
    </fieldset>
  );
}

interface Answerer {
  readonly value: Rung | 'best';
  readonly title: string;
  readonly text: string;
}

function WhoAnswers({ value, onChange }: { value: Rung | 'best'; onChange: (want: Rung | 'best') => void }) {
  const name = useId();
  const status = useStatus();
  const model = status?.modelAllowed ? status.model : null;
  const choices: readonly Answerer[] = [
    ...(model
      ? [
          {
            value: 'live' as const,
            title: `Live: ${model.label}`,
            text: 'A model decides. Slower, and never twice the same.',
          },
        ]
      : []),
    {
      value: 'rehearsal',
      title: 'Rehearsal',
      text: 'An authored script decides, the work is real. Always works, and the screen says so.',
    },
    { value: 'replay', title: 'Replay', text: 'Plays back the newest run of this browser that ended well.' },
  ];
  const chosen = value === 'best' ? (choices[0]?.value ?? 'rehearsal') : value;
  return (
    <fieldset>
      <legend className="mb-4 font-serif text-heading">Who plays the model’s part</legend>
      <div className="grid gap-2.5">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="flex cursor-pointer items-start gap-3.5 rounded-card px-4 py-3 hover:bg-card has-checked:bg-card"
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === chosen}
              onChange={() => onChange(choice.value)}
              className="mt-1 size-4.5 accent-(--brand)"
            />
            <span>
              <span className="block font-[560]">{choice.title}</span>
              <span className="block text-sm text-muted">{choice.text}</span>
            </span>
          </label>
        ))}
      </div>
      {status && !model && (
        <p className="mt-3 text-note text-muted">
          No model may be asked from this browser. A facilitator connects one in the{' '}
          <a className="link" href="/settings/">
            settings
          </a>
          .
        </p>
      )}
    </fieldset>
  );
}

function useStatus(): StatusAnswer | null {
  const [status, setStatus] = useState<StatusAnswer | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    fetch('/api/status', { signal: stop.signal })
      .then(async (answer) => {
        if (answer.ok) setStatus((await answer.json()) as StatusAnswer);
      })
      .catch(() => {});
    return () => stop.abort();
  }, []);
  return status;
}

function GuessesField({ guesses, onGuesses }: Pick<StageChooserProps, 'guesses' | 'onGuesses'>) {
  const id = useId();
  const [text, setText] = useState(guessesText(guesses));
  function write(typed: string) {
    setText(typed);
    onGuesses(readGuesses(typed));
  }
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={id} className="text-heading font-serif">
        What the room guesses
      </label>
      <p id={`${id}-help`} className="text-note text-muted">
        “How many minutes will it take?” Write what you hear: 5, 20, 2 h, 3 days. On stage, G does the same.
      </p>
      <input
        id={id}
        aria-describedby={`${id}-help`}
        value={text}
        autoComplete="off"
        onChange={(event) => write(event.target.value)}
        className="h-11 rounded-[11px] bg-card px-3.5 text-[0.9375rem] shadow-[inset_0_0_0_1px_var(--field)]"
      />
      <GuessesRead text={text} onText={write} />
    </div>
  );
}
