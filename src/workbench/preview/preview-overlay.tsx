import { AppWindow, Hammer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import type { SessionActions, SessionState } from '../../demos/session-state.ts';
import { appShown } from './app-shown.ts';
import { PaneProblem } from './pane-problem.tsx';

interface PreviewOverlayProps {
  session: SessionActions;
  state: SessionState;
  poster?: React.ReactNode;
}

/** What lies over the preview while there is no page, or while the page has an error. */
export function PreviewOverlay({ session, state, poster }: PreviewOverlayProps) {
  if (state.status === 'failed' && state.problem && !state.previewReady) {
    return (
      <Cover>
        <PaneProblem session={session} state={state} />
      </Cover>
    );
  }
  if (!state.previewReady) {
    if (state.status === 'idle') return <Cover>{poster ?? <IdlePoster title={state.title} />}</Cover>;
    return <BootingCover state={state} />;
  }
  if (!appShown(state) && state.status !== 'idle' && state.story.rounds > 0)
    return <BootingCover state={state} />;
  if (state.previewError) return <ErrorStrip session={session} state={state} />;
  return null;
}

function Cover({ children }: { children: React.ReactNode }) {
  return <div className="absolute inset-0 grid place-items-center overflow-auto bg-card p-6">{children}</div>;
}

function IdlePoster({ title }: { title: string }) {
  return (
    <div className="flex max-w-sm flex-col items-center gap-3 text-center">
      <span
        aria-hidden="true"
        className="grid size-16 place-items-center rounded-[20px] bg-brand-soft text-brand"
      >
        <AppWindow className="size-7" />
      </span>
      <p className="font-serif text-heading">{title || 'The app appears here'}</p>
      <p className="text-muted">
        The page fills in while the agent writes it. You can press every button in it.
      </p>
    </div>
  );
}

function coverWords(state: SessionState): string {
  if (state.status === 'booting') return 'Setting up a sandbox in this browser';
  if (state.status === 'working') return 'The first page appears as soon as its pieces fit together';
  return state.previewReady ? 'The agent has not written the first page yet' : 'Waiting for the first page';
}

/** A page being drawn: the frame of an app, so that the eye has a place to wait at. */
function BootingCover({ state }: { state: SessionState }) {
  const words = coverWords(state);
  return (
    <div className="absolute inset-0 flex flex-col overflow-hidden bg-card" role="status">
      <div aria-hidden="true" className="flex h-14 shrink-0 items-center gap-6 bg-brand-soft px-7">
        <i className="mr-auto h-4 w-32 rounded-full bg-brand/25" />
        <i className="h-3 w-14 rounded-full bg-brand/20" />
        <i className="h-3 w-14 rounded-full bg-brand/20" />
      </div>
      <div aria-hidden="true" className="grid animate-pulse gap-4 p-8 opacity-70 motion-reduce:animate-none">
        <i className="h-8 w-3/5 rounded-[10px] bg-line" />
        <i className="h-4 w-2/5 rounded-full bg-line" />
        <i className="mt-3 h-12 w-full rounded-[10px] bg-line" />
        <i className="h-12 w-4/5 rounded-[10px] bg-line" />
      </div>
      <p className="mt-auto flex items-center justify-center gap-2.5 p-8 text-sm text-muted">
        <span
          aria-hidden="true"
          className="size-4 shrink-0 animate-turn rounded-full border-2 border-line-strong border-t-brand"
        />
        {state.slow?.what ?? words}
      </p>
    </div>
  );
}

/** Errors shorter than this are the ordinary middle of a change: files come one after another. */
const CALM_MS = 1500;

function ErrorStrip({ session, state }: { session: SessionActions; state: SessionState }) {
  const error = state.previewError;
  const working = state.status === 'working';
  const [calm, setCalm] = useState(true);
  useEffect(() => {
    setCalm(true);
    if (error === null) return;
    const timer = setTimeout(() => setCalm(false), CALM_MS);
    return () => clearTimeout(timer);
  }, [error]);
  if (!error || calm) return null;
  if (working) {
    return (
      <p
        role="status"
        className="absolute right-3 bottom-3 flex animate-rise items-center gap-2 rounded-chip bg-night px-3.5 py-2 text-note font-medium text-night-ink shadow-high"
      >
        <Hammer aria-hidden="true" className="size-3.5" />
        In the middle of a change
      </p>
    );
  }
  const place = error.path
    ? `${error.path.replace(/^\//, '')}${error.line ? `, line ${error.line}` : ''}`
    : '';
  const fix = `Repair this error: ${error.message}${place ? ` (${place})` : ''}`;
  return (
    <div
      role="alert"
      className="absolute inset-x-3 bottom-3 flex animate-rise flex-wrap items-center gap-x-4 gap-y-2 rounded-card bg-bad-soft p-4 text-ink shadow-high"
    >
      <div className="min-w-48 flex-1">
        <p className="font-[580]">{error.plain}</p>
        {place && <p className="font-mono text-xs text-muted">{place}</p>}
      </div>
      <Button size="s" disabled={state.readOnly} onClick={() => void session.request(fix)}>
        Ask the agent to fix it
      </Button>
    </div>
  );
}
