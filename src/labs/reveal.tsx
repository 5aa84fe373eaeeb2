import { useEffect, useMemo, useState } from 'react';
import { Notice } from '../components/notice.tsx';
import { sayMinutes } from '../numbers/say-duration.ts';
import type { LabAttempt } from './attempt.ts';
import { countsAsMeasurement, outcomeValues } from './outcome.ts';
import { awarenessGap, type MeasureGap, measureGaps } from './prediction.ts';
import { RevealLine } from './reveal-line.tsx';
import type { Lab, LabStepOf, MeasureId } from './schema.ts';

interface RevealProps {
  lab: Lab;
  attempt: LabAttempt;
  /** Only this measure; default all that are known. */
  only?: MeasureId | undefined;
}

/** Every guess against what was measured, and the awareness gap over them. */
export function Reveal({ lab, attempt, only }: RevealProps) {
  const questions = useMemo(() => questionsOf(lab), [lab]);
  const all = measureGaps(attempt.prediction?.values ?? {}, outcomeValues(attempt));
  const gaps = all.filter((gap) => only === undefined || gap.id === only);
  const total = attempt.build?.checks.total ?? 0;
  return (
    <div className="flex flex-col gap-6">
      {gaps.map((gap, index) => {
        const question = questions.get(gap.id);
        if (!question) return null;
        return (
          <RevealLine
            key={gap.id}
            label={shortLabels[gap.id]}
            gap={gap}
            min={question.min}
            max={gap.id === 'checks' ? Math.max(total, question.max) : question.max}
            say={(value) => sayMeasure(question, value)}
            delay={900 + index * 700}
          />
        );
      })}
      {only === undefined && countsAsMeasurement(attempt) && (
        <GapSummary gaps={all} delay={900 + gaps.length * 700} />
      )}
      {only === undefined && attempt.build?.mode !== 'live' && <RehearsalTime lab={lab} attempt={attempt} />}
    </div>
  );
}

const shortLabels: Readonly<Record<MeasureId, string>> = {
  minutes: 'Time to build it',
  checks: 'Checks passed at once',
  errors: 'Errors left at the end',
};

type Question = LabStepOf<'predict'>['questions'][number];

function questionsOf(lab: Lab): ReadonlyMap<MeasureId, Question> {
  const questions = lab.beats
    .flatMap((beat) => beat.steps)
    .flatMap((step) => (step.kind === 'predict' ? step.questions : []));
  return new Map(questions.map((question) => [question.id, question]));
}

function sayMeasure(question: Question, value: number): string {
  if (question.id === 'minutes') return sayMinutes(value);
  return `${value} ${value === 1 ? question.one : question.unit}`;
}

/** The distance, by its name. It comes after the last line. */
function GapSummary({ gaps, delay }: { gaps: readonly MeasureGap[]; delay: number }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), delay);
    return () => clearTimeout(timer);
  }, [delay]);
  const gap = awarenessGap(gaps);
  if (gap === null) return null;
  return (
    <div
      aria-live="polite"
      className={`flex flex-col gap-1 rounded-card bg-brand-soft px-5 py-4 transition-opacity duration-700 ${shown ? 'opacity-100' : 'opacity-0'}`}
    >
      <p className="text-note font-[560] text-brand">Your awareness gap on this task</p>
      <p className="num font-serif text-heading text-ink">{sayGap(gap)}</p>
      <p className="text-note text-muted">
        The distance between guess and measurement, as a share of what was measured; the middle one of your
        guesses.
      </p>
    </div>
  );
}

/** `0 %`, `45 %`, `12 times`. */
export function sayGap(gap: number): string {
  if (gap < 2) return `${Math.round(gap * 100)} %`;
  return `${gap >= 10 ? Math.round(gap) : Math.round(gap * 10) / 10} times`;
}

/** A rehearsal's time says little about a model's: said where the time is shown. */
function RehearsalTime({ lab, attempt }: { lab: Lab; attempt: LabAttempt }) {
  const real = lab.makes === 'app' ? 'files, tests and checks' : 'formulas, numbers and checks';
  const replay = attempt.build?.mode === 'replay';
  return (
    <Notice title={replay ? 'The time is that of a replay' : 'The time is that of a rehearsal'}>
      {replay
        ? 'It was played back at a pace that people can follow.'
        : `A script played the AI model’s part, at the speed you chose. The ${real} are real. A live model takes minutes, not seconds.`}
    </Notice>
  );
}
