import { createRoot } from 'react-dom/client';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { MiniRun } from '../workbench/mini-run.tsx';

/** Starts the small rehearsal in `element`. Loaded only when it is about to be seen. */
export function mountMiniRun(element: HTMLElement): void {
  createRoot(element).render(
    <ErrorBoundary part="The small rehearsal">
      <MiniRun />
    </ErrorBoundary>,
  );
}
