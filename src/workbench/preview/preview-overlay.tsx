import { AppWindow } from 'lucide-react';
import type { SessionActions, SessionState } from '../../demos/session-state.ts';
import { appShown } from './app-shown.ts';
import { PaneProblem } from './pane-problem.tsx';
import { PreviewHeld } from './preview-held.tsx';
import { PreviewNotice } from './preview-notice.tsx';

interface PreviewOverlayProps {
  session: SessionActions;
  state: SessionState;
  poster?: React.ReactNode;
}

/** The page is there, but not the agent's yet. */
function isCovered(state: SessionState): boolean {
  return !appShown(state) && state.status !== 'idle' && state.story.rounds > 0;
}

/** What is wrong with the page that is shown, or that it is waited for; nothing while a cover lies over it. */
export function PageNotice({ session, state }: Omit<PreviewOverlayProps, 'poster'>) {
  if (!state.previewReady || state.previewHeld || isCovered(state)) return null;
  return (
    <PreviewNotice
      error={state.previewError}
      waits={state.previewWaits}
      working={state.status === 'working'}
      reload={() => void session.sandbox?.preview.reload().catch(() => {})}
      repair={state.readOnly ? undefined : (request) => void session.request(request)}
    />
  );
}

/** What lies over the preview while there is no page to see. */
export function PreviewOverlay({ session, state, poster }: PreviewOverlayProps) {
  if (state.status === 'failed' && state.problem && !state.previewReady) {
    return (
      <Cover>
        <PaneProblem session={session} state={state} />
      </Cover>
    );
  }
  if (state.previewHeld) {
    return (
      <PreviewHeld start={() => session.startPreview()}>
        The last time it never got ready. The run and its files are here. Ask the agent to change the page, or
        start it as it is.
      </PreviewHeld>
    );
  }
  if (!state.previewReady) {
    if (state.status === 'idle') return <Cover>{poster ?? <IdlePoster title={state.title} />}</Cover>;
    return <BootingCover state={state} />;
  }
  return isCovered(state) ? <BootingCover state={state} /> : null;
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
  if (state.previewWaits > 0)
    return `The page has not answered for ${state.previewWaits} s. This machine is busy; still waiting`;
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
