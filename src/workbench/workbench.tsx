import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { Split } from '../components/split.tsx';
import { SteadyPane } from '../components/steady-pane.tsx';
import type { CheckRow, SessionActions, SessionState } from '../demos/session-state.ts';
import { lastTold } from '../run/story-words.ts';
import { ArtefactPane } from './artefact-pane.tsx';
import { Composer } from './composer.tsx';
import { outlineCheck } from './preview/outline-check.ts';
import { RunNotices } from './run-notices.tsx';
import { spokenStep } from './spoken-step.ts';
import { TerminalModel } from './terminal/terminal-model.ts';
import { useMedia, useSession } from './use-session.ts';
import { useWakeLock } from './wake-lock.ts';
import { type WorkbenchTab, WorkTabs } from './work-tabs.tsx';
import type { ShownCells } from './workbook/workbook-pane.tsx';

export type { WorkbenchTab } from './work-tabs.tsx';

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
 * The agent's work: the app or the model large, what the agent does beside it, the way to steer below.
 * Wide: two panes. Narrow: one pane and tabs. Everything in it works on one {@link SessionActions}.
 */
export function Workbench(props: WorkbenchProps) {
  const { session } = props;
  const state = useSession(session);
  useWakeLock(state.status === 'working');
  const wide = useMedia('(min-width: 68rem)', true);
  const terminal = useMemo(() => new TerminalModel(() => session.sandbox), [session]);
  useEffect(() => () => terminal.dispose(), [terminal]);
  const [tab, setTab] = useState<WorkbenchTab>(props.tab ?? 'preview');
  const [asked, setAsked] = useState(props.tab);
  const [shown, setShown] = useState<ShownCells | null>(null);
  if (asked !== props.tab) {
    setAsked(props.tab);
    if (props.tab) setTab(props.tab);
  }
  const toFront = () => !wide && setTab('preview');
  const showCells = (cells: string) => {
    toFront();
    setShown({ cells });
  };
  const show = (check: CheckRow) => {
    if (check.where && 'cells' in check.where) showCells(check.where.cells);
    else void outlineCheck(session, check, toFront);
  };
  const changeTab = (next: WorkbenchTab) => {
    setTab(next);
    // The model is not to jump there again when one comes back to it.
    if (next !== 'preview') setShown(null);
  };
  const panes = {
    ...props,
    state,
    terminal,
    tab,
    setTab: changeTab,
    shown,
    onShow: show,
    onShowCells: showCells,
  };
  return (
    <div className="flex h-full min-h-0 flex-col gap-3.5 p-3.5 sm:p-4.5">
      <RunNotices session={session} state={state} onFork={props.onFork} />
      <p role="status" className="sr-only">
        {spokenStep(lastTold(state.story.steps))}
      </p>
      <SteadyPane
        className="flex-1"
        inFront={wide || tab === 'preview'}
        paneClassName={wide ? undefined : 'overflow-hidden rounded-b-card'}
        pane={
          <ArtefactPane bare={!wide} session={session} state={state} poster={props.poster} shown={shown} />
        }
      >
        {(place) =>
          wide ? <WidePanes {...panes} place={place} /> : <NarrowPanes {...panes} place={place} />
        }
      </SteadyPane>
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
  /** Where the artefact is seen. */
  place: ReactNode;
  state: SessionState;
  terminal: TerminalModel;
  tab: WorkbenchTab;
  setTab: (tab: WorkbenchTab) => void;
  shown: ShownCells | null;
  onShow: (check: CheckRow) => void;
  onShowCells: (cells: string) => void;
}

function WidePanes(props: PanesProps) {
  return (
    <Split
      id="workbench"
      className="flex-1"
      panes={[
        {
          id: 'preview',
          initial: '62%',
          min: '340px',
          content: props.place,
        },
        { id: 'work', initial: '38%', min: '320px', content: <WorkTabs {...props} place={null} /> },
      ]}
    />
  );
}

function NarrowPanes(props: PanesProps) {
  return (
    <div className="min-h-0 flex-1">
      <WorkTabs {...props} />
    </div>
  );
}
