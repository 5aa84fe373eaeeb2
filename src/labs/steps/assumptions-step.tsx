import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Field, SelectInput, TextArea, TextInput } from '../../components/field.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { NumberField } from '../../numbers/number-field.tsx';
import { useSession } from '../../workbench/use-session.ts';
import {
  type AssumptionPart,
  placeOf,
  problemOf,
  say,
  settledPart,
  writeAssumptionRequest,
} from '../assumption-request.ts';
import type { LabAssumption, LabDesk } from '../desk.ts';
import { rungProven } from '../progress.ts';
import { ChangeStatus } from './change-status.tsx';
import { NextButton } from './next-button.tsx';
import type { StepProps } from './step-props.ts';

/** The second own change of a model: a few assumptions and a scenario, each with a reason. */
export function AssumptionsStep(props: StepProps<'assumptions'>) {
  const { desk, openDesk } = props;
  useEffect(() => {
    if (!desk) void openDesk();
  }, [desk, openDesk]);
  if (!desk) return <Skeleton className="h-96" />;
  // A model without named numbers offers nothing to choose from: what to change is said in words.
  const choosable = desk.assumptions().length > 0 || desk.scenarios().length > 0;
  return choosable ? <AssumptionForm {...props} desk={desk} /> : <WordsForm {...props} desk={desk} />;
}

type FormProps = StepProps<'assumptions'> & { desk: LabDesk };

function AssumptionForm({ step, attempt, record, desk, showApp, onNext }: FormProps) {
  const { status } = useSession(desk.session);
  const [pressed, setPressed] = useState(false);
  const [asking, setAsking] = useState(false);
  const assumptions = desk.assumptions();
  const scenarios = desk.scenarios();
  const draft = (name: string) => attempt.drafts[`guided.${name}`]?.text ?? '';
  const count = Math.min(step.count, assumptions.length);
  const parts = Array.from({ length: count }, (_, index): AssumptionPart => {
    const label = draft(`${index}.label`) || (assumptions[index]?.label ?? '');
    return { label, value: draft(`${index}.value`), reason: draft(`${index}.reason`) };
  });
  const scenario = { label: draft('scenario'), reason: draft('scenario.reason') };
  const known = new Map(assumptions.map((each) => [each.label, each]));
  const problems = parts.map((part, index) => partProblem(parts, index, known.get(part.label)));
  const asksScenario = scenarios.length > 0;
  const scenarioWhole = scenario.label !== '' && scenario.reason.trim() !== '';
  const whole = problems.every((each) => each === null) && (!asksScenario || scenarioWhole);
  const units = new Map(assumptions.map(({ label, unit }) => [label, unit]));
  const settled = parts.flatMap((part) => {
    const assumption = known.get(part.label);
    return assumption ? [settledPart(part, assumption)] : [];
  });
  const request = whole ? writeAssumptionRequest(settled, units, asksScenario ? scenario : null) : '';
  const proven = rungProven(attempt, 'guided');
  const write = (name: string, text: string) => record({ type: 'drafted', field: `guided.${name}`, text });

  async function send() {
    setPressed(true);
    if (!whole) return;
    setAsking(true);
    showApp();
    await desk.ask('guided', request);
    setAsking(false);
    setPressed(false);
  }

  return (
    <div className="flex flex-col gap-5">
      {parts.map((part, index) => (
        <PartFields
          // biome-ignore lint/suspicious/noArrayIndexKey: the place of a part is what it is
          key={index}
          step={step}
          index={index}
          part={part}
          assumptions={assumptions}
          pressed={pressed}
          problem={pressed ? (problems[index] ?? null) : null}
          onWrite={write}
        />
      ))}
      {asksScenario && (
        <fieldset className="flex flex-col gap-3 rounded-card bg-sunk p-4">
          <legend className="sr-only">{step.scenario}</legend>
          <p aria-hidden="true" className="text-[0.84375rem] font-[580]">
            {step.scenario}
          </p>
          <div className="flex flex-wrap gap-2">
            {scenarios.map((label) => (
              <Chip key={label} selected={label === scenario.label} onClick={() => write('scenario', label)}>
                {label}
              </Chip>
            ))}
          </div>
          <Reason
            label={step.reason}
            placeholder={step.reasonPlaceholder}
            value={scenario.reason}
            error={scenarioProblem(pressed, scenario)}
            onChange={(text) => write('scenario.reason', text)}
          />
        </fieldset>
      )}
      {request !== '' && (
        <figure className="border-l-2 border-brand pl-4">
          <figcaption className="text-note text-muted">Your request</figcaption>
          <blockquote className="font-serif text-[1.125rem] leading-snug">{request}</blockquote>
        </figure>
      )}
      <Button
        variant={proven ? 'quiet' : 'brand'}
        size={proven ? 'm' : 'l'}
        className="self-start"
        loading={asking}
        disabled={status === 'working' || status === 'booting'}
        onClick={() => void send()}
      >
        {proven ? 'Send it once more' : step.action}
      </Button>
      <ChangeStatus attempt={attempt} rung="guided" desk={desk} showApp={showApp} makes="model" />
      {proven && <NextButton onNext={onNext}>Go on</NextButton>}
    </div>
  );
}

