import { useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Slider } from '../../components/slider.tsx';
import { sayMinutes } from '../../numbers/say-duration.ts';
import { type Answer, type Answers, answersOf, draftOf, openQuestions, predictedValues } from '../answers.ts';
import { minuteStops, stopOf } from '../minutes-scale.ts';
import type { MeasureId, PredictionQuestion } from '../schema.ts';
import { NextButton } from './next-button.tsx';
import type { StepProps } from './step-props.ts';

/**
 * Sliders with units, committed by one button once each was moved, or "I don't know" was said. What was
 * committed stays as it is.
 */
export function PredictStep({ step, attempt, record, onNext }: StepProps<'predict'>) {
  const { questions } = step;
  const committed = attempt.prediction?.values;
  const [answers, setAnswers] = useState<Answers>(() => answersOf(questions, attempt));
  const [pressed, setPressed] = useState(false);
  const open = openQuestions(questions, answers);
  const hintId = useId();
  function answer(id: MeasureId, given: Answer) {
    setAnswers((before) => ({ ...before, [id]: given }));
    record({ type: 'drafted', field: `predict.${id}`, text: draftOf(given) });
  }
  function commit() {
    setPressed(true);
    if (open.length === 0) record({ type: 'predicted', values: predictedValues(answers) });
  }
  return (
    <div className="flex flex-col gap-5">
      {questions.map((question) => (
        <QuestionSlider
          key={question.id}
          question={question}
          answer={committed ? committedAnswer(committed[question.id]) : answers[question.id]}
          missing={pressed && answers[question.id] === undefined}
          disabled={committed !== undefined}
          onAnswer={(given) => answer(question.id, given)}
        />
      ))}
      {committed ? (
        <>
          <p className="text-note text-muted">Committed. You see how close you were after the run.</p>
          <NextButton onNext={onNext}>Watch it work</NextButton>
        </>
      ) : (
        <div className="flex flex-col items-start gap-2">
          <Button
            variant="brand"
            size="l"
            aria-disabled={open.length > 0}
            aria-describedby={open.length > 0 ? hintId : undefined}
            className="aria-disabled:opacity-55"
            onClick={commit}
          >
            {step.action}
          </Button>
          <p id={hintId} aria-live="polite" className="text-note text-muted">
            {open.length > 0 &&
              `${open.length} of ${questions.length} left: move the slider, or say that you don’t know.`}
          </p>
        </div>
      )}
    </div>
  );
}

function committedAnswer(value: number | undefined): Answer {
  return value === undefined ? { kind: 'unknown' } : { kind: 'value', value };
}

interface QuestionSliderProps {
  question: PredictionQuestion;
  answer: Answer | undefined;
  /** It was tried to commit without an answer to this one. */
  missing: boolean;
  disabled: boolean;
  onAnswer: (answer: Answer) => void;
}

const untouched = { shown: '?', spoken: 'not answered yet' };
const unknown = { shown: 'don’t know', spoken: 'answered: I don’t know' };

/** Time is guessed on stops from a minute to a month, all else in steps of one. */
function QuestionSlider({ question, answer, missing, disabled, onAnswer }: QuestionSliderProps) {
  const { id, label, start, one, unit, min, max } = question;
  const value = answer?.kind === 'value' ? answer.value : start;
  const isTime = id === 'minutes';
  const words = (place: number) =>
    isTime ? sayMinutes(minuteStops[place] ?? 1) : `${place} ${place === 1 ? one : unit}`;
  const give = (place: number) =>
    onAnswer({ kind: 'value', value: isTime ? (minuteStops[place] ?? 1) : place });
  return (
    <div className="flex flex-col gap-1.5">
      <Slider
        label={label}
        value={isTime ? stopOf(value) : value}
        min={isTime ? 0 : min}
        max={isTime ? minuteStops.length - 1 : max}
        disabled={disabled}
        format={words}
        unanswered={answer?.kind === 'value' ? undefined : answer ? unknown : untouched}
        onChange={give}
        // Letting go where it waits is an answer as well.
        onCommit={give}
        between={
          !(disabled && answer?.kind === 'value') && (
            <Chip
              selected={answer?.kind === 'unknown'}
              disabled={disabled}
              aria-label={`I don’t know: ${label}`}
              onClick={() => onAnswer({ kind: 'unknown' })}
            >
              I don’t know
            </Chip>
          )
        }
      />
      {missing && <p className="text-note text-warn">Move the slider, or say that you don’t know.</p>}
    </div>
  );
}
