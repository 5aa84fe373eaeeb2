import { CircleAlert } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { Field, TextArea } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSession } from '../../workbench/use-session.ts';
import type { LabDesk } from '../desk.ts';
import { wasReported } from '../progress.ts';
import { Reveal } from '../reveal.tsx';
import { NextButton } from './next-button.tsx';
import type { StepProps } from './step-props.ts';

/** The person uses what a live model made, and says what they saw; the checks say what they found. */
export function ReportStep(props: StepProps<'report'>) {
  const { attempt, desk } = props;
  return (
    <div className="flex flex-col gap-6">
      {desk && <Found desk={desk} />}
      {wasReported(attempt) ? <Reported {...props} /> : <ReportForm {...props} />}
    </div>
  );
}

/** What programs found in the work as it is now. */
function Found({ desk }: { desk: LabDesk }) {
  const { checks, checksStale } = useSession(desk.session);
  const failing = checks.filter(({ state }) => state === 'fail');
  const measured = checks.filter(({ state }) => state === 'pass' || state === 'fail').length;
  if (measured === 0 || checksStale) return null;
  if (failing.length === 0)
    return (
      <p className="text-note text-muted">{`The ${measured} checks found nothing. They see only what they measure.`}</p>
    );
  return (
    <Notice
      tone="warn"
      title={failing.length === 1 ? 'One check found something' : `${failing.length} checks found something`}
    >
      <ul className="flex flex-col gap-1">
        {failing.slice(0, 3).map((check) => (
          <li key={check.id} className="flex gap-2">
            <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warn" />
            {check.detail}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function ReportForm({ lab, step, attempt, record, showApp }: StepProps<'report'>) {
  const text = attempt.drafts['flaw.report']?.text ?? '';
  return (
    <div className="flex flex-col gap-5">
      <Button variant="quiet" className="self-start md:hidden" onClick={showApp}>
        Try the {lab.makes}
      </Button>
      <Field label={step.label}>
        {(control) => (
          <TextArea
            {...control}
            rows={3}
            dir="auto"
            maxLength={2000}
            value={text}
            placeholder={step.placeholder}
            onChange={(event) => record({ type: 'drafted', field: 'flaw.report', text: event.target.value })}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-2.5">
        <Button
          variant="brand"
          size="l"
          disabled={text.trim() === ''}
          onClick={() => record({ type: 'flaw-reported', text: text.trim() })}
        >
          {step.action}
        </Button>
        <Button variant="ghost" onClick={() => record({ type: 'flaw-reported', text: '' })}>
          {step.nothing}
        </Button>
      </div>
    </div>
  );
}

function Reported({ lab, attempt, desk, onNext }: StepProps<'report'>) {
  const text = attempt.flaw.reported?.text ?? '';
  return (
    <>
      {text === '' ? (
        <Notice title="You looked and found nothing" announce="polite">
          That says less than it seems: nobody has tried everything. It says more than the agent’s own word.
        </Notice>
      ) : (
        <Notice tone="good" title="You saw what no program was asked about" announce="polite">
          “{text}” This is your word: no program has confirmed it.
        </Notice>
      )}
      {desk && text !== '' && <Repair desk={desk} text={text} />}
      <Reveal lab={lab} attempt={attempt} only="errors" />
      <NextButton onNext={onNext}>Two questions to end with</NextButton>
    </>
  );
}

function Repair({ desk, text }: { desk: LabDesk; text: string }) {
  const { status, story } = useSession(desk.session);
  const request = `Repair this: ${text}`;
  const asked = story.human.some((moment) => moment.text === request);
  return (
    <Button
      variant="quiet"
      className="self-start"
      disabled={asked || status === 'working' || status === 'booting'}
      onClick={() => void desk.ask('free', request)}
    >
      {asked ? 'You asked for the repair' : 'Ask the agent to repair it'}
    </Button>
  );
}
