/** Files of a sandbox as a tree a person can walk. */
import type { SandboxEntry } from '../../sandbox/sandbox.ts';

export interface TreeNode {
  readonly path: string;
  readonly name: string;
  readonly kind: 'file' | 'directory';
  readonly children: readonly TreeNode[];
}

/** Folders nobody reads. */
const HIDDEN = /\/(?:node_modules|\.git|dist|\.cache)(?:\/|$)/;

interface MutableNode {
  path: string;
  name: string;
  kind: 'file' | 'directory';
  children: MutableNode[];
}

function sortNodes(nodes: MutableNode[]): void {
  nodes.sort((left, right) =>
    left.kind === right.kind ? left.name.localeCompare(right.name, 'en') : left.kind === 'directory' ? -1 : 1,
  );
  for (const node of nodes) sortNodes(node.children);
}

/** Folders first, then files, by name. Parents that are not listed are made. */
export function buildTree(entries: readonly Pick<SandboxEntry, 'path' | 'kind'>[]): TreeNode[] {
  const root: MutableNode = { path: '', name: '', kind: 'directory', children: [] };
  const known = new Map<string, MutableNode>([['', root]]);
  const place = (path: string, kind: TreeNode['kind']): MutableNode => {
    const existing = known.get(path);
    if (existing) return existing;
    const cut = path.lastIndexOf('/');
    const node: MutableNode = { path, name: path.slice(cut + 1), kind, children: [] };
    place(path.slice(0, Math.max(0, cut)), 'directory').children.push(node);
    known.set(path, node);
    return node;
  };
  for (const entry of entries) {
    if (entry.path !== '/' && !HIDDEN.test(entry.path)) place(entry.path.replace(/\/$/, ''), entry.kind);
  }
  sortNodes(root.children);
  return root.children;
}

export interface TreeRow {
  readonly node: TreeNode;
  /** 1-based, for `aria-level`. */
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
}

/** Visible rows in reading order; `closed` folders hide what is in them. */
export function visibleRows(tree: readonly TreeNode[], closed: ReadonlySet<string>, level = 1): TreeRow[] {
  return tree.flatMap((node, index) => [
    { node, level, position: index + 1, siblings: tree.length },
    ...(closed.has(node.path) ? [] : visibleRows(node.children, closed, level + 1)),
  ]);
}

export type TreeKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End';

/** Where a key leads from a row: another row to focus, or a folder to open or close. */
export function moveInTree(
  rows: readonly TreeRow[],
  closed: ReadonlySet<string>,
  from: string,
  key: TreeKey,
): { focus: string } | { toggle: string } | null {
  const index = rows.findIndex((row) => row.node.path === from);
  const row = rows[index];
  const focus = (target: TreeRow | undefined) => (target ? { focus: target.node.path } : null);
  if (!row || key === 'Home') return focus(rows[0]);
  if (key === 'End') return focus(rows.at(-1));
  if (key === 'ArrowDown') return focus(rows[index + 1]);
  if (key === 'ArrowUp') return focus(rows[index - 1]);
  const folder = row.node.kind === 'directory';
  const open = folder && !closed.has(from);
  if (key === 'ArrowRight') {
    if (!folder) return null;
    return open ? focus(row.node.children[0] && rows[index + 1]) : { toggle: from };
  }
  if (open) return { toggle: from };
  return focus(rows.slice(0, index).findLast((above) => above.level === row.level - 1));
}
