import { CloudOff, RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { IconButton } from '../components/icon-button.tsx';
import type { SavedState } from './attempt-store.ts';
import { BeatPath } from './beat-path.tsx';
import { Hints } from './hints.tsx';
import { standing, stepsOf } from './progress.ts';
import { StepView } from './step-view.tsx';
import type { StepProps } from './steps/step-props.ts';

interface GuideProps extends Omit<StepProps<'predict'>, 'step' | 'onNext'> {
  saved: SavedState;
  onGo: (step: string) => void;
  onReset: () => void;
}

/** The words at the left: where one stands, one small step, one action, a hint, the time left. */
export function Guide({ saved, onGo, onReset, ...shared }: GuideProps) {
  const { lab, attempt, desk, record } = shared;
  const steps = stepsOf(lab);
  const at = Math.max(
    0,
    steps.findIndex(({ step }) => step.id === attempt.place.step),
  );
  const current = steps[at];
  const heading = useRef<HTMLHeadingElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const placed = useRef(attempt.place.step);
  useEffect(() => {
    if (placed.current === attempt.place.step) return;
    placed.current = attempt.place.step;
    scroller.current?.scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  }, [attempt.place.step]);
  if (!current) return null;
  const { step } = current;
  const beat = lab.beats.find((each) => each.id === current.beat);
  const done = step.kind === 'reflect' && attempt.reflection !== null;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div
        ref={scroller}
        className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto px-6 pt-5 pb-6 lg:px-7"
      >
        <BeatPath lab={lab} attempt={attempt} onGo={onGo} />
        <div key={step.id} className="flex animate-rise flex-col gap-6">
          <header className="flex flex-col gap-2.5">
            {beat && beat.steps.length > 1 && (
              <p className="num text-note font-[560] text-muted">
                <span className="text-brand">{beat.name}</span> ·{' '}
                {beat.steps.findIndex((each) => each.id === step.id) + 1} of {beat.steps.length}
              </p>
            )}
            <h1 ref={heading} tabIndex={-1} className="text-[2rem] leading-[1.1] outline-none">
              {done
                ? standing(lab, attempt).complete
                  ? 'You did it, firsthand'
                  : 'Nearly there'
                : step.title}
            </h1>
            {!done &&
              step.text.map((paragraph) => (
                <p key={paragraph} className="max-w-[38ch] text-muted">
                  {paragraph}
                </p>
              ))}
          </header>
          <StepView {...shared} step={step} onNext={() => onGo(steps[at + 1]?.step.id ?? step.id)} />
          {!done && (
            <Hints
              step={step}
              extra={step.kind === 'flaw' ? desk?.flaw()?.hints : undefined}
              shown={attempt.hints[step.id] ?? 0}
              onHint={() => record({ type: 'hinted', step: step.id })}
            />
          )}
        </div>
      </div>
      <GuideFoot {...shared} saved={saved} onReset={onReset} />
    </div>
  );
}

function GuideFoot({
  lab,
  attempt,
  saved,
  onReset,
}: Pick<GuideProps, 'lab' | 'attempt' | 'saved' | 'onReset'>) {
  const [asking, setAsking] = useState(false);
  const { minutesLeft } = standing(lab, attempt);
  return (
    <footer className="flex min-h-14 shrink-0 items-center justify-between gap-3 border-t border-line px-6 text-note text-muted lg:px-7">
      <span>
        {minutesLeft === 0
          ? 'All done'
          : `About ${minutesLeft} ${minutesLeft === 1 ? 'minute' : 'minutes'} left`}
      </span>
      <span className="flex items-center gap-1">
        {saved === 'failed' ? (
          <span className="flex items-center gap-1.5 text-warn">
            <CloudOff aria-hidden="true" className="size-4" /> Lasts until you leave this page
          </span>
        ) : (
          <span>Kept in this browser</span>
        )}
        <IconButton
          size="s"
          label="Start the lab over"
          icon={<RotateCcw />}
          onClick={() => setAsking(true)}
        />
      </span>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title="Start this lab over?"
        description="The guide goes back to the first step and the app is built anew. What you did so far stays in your record, and your runs stay in My runs."
        actions={
          <>
            <Button variant="quiet" onClick={() => setAsking(false)}>
              Keep going
            </Button>
            <Button
              onClick={() => {
                setAsking(false);
                onReset();
              }}
            >
              Start over
            </Button>
          </>
        }
      />
    </footer>
  );
}
