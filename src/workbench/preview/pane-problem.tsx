import { Button } from '../../components/button.tsx';
import type { SessionActions, SessionState } from '../../demos/session-state.ts';

/** Why there is nothing to show, and what to do. */
export function PaneProblem({ session, state }: { session: SessionActions; state: SessionState }) {
  const { problem } = state;
  if (!problem) return null;
  return (
    <div role="alert" className="flex max-w-md flex-col items-center gap-3 text-center">
      <p className="font-serif text-heading">{problem.what}</p>
      <p className="text-muted">{problem.means}</p>
      <p>{problem.do}</p>
      <div className="mt-2 flex flex-wrap justify-center gap-2.5">
        <Button onClick={() => void session.start()}>Try again</Button>
        {problem.canFallBack && (
          <Button variant="quiet" onClick={() => void session.fallback()}>
            Go on another way
          </Button>
        )}
      </div>
    </div>
  );
}
