import { Expand, Monitor, RotateCw, Smartphone, Tablet } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { IconButton } from '../../components/icon-button.tsx';
import type { SessionActions, SessionState } from '../../demos/session-state.ts';
import { type Device, devices } from './devices.ts';
import { currentView, openView, viewsIn } from './open-view.ts';
import { PageRequests } from './page-requests.tsx';
import { PreviewFrame } from './preview-frame.tsx';
import { PageNotice, PreviewOverlay } from './preview-overlay.tsx';

interface PreviewPaneProps {
  session: SessionActions;
  state: SessionState;
  /** Shown before anything was started. */
  poster?: React.ReactNode;
  /** Inside another card: without an edge of its own. */
  bare?: boolean;
}

/** The app as it is now, with its views, at the width of a desktop, tablet or phone. */
export function PreviewPane({ session, state, poster, bare = false }: PreviewPaneProps) {
  const [device, setDevice] = useState<Device>('fit');
  const width = devices.find((choice) => choice.id === device)?.width ?? null;
  const attach = useCallback((element: HTMLElement | null) => session.attachPreview(element), [session]);
  return (
    <section
      aria-label="Preview"
      className={`flex h-full min-h-0 flex-1 flex-col overflow-hidden bg-card ${bare ? '' : 'rounded-card shadow-card'}`}
    >
      <div className="flex min-h-12 shrink-0 items-center gap-2 border-b border-line px-2.5">
        <ViewSwitch session={session} state={state} bare={bare} />
        <div className="ml-auto flex shrink-0 items-center gap-0.5">
          <DeviceSwitch device={device} onChange={setDevice} />
          <span aria-hidden="true" className="mx-1 hidden h-5 w-px bg-line sm:block" />
          <IconButton
            size="s"
            label="Load the preview again"
            icon={<RotateCw />}
            disabled={session.sandbox === null || state.previewHeld}
            onClick={() => void session.sandbox?.preview.reload().catch(() => {})}
          />
        </div>
      </div>
      <div className="relative min-h-0 flex-1">
        <PreviewFrame attach={attach} width={width} />
        <PreviewOverlay session={session} state={state} poster={poster} />
        <PageRequests preview={session.sandbox?.preview}>
          <PageNotice session={session} state={state} />
        </PageRequests>
      </div>
    </section>
  );
}

const ICONS = { fit: Expand, desktop: Monitor, tablet: Tablet, phone: Smartphone };

function DeviceSwitch({ device, onChange }: { device: Device; onChange: (device: Device) => void }) {
  return (
    <fieldset className="hidden min-w-0 items-center gap-0.5 sm:flex">
      <legend className="sr-only">Width of the preview</legend>
      {devices.map((choice) => {
        const Icon = ICONS[choice.id];
        return (
          <IconButton
            key={choice.id}
            size="s"
            label={choice.label}
            icon={<Icon />}
            pressed={choice.id === device}
            className={choice.id === device ? 'bg-sunk!' : ''}
            onClick={() => onChange(choice.id)}
          />
        );
      })}
    </fieldset>
  );
}

/** The app's views by name; a press walks the app's own navigation. */
function ViewSwitch({
  session,
  state,
  bare,
}: {
  session: SessionActions;
  state: SessionState;
  bare: boolean;
}) {
  const [current, setCurrent] = useState<string | null>(null);
  const [missing, setMissing] = useState<string | null>(null);
  const [found, setFound] = useState<readonly string[]>([]);
  const named = state.demo?.views ?? [];
  // A live model may build other views than the demo's own; only what is there is offered.
  const views = state.mode.mode === 'live' ? found : named;
  const ready = state.previewReady && session.sandbox !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at again whenever the page said something
  useEffect(() => {
    const probe = session.sandbox?.preview.probe;
    if (!ready || !probe || state.status === 'working') return;
    const stop = new AbortController();
    probe.outline(stop.signal).then(
      (outline) => {
        setFound(viewsIn(outline, named));
        setCurrent((before) => currentView(outline, named) ?? before);
      },
      () => {},
    );
    return () => stop.abort();
  }, [ready, state.previewEvents.length, state.status, session]);
  async function open(view: string) {
    const probe = session.sandbox?.preview.probe;
    if (!probe) return;
    const opened = await openView(probe, view).catch(() => false);
    setCurrent(opened ? view : current);
    setMissing(opened ? null : view);
  }
  return (
    <div className="flex min-w-0 items-center gap-1 overflow-x-auto p-0.5 [scrollbar-width:none]">
      <h2
        className={`${bare ? 'sr-only' : ''} shrink-0 rounded-[9px] px-2.5 font-sans text-[0.84375rem] font-[600] tracking-normal`}
      >
        Preview
      </h2>
      {ready &&
        views.map((view) => (
          <button
            key={view}
            type="button"
            aria-pressed={view === current}
            title={`Open the view “${view}”`}
            onClick={() => void open(view)}
            className={`h-8 shrink-0 rounded-[8px] px-2.5 text-note font-medium whitespace-nowrap transition-colors touch:h-11 ${
              view === current ? 'bg-sunk text-ink' : 'text-muted hover:text-ink'
            }`}
          >
            {view}
          </button>
        ))}
      <span role="status" className="shrink-0 text-xs text-muted">
        {missing ? `“${missing}” is not there yet` : ''}
      </span>
    </div>
  );
}
