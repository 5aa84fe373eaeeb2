import { FilePlus2, Pencil, Trash2 } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useMemo, useState } from 'react';
import { IconButton } from '../components/icon-button.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { toast } from '../components/toast.tsx';
import { buildTree, type TreeNode } from '../workbench/files/file-tree.ts';
import { FileTreeView } from '../workbench/files/file-tree-view.tsx';
import type { Workspace } from './workspace.ts';
import type { WorkspaceState } from './workspace-state.ts';

/** Files with making, renaming (F2) and deleting (Delete). */
export function ProjectTree({ workspace, state }: { workspace: Workspace; state: WorkspaceState }) {
  const tree = useMemo(() => buildTree(state.entries), [state.entries]);
  const [naming, setNaming] = useState<{ path: string; kind: 'new' | 'rename' } | null>(null);
  const folder = state.open ? state.open.slice(0, state.open.lastIndexOf('/')) : '/src';
  async function remove(node: TreeNode) {
    const removed = await workspace.remove(node.path);
    if (removed)
      toast(`Deleted ${node.name}`, { action: { label: 'Undo', do: () => void workspace.undo() } });
  }
  function onKey(event: KeyboardEvent, node: TreeNode): boolean {
    if (event.key === 'F2') setNaming({ path: node.path, kind: 'rename' });
    else if (event.key === 'Delete') void remove(node);
    else return false;
    event.preventDefault();
    return true;
  }
  async function onName(name: string) {
    const target = naming;
    setNaming(null);
    if (!target || name === '') return;
    if (target.kind === 'new') await workspace.create(toPath(name));
    else if (toPath(name) !== target.path) await workspace.rename(target.path, toPath(name));
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-11 shrink-0 items-center border-b border-line pr-1.5 pl-4">
        <h2 className="flex-1 font-sans text-[0.84375rem] font-[600] tracking-normal">Files</h2>
        <IconButton
          size="s"
          label="New file"
          icon={<FilePlus2 />}
          disabled={state.status !== 'ready'}
          onClick={() => setNaming({ path: `${folder}/`, kind: 'new' })}
        />
      </div>
      {naming?.kind === 'new' && (
        <div className="border-b border-line p-2">
          <NameField label="Name of the new file" initial={naming.path.slice(1)} onDone={onName} />
        </div>
      )}
      <div className="min-h-0 flex-1 overflow-auto">
        {state.status === 'booting' ? (
          <div className="grid gap-2.5 p-4">
            <Skeleton className="h-4 w-3/5" />
            <Skeleton className="h-4 w-4/5" />
            <Skeleton className="h-4 w-1/2" />
          </div>
        ) : (
          <FileTreeView
            tree={tree}
            selected={state.open}
            onOpen={(path) => void workspace.open(path)}
            onKey={onKey}
            renderName={(node) =>
              naming?.kind === 'rename' && naming.path === node.path ? (
                <NameField label={`New name for ${node.name}`} initial={node.path.slice(1)} onDone={onName} />
              ) : null
            }
            renderEnd={(node) => (
              <span className="hidden gap-0.5 group-focus-within:flex group-hover:flex">
                <TreeButton
                  label={`Rename ${node.name}`}
                  icon={<Pencil aria-hidden="true" className="size-3.5" />}
                  onPress={() => setNaming({ path: node.path, kind: 'rename' })}
                />
                <TreeButton
                  label={`Delete ${node.name}`}
                  icon={<Trash2 aria-hidden="true" className="size-3.5" />}
                  onPress={() => void remove(node)}
                />
              </span>
            )}
          />
        )}
      </div>
    </div>
  );
}

function toPath(name: string): string {
  return `/${name.trim().replace(/^\/+/, '')}`;
}

/** For the mouse and the finger; the keyboard has F2 and Delete on the row itself. */
function TreeButton({ label, icon, onPress }: { label: string; icon: React.ReactNode; onPress: () => void }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      title={label}
      aria-label={label}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
      className="grid size-6 place-items-center rounded-md text-muted hover:bg-ink/10 hover:text-ink touch:size-9"
    >
      {icon}
    </button>
  );
}

function NameField({
  label,
  initial,
  onDone,
}: {
  label: string;
  initial: string;
  onDone: (name: string) => void;
}) {
  const [name, setName] = useState(initial);
  function submit(event: FormEvent) {
    event.preventDefault();
    onDone(name);
  }
  return (
    <form onSubmit={submit} className="min-w-0 flex-1">
      <input
        // biome-ignore lint/a11y/noAutofocus: the field appears because the person asked to type a name
        autoFocus
        aria-label={label}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onClick={(event) => event.stopPropagation()}
        onBlur={() => onDone('')}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') onDone('');
        }}
        spellCheck={false}
        className="h-8 w-full rounded-md bg-card px-2 font-mono text-[12.5px] shadow-[inset_0_0_0_1.5px_var(--brand)] outline-none"
      />
    </form>
  );
}
