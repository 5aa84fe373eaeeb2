import {
  Activity as ActivityIcon,
  AppWindow,
  Files,
  FileText,
  ListChecks,
  SquareTerminal,
  Table2,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type TabItem, Tabs } from '../components/tabs.tsx';
import type { CheckRow, SessionActions, SessionState } from '../demos/session-state.ts';
import { Activity } from './activity/activity.tsx';
import { BriefingTab } from './artefact-pane.tsx';
import { summariseChecks } from './checks/check-summary.ts';
import { ChecksFooter, ChecksPanel } from './checks/checks-panel.tsx';
import { FilesPanel } from './files/files-panel.tsx';
import { Terminal } from './terminal/terminal.tsx';
import type { TerminalModel } from './terminal/terminal-model.ts';

/** `preview` is the app or the model; files and terminal stand beside an app, the briefing beside a model. */
export type WorkbenchTab = 'preview' | 'activity' | 'files' | 'checks' | 'terminal' | 'briefing';

export interface WorkTabsProps {
  session: SessionActions;
  state: SessionState;
  terminal: TerminalModel;
  tab: WorkbenchTab;
  setTab: (tab: WorkbenchTab) => void;
  /** On a narrow screen the artefact is a tab among the others: where it is seen. */
  place: ReactNode;
  /** The place that a check tells of. */
  onShow: (check: CheckRow) => void;
  onShowCells: (cells: string) => void;
  emptyActivity?: ReactNode;
  onAsk?: ((text: string, changeId?: string) => void) | undefined;
}

/** What the agent does, what programs measured, and what the work is made of. */
export function WorkTabs(props: WorkTabsProps) {
  const { state, place } = props;
  const items = [
    ...(place ? [artefactTab(props)] : []),
    activityTab(props),
    ...(state.artefact === 'app' ? [filesTab(props)] : []),
    checksTab(props),
    state.artefact === 'app' ? terminalTab(props) : briefingTab(props),
  ];
  const there = items.some(({ id }) => id === props.tab);
  return (
    <Tabs
      label="The agent’s work"
      value={there ? props.tab : 'activity'}
      onChange={(id) => props.setTab(id as WorkbenchTab)}
      className="relative isolate h-full overflow-hidden rounded-card bg-card shadow-card"
      panelClassName="@container"
      folds
      items={items}
    />
  );
}

function artefactTab({ state, place }: WorkTabsProps): TabItem {
  const isApp = state.artefact === 'app';
  return {
    id: 'preview',
    label: isApp ? 'Preview' : 'Model',
    icon: isApp ? <AppWindow aria-hidden="true" /> : <Table2 aria-hidden="true" />,
    panel: place,
  };
}

function activityTab(props: WorkTabsProps): TabItem {
  return {
    id: 'activity',
    label: 'Activity',
    icon: <ActivityIcon aria-hidden="true" />,
    panel: <ActivityPanel {...props} />,
  };
}

function ActivityPanel({ session, state, emptyActivity, setTab }: WorkTabsProps) {
  const [allOpen, setAllOpen] = useState(false);
  return (
    <>
      <Activity
        story={state.story}
        live={state.status === 'working'}
        allOpen={allOpen}
        onAllOpen={setAllOpen}
        events={(from, to) => session.events(from, to)}
        slow={state.slow?.what ?? null}
        empty={emptyActivity}
      />
      <ChecksFooter state={state} onOpen={() => setTab('checks')} />
    </>
  );
}

function filesTab({ session, state }: WorkTabsProps): TabItem {
  return {
    id: 'files',
    label: 'Files',
    icon: <Files aria-hidden="true" />,
    note: state.files > 0 ? state.files : undefined,
    panel: <FilesPanel session={session} state={state} />,
  };
}

function checksTab(props: WorkTabsProps): TabItem {
  const { session, state, onShow, onAsk, setTab } = props;
  const summary = summariseChecks(state.checks, state.checking, state.checksStale);
  const fix = (check: CheckRow) => {
    if (!check.fix) return;
    onAsk?.(check.fix);
    if (state.status === 'working' || state.status === 'paused') session.message(check.fix);
    else void session.request(check.fix);
    setTab('activity');
  };
  return {
    id: 'checks',
    label: 'Checks',
    icon: <ListChecks aria-hidden="true" />,
    note:
      summary.total > 0 && summary.open < summary.total ? `${summary.passed}/${summary.total}` : undefined,
    panel: <ChecksPanel state={state} onRun={() => void session.runChecks()} onShow={onShow} onFix={fix} />,
  };
}

function terminalTab({ session, state, terminal }: WorkTabsProps): TabItem {
  return {
    id: 'terminal',
    label: 'Terminal',
    icon: <SquareTerminal aria-hidden="true" />,
    panel: <Terminal model={terminal} ready={session.sandbox !== null && !state.readOnly} />,
  };
}

function briefingTab({ session, state, onShowCells }: WorkTabsProps): TabItem {
  return {
    id: 'briefing',
    label: 'Briefing',
    icon: <FileText aria-hidden="true" />,
    panel: <BriefingTab session={session} state={state} onShow={onShowCells} />,
  };
}
