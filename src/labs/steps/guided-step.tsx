import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Field, TextArea } from '../../components/field.tsx';
import { useSession } from '../../workbench/use-session.ts';
import { writeBrief } from '../brief.ts';
import type { LabDesk } from '../desk.ts';
import { rungProven } from '../progress.ts';
import type { BriefField } from '../schema.ts';
import { ChangeStatus } from './change-status.tsx';
import { NextButton } from './next-button.tsx';
import type { StepProps } from './step-props.ts';

/** The second own change: a brief in parts, shown whole before it is sent. */
export function GuidedStep({
  lab,
  step,
  attempt,
  record,
  desk,
  openDesk,
  showApp,
  onNext,
}: StepProps<'guided'>) {
  const proven = rungProven(attempt, 'guided');
  const [asking, setAsking] = useState(false);
  const answers = Object.fromEntries(
    step.fields.map(({ id }) => [id, attempt.drafts[`guided.${id}`]?.text ?? '']),
  );
  const brief = writeBrief(step.fields, answers);
  const feature = answers['feature']?.trim() ?? '';

  async function send() {
    setAsking(true);
    const opened = desk ?? (await openDesk());
    if (opened) {
      showApp();
      const chosen = changeOf(opened, feature);
      await opened.ask('guided', brief, chosen);
    }
    setAsking(false);
  }

  return (
    <div className="flex flex-col gap-5">
      {step.fields.map((field) => (
        <BriefPart
          key={field.id}
          field={field}
          value={answers[field.id] ?? ''}
          desk={desk}
          onChange={(text) => record({ type: 'drafted', field: `guided.${field.id}`, text })}
        />
      ))}
      {brief !== '' && (
        <figure className="border-l-2 border-brand pl-4">
          <figcaption className="text-note text-muted">Your brief</figcaption>
          <blockquote className="font-serif text-[1.125rem] leading-snug">{brief}</blockquote>
        </figure>
      )}
      <Button
        variant={proven ? 'quiet' : 'brand'}
        size={proven ? 'm' : 'l'}
        className="self-start"
        disabled={feature === ''}
        loading={asking}
        onClick={() => void send()}
      >
        {proven ? 'Send another brief' : step.action}
      </Button>
      <ChangeStatus attempt={attempt} rung="guided" desk={desk} showApp={showApp} makes={lab.makes} />
      {proven && <NextButton onNext={onNext}>Go on</NextButton>}
    </div>
  );
}

/** The scripted change that a feature names word for word, if there is one. */
function changeOf(desk: LabDesk, feature: string): string | undefined {
  const change = desk.session
    .getState()
    .demo?.changes.find((each) => each.label.toLowerCase() === feature.toLowerCase());
  return change?.id;
}

interface BriefPartProps {
  field: BriefField;
  value: string;
  desk: LabDesk | null;
  onChange: (text: string) => void;
}

function BriefPart({ field, value, desk, onChange }: BriefPartProps) {
  if (field.choices) {
    return (
      <fieldset>
        <legend className="mb-2 text-[0.84375rem] font-[580]">{field.label}</legend>
        <div className="flex flex-wrap gap-2">
          {field.choices.map((choice) => (
            <Chip
              key={choice}
              selected={choice === value}
              onClick={() => onChange(choice === value ? '' : choice)}
            >
              {choice}
            </Chip>
          ))}
        </div>
      </fieldset>
    );
  }
  return (
    <div className="flex flex-col gap-2.5">
      <Field label={field.label}>
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            maxLength={600}
            value={value}
            placeholder={field.placeholder}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      {desk && <Offered desk={desk} value={value} onChoose={onChange} />}
    </div>
  );
}

/** Changes that are sure to work in a rehearsal, offered as answers. */
function Offered({
  desk,
  value,
  onChoose,
}: {
  desk: LabDesk;
  value: string;
  onChoose: (text: string) => void;
}) {
  const { suggestions } = useSession(desk.session);
  const offered = suggestions.filter((each) => each.kind === 'change' && !each.used).slice(0, 4);
  if (offered.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {offered.map((each) => (
        <Chip key={each.id} selected={each.label === value} onClick={() => onChoose(each.label)}>
          {each.label}
        </Chip>
      ))}
    </div>
  );
}
