import { Table2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SessionActions, SessionState } from '../../demos/session-state.ts';
import { PaneProblem } from '../preview/pane-problem.tsx';

interface ModelCoverProps {
  session: SessionActions;
  state: SessionState;
  poster?: ReactNode;
  bare?: boolean;
  /** The screen of the model is being fetched. */
  opening?: boolean;
}

/** What stands where the model will be: a poster, a sheet being ruled, or why there is none. */
export function ModelCover({ session, state, poster, bare = false, opening = false }: ModelCoverProps) {
  const failed = state.status === 'failed' && state.problem !== null && session.workbook === null;
  const waits = opening || state.status === 'booting' || state.status === 'working';
  return (
    <section
      aria-label="Model"
      className={`relative flex h-full min-h-0 flex-1 flex-col overflow-hidden bg-card ${bare ? '' : 'rounded-card shadow-card'}`}
    >
      {failed ? (
        <div className="grid flex-1 place-items-center overflow-auto p-6">
          <PaneProblem session={session} state={state} />
        </div>
      ) : waits ? (
        <Ruling words={state.slow?.what ?? (opening ? 'Opening the model' : 'Setting up in this browser')} />
      ) : (
        <div className="grid flex-1 place-items-center overflow-auto p-6">
          {poster ?? <IdlePoster title={state.title} />}
        </div>
      )}
    </section>
  );
}

function IdlePoster({ title }: { title: string }) {
  return (
    <div className="flex max-w-sm flex-col items-center gap-3 text-center">
      <span
        aria-hidden="true"
        className="grid size-16 place-items-center rounded-[20px] bg-brand-soft text-brand"
      >
        <Table2 className="size-7" />
      </span>
      <p className="font-serif text-heading">{title || 'The model appears here'}</p>
      <p className="text-muted">
        Sheets fill while the agent writes them. You can change every number in them, and follow each to where
        it comes from.
      </p>
    </div>
  );
}

/** An empty sheet, so that the eye has a place to wait at. */
function Ruling({ words }: { words: string }) {
  return (
    <div role="status" className="flex flex-1 flex-col overflow-hidden">
      <div
        aria-hidden="true"
        className="min-h-0 flex-1 animate-pulse bg-[linear-gradient(var(--line)_1px,transparent_1px),linear-gradient(90deg,var(--line)_1px,transparent_1px)] bg-size-[120px_30px] opacity-60 [mask-image:linear-gradient(black,transparent_85%)] motion-reduce:animate-none"
      />
      <p className="flex items-center justify-center gap-2.5 p-8 text-sm text-muted">
        <span
          aria-hidden="true"
          className="size-4 shrink-0 animate-turn rounded-full border-2 border-line-strong border-t-brand"
        />
        {words}
      </p>
    </div>
  );
}
