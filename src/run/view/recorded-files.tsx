import { useMemo, useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { CodeView } from '../../workbench/files/code-view.tsx';
import { buildTree } from '../../workbench/files/file-tree.ts';
import { FileTreeView } from '../../workbench/files/file-tree-view.tsx';

interface RecordedFilesProps {
  files: ReadonlyMap<string, string>;
  /** The file that the step in view wrote; it comes to the front. */
  touched: string | null;
}

/** The files as they were at the place where one looks. */
export function RecordedFiles({ files, touched }: RecordedFilesProps) {
  const [chosen, setChosen] = useState<{ path: string; during: string | null } | null>(null);
  const paths = useMemo(() => [...files.keys()].sort(), [files]);
  const tree = useMemo(() => buildTree(paths.map((path) => ({ path, kind: 'file' as const }))), [paths]);
  const own = chosen && chosen.during === touched && files.has(chosen.path) ? chosen.path : null;
  const selected = own ?? (touched && files.has(touched) ? touched : (paths[0] ?? null));
  if (paths.length === 0) {
    return <EmptyState title="No files yet">At this place in the run nothing was written.</EmptyState>;
  }
  return (
    <div className="grid min-h-0 flex-1 grid-rows-[minmax(6rem,34%)_minmax(0,1fr)]">
      <div className="min-h-0 overflow-auto border-b border-line">
        <FileTreeView
          tree={tree}
          selected={selected}
          onOpen={(path) => setChosen({ path, during: touched })}
          marks={touched ? new Map([[touched, 'here']]) : new Map()}
        />
      </div>
      {selected && (
        <div className="flex min-h-0 flex-col">
          <p className="truncate border-b border-line px-4 py-2.5 font-mono text-xs text-muted">
            {selected.slice(1)}
          </p>
          <div className="min-h-0 flex-1">
            <CodeView path={selected} text={files.get(selected) ?? ''} />
          </div>
        </div>
      )}
    </div>
  );
}
