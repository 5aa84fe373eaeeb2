import {
  Box,
  Check,
  CloudAlert,
  Download,
  LoaderCircle,
  RotateCcw,
  RotateCw,
  Sparkles,
  Undo2,
  Upload,
} from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { Badge } from '../components/badge.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { KeepsNothing } from '../components/keeps-nothing.tsx';
import { Notice } from '../components/notice.tsx';
import { onLeave } from '../components/on-leave.ts';
import { saveFile } from '../components/save-file.ts';
import { Split } from '../components/split.tsx';
import { SteadyPane } from '../components/steady-pane.tsx';
import { Tabs } from '../components/tabs.tsx';
import { Toasts, toast } from '../components/toast.tsx';
import type { DemoSession } from '../demos/session.ts';
import { EngineBadge } from '../workbench/mode-badge.tsx';
import { PageRequests } from '../workbench/preview/page-requests.tsx';
import { PreviewFrame } from '../workbench/preview/preview-frame.tsx';
import { PreviewHeld } from '../workbench/preview/preview-held.tsx';
import { PreviewNotice } from '../workbench/preview/preview-notice.tsx';
import { Terminal } from '../workbench/terminal/terminal.tsx';
import { TerminalModel } from '../workbench/terminal/terminal-model.ts';
import { useMedia } from '../workbench/use-session.ts';
import { EditorPane } from './editor-pane.tsx';
import { ProjectTree } from './project-tree.tsx';
import type { Workspace } from './workspace.ts';
import { createBrowserWorkspace } from './workspace-browser.ts';
import type { WorkspaceState } from './workspace-state.ts';

const AskAgent = lazy(() => import('./ask-agent.tsx'));
const AgentAtWork = lazy(() => import('./agent-at-work.tsx'));

/** A free sandbox: files, editor, terminal and preview, kept in this browser. */
export function Playground() {
  const [workspace] = useState(createBrowserWorkspace);
  const state = useSyncExternalStore(workspace.subscribe, workspace.getState, workspace.getState);
  const terminal = useMemo(() => new TerminalModel(() => workspace.sandbox), [workspace]);
  useEffect(() => {
    if (!workspace.sandbox) void workspace.boot();
    return onLeave(() => workspace.leave());
  }, [workspace]);
  useEffect(() => {
    if (state.restored) toast('Your files are back', { description: 'As you left them on your last visit.' });
  }, [state.restored]);
  const agent = useAgentRun(workspace);
  const panes = { workspace, state, terminal };
  if (agent.session) {
    return (
      <Toasts>
        <ErrorBoundary part="The agent">
          <Suspense fallback={null}>
            <AgentAtWork session={agent.session} onTake={agent.take} onLeave={agent.leave} />
          </Suspense>
        </ErrorBoundary>
      </Toasts>
    );
  }
  return (
    <Toasts>
      <div className="flex h-full min-h-0 flex-col">
        <PlaygroundBar workspace={workspace} state={state} onAsk={() => agent.ask(true)} />
        {agent.asking && (
          <Suspense fallback={null}>
            <AskAgent onClose={() => agent.ask(false)} onStart={(text) => void agent.start(text)} />
          </Suspense>
        )}
        <KeepsNothing save="Export a zip to keep your files." className="mx-3.5 mb-1" />
        {state.problem && state.status === 'ready' && (
          <Notice
            tone="bad"
            announce="assertive"
            title={state.problem.title}
            className="mx-3.5 mb-1"
            action={
              <Button size="s" variant="quiet" onClick={() => workspace.forgetProblem()}>
                Close
              </Button>
            }
          >
            {state.problem.text}
          </Notice>
        )}
        {state.status === 'failed' ? (
          <BootFailure workspace={workspace} state={state} />
        ) : (
          <Panes {...panes} />
        )}
      </div>
    </Toasts>
  );
}

/** The agent at work on a copy of the files, if it is. The address remembers the run. */
function useAgentRun(workspace: Workspace) {
  const [session, setSession] = useState<DemoSession | null>(null);
  const [asking, ask] = useState(false);
  useEffect(() => {
    const kept = runInAddress();
    if (!kept) return;
    let gone = false;
    void import('./agent-run.ts')
      .then(({ resumeAgentRun }) => resumeAgentRun(kept))
      .then((resumed) => (gone ? void resumed?.dispose() : setSession(resumed)));
    return () => {
      gone = true;
    };
  }, []);
  async function start(text: string) {
    const [{ startAgentRun }, project] = await Promise.all([import('./agent-run.ts'), workspace.texts()]);
    const started = startAgentRun(text, project);
    ask(false);
    setSession(started);
    rememberRun(started.getState().runId);
  }
  function leave() {
    rememberRun(null);
    setSession(null);
    void session?.dispose();
  }
  async function take(changes: ReadonlyMap<string, string | null>) {
    const taken = await workspace.takeOver(changes);
    leave();
    if (taken)
      toast('The agent’s files are yours', { action: { label: 'Undo', do: () => void workspace.undo() } });
  }
  return { session, asking, ask, start, take, leave };
}