/** A change in the person's own words, where there is nothing to choose from. */
function WordsForm({ step, attempt, record, desk, showApp, onNext }: FormProps) {
  const { status } = useSession(desk.session);
  const text = attempt.drafts['guided.words']?.text ?? '';
  const proven = rungProven(attempt, 'guided');
  return (
    <div className="flex flex-col gap-5">
      <Field
        label="Which number should change, and why?"
        help="This model names none of its numbers, so there is no list to choose from."
      >
        {(control) => (
          <TextArea
            {...control}
            dir="auto"
            maxLength={4000}
            value={text}
            onChange={(event) => record({ type: 'drafted', field: 'guided.words', text: event.target.value })}
          />
        )}
      </Field>
      <Button
        variant={proven ? 'quiet' : 'brand'}
        className="self-start"
        disabled={text.trim() === '' || status === 'working' || status === 'booting'}
        onClick={() => {
          showApp();
          void desk.ask('guided', text.trim());
        }}
      >
        {step.action}
      </Button>
      <ChangeStatus attempt={attempt} rung="guided" desk={desk} showApp={showApp} makes="model" />
      {proven && <NextButton onNext={onNext}>Go on</NextButton>}
    </div>
  );
}

function scenarioProblem(pressed: boolean, { label, reason }: { label: string; reason: string }) {
  if (!pressed) return undefined;
  if (label === '') return 'Choose a scenario above.';
  return reason.trim() === '' ? 'Say why, in a few words.' : undefined;
}

/** What is wrong with a part; one assumption is changed once. */
function partProblem(
  parts: readonly AssumptionPart[],
  index: number,
  assumption: LabAssumption | undefined,
): PartProblem | null {
  const part = parts[index];
  if (!part) return null;
  if (parts.slice(0, index).some((other) => other.label === part.label))
    return { about: 'assumption', text: 'Choose another one: this is above.' };
  const text = problemOf(part, assumption);
  if (text !== null) return { about: 'number', text };
  return part.reason.trim() === '' ? { about: 'reason', text: 'Say why, in a few words.' } : null;
}

interface PartProblem {
  /** The field beside which it is said. */
  readonly about: 'assumption' | 'number' | 'reason';
  readonly text: string;
}

interface PartFieldsProps {
  step: FormProps['step'];
  index: number;
  part: AssumptionPart;
  assumptions: readonly LabAssumption[];
  /** Whether sending was tried: what is missing is said only then. */
  pressed: boolean;
  problem: PartProblem | null;
  onWrite: (name: string, text: string) => void;
}

function PartFields({ step, index, part, assumptions, pressed, problem, onWrite }: PartFieldsProps) {
  const chosen = assumptions.find((each) => each.label === part.label);
  const range = chosen
    ? `Now ${say(chosen.now, chosen.unit)}; from ${say(chosen.least, chosen.unit)} to ${say(chosen.most, chosen.unit)}`
    : undefined;
  return (
    <fieldset className="flex flex-col gap-3 rounded-card bg-sunk p-4">
      <legend className="sr-only">Assumption {index + 1}</legend>
      <Field
        label={`Assumption ${index + 1}`}
        error={problem?.about === 'assumption' ? problem.text : undefined}
      >
        {(control) => (
          <SelectInput
            {...control}
            value={part.label}
            onChange={(event) => onWrite(`${index}.label`, event.target.value)}
          >
            {assumptions.map(({ label }) => (
              <option key={label}>{label}</option>
            ))}
          </SelectInput>
        )}
      </Field>
      <NumberField
        label={chosen?.unit === '%' ? `${step.value}, %` : step.value}
        help={range}
        value={part.value}
        place={chosen && placeOf(chosen)}
        pressed={pressed}
        error={problem?.about === 'number' ? problem.text : undefined}
        onChange={(text) => onWrite(`${index}.value`, text)}
      />
      <Reason
        label={step.reason}
        placeholder={step.reasonPlaceholder}
        value={part.reason}
        error={problem?.about === 'reason' ? problem.text : undefined}
        onChange={(text) => onWrite(`${index}.reason`, text)}
      />
    </fieldset>
  );
}

interface ReasonProps {
  label: string;
  placeholder: string;
  value: string;
  error: string | undefined;
  onChange: (text: string) => void;
}

function Reason({ label, placeholder, value, error, onChange }: ReasonProps) {
  return (
    <Field label={label} error={error}>
      {(control) => (
        <TextInput
          {...control}
          maxLength={160}
          value={value}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
