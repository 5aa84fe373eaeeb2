import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useSession } from '../../workbench/use-session.ts';
import type { FlawAnswer, FlawQuestion, LabDesk } from '../desk.ts';
import { Reveal } from '../reveal.tsx';
import { ChoiceList } from './choice-list.tsx';
import { NextButton } from './next-button.tsx';
import type { StepProps } from './step-props.ts';

/** The person tries the app and says what is wrong; a program then does the same and tells what it saw. */
export function FlawStep(props: StepProps<'flaw'>) {
  const { attempt, desk, openDesk } = props;
  const settled = attempt.flaw.foundAt !== null || attempt.flaw.absentAt !== null;
  useEffect(() => {
    if (!desk && !settled) void openDesk();
  }, [desk, openDesk, settled]);
  if (settled) return <Settled {...props} />;
  if (!desk) return <Skeleton className="h-64" />;
  return <Search {...props} desk={desk} />;
}

function Settled({ lab, attempt, desk, onNext }: StepProps<'flaw'>) {
  const found = attempt.flaw.foundAt !== null;
  return (
    <div className="flex flex-col gap-6">
      {found ? (
        <Notice tone="good" title="You found it, and a program saw it too" announce="polite">
          {attempt.flaw.evidence}
        </Notice>
      ) : (
        <Notice title={`No such mistake is in this ${lab.makes}`} announce="polite">
          A program looked at all of it. This time the work was right. That, too, must be looked at to be
          known.
        </Notice>
      )}
      {desk && found && <Why desk={desk} />}
      <Reveal lab={lab} attempt={attempt} only="errors" />
      <NextButton onNext={onNext}>Two questions to end with</NextButton>
    </div>
  );
}

/** Why the tests could not see it, and the way to have it repaired. */
function Why({ desk }: { desk: LabDesk }) {
  const { demo, status, story } = useSession(desk.session);
  const flaw = demo ? desk.flaw() : null;
  if (!flaw) return null;
  const asked = story.human.some((moment) => moment.text === flaw.repair);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">{flaw.explanation}</p>
      <Button
        variant="quiet"
        className="self-start"
        disabled={asked || status === 'working' || status === 'booting'}
        onClick={() => void desk.ask('free', flaw.repair)}
      >
        {asked ? 'You asked for the repair' : 'Ask the agent to repair it'}
      </Button>
    </div>
  );
}

function Search({ lab, step, attempt, record, desk, showApp }: StepProps<'flaw'> & { desk: LabDesk }) {
  const { demo, status, selectedCell } = useSession(desk.session);
  const [chosen, setChosen] = useState<string | null>(null);
  const [answer, setAnswer] = useState<(FlawAnswer & { choice: string }) | null>(null);
  const [looking, setLooking] = useState(false);
  const flaw = demo ? desk.flaw() : null;
  if (!flaw) return <Skeleton className="h-64" />;
  const byCell = flaw.pick === 'cell';
  const choice = byCell ? selectedCell : chosen;
  const busy = status === 'working' || status === 'booting' || status === 'idle';
  const wrong = answer !== null && !answer.found && answer.choice === choice;

  async function report(asked: FlawQuestion) {
    if (!choice) return;
    setLooking(true);
    const seen = await desk.confirmFlaw(choice);
    setLooking(false);
    setAnswer({ ...seen, choice });
    record({ type: 'flaw-tried', choice });
    if (seen.found) record({ type: 'flaw-found', evidence: seen.evidence });
    else if (seen.absent) record({ type: 'flaw-absent', options: [], everywhere: true });
    else record({ type: 'flaw-absent', options: asked.options.map((option) => option.id) });
  }

  return (
    <div className="flex flex-col gap-5">
      <Button variant="quiet" className="self-start md:hidden" onClick={showApp}>
        {byCell ? 'Look at the model' : `Try the ${lab.makes}`}
      </Button>
      {byCell ? (
        <PickedCell question={flaw.question} cell={choice} words={choice ? desk.cellWords(choice) : null} />
      ) : (
        <ChoiceList question={flaw.question} options={flaw.options} value={choice} onChoose={setChosen} />
      )}
      {wrong && (
        <Notice tone="warn" title="The program does not see that" announce="polite">
          {answer.evidence}
        </Notice>
      )}
      <Button
        variant="brand"
        size="l"
        className="self-start"
        disabled={!choice || busy || wrong}
        loading={looking}
        onClick={() => void report(flaw)}
      >
        {step.action}
      </Button>
      {attempt.flaw.tried.length > 0 && (
        <p className="num text-note text-muted">
          {byCell
            ? `${attempt.flaw.tried.length} reported. Tracing is quicker than guessing.`
            : `${attempt.flaw.tried.length} of ${flaw.options.length} tried. Using the app is quicker than guessing.`}
        </p>
      )}
    </div>
  );
}

interface PickedCellProps {
  question: string;
  /** With its sheet; null where none is selected. */
  cell: string | null;
  /** What stands in it. */
  words: string | null;
}

/** The cell that the person selected in the grid, in words. */
function PickedCell({ question, cell, words }: PickedCellProps) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-[0.9375rem] font-[560]">{question}</p>
      <div aria-live="polite" className="flex flex-col gap-1 rounded-card bg-sunk px-4 py-3.5">
        <p className="text-note text-muted">{cell ? 'You selected' : 'Nothing is selected yet'}</p>
        <p className="num font-mono text-[0.9375rem]">
          {cell?.replace('!', ' · ') ?? 'Select a cell in the model'}
        </p>
        {words && <p className="text-[0.9375rem]">{words}</p>}
      </div>
    </div>
  );
}
