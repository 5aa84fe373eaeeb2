import { Eye, Play } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Pace } from '../../demos/session-state.ts';
import { useSession } from '../../workbench/use-session.ts';
import type { LabDesk } from '../desk.ts';
import { NextButton } from './next-button.tsx';
import type { StepProps } from './step-props.ts';

/** Starts the worked run and says what is happening in it. */
export function WatchStep({ step, attempt, desk, openDesk, showApp, onNext }: StepProps<'watch'>) {
  const [opening, setOpening] = useState(false);
  async function start() {
    setOpening(true);
    const opened = await openDesk();
    setOpening(false);
    if (!opened) return;
    showApp();
    void opened.session.start();
  }
  if (attempt.build) {
    return (
      <>
        {desk && <Narration desk={desk} showApp={showApp} />}
        <NextButton onNext={onNext}>Say what you saw</NextButton>
      </>
    );
  }
  if (desk) return <Running desk={desk} showApp={showApp} onStart={start} action={step.action} />;
  return <StartButton action={step.action} loading={opening} onStart={() => void start()} />;
}

function StartButton({
  action,
  loading,
  onStart,
}: {
  action: string;
  loading: boolean;
  onStart: () => void;
}) {
  return (
    <Button
      variant="brand"
      size="l"
      className="self-start"
      loading={loading}
      icon={<Play aria-hidden="true" />}
      onClick={onStart}
    >
      {action}
    </Button>
  );
}

interface RunningProps {
  desk: LabDesk;
  showApp: () => void;
  onStart: () => Promise<void>;
  action: string;
}

function Running({ desk, showApp, onStart, action }: RunningProps) {
  const { status } = useSession(desk.session);
  if (status === 'idle')
    return <StartButton action={action} loading={false} onStart={() => void onStart()} />;
  return (
    <div className="flex flex-col gap-4">
      {/* Above the line that changes its height: a button must not move while it is pressed. */}
      <PaceChoice desk={desk} />
      <Narration desk={desk} showApp={showApp} />
      {(status === 'stopped' || status === 'failed') && (
        <Notice
          tone="warn"
          title="The run ended before it was through"
          action={
            <>
              <Button size="s" onClick={() => void desk.session.start()}>
                Go on from here
              </Button>
              <Button
                size="s"
                variant="quiet"
                onClick={() => void desk.session.reset().then(() => desk.session.start())}
              >
                Start again
              </Button>
            </>
          }
        >
          Your predictions and the files so far are kept. Go on when you are ready.
        </Notice>
      )}
    </div>
  );
}

const paces: readonly { readonly pace: Pace; readonly label: string }[] = [
  { pace: 1, label: 'Slow' },
  { pace: 2, label: 'Normal' },
  { pace: 4, label: 'Fast' },
  { pace: 'full', label: 'At once' },
];

/** A rehearsal goes as fast as the person can follow; a live model sets its own speed. */
function PaceChoice({ desk }: { desk: LabDesk }) {
  const { pace, mode, status } = useSession(desk.session);
  if (mode.mode === 'live' || (status !== 'working' && status !== 'paused')) return null;
  return (
    <fieldset>
      <legend className="mb-2 text-note text-muted">Speed of the rehearsal</legend>
      <div className="flex flex-wrap gap-2">
        {paces.map((each) => (
          <Chip
            key={each.label}
            selected={each.pace === pace}
            onClick={() => desk.session.setPace(each.pace)}
          >
            {each.label}
          </Chip>
        ))}
      </div>
    </fieldset>
  );
}

/** The run in one line, for whoever reads only the guide. */
function Narration({ desk, showApp }: { desk: LabDesk; showApp: () => void }) {
  const state = useSession(desk.session);
  const phase = state.story.phases.at(-1);
  const last = state.story.steps.findLast(({ kind }) => kind !== 'person' && kind !== 'think');
  return (
    <div className="flex flex-col gap-3 border-l-2 border-brand py-0.5 pl-4">
      <p className="text-note font-[560] text-brand">{phase?.title ?? 'Getting ready'}</p>
      <p className="font-serif text-[1.25rem] leading-snug">
        {state.status === 'booting' ? 'Opening the sandbox' : (last?.text ?? 'The agent reads the request')}
      </p>
      <Button
        variant="quiet"
        size="s"
        icon={<Eye aria-hidden="true" />}
        className="self-start md:hidden"
        onClick={showApp}
      >
        Show the work
      </Button>
    </div>
  );
}
