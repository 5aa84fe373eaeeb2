/**
 * The project's files in a WebContainer. The page keeps its own copy, `MemoryFiles`, with the
 * caps and the watching of the embedded engine; each change goes through to the container,
 * and what processes write there comes back. `node_modules` and the like stay there alone.
 */
import type { FileSystemTree, WebContainer } from '@webcontainer/api';
import { BOOT_LIMITS } from '../../limits.ts';
import { isWithin, normalisePath, parentOf } from '../../paths.ts';
import { type FileChange, type SandboxEntry, SandboxError, type SandboxFiles } from '../../sandbox.ts';
import type { TreeEdit } from '../embedded/file-tree.ts';
import { type EditOrigin, MemoryFiles } from '../embedded/files.ts';

/** Folders that tools fill: never part of the project, its caps or its snapshot. */
const TOOL_FOLDERS = new Set(['node_modules', '.git', '.npm', '.pnpm-store', '.cache', '.vite', 'dist']);

const EXCLUDES = [...TOOL_FOLDERS].flatMap((name) => [name, `${name}/**`, `**/${name}`, `**/${name}/**`]);

function belongsToTools(path: string): boolean {
  return path.split('/').some((part) => TOOL_FOLDERS.has(part));
}

function relative(path: string): string {
  return path === '/' ? '.' : path.slice(1);
}

/** Timers, given in tests. Returns the cancel function. */
export type After = (ms: number, call: () => void) => () => void;

export class ContainerFiles implements SandboxFiles {
  /** The page's copy; the shell works on it too. */
  readonly copy = new MemoryFiles();
  readonly #container: WebContainer;
  readonly #after: After;
  readonly #watcher: { close(): void };
  readonly #stopListening: () => void;
  #tail: Promise<unknown> = Promise.resolve();
  #cancelSync: (() => void) | null = null;
  #closed = false;

  constructor(container: WebContainer, after: After) {
    this.#container = container;
    this.#after = after;
    this.#watcher = container.fs.watch('.', { recursive: true }, (_event, name) => {
      if (!belongsToTools(String(name))) this.#syncSoon();
    });
    this.#stopListening = this.copy.onEdit((edits, origin) => {
      if (origin !== 'container') void this.#inOrder(() => this.#carryOver(edits)).catch(() => {});
    });
  }

  async read(path: string): Promise<Uint8Array> {
    await this.settled();
    return this.copy.read(path);
  }

  async write(path: string, data: Uint8Array | string): Promise<void> {
    await this.copy.write(path, data);
    await this.#tail;
  }

  async list(path: string, options?: { recursive?: boolean }): Promise<SandboxEntry[]> {
    await this.settled();
    return this.copy.list(path, options);
  }

  async remove(path: string, options?: { recursive?: boolean }): Promise<void> {
    await this.settled();
    await this.copy.remove(path, options);
    await this.#tail;
  }

  watch(path: string, onChange: (changes: readonly FileChange[]) => void): () => void {
    return this.copy.watch(path, onChange);
  }

  /** Replaces every file, in the copy and in the container. */
  async replaceAll(edits: readonly TreeEdit[]): Promise<void> {
    await this.settled();
    this.copy.replaceAll(edits);
    await this.#tail;
  }

  /** Waits until the container has what the page wrote. */
  async settled(): Promise<void> {
    await this.#tail;
  }

  /** Takes over what processes have written. Resolves when the copy is up to date. */
  sync(): Promise<void> {
    this.#cancelSync?.();
    this.#cancelSync = null;
    return this.#inOrder(() => this.#takeOver());
  }

  close(): void {
    this.#closed = true;
    this.#cancelSync?.();
    this.#watcher.close();
    this.#stopListening();
    this.copy.close();
  }

  #syncSoon(): void {
    if (this.#closed || this.#cancelSync) return;
    this.#cancelSync = this.#after(BOOT_LIMITS.settleMs, () => void this.sync().catch(() => {}));
  }

  /** One thing at a time: an older state of the container must not undo a newer write. */
  #inOrder(work: () => Promise<void>): Promise<void> {
    const result = this.#tail.then(work);
    this.#tail = result.catch(() => {});
    return result;
  }

  async #carryOver(edits: readonly TreeEdit[]): Promise<void> {
    const { fs } = this.#container;
    for (const edit of edits) {
      if (this.#closed) return;
      const path = relative(edit.path);
      if (edit.kind === 'removed') await fs.rm(path, { recursive: true, force: true });
      else if (edit.kind === 'directory') await fs.mkdir(path, { recursive: true });
      else {
        const folder = parentOf(edit.path);
        if (folder !== '/') await fs.mkdir(relative(folder), { recursive: true });
        await fs.writeFile(path, edit.data);
      }
    }
  }

  async #takeOver(): Promise<void> {
    if (this.#closed) return;
    const tree = await this.#container.export('.', { format: 'json', excludes: EXCLUDES });
    if (this.#closed) return;
    const there = flatten(tree, '');
    const before = new Map(this.copy.toEdits().map((edit) => [edit.path, edit]));
    const gone = [...before.keys()].filter((path) => !there.has(path) && !belongsToTools(path));
    const top = gone.filter((path) => !gone.some((other) => other !== path && isWithin(path, other)));
    const removed = top.map((path): TreeEdit => ({ kind: 'removed', path }));
    const changed = [...there.values()].filter((edit) => !isSame(before.get(edit.path), edit));
    if (removed.length > 0) this.copy.apply(removed, 'container');
    await this.#applyEach(changed);
  }

  /** All at once where the caps allow; otherwise one by one, and what is refused leaves the container too. */
  async #applyEach(edits: readonly TreeEdit[]): Promise<void> {
    if (edits.length === 0) return;
    const origin: EditOrigin = 'container';
    try {
      this.copy.apply(edits, origin);
    } catch {
      for (const edit of edits) {
        try {
          this.copy.apply([edit], origin);
        } catch (error) {
          if (!(error instanceof SandboxError)) throw error;
          await this.#container.fs.rm(relative(edit.path), { recursive: true, force: true });
        }
      }
    }
  }
}

/** Folders before what is in them. Names that no project may have are left out. */
function flatten(tree: FileSystemTree, above: string): Map<string, TreeEdit> {
  const found = new Map<string, TreeEdit>();
  for (const [name, node] of Object.entries(tree)) {
    if (TOOL_FOLDERS.has(name)) continue;
    const path = safePath(`${above}/${name}`);
    if (path === null) continue;
    if ('directory' in node) {
      found.set(path, { kind: 'directory', path });
      for (const [key, edit] of flatten(node.directory, path)) found.set(key, edit);
    } else if ('contents' in node.file) {
      const { contents } = node.file;
      const data = typeof contents === 'string' ? new TextEncoder().encode(contents) : contents;
      found.set(path, { kind: 'file', path, data });
    }
  }
  return found;
}

function safePath(path: string): string | null {
  try {
    return normalisePath(path);
  } catch {
    return null;
  }
}

function isSame(before: TreeEdit | undefined, after: TreeEdit): boolean {
  if (before?.kind !== after.kind) return false;
  if (before.kind !== 'file' || after.kind !== 'file') return true;
  return (
    before.data.length === after.data.length && before.data.every((byte, index) => byte === after.data[index])
  );
}
