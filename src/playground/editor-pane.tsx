import { lazy, Suspense } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import type { Workspace } from './workspace.ts';
import type { WorkspaceState } from './workspace-state.ts';

const CodeEditor = lazy(() =>
  import('../workbench/files/code-editor.tsx').then((module) => ({ default: module.CodeEditor })),
);

/** The editor on the file that is open. */
export function EditorPane({ workspace, state }: { workspace: Workspace; state: WorkspaceState }) {
  const { open, text } = state;
  if (state.status === 'booting') {
    return (
      <div className="grid gap-3 p-5" aria-busy="true">
        <Skeleton className="h-4 w-2/5" />
        <Skeleton className="h-4 w-3/5" />
        <Skeleton className="h-4 w-1/3" />
      </div>
    );
  }
  if (!open) return <EmptyState title="No file is open">Choose one from the files.</EmptyState>;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-11 shrink-0 items-center border-b border-line px-4">
        <h2 className="min-w-0 truncate font-mono text-xs font-medium tracking-normal text-muted">
          {open.slice(1)}
        </h2>
      </div>
      <div className="min-h-0 flex-1">
        {text === null ? null : (
          <ErrorBoundary part="The editor">
            <Suspense fallback={<p className="p-5 text-sm text-muted">Opening the editor</p>}>
              <CodeEditor
                key={open}
                path={open}
                text={text}
                onChange={(next) => workspace.type(open, next)}
                onSave={() => void workspace.writeTyped()}
              />
            </Suspense>
          </ErrorBoundary>
        )}
      </div>
    </div>
  );
}
