import { Pause, Play } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Badge } from '../components/badge.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { DemoSession } from '../demos/session.ts';
import type { SessionActions, SessionState } from '../demos/session-state.ts';
import { StepIcon, stepTone } from './activity/step-icon.tsx';
import { WritingView } from './activity/writing-view.tsx';
import { formatClock, speakClock } from './clock.ts';
import { modeWords } from './mode-words.ts';
import { appShown } from './preview/app-shown.ts';
import { PreviewFrame } from './preview/preview-frame.tsx';
import { useElapsed, useSession } from './use-session.ts';

/** The app is laid out at this width and made smaller, CSS pixels. */
const APP_WIDTH = 860;
/** Lines that fit. */
const MOST_LINES = 7;

/**
 * A real rehearsal in small form: the app and what the agent does, at a pace one can follow.
 * It pauses while it is out of sight and never keeps a run. Fill a box of about 4 : 3 with it.
 */
export function MiniRun({ demoId = 'offsite-planner' }: { demoId?: string }) {
  const [session, setSession] = useState<DemoSession | null>(null);
  useEffect(() => {
    const made = new DemoSession({ demoId, want: 'rehearsal', engine: 'embedded', pace: 4, keep: false });
    setSession(made);
    void made.start();
    return () => void made.dispose();
  }, [demoId]);
  return session ? <MiniScreen session={session} /> : null;
}

function MiniScreen({ session }: { session: SessionActions }) {
  const state = useSession(session);
  const root = useRef<HTMLDivElement>(null);
  const [stopped, setStopped] = useState(false);
  useOutOfSight(root, session, stopped);
  const attach = useCallback((element: HTMLElement | null) => session.attachPreview(element), [session]);
  const running = state.status === 'working' && !state.pauseAsked;
  return (
    <div ref={root} className="flex h-full min-h-0 flex-col bg-card text-ink">
      <MiniBar
        session={session}
        state={state}
        onToggle={() => {
          setStopped(running);
          if (running) session.pause();
          else session.resume();
        }}
      />
      <div className="grid min-h-0 flex-1 grid-cols-1 grid-rows-[minmax(0,1.35fr)_minmax(0,1fr)] sm:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)] sm:grid-rows-1">
        <div className="relative min-h-0 overflow-hidden border-line max-sm:border-b sm:border-r">
          <PreviewFrame attach={attach} width={APP_WIDTH} inert />
          {!appShown(state) && <FirstPage />}
          <FirstFiles state={state} />
        </div>
        <MiniLines state={state} />
      </div>
    </div>
  );
}

function MiniBar({
  session,
  state,
  onToggle,
}: {
  session: SessionActions;
  state: SessionState;
  onToggle: () => void;
}) {
  const elapsed = useElapsed(session);
  const words = modeWords(state.mode);
  const running = state.status === 'working' && !state.pauseAsked;
  const canToggle = state.status === 'working' || state.status === 'paused';
  return (
    <div className="flex h-14 shrink-0 items-center gap-3 border-b border-line px-4">
      <Badge tone={words.tone}>{words.short}</Badge>
      <span className="flex-1" />
      {canToggle && (
        <IconButton
          size="s"
          label={running ? 'Pause' : 'Go on'}
          icon={running ? <Pause /> : <Play />}
          onClick={onToggle}
        />
      )}
      <p role="timer" aria-label={`Time: ${speakClock(elapsed)}`} className="num font-serif text-xl">
        {formatClock(elapsed)}
      </p>
    </div>
  );
}

const TEXTS = {
  plain: 'text-ink/80',
  working: 'text-ink',
  good: 'text-good',
  bad: 'text-bad',
  person: 'text-ink',
  cut: 'text-muted',
};

function MiniLines({ state }: { state: SessionState }) {
  const steps = state.story.steps.filter((step) => step.kind === 'call' && step.text !== '');
  const shown = steps.slice(-MOST_LINES);
  return (
    <div className="flex min-h-0 flex-col justify-end overflow-hidden p-4 sm:justify-start">
      {shown.length === 0 && <p className="text-sm text-muted">A sandbox opens in this browser</p>}
      <ol className="flex flex-col gap-2.5" aria-label="What the agent is doing">
        {shown.map((step) => (
          <li key={step.id} className="flex animate-rise items-start gap-2.5 text-[0.84375rem] leading-snug">
            <StepIcon step={step} size="s" />
            <span className={`min-w-0 ${TEXTS[stepTone(step)]}`}>{step.text}</span>
          </li>
        ))}
      </ol>
      {state.status === 'done' && (
        <p className="mt-auto animate-rise pt-3 text-sm font-[560]">{state.story.line}</p>
      )}
    </div>
  );
}

/** The file that streams in, over the empty page, until the agent has put its first page together. */
function FirstFiles({ state }: { state: SessionState }) {
  const { steps, writing } = state.story;
  const together = steps.some(
    ({ detail, state: how }) => how === 'ok' && detail?.type === 'file' && detail.path === '/src/App.tsx',
  );
  if (together || steps.length === 0) return null;
  return (
    <div className="absolute inset-0 animate-fade overflow-hidden bg-sunk p-3" aria-hidden="true">
      {writing && <WritingView path={writing.path} text={writing.text} lines={17} />}
    </div>
  );
}

/** The frame of an app, until there is one. */
function FirstPage() {
  return (
    <div aria-hidden="true" className="absolute inset-0 bg-card">
      <div className="flex h-12 items-center gap-4 bg-brand-soft px-5">
        <i className="mr-auto h-3.5 w-24 rounded-full bg-brand/25" />
        <i className="h-2.5 w-10 rounded-full bg-brand/20" />
        <i className="h-2.5 w-10 rounded-full bg-brand/20" />
      </div>
      <div className="grid gap-3 p-6">
        <i className="h-6 w-3/5 rounded-lg bg-line" />
        <i className="h-3 w-2/5 rounded-full bg-line" />
        <i className="mt-2 h-9 rounded-lg bg-line/70" />
        <i className="h-9 w-4/5 rounded-lg bg-line/70" />
      </div>
    </div>
  );
}

/** Pauses what nobody sees, and goes on when it is seen again, unless a person paused it. */
function useOutOfSight(
  root: React.RefObject<HTMLElement | null>,
  session: SessionActions,
  stopped: boolean,
): void {
  useEffect(() => {
    const element = root.current;
    if (!element || stopped) return;
    let seen = true;
    const follow = () => {
      if (seen && !document.hidden) {
        if (session.getState().pauseAsked || session.getState().status === 'paused') session.resume();
      } else session.pause();
    };
    const observer = new IntersectionObserver((entries) => {
      seen = entries.at(-1)?.isIntersecting ?? true;
      follow();
    });
    observer.observe(element);
    document.addEventListener('visibilitychange', follow);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', follow);
    };
  }, [root, session, stopped]);
}
