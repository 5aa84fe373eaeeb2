import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Slider } from '../../components/slider.tsx';
import { sayMinutes } from '../../numbers/say-duration.ts';
import { minuteStops, stopOf } from '../minutes-scale.ts';
import type { MeasureId, PredictionQuestion } from '../schema.ts';
import { NextButton } from './next-button.tsx';
import type { StepProps } from './step-props.ts';

/** Sliders with units, committed by one button. What was committed stays as it is. */
export function PredictStep({ step, attempt, record, onNext }: StepProps<'predict'>) {
  const committed = attempt.prediction?.values;
  const [values, setValues] = useState<Partial<Record<MeasureId, number>>>(() =>
    startValues(step.questions, attempt),
  );
  function choose(id: MeasureId, value: number) {
    setValues((before) => ({ ...before, [id]: value }));
    record({ type: 'drafted', field: `predict.${id}`, text: String(value) });
  }
  function commit() {
    record({ type: 'predicted', values: { ...startValues(step.questions, attempt), ...values } });
  }
  return (
    <div className="flex flex-col gap-5">
      {step.questions.map((question) => (
        <QuestionSlider
          key={question.id}
          question={question}
          value={committed?.[question.id] ?? values[question.id] ?? question.start}
          disabled={committed !== undefined}
          onChange={(value) => choose(question.id, value)}
        />
      ))}
      {committed ? (
        <>
          <p className="text-note text-muted">Committed. You see how close you were after the run.</p>
          <NextButton onNext={onNext}>Watch it work</NextButton>
        </>
      ) : (
        <Button variant="brand" size="l" className="self-start" onClick={commit}>
          {step.action}
        </Button>
      )}
    </div>
  );
}

function startValues(questions: readonly PredictionQuestion[], attempt: StepProps<'predict'>['attempt']) {
  return Object.fromEntries(
    questions.map(({ id, start }) => {
      const drafted = Number(attempt.drafts[`predict.${id}`]?.text);
      return [id, Number.isFinite(drafted) && attempt.drafts[`predict.${id}`] ? drafted : start];
    }),
  ) as Partial<Record<MeasureId, number>>;
}

interface QuestionSliderProps {
  question: PredictionQuestion;
  value: number;
  disabled: boolean;
  onChange: (value: number) => void;
}

/** Time is guessed on stops from a minute to a month, all else in steps of one. */
function QuestionSlider({ question, value, disabled, onChange }: QuestionSliderProps) {
  if (question.id === 'minutes') {
    return (
      <Slider
        label={question.label}
        value={stopOf(value)}
        min={0}
        max={minuteStops.length - 1}
        disabled={disabled}
        format={(stop) => sayMinutes(minuteStops[stop] ?? 1)}
        onChange={(stop) => onChange(minuteStops[stop] ?? 1)}
      />
    );
  }
  return (
    <Slider
      label={question.label}
      value={value}
      min={question.min}
      max={question.max}
      disabled={disabled}
      format={(count) => `${count} ${count === 1 ? question.one : question.unit}`}
      onChange={onChange}
    />
  );
}
