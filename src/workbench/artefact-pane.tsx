import { lazy, type ReactNode, Suspense } from 'react';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import type { SessionActions, SessionState } from '../demos/session-state.ts';
import { PreviewPane } from './preview/preview-pane.tsx';
import { ModelCover } from './workbook/model-cover.tsx';
import type { ShownCells } from './workbook/workbook-pane.tsx';

const WorkbookPane = lazy(() => import('./workbook/workbook-pane.tsx'));
const BriefingPane = lazy(() => import('./workbook/briefing-pane.tsx'));

interface ArtefactPaneProps {
  session: SessionActions;
  state: SessionState;
  /** Shown before anything was started. */
  poster?: ReactNode;
  /** Cells of a model that shall be seen. */
  shown: ShownCells | null;
  /** Inside another card: without an edge of its own. */
  bare?: boolean;
}

/** What the agent makes: the app in its preview, or the model. */
export function ArtefactPane({ session, state, poster, shown, bare = false }: ArtefactPaneProps) {
  if (state.artefact === 'app') {
    return <PreviewPane bare={bare} session={session} state={state} poster={poster} />;
  }
  const { workbook } = session;
  const begun = state.story.rounds > 0 || (workbook !== null && workbook.workbook.sheets.length > 0);
  if (!workbook || !begun) {
    return <ModelCover bare={bare} session={session} state={state} poster={poster} />;
  }
  return (
    <ErrorBoundary part="The model">
      <Suspense fallback={<ModelCover bare={bare} session={session} state={state} opening />}>
        <WorkbookPane session={session} state={state} desk={workbook} shown={shown} bare={bare} />
      </Suspense>
    </ErrorBoundary>
  );
}

interface BriefingTabProps {
  session: SessionActions;
  state: SessionState;
  onShow: (cells: string) => void;
}

/** The document that the model is built from. */
export function BriefingTab(props: BriefingTabProps) {
  return (
    <ErrorBoundary part="The briefing">
      <Suspense fallback={<div className="m-4.5 h-40 animate-pulse rounded-[10px] bg-sunk" />}>
        <BriefingPane {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}
