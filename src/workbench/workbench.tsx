import { Activity as ActivityIcon, AppWindow, Files, ListChecks, SquareTerminal } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { Split } from '../components/split.tsx';
import { Tabs } from '../components/tabs.tsx';
import type { CheckRow, SessionActions, SessionState } from '../demos/session-state.ts';
import { Activity } from './activity/activity.tsx';
import { summariseChecks } from './checks/check-summary.ts';
import { ChecksFooter, ChecksPanel } from './checks/checks-panel.tsx';
import { Composer } from './composer.tsx';
import { FilesPanel } from './files/files-panel.tsx';
import { openView } from './preview/open-view.ts';
import { PreviewPane } from './preview/preview-pane.tsx';
import { RunNotices } from './run-notices.tsx';
import { Terminal } from './terminal/terminal.tsx';
import { TerminalModel } from './terminal/terminal-model.ts';
import { useMedia, useSession } from './use-session.ts';

export type WorkbenchTab = 'preview' | 'activity' | 'files' | 'checks' | 'terminal';

export interface WorkbenchProps {
  session: SessionActions;
  /** Shown in the preview before anything was started. */
  poster?: ReactNode;
  /** Shown in the activity before anything was started. */
  emptyActivity?: ReactNode;
  /** Without the field for requests: a run that is only watched. */
  withoutComposer?: boolean;
  placeholder?: string;
  onAsk?: (text: string, changeId?: string) => void;
  /** Takes the person to a copy of this run that is theirs. */
  onFork?: (copy: SessionActions) => void;
  /** Tab that shall be in front; a change of it brings another to the front. */
  tab?: WorkbenchTab;
}

/**
 * The agent's work: the app large, what the agent does beside it, the way to steer below.
 * Wide: two panes. Narrow: one pane and tabs. Everything in it works on one {@link SessionActions}.
 */
export function Workbench(props: WorkbenchProps) {
  const { session } = props;
  const state = useSession(session);
  const wide = useMedia('(min-width: 68rem)', true);
  const terminal = useMemo(() => new TerminalModel(() => session.sandbox), [session]);
  useEffect(() => () => terminal.dispose(), [terminal]);
  const [tab, setTab] = useState<WorkbenchTab>(props.tab ?? 'preview');
  const [asked, setAsked] = useState(props.tab);
  if (asked !== props.tab) {
    setAsked(props.tab);
    if (props.tab) setTab(props.tab);
  }
  const panes = { ...props, state, terminal, tab, setTab };
  return (
    <div className="flex h-full min-h-0 flex-col gap-3.5 p-3.5 sm:p-4.5">
      <RunNotices session={session} state={state} onFork={props.onFork} />
      {wide ? <WidePanes {...panes} /> : <NarrowPanes {...panes} />}
      {!props.withoutComposer && (
        <Composer
          session={session}
          state={state}
          {...(props.placeholder ? { placeholder: props.placeholder } : {})}
          {...(props.onAsk ? { onAsk: props.onAsk } : {})}
        />
      )}
    </div>
  );
}

interface PanesProps extends WorkbenchProps {
  state: SessionState;
  terminal: TerminalModel;
  tab: WorkbenchTab;
  setTab: (tab: WorkbenchTab) => void;
}

function WidePanes(props: PanesProps) {
  const { session, state, poster } = props;
  return (
    <Split
      id="workbench"
      className="flex-1"
      panes={[
        {
          id: 'preview',
          initial: '62%',
          min: '340px',
          content: <PreviewPane session={session} state={state} poster={poster} />,
        },
        { id: 'work', initial: '38%', min: '320px', content: <WorkTabs {...props} withPreview={false} /> },
      ]}
    />
  );
}

function NarrowPanes(props: PanesProps) {
  return (
    <div className="min-h-0 flex-1">
      <WorkTabs {...props} withPreview />
    </div>
  );
}

function WorkTabs(props: PanesProps & { withPreview: boolean }) {
  const { session, state, terminal, withPreview } = props;
  const [allOpen, setAllOpen] = useState(false);
  const tab = !withPreview && props.tab === 'preview' ? 'activity' : props.tab;
  const summary = summariseChecks(state.checks, state.checking, state.checksStale);
  const show = (check: CheckRow) =>
    void showCheck(session, check, () => withPreview && props.setTab('preview'));
  const fix = (check: CheckRow) => {
    if (!check.fix) return;
    props.onAsk?.(check.fix);
    if (state.status === 'working' || state.status === 'paused') session.message(check.fix);
    else void session.request(check.fix);
    props.setTab('activity');
  };
  const live = state.status === 'working';
  return (
    <Tabs
      label="The agent’s work"
      value={tab}
      onChange={(id) => props.setTab(id as WorkbenchTab)}
      className="relative isolate h-full overflow-hidden rounded-card bg-card shadow-card"
      panelClassName={withPreview ? UNDER_THE_OTHERS : '@container'}
      folds
      items={[
        ...(withPreview
          ? [
              {
                id: 'preview',
                label: 'Preview',
                icon: <AppWindow aria-hidden="true" />,
                keep: true,
                panel: <PreviewPane bare session={session} state={state} poster={props.poster} />,
              },
            ]
          : []),
        {
          id: 'activity',
          label: 'Activity',
          icon: <ActivityIcon aria-hidden="true" />,
          panel: (
            <>
              <Activity
                story={state.story}
                live={live}
                allOpen={allOpen}
                onAllOpen={setAllOpen}
                events={(from, to) => session.events(from, to)}
                slow={state.slow?.what ?? null}
                empty={props.emptyActivity}
              />
              <ChecksFooter state={state} onOpen={() => props.setTab('checks')} />
            </>
          ),
        },
        {
          id: 'files',
          label: 'Files',
          icon: <Files aria-hidden="true" />,
          note: state.files > 0 ? state.files : undefined,
          panel: <FilesPanel session={session} state={state} />,
        },
        {
          id: 'checks',
          label: 'Checks',
          icon: <ListChecks aria-hidden="true" />,
          note:
            summary.total > 0 && summary.open < summary.total
              ? `${summary.passed}/${summary.total}`
              : undefined,
          panel: (
            <ChecksPanel state={state} onRun={() => void session.runChecks()} onShow={show} onFix={fix} />
          ),
        },
        {
          id: 'terminal',
          label: 'Terminal',
          icon: <SquareTerminal aria-hidden="true" />,
          panel: <Terminal model={terminal} ready={session.sandbox !== null && !state.readOnly} />,
        },
      ]}
    />
  );
}

/**
 * The preview stays laid out under the tab that is in front: checks and the agent must be able to look at
 * it, and a browser draws nothing that is not displayed. All other panels are there only while they are shown.
 */
const UNDER_THE_OTHERS =
  '@container relative z-1 bg-card data-hidden:absolute data-hidden:inset-x-0 data-hidden:top-13 data-hidden:bottom-0 data-hidden:z-0 data-hidden:flex!';

/** How long the outline stays on what a check found, ms. */
const OUTLINE_MS = 6000;

async function showCheck(session: SessionActions, check: CheckRow, toFront: () => void): Promise<void> {
  const probe = session.sandbox?.preview.probe;
  if (!probe || !check.where || !('ref' in check.where)) return;
  toFront();
  try {
    await openView(probe, check.where.view);
    await probe.highlight(check.where.ref);
    setTimeout(() => void probe.highlight(null).catch(() => {}), OUTLINE_MS);
  } catch {
    // The page was loaded anew meanwhile: there is nothing left to outline.
  }
}
