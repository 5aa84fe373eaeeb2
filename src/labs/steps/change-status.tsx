import { CircleAlert, LoaderCircle } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { lastTold } from '../../run/story-words.ts';
import { useSession } from '../../workbench/use-session.ts';
import type { LabAttempt } from '../attempt.ts';
import type { LabDesk } from '../desk.ts';
import { changeState } from '../progress.ts';
import type { Lab, RungId } from '../schema.ts';

interface ChangeStatusProps {
  attempt: LabAttempt;
  rung: RungId;
  desk: LabDesk | null;
  showApp: () => void;
  /** What the agent makes; default an app. */
  makes?: Lab['makes'];
}

/** Where the newest change of a rung stands, and what to do next. A program decided it. */
export function ChangeStatus({ attempt, rung, desk, showApp, makes = 'app' }: ChangeStatusProps) {
  const change = attempt.changes.findLast((each) => each.rung === rung);
  if (!change) return null;
  const { checks } = change;
  switch (changeState(change)) {
    case 'asked':
      return <AtWork desk={desk} showApp={showApp} makes={makes} />;
    case 'unchanged':
      return (
        <Notice tone="warn" title={`Nothing that can be seen changed in the ${makes}`} announce="polite">
          {makes === 'app' &&
            'The page and its tests do what they did; comments and unused code do not count. '}
          Ask again, or choose one of the offered changes.
        </Notice>
      );
    case 'changed':
      return desk ? (
        <Unjudged desk={desk} />
      ) : (
        <Notice title="Changed. Now the checks must see it">
          Your change counts when every check passes on it.
        </Notice>
      );
    case 'failing':
      return <Failing desk={desk} rung={rung} failed={(checks?.total ?? 0) - (checks?.passed ?? 0)} />;
    case 'proven':
      return (
        <Notice
          tone="good"
          title={`Done: all ${checks?.total ?? 0} checks pass on your change`}
          announce="polite"
        >
          A program looked at your {makes} and measured it. Try it yourself, too.
        </Notice>
      );
    case 'undone':
      return (
        <Notice title="You took this change back" announce="polite">
          The {makes} is as it was before. Ask for a change again when you are ready.
        </Notice>
      );
  }
}

/** Changed, and no walk of the checks has judged it: none was made, or something could not be measured. */
function Unjudged({ desk }: { desk: LabDesk }) {
  const { checks } = useSession(desk.session);
  const unmeasured = checks.filter((check) => check.state === 'unmeasured').length;
  const title =
    unmeasured === 0
      ? 'Changed. Now the checks must see it'
      : unmeasured === 1
        ? 'One check could not be measured'
        : `${unmeasured} checks could not be measured`;
  return (
    <Notice
      tone={unmeasured === 0 ? 'neutral' : 'warn'}
      title={title}
      announce="polite"
      action={
        <Button size="s" onClick={() => void desk.session.runChecks()}>
          Run the checks
        </Button>
      }
    >
      {unmeasured === 0
        ? 'Your change counts when every check passes on it.'
        : 'That says nothing against your change. It counts once every check was measured and passes.'}
    </Notice>
  );
}

type AtWorkProps = Pick<ChangeStatusProps, 'desk' | 'showApp'> & { makes: Lab['makes'] };

function AtWork({ desk, showApp, makes }: AtWorkProps) {
  return (
    <div className="flex flex-col gap-3 rounded-card bg-sunk px-4 py-3.5">
      <p aria-live="polite" className="flex items-center gap-2.5 text-[0.9375rem]">
        <LoaderCircle aria-hidden="true" className="size-4.5 shrink-0 animate-turn text-brand" />
        {desk ? <Now desk={desk} makes={makes} /> : 'The agent is at work'}
      </p>
      <Button variant="quiet" size="s" className="self-start md:hidden" onClick={showApp}>
        Show the {makes}
      </Button>
    </div>
  );
}

function Now({ desk, makes }: { desk: LabDesk; makes: Lab['makes'] }) {
  const { story, checking } = useSession(desk.session);
  if (story.status === 'asks') return 'The agent asks something and waits for your answer';
  if (checking) return `The checks look at your ${makes}`;
  return lastTold(story.steps)?.text ?? 'The agent is at work';
}

function Failing({ desk, rung, failed }: { desk: LabDesk | null; rung: RungId; failed: number }) {
  const title = failed === 1 ? 'One check fails on your change' : `${failed} checks fail on your change`;
  if (!desk) return <Notice tone="bad" title={title} />;
  return <FailingChecks desk={desk} rung={rung} title={title} />;
}

function FailingChecks({ desk, rung, title }: { desk: LabDesk; rung: RungId; title: string }) {
  const { checks } = useSession(desk.session);
  const failing = checks.filter((check) => check.state === 'fail');
  const fix = failing.find((check) => check.fix)?.fix;
  return (
    <Notice
      tone="bad"
      title={title}
      announce="polite"
      action={
        fix && (
          <Button size="s" onClick={() => void desk.ask(rung, fix)}>
            Ask the agent to fix it
          </Button>
        )
      }
    >
      <ul className="flex flex-col gap-1">
        {failing.slice(0, 3).map((check) => (
          <li key={check.id} className="flex gap-2">
            <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-bad" />
            {check.detail}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
