import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import { ChoiceList } from './choice-list.tsx';
import { LabDone } from './lab-done.tsx';
import type { StepProps } from './step-props.ts';

/** Two taps and an optional line. */
export function ReflectStep({ lab, step, attempt, record }: StepProps<'reflect'>) {
  const [surprise, setSurprise] = useState<string | null>(attempt.reflection?.surprise ?? null);
  const [use, setUse] = useState<string | null>(attempt.reflection?.use ?? null);
  if (attempt.reflection) return <LabDone lab={lab} attempt={attempt} />;
  const line = attempt.drafts['reflect.line']?.text ?? '';
  return (
    <div className="flex flex-col gap-7">
      <ChoiceList
        question={step.surprise.question}
        options={step.surprise.options}
        value={surprise}
        onChoose={setSurprise}
      />
      <ChoiceList question={step.use.question} options={step.use.options} value={use} onChoose={setUse} />
      <Field label={step.line.label} help="It stays in this browser.">
        {(control) => (
          <TextInput
            {...control}
            value={line}
            maxLength={300}
            placeholder={step.line.placeholder}
            onChange={(event) => record({ type: 'drafted', field: 'reflect.line', text: event.target.value })}
          />
        )}
      </Field>
      <Button
        variant="brand"
        size="l"
        className="self-start"
        disabled={!surprise || !use}
        onClick={() => surprise && use && record({ type: 'reflected', surprise, use, line: line.trim() })}
      >
        {step.action}
      </Button>
    </div>
  );
}
