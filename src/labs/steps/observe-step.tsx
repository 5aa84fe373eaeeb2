import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { observedOutcome } from '../progress.ts';
import { ChoiceList } from './choice-list.tsx';
import { NextButton } from './next-button.tsx';
import type { StepProps } from './step-props.ts';

/** One question whose answer only the run knows. */
export function ObserveStep({ step, attempt, record, onNext }: StepProps<'observe'>) {
  const given = attempt.observation;
  const [choice, setChoice] = useState<string | null>(given?.answer ?? null);
  const right = given?.right === true;
  const wrong = given !== null && !right && given.answer === choice;
  return (
    <div className="flex flex-col gap-5">
      <ChoiceList
        question={step.question}
        options={step.options}
        value={choice}
        onChoose={setChoice}
        disabled={right}
      />
      {wrong && (
        <Notice tone="warn" title="Not quite" announce="polite">
          {step.notQuite}
        </Notice>
      )}
      {right ? (
        <>
          <Notice tone="good" title="You saw it" announce="polite">
            {attempt.build && step.right[observedOutcome(attempt.build)]}
          </Notice>
          <NextButton onNext={onNext}>See how close your guess was</NextButton>
        </>
      ) : (
        <Button
          variant="brand"
          size="l"
          className="self-start"
          disabled={choice === null || wrong}
          onClick={() => choice && record({ type: 'observed', answer: choice })}
        >
          Answer
        </Button>
      )}
    </div>
  );
}