function runInAddress(): string | null {
  return new URLSearchParams(location.search).get('run');
}

function rememberRun(runId: string | null): void {
  const address = new URL(location.href);
  if (runId) address.searchParams.set('run', runId);
  else address.searchParams.delete('run');
  history.replaceState(null, '', address);
}

interface PanesProps {
  workspace: Workspace;
  state: WorkspaceState;
  terminal: TerminalModel;
}

/** Wide: side by side. Narrow: one at a time. The preview goes on as it is while the width changes. */
function Panes(props: PanesProps) {
  const wide = useMedia('(min-width: 64rem)', true);
  const [tab, setTab] = useState('code');
  return (
    <SteadyPane
      className="flex-1"
      inFront={wide || tab === 'preview'}
      pane={<PreviewCard workspace={props.workspace} state={props.state} bare={!wide} />}
    >
      {(place) =>
        wide ? (
          <WidePanes {...props} place={place} />
        ) : (
          <NarrowPanes {...props} place={place} tab={tab} onTab={setTab} />
        )
      }
    </SteadyPane>
  );
}

interface PlacedPanesProps extends PanesProps {
  /** Where the preview is seen. */
  place: React.ReactNode;
}

function WidePanes({ workspace, state, terminal, place }: PlacedPanesProps) {
  return (
    <Split
      id="playground"
      className="flex-1 px-3.5 pb-3.5"
      panes={[
        {
          id: 'files',
          initial: '230px',
          min: '180px',
          content: <TreeCard workspace={workspace} state={state} />,
        },
        {
          id: 'code',
          initial: '44%',
          min: '320px',
          content: (
            <Split
              id="playground-code"
              direction="vertical"
              className="flex-1"
              panes={[
                {
                  id: 'editor',
                  initial: '66%',
                  min: '120px',
                  content: (
                    <Card>
                      <EditorPane workspace={workspace} state={state} />
                    </Card>
                  ),
                },
                {
                  id: 'terminal',
                  initial: '34%',
                  min: '96px',
                  content: (
                    <Card>
                      <PaneTitle>Terminal</PaneTitle>
                      <div className="min-h-0 flex-1">
                        <Terminal model={terminal} ready={state.status === 'ready'} />
                      </div>
                    </Card>
                  ),
                },
              ]}
            />
          ),
        },
        { id: 'preview', min: '280px', content: place },
      ]}
    />
  );
}

function NarrowPanes({
  workspace,
  state,
  terminal,
  place,
  tab,
  onTab,
}: PlacedPanesProps & { tab: string; onTab: (tab: string) => void }) {
  return (
    <Tabs
      label="Playground"
      value={tab}
      onChange={onTab}
      className="mx-2.5 mb-2.5 min-h-0 flex-1 overflow-hidden rounded-card bg-card shadow-card"
      items={[
        {
          id: 'files',
          label: 'Files',
          panel: <ProjectTree workspace={workspace} state={state} />,
        },
        { id: 'code', label: 'Code', panel: <EditorPane workspace={workspace} state={state} /> },
        { id: 'preview', label: 'Preview', panel: place },
        {
          id: 'terminal',
          label: 'Terminal',
          panel: <Terminal model={terminal} ready={state.status === 'ready'} />,
        },
      ]}
    />
  );
}

function Card({ children, bare = false }: { children: React.ReactNode; bare?: boolean }) {
  return (
    <section
      className={`flex h-full min-h-0 flex-1 flex-col overflow-hidden bg-card ${bare ? 'rounded-b-card' : 'rounded-card shadow-card'}`}
    >
      {children}
    </section>
  );
}

function PaneTitle({ children, trailing }: { children: React.ReactNode; trailing?: React.ReactNode }) {
  return (
    <div className="flex min-h-11 shrink-0 items-center gap-2 border-b border-line pr-1.5 pl-4">
      <h2 className="flex-1 font-sans text-[0.84375rem] font-[600] tracking-normal">{children}</h2>
      {trailing}
    </div>
  );
}

function TreeCard({ workspace, state }: Omit<PanesProps, 'terminal'>) {
  return (
    <Card>
      <ProjectTree workspace={workspace} state={state} />
    </Card>
  );
}

function PreviewCard({ workspace, state, bare }: Omit<PanesProps, 'terminal'> & { bare: boolean }) {
  return (
    <Card bare={bare}>
      {!bare && (
        <PaneTitle
          trailing={
            <IconButton
              size="s"
              label="Load the preview again"
              icon={<RotateCw />}
              disabled={workspace.sandbox === null || state.previewHeld}
              onClick={() => void workspace.sandbox?.preview.reload().catch(() => {})}
            />
          }
        >
          Preview
        </PaneTitle>
      )}
      <PreviewBody workspace={workspace} state={state} />
    </Card>
  );
}

