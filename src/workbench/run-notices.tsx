import { Download, GitFork, Play, RotateCcw } from 'lucide-react';
import { Button, ButtonLink } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { saveFile } from '../components/save-file.ts';
import type { DamagedRun, SessionActions, SessionState } from '../demos/session-state.ts';

interface RunNoticesProps {
  session: SessionActions;
  state: SessionState;
  /** Takes the person to a copy of this run that is theirs. */
  onFork?: ((copy: SessionActions) => void) | undefined;
}

/** What a person must know now: one notice at a time, the most important first. */
export function RunNotices({ session, state, onFork }: RunNoticesProps) {
  if (state.readOnly) return <ReadOnlyNotice session={session} state={state} onFork={onFork} />;
  if (state.status === 'failed' && state.problem && state.previewReady) {
    return <ProblemNotice session={session} state={state} />;
  }
  if (state.status === 'paused' || (state.status === 'working' && state.pauseAsked)) {
    return (
      <Notice
        tone="neutral"
        announce="polite"
        title={state.status === 'paused' ? 'Paused' : 'Pausing before the next step'}
        action={
          <Button size="s" icon={<Play aria-hidden="true" />} onClick={() => session.resume()}>
            Go on
          </Button>
        }
      >
        Everything is kept. You can look at the work and the checks, or say something to the agent.
      </Notice>
    );
  }
  if (state.saved === 'erased') {
    return (
      <Notice
        tone="warn"
        announce="polite"
        title="This run was erased in another tab"
        action={<SaveRun session={session} />}
      >
        It goes on here, and is not kept any more. Save it as a file if you want it.
      </Notice>
    );
  }
  if (state.damagedRun && state.story.rounds === 0) return <DamagedNotice run={state.damagedRun} />;
  if (state.saved === 'failed') {
    return (
      <Notice
        tone="warn"
        announce="polite"
        title="This run cannot be kept in this browser"
        action={<SaveRun session={session} />}
      >
        It goes on as usual, and lasts until you leave this page. Save it as a file when it is done.
      </Notice>
    );
  }
  return null;
}

/** Hands the run out as a file: where nothing is kept this is the only way to have it again. */
function SaveRun({ session }: { session: SessionActions }) {
  async function save() {
    const { record } = session;
    if (!record) return;
    const { exportName, exportZip } = await import('../run/export.ts');
    saveFile(
      `${exportName(record)}.zip`,
      new Blob([new Uint8Array(exportZip(record))], { type: 'application/zip' }),
    );
  }
  return (
    <Button size="s" icon={<Download aria-hidden="true" />} onClick={() => void save()}>
      Save this run as a file
    </Button>
  );
}

function DamagedNotice({ run: { runId, step, wantedFor } }: { run: DamagedRun }) {
  return (
    <Notice
      tone="warn"
      announce="polite"
      title={
        wantedFor === 'resume'
          ? 'Your earlier run can’t be continued'
          : 'The recorded run can’t be played back'
      }
      action={
        <ButtonLink size="s" variant="quiet" href={`/runs/view/?id=${encodeURIComponent(runId)}`}>
          Look at it up to there
        </ButtonLink>
      }
    >
      Its record is damaged, from step {step}.{' '}
      {wantedFor === 'resume' ? 'A new run begins here.' : 'The rehearsal takes its place.'}
    </Notice>
  );
}

function ReadOnlyNotice({ session, state, onFork }: RunNoticesProps) {
  const last = state.story.steps.length - 1;
  return (
    <Notice
      tone="neutral"
      title="This run is open in another tab"
      action={
        onFork && (
          <Button
            size="s"
            icon={<GitFork aria-hidden="true" />}
            onClick={() => void session.fork(last).then(onFork)}
          >
            Work on a copy
          </Button>
        )
      }
    >
      Here you can look at it. So that nothing is lost, changes are made in one tab only.
    </Notice>
  );
}

function ProblemNotice({ session, state }: RunNoticesProps) {
  const { problem } = state;
  if (!problem) return null;
  return (
    <Notice
      tone="bad"
      announce="assertive"
      title={problem.what}
      action={
        <>
          {problem.canFallBack && (
            <Button size="s" onClick={() => void session.fallback()}>
              Go on another way
            </Button>
          )}
          <Button
            size="s"
            variant="quiet"
            icon={<RotateCcw aria-hidden="true" />}
            onClick={() => void session.start()}
          >
            Try again
          </Button>
        </>
      }
    >
      {problem.means} {problem.do}
    </Notice>
  );
}
