import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useSession } from '../../workbench/use-session.ts';
import type { FlawAnswer, LabDesk } from '../desk.ts';
import { Reveal } from '../reveal.tsx';
import { ChoiceList } from './choice-list.tsx';
import { NextButton } from './next-button.tsx';
import type { StepProps } from './step-props.ts';

/** The person tries the app and says what is wrong; a program then does the same and shows what it saw. */
export function FlawStep(props: StepProps<'flaw'>) {
  const { lab, attempt, desk, openDesk, onNext } = props;
  useEffect(() => {
    if (!desk && !attempt.flaw.foundAt) void openDesk();
  }, [desk, openDesk, attempt.flaw.foundAt]);
  if (attempt.flaw.foundAt) {
    return (
      <div className="flex flex-col gap-6">
        <Notice tone="good" title="You found it, and a program saw it too" announce="polite">
          {attempt.flaw.evidence}
        </Notice>
        <Reveal lab={lab} attempt={attempt} only="errors" />
        <NextButton onNext={onNext}>Two questions to end with</NextButton>
      </div>
    );
  }
  if (!desk) return <Skeleton className="h-64" />;
  return <Search {...props} desk={desk} />;
}

function Search({ step, attempt, record, desk, showApp }: StepProps<'flaw'> & { desk: LabDesk }) {
  const { demo, status } = useSession(desk.session);
  const [choice, setChoice] = useState<string | null>(null);
  const [answer, setAnswer] = useState<(FlawAnswer & { choice: string }) | null>(null);
  const [looking, setLooking] = useState(false);
  const flaw = demo ? desk.flaw() : null;
  if (!flaw) return <Skeleton className="h-64" />;
  const working = status === 'working' || status === 'booting';

  async function report() {
    if (!choice) return;
    setLooking(true);
    record({ type: 'flaw-tried' });
    const found = await desk.confirmFlaw(choice);
    setLooking(false);
    setAnswer({ ...found, choice });
    if (found.found) record({ type: 'flaw-found', evidence: found.evidence });
  }

  return (
    <div className="flex flex-col gap-5">
      <Button variant="quiet" className="self-start md:hidden" onClick={showApp}>
        Try the app
      </Button>
      <ChoiceList question={flaw.question} options={flaw.options} value={choice} onChoose={setChoice} />
      {answer && !answer.found && answer.choice === choice && (
        <Notice tone="warn" title="The program does not see that" announce="polite">
          {answer.evidence}
        </Notice>
      )}
      <Button
        variant="brand"
        size="l"
        className="self-start"
        disabled={!choice || working || (answer?.choice === choice && !answer.found)}
        loading={looking}
        onClick={() => void report()}
      >
        {step.action}
      </Button>
      {attempt.flaw.tries > 0 && (
        <p className="text-note text-muted">
          {attempt.flaw.tries === 1 ? 'One try so far.' : `${attempt.flaw.tries} tries so far.`} Trying in the
          app is quicker than guessing.
        </p>
      )}
    </div>
  );
}