function PreviewBody({ workspace, state }: Omit<PanesProps, 'terminal'>) {
  return (
    <div className="relative min-h-0 flex-1">
      <PreviewFrame attach={workspace.attachPreview} width={null} />
      {state.previewHeld && (
        <PreviewHeld start={() => workspace.startPreview()}>
          On your last visit it never got ready. Your files are here; change them first, or start it as it is.
        </PreviewHeld>
      )}
      {!state.previewReady && !state.previewHeld && (
        <p
          role="status"
          className="absolute inset-0 flex items-center justify-center gap-2.5 bg-card text-sm text-muted"
        >
          <LoaderCircle aria-hidden="true" className="size-4 animate-turn" />
          {openingWords(state)}
        </p>
      )}
      <PageRequests preview={workspace.sandbox?.preview}>
        {state.previewReady && (
          <PreviewNotice
            error={state.previewError}
            waits={state.previewWaits}
            reload={() => void workspace.sandbox?.preview.reload().catch(() => {})}
          />
        )}
      </PageRequests>
    </div>
  );
}

function openingWords({ status, previewWaits }: WorkspaceState): string {
  if (status === 'booting') return 'Setting up a sandbox in this browser';
  if (previewWaits === 0) return 'Opening the page';
  return `The page has not answered for ${previewWaits} s. This machine is busy; still waiting`;
}

function BootFailure({ workspace, state }: Omit<PanesProps, 'terminal'>) {
  return (
    <div className="grid flex-1 place-items-center p-6">
      <Notice
        tone="bad"
        announce="assertive"
        title={state.problem?.title ?? 'The sandbox did not start'}
        className="max-w-xl"
        action={<Button onClick={() => void workspace.boot()}>Try again</Button>}
      >
        {state.problem?.text}
      </Notice>
    </div>
  );
}

const SAVED = {
  saved: { icon: Check, words: 'Kept in this browser' },
  saving: { icon: LoaderCircle, words: 'Keeping your changes' },
  failed: { icon: CloudAlert, words: 'Not kept: it lasts until this page is closed. Export a zip' },
  erased: { icon: CloudAlert, words: 'Erased in another tab: not kept any more. Reload to begin anew' },
};

function PlaygroundBar({ workspace, state, onAsk }: Omit<PanesProps, 'terminal'> & { onAsk: () => void }) {
  const [asking, setAsking] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const ready = state.status === 'ready';
  const { icon: SavedIcon, words } = SAVED[state.saved];
  async function importZip(chosen: File | undefined) {
    if (!chosen) return;
    const taken = await workspace.importZip(new Uint8Array(await chosen.arrayBuffer()));
    if (taken)
      toast(`Imported ${chosen.name}`, { action: { label: 'Undo', do: () => void workspace.undo() } });
  }
  async function exportZip() {
    const zip = await workspace.exportZip();
    if (zip) saveFile('playground.zip', new Blob([new Uint8Array(zip)], { type: 'application/zip' }));
  }
  async function reset() {
    setAsking(false);
    await workspace.reset();
    toast('Back to the start', { action: { label: 'Undo', do: () => void workspace.undo() } });
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <h1 className="text-xl">Playground</h1>
      {state.engine ? (
        <EngineBadge engine={state.engine} />
      ) : (
        <Badge icon={<Box aria-hidden="true" />}>Sandbox starts</Badge>
      )}
      <p role="status" className="flex items-center gap-1.5 text-note text-muted">
        <SavedIcon
          aria-hidden="true"
          className={`size-3.5 ${state.saved === 'saving' ? 'animate-turn' : ''}`}
        />
        <span className="hidden sm:inline">{ready ? words : ''}</span>
      </p>
      <div className="ml-auto flex flex-wrap items-center gap-1.5">
        {state.canUndo && (
          <Button
            size="s"
            variant="ghost"
            icon={<Undo2 aria-hidden="true" />}
            onClick={() => void workspace.undo()}
          >
            Undo
          </Button>
        )}
        <Button size="s" disabled={!ready} icon={<Sparkles aria-hidden="true" />} onClick={onAsk}>
          Ask the agent
        </Button>
        <Button
          size="s"
          variant="quiet"
          disabled={!ready}
          icon={<Upload aria-hidden="true" />}
          onClick={() => file.current?.click()}
        >
          Import
        </Button>
        <input
          ref={file}
          type="file"
          accept=".zip,application/zip"
          aria-label="Zip to import"
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            void importZip(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <Button
          size="s"
          variant="quiet"
          disabled={!ready}
          icon={<Download aria-hidden="true" />}
          onClick={() => void exportZip()}
        >
          Export
        </Button>
        <IconButton
          size="s"
          label="Start over"
          icon={<RotateCcw />}
          disabled={!ready}
          onClick={() => setAsking(true)}
        />
      </div>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title="Start over?"
        description="All files here go back to the small project that this page began with. You can undo it right after."
        actions={
          <>
            <Button variant="quiet" onClick={() => setAsking(false)}>
              Keep my files
            </Button>
            <Button variant="danger" onClick={() => void reset()}>
              Start over
            </Button>
          </>
        }
      />
    </div>
  );
}
