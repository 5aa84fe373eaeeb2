import { Eye, Files, Pencil } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import type { SessionActions, SessionState } from '../../demos/session-state.ts';
import { WritingView } from '../activity/writing-view.tsx';
import { CodeView } from './code-view.tsx';
import { buildTree } from './file-tree.ts';
import { FileTreeView } from './file-tree-view.tsx';

const CodeEditor = lazy(() => import('./code-editor.tsx').then((module) => ({ default: module.CodeEditor })));

/** How long typing rests before an edit is kept, ms. */
const EDIT_RESTS = 500;

/** Every file of the app: to read, and to edit for whom it pleases. */
export function FilesPanel({ session, state }: { session: SessionActions; state: SessionState }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const tree = useMemo(
    () => buildTree(state.paths.map((path) => ({ path, kind: 'file' as const }))),
    [state.paths],
  );
  const writing = state.story.writing;
  const marks = useMemo(
    () => changedBy(state.story.files, state.demo?.seed ?? {}),
    [state.story.files, state.demo],
  );
  const selected = chosen && state.paths.includes(chosen) ? chosen : firstChoice(state.paths);
  if (state.paths.length === 0) {
    return (
      <EmptyState icon={<Files />} title="No files yet">
        Every file the agent writes appears here, complete and readable.
      </EmptyState>
    );
  }
  return (
    <div className="grid h-full min-h-0 grid-cols-1 grid-rows-[minmax(6rem,32%)_minmax(0,1fr)] @xl:grid-cols-[13rem_minmax(0,1fr)] @xl:grid-rows-1">
      <div className="min-h-0 overflow-auto border-b border-line @xl:border-r @xl:border-b-0">
        <FileTreeView tree={tree} selected={selected} onOpen={setChosen} marks={marks} />
      </div>
      {writing && !writing.part && writing.path === selected ? (
        <div className="min-h-0 overflow-auto p-3">
          <WritingView path={writing.path} text={writing.text} lines={40} />
        </div>
      ) : (
        selected && <OneFile key={selected} session={session} state={state} path={selected} />
      )}
    </div>
  );
}

function firstChoice(paths: readonly string[]): string | null {
  return paths.find((path) => /\/App\.[jt]sx$/.test(path)) ?? paths[0] ?? null;
}

function changedBy(
  files: Readonly<Record<string, string>>,
  seed: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const marks = new Map<string, string>();
  for (const [path, text] of Object.entries(files)) {
    if (!(path in seed)) marks.set(path, 'new');
    else if (seed[path] !== text) marks.set(path, 'changed');
  }
  return marks.size === Object.keys(files).length ? new Map() : marks;
}

function OneFile({ session, state, path }: { session: SessionActions; state: SessionState; path: string }) {
  const [editing, setEditing] = useState(false);
  const text = useFileText(session, path, state.filesVersion);
  const keep = useRef<ReturnType<typeof setTimeout> | null>(null);
  const draft = useRef<string | null>(null);
  function save() {
    if (keep.current) clearTimeout(keep.current);
    keep.current = null;
    if (draft.current !== null) void session.edit(path, draft.current);
    draft.current = null;
  }
  const latestSave = useRef(save);
  latestSave.current = save;
  useEffect(() => () => latestSave.current(), []);
  function onChange(next: string) {
    if (next === text) return;
    draft.current = next;
    if (keep.current) clearTimeout(keep.current);
    keep.current = setTimeout(save, EDIT_RESTS);
  }
  const locked = state.readOnly || state.status === 'working' || state.status === 'booting';
  return (
    <div className="flex min-h-0 min-w-0 flex-col">
      <div className="flex min-h-11 items-center gap-2 border-b border-line px-4">
        <p className="min-w-0 flex-1 truncate font-mono text-xs text-muted">{path.slice(1)}</p>
        <Button
          size="s"
          variant="ghost"
          icon={editing ? <Eye aria-hidden="true" /> : <Pencil aria-hidden="true" />}
          disabled={locked && !editing}
          title={locked ? 'You can edit when the agent rests' : undefined}
          onClick={() => setEditing(!editing)}
        >
          {editing ? 'Read' : 'Edit'}
        </Button>
      </div>
      <div className="min-h-0 flex-1">
        {text === null ? null : editing && !locked ? (
          <ErrorBoundary part="The editor">
            <Suspense fallback={<p className="p-4 text-sm text-muted">Opening the editor</p>}>
              <CodeEditor path={path} text={text} onChange={onChange} onSave={save} />
            </Suspense>
          </ErrorBoundary>
        ) : (
          <CodeView path={path} text={text} />
        )}
      </div>
    </div>
  );
}

const decoder = new TextDecoder();

/** Text of a file, read anew when files changed; null while it is read. */
function useFileText(session: SessionActions, path: string, version: number): string | null {
  const [text, setText] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is read anew
  useEffect(() => {
    let gone = false;
    session.sandbox?.fs.read(path).then(
      (bytes) => {
        if (!gone) setText(bytes.includes(0) ? 'This file is not text.' : decoder.decode(bytes));
      },
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [session, path, version]);
  return text;
}
