import clsx from 'clsx';
import { ArrowRight, CircleHelp, MonitorPlay, PenLine } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { BrandEditor } from '../../brand/brand-editor.tsx';
import { readBrand, saveBrand } from '../../brand/brand-store.ts';
import type { Brand } from '../../brand/schema.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { KeepsNothing } from '../../components/keeps-nothing.tsx';
import { Mark } from '../../components/mark.tsx';
import { type DemoEntry, demos, findDemo, liveDemos, ownBriefs } from '../../demos/registry.ts';
import type { Rung } from '../../demos/session-state.ts';
import { canStart, OwnBriefFields } from '../../workbench/own-brief/own-brief-fields.tsx';
import { useBriefDraft } from '../../workbench/own-brief/use-brief-draft.ts';
import { type ModelReach, useModelReach } from '../../workbench/use-model-status.ts';
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
  /** The demo that is chosen at first; the highlight by default. */
  demoId?: string | undefined;
  guesses: readonly number[];
  onGuesses: (guesses: readonly number[]) => void;
  onChoose: (choice: StageChoice) => void;
}

/** Before the show: which demo, whose brand, who plays the model's part, what the room guesses. */
export function StageChooser({ demoId: first, guesses, onGuesses, onChoose }: StageChooserProps) {
  const [demoId, setDemoId] = useState(first ?? demos[0]?.id ?? '');
  const [draft, write] = useBriefDraft();
  const [want, setWant] = useState<Rung | 'best'>('best');
  const [ownBrands, setOwnBrands] = useState<Readonly<Record<string, Brand | null>>>({});
  const [pressed, setPressed] = useState(false);
  const reach = useModelReach();
  const ownBrief = isOwn(demoId);
  const chosen = ownBrief ? ownBriefs[draft.kind] : findDemo(demoId);
  const kept = useMemo(() => readBrand(demoId), [demoId]);
  const ownBrand = demoId in ownBrands ? (ownBrands[demoId] ?? null) : kept;
  // A demo and a brief are of one client: nobody else's brand stands over them.
  const given = ownBrief ? (draft.brand ?? null) : ownBrand;
  const brand = given ?? chosen?.brand;
  function wear(next: Brand | null) {
    if (!ownBrief) return setOwnBrands((before) => ({ ...before, [demoId]: next }));
    const { brand: _brand, ...rest } = draft;
    write(next ? { ...rest, brand: next } : rest);
  }
  function goOnStage() {
    setPressed(true);
    if (!chosen || (ownBrief && !canStart(draft, reach))) return;
    if (!ownBrief) saveBrand(chosen.id, ownBrand);
    onChoose({ demoId: chosen.id, want: ownBrief ? 'live' : want, ...(brand ? { brand } : {}) });
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
            <KeepsNothing save="A run can be played again only while the page is open." />
            <DemoChoice value={ownBrief ? ownBriefs.app.id : demoId} onChange={setDemoId} reach={reach} />
            {ownBrief ? (
              <OwnBriefFields
                draft={draft}
                onChange={write}
                reach={reach}
                pressed={pressed}
                offer={(nearest) => (
                  <Button size="s" onClick={() => setDemoId(nearest.id)}>
                    Choose it
                  </Button>
                )}
              />
            ) : (
              <WhoAnswers value={want} onChange={setWant} reach={reach} />
            )}
          </div>
          <div className="flex flex-col gap-9 self-start rounded-door lg:sticky lg:top-4 bg-card p-7 shadow-card">
            <section aria-labelledby="stage-brand" className="flex flex-col gap-5">
              <h2 id="stage-brand" className="text-heading">
                In whose name
              </h2>
              {brand && (
                <BrandEditor
                  compact
                  value={brand}
                  onChange={wear}
                  onReset={given ? () => wear(null) : undefined}
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

function isOwn(demoId: string): boolean {
  return Object.values(ownBriefs).some(({ id }) => id === demoId);
}

interface DemoChoiceProps {
  value: string;
  onChange: (id: string) => void;
  reach: ModelReach;
}

function DemoChoice({ value, onChange, reach }: DemoChoiceProps) {
  const name = useId();
  const live = reach.state === 'ready';
  return (
    <fieldset>
      <legend className="mb-4 font-serif text-heading">What it builds</legend>
      <div className="grid gap-3.5 sm:grid-cols-2">
        {[...demos, ...(live ? liveDemos : [])].map((demo) => (
          <DemoRadio key={demo.id} name={name} demo={demo} value={value} onChange={onChange} />
        ))}
        <OwnBriefRadio name={name} value={value} onChange={onChange} />
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

function card(isChosen: boolean): string {
  return clsx(
    'relative flex cursor-pointer flex-col gap-2 rounded-door bg-card p-5 transition-shadow has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-brand',
    isChosen ? 'shadow-[inset_0_0_0_2px_var(--brand)]' : 'shadow-card',
  );
}

interface RadioProps {
  name: string;
  value: string;
  onChange: (id: string) => void;
}

function DemoRadio({ name, demo, value, onChange }: RadioProps & { demo: DemoEntry }) {
  return (
    <label className={card(demo.id === value)}>
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
  );
}

function OwnBriefRadio({ name, value, onChange }: RadioProps) {
  const { id } = ownBriefs.app;
  return (
    <label className={clsx(card(id === value), 'sm:col-span-2')}>
      <input
        type="radio"
        name={name}
        value={id}
        checked={id === value}
        onChange={() => onChange(id)}
        className="sr-only"
      />
      <span className="flex items-center gap-3">
        <span
          aria-hidden="true"
          className="grid size-10 place-items-center rounded-[12px] bg-brand-soft text-brand"
        >
          <PenLine className="size-5" />
        </span>
        <span className="font-serif text-xl leading-tight">A brief of your own</span>
      </span>
      <span className="text-sm text-muted">
        Type what your client wishes for, or paste a briefing. An app or a model, built by a live model.
      </span>
    </label>
  );
}

interface Answerer {
  readonly value: Rung | 'best';
  readonly title: string;
  readonly text: string;
}

interface WhoAnswersProps {
  value: Rung | 'best';
  onChange: (want: Rung | 'best') => void;
  reach: ModelReach;
}

function WhoAnswers({ value, onChange, reach }: WhoAnswersProps) {
  const name = useId();
  const model = reach.state === 'ready' ? reach.model : null;
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
            className={clsx(
              'flex cursor-pointer items-start gap-3.5 rounded-card px-4 py-3 hover:bg-card',
              choice.value === chosen && 'bg-card',
            )}
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
      {(reach.state === 'no-model' || reach.state === 'closed') && (
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
