import { useMemo } from 'react';
import { sayMinutes } from '../numbers/say-duration.ts';
import { formatClock } from '../workbench/clock.ts';
import type { LabAttempt } from './attempt.ts';
import { type OutcomeValue, outcomeOf } from './outcome.ts';
import { measureGaps } from './prediction.ts';
import { measuredValues } from './progress.ts';
import { RevealLine } from './reveal-line.tsx';
import type { Lab, LabStepOf, MeasureId } from './schema.ts';

interface RevealProps {
  lab: Lab;
  attempt: LabAttempt;
  /** Only this measure; default all that are known. */
  only?: MeasureId | undefined;
}

/** Every guess against what was measured; what a script or a recorded run took is shown as theirs. */
export function Reveal({ lab, attempt, only }: RevealProps) {
  const questions = useMemo(() => questionsOf(lab), [lab]);
  const outcome = outcomeOf(attempt);
  const guesses = attempt.prediction?.values ?? {};
  const gaps = new Map(measureGaps(guesses, measuredValues(attempt)).map((gap) => [gap.id, gap]));
  const total = attempt.build?.checks.total ?? 0;
  const shown = [...questions.values()].filter(({ id }) => only === undefined || id === only);
  return (
    <div className="flex flex-col gap-6">
      {shown.map((question, index) => {
        const { id } = question;
        const [gap, came] = [gaps.get(id), outcome[id]];
        const say = (value: number) => sayMeasure(question, value);
        if (gap) {
          return (
            <RevealLine
              key={id}
              label={shortLabels[id]}
              gap={gap}
              min={question.min}
              max={id === 'checks' ? Math.max(total, question.max) : question.max}
              say={say}
              delay={900 + index * 700}
            />
          );
        }
        if (!came) return null;
        return (
          <Unmeasured key={id} label={shortLabels[id]} guess={guesses[id]} came={came} say={say} id={id} />
        );
      })}
    </div>
  );
}

interface UnmeasuredProps {
  id: MeasureId;
  label: string;
  /** Undefined where the person said that they do not know. */
  guess: number | undefined;
  came: OutcomeValue;
  say: (value: number) => string;
}

/** A guess and what came of it, where the two cannot be compared: no guess, or no measurement. */
function Unmeasured({ id, label, guess, came, say }: UnmeasuredProps) {
  return (
    <figure className="flex flex-col gap-1.5 border-l-2 border-line-strong py-0.5 pl-4">
      <figcaption className="text-[0.9375rem] font-[560]">{label}</figcaption>
      <p className="num text-note text-muted">
        {guess === undefined ? 'You said that you don’t know.' : `You expected ${say(guess)}.`}
      </p>
      <p className="num text-[0.9375rem]">{cameWords(id, came, say)}</p>
    </figure>
  );
}

function cameWords(id: MeasureId, { value, source }: OutcomeValue, say: (value: number) => string): string {
  if (source === 'measured') return `Measured: ${say(value)}.`;
  const who = source === 'script' ? 'The script' : 'The recording';
  if (id === 'minutes') return `${who} takes ${formatClock(value * 60_000)}; a live run was not measured.`;
  return `${who} leaves ${say(value)}; a live run was not measured.`;
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
