import {
  ChevronDown,
  ChevronRight,
  FileCode2,
  FileJson2,
  FileText,
  Folder,
  FolderOpen,
  Palette,
} from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { moveInTree, type TreeKey, type TreeNode, type TreeRow, visibleRows } from './file-tree.ts';

const KEYS: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End']);

interface FileTreeViewProps {
  tree: readonly TreeNode[];
  selected: string | null;
  onOpen: (path: string) => void;
  /** Paths with something to point at, and what it says ("new", "changed"). */
  marks?: ReadonlyMap<string, string>;
  /** Further keys of a row (F2, Delete …); true where it was handled. */
  onKey?: (event: KeyboardEvent, node: TreeNode) => boolean;
  /** Shown instead of a row's name, while it is renamed. */
  renderName?: (node: TreeNode) => ReactNode;
  /** Shown at the end of a row. */
  renderEnd?: (node: TreeNode) => ReactNode;
}

/** Files as a tree with one tab stop: arrows walk, Enter opens. */
export function FileTreeView(props: FileTreeViewProps) {
  const { tree, selected, onOpen, onKey } = props;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => visibleRows(tree, closed), [tree, closed]);
  const tabStop = rows.some((row) => row.node.path === focused) ? focused : (selected ?? rows[0]?.node.path);
  const reachable = rows.some((row) => row.node.path === tabStop) ? tabStop : rows[0]?.node.path;
  function toggle(path: string) {
    const next = new Set(closed);
    if (!next.delete(path)) next.add(path);
    setClosed(next);
  }
  function activate(node: TreeNode) {
    if (node.kind === 'directory') toggle(node.path);
    else onOpen(node.path);
  }
  function onKeyDown(event: KeyboardEvent, node: TreeNode) {
    if (event.target !== event.currentTarget || onKey?.(event, node)) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      activate(node);
    } else if (KEYS.has(event.key)) {
      event.preventDefault();
      const move = moveInTree(rows, closed, node.path, event.key as TreeKey);
      if (move && 'toggle' in move) toggle(move.toggle);
      else if (move)
        list.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(move.focus)}"]`)?.focus();
    }
  }
  return (
    <div ref={list} role="tree" aria-label="Files" className="py-1.5 text-[13.5px]">
      {rows.map((row) => (
        <TreeItem
          key={row.node.path}
          {...props}
          row={row}
          open={!closed.has(row.node.path)}
          tabbable={row.node.path === reachable}
          onFocus={() => setFocused(row.node.path)}
          onKeyDown={onKeyDown}
          onActivate={activate}
        />
      ))}
    </div>
  );
}

interface TreeItemProps extends Pick<FileTreeViewProps, 'selected' | 'marks' | 'renderName' | 'renderEnd'> {
  row: TreeRow;
  open: boolean;
  tabbable: boolean;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent, node: TreeNode) => void;
  onActivate: (node: TreeNode) => void;
}

function TreeItem({ row, open, tabbable, selected, marks, renderName, renderEnd, ...on }: TreeItemProps) {
  const { node, level, position, siblings } = row;
  const mark = marks?.get(node.path);
  const chosen = node.path === selected;
  return (
    <div
      role="treeitem"
      data-path={node.path}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={chosen}
      {...(node.kind === 'directory' ? { 'aria-expanded': open } : {})}
      tabIndex={tabbable ? 0 : -1}
      onFocus={on.onFocus}
      onKeyDown={(event) => on.onKeyDown(event, node)}
      onClick={() => on.onActivate(node)}
      className={`group mx-1.5 flex min-h-8 cursor-pointer items-center gap-2 rounded-lg pr-2 ${
        chosen ? 'bg-brand-soft font-medium text-ink' : 'text-ink/85 hover:bg-sunk'
      }`}
      style={{ paddingLeft: 8 + (level - 1) * 14 }}
    >
      <TreeIcon node={node} open={open} />
      {renderName?.(node) ?? <span className="min-w-0 flex-1 truncate">{node.name}</span>}
      {mark && (
        <span className="rounded-md bg-good-soft px-1.5 text-[11px] font-semibold text-good">{mark}</span>
      )}
      {renderEnd?.(node)}
    </div>
  );
}

function TreeIcon({ node, open }: { node: TreeNode; open: boolean }) {
  const shared = { size: 15, 'aria-hidden': true, className: 'shrink-0 text-muted' } as const;
  if (node.kind === 'directory') {
    return (
      <span className="-ml-1 flex items-center gap-0.5">
        {open ? <ChevronDown {...shared} size={13} /> : <ChevronRight {...shared} size={13} />}
        {open ? <FolderOpen {...shared} /> : <Folder {...shared} />}
      </span>
    );
  }
  if (/\.[mc]?[jt]sx?$/.test(node.name)) return <FileCode2 {...shared} />;
  if (node.name.endsWith('.css')) return <Palette {...shared} />;
  if (node.name.endsWith('.json')) return <FileJson2 {...shared} />;
  return <FileText {...shared} />;
}
