/**
 * The embedded engine's file system: files in the memory of the page, implementing
 * `SandboxFiles`. Several edits can be applied as one (a command's changes, a restored
 * snapshot): either all of them hold or none, and watchers hear of them together.
 */
import { ancestorsOf, isWithin, normalisePath } from '../../paths.ts';
import { type FileChange, type SandboxEntry, SandboxError, type SandboxFiles } from '../../sandbox.ts';
import { FileTree, type TreeEdit } from './file-tree.ts';

/** Who made a change: nobody is told of their own. */
export type EditOrigin = 'host' | 'shell' | 'container';

/** What the shell listens to: the edits themselves, at once and unmerged. */
export type EditListener = (edits: readonly TreeEdit[], origin: EditOrigin) => void;

type NodeKind = 'file' | 'directory' | undefined;

interface Watcher {
  readonly folder: string;
  readonly onChange: (changes: readonly FileChange[]) => void;
}

/** In-memory files with watchers. Edits take effect at the call; the promises only carry failures. */
export class MemoryFiles implements SandboxFiles {
  #tree = new FileTree();
  readonly #watchers = new Set<Watcher>();
  readonly #listeners = new Set<EditListener>();
  /** Paths changed since watchers were last told, with what was there before. */
  #pending = new Map<string, NodeKind>();
  #closed = false;

  async read(path: string): Promise<Uint8Array> {
    this.#checkOpen();
    return this.#tree.bytesOf(normalisePath(path)).slice();
  }

  async write(path: string, data: Uint8Array | string): Promise<void> {
    const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data.slice();
    this.apply([{ kind: 'file', path: normalisePath(path), data: bytes }]);
  }

  async list(path: string, options: { recursive?: boolean } = {}): Promise<SandboxEntry[]> {
    this.#checkOpen();
    return this.#tree.list(normalisePath(path), options.recursive === true);
  }

  async remove(path: string, options: { recursive?: boolean } = {}): Promise<void> {
    const target = normalisePath(path);
    this.#checkOpen();
    if (target === '/') {
      throw new SandboxError('bad-path', 'The project root cannot be removed.', 'Remove what is in it.');
    }
    const kind = this.#tree.kindOf(target);
    if (kind === undefined) this.#tree.bytesOf(target);
    if (kind === 'directory' && !options.recursive && this.#tree.list(target, false).length > 0) {
      throw new SandboxError(
        'is-a-directory',
        `${target} is a folder with files.`,
        'Remove it with its files.',
      );
    }
    this.apply([{ kind: 'removed', path: target }]);
  }

  watch(path: string, onChange: (changes: readonly FileChange[]) => void): () => void {
    const watcher = { folder: normalisePath(path), onChange };
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /**
   * Applies edits as one. Throws, with nothing changed, where one of them is refused.
   * The caller gives the bytes away.
   */
  apply(edits: readonly TreeEdit[], origin: EditOrigin = 'host'): void {
    this.#checkOpen();
    const next = edits.length === 1 ? this.#tree : new FileTree(this.#tree);
    const before = edits.flatMap((edit) => this.#touchedBy(edit));
    for (const edit of edits) next.apply(edit);
    this.#tree = next;
    this.#note(before);
    for (const listener of [...this.#listeners]) listener(edits, origin);
  }

  /** Replaces everything by what `edits` build, as one. */
  replaceAll(edits: readonly TreeEdit[]): void {
    const wanted = new Map(edits.map((edit) => [edit.path, edit.kind]));
    const gone = this.#tree
      .paths()
      .filter((path) => wanted.get(path) !== this.#tree.kindOf(path))
      .map((path): TreeEdit => ({ kind: 'removed', path }));
    this.apply([...gone, ...edits]);
  }

  /** Hears every edit at once. Returns the unsubscribe function. */
  onEdit(listener: EditListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** All files and folders as edits; the bytes are the stored ones and must not be written to. */
  toEdits(): TreeEdit[] {
    return this.#tree.toEdits();
  }

  /** The state of some paths as edits, for a reader that may have missed changes. */
  editsFor(paths: Iterable<string>): TreeEdit[] {
    return [...paths].map((path): TreeEdit => {
      const kind = this.#tree.kindOf(path);
      if (kind === 'file') return { kind, path, data: this.#tree.bytesOf(path) };
      return kind === 'directory' ? { kind, path } : { kind: 'removed', path };
    });
  }

  /** Ends watching; later calls reject with `disposed`. */
  close(): void {
    this.#closed = true;
    this.#watchers.clear();
    this.#listeners.clear();
  }

  #checkOpen(): void {
    if (this.#closed) {
      throw new SandboxError('disposed', 'This sandbox has been closed.', 'Start a new one.');
    }
  }

  /** Paths that an edit can change, with what was there before. */
  #touchedBy(edit: TreeEdit): { path: string; before: NodeKind }[] {
    const paths =
      edit.kind === 'removed'
        ? this.#tree.paths().filter((path) => isWithin(path, edit.path))
        : [...ancestorsOf(edit.path).filter((folder) => !this.#tree.kindOf(folder)), edit.path];
    return paths.map((path) => ({ path, before: this.#tree.kindOf(path) }));
  }

  #note(touched: readonly { path: string; before: NodeKind }[]): void {
    if (this.#watchers.size === 0) return;
    if (this.#pending.size === 0 && touched.length > 0) queueMicrotask(() => this.#tell());
    for (const { path, before } of touched) {
      if (!this.#pending.has(path)) this.#pending.set(path, before);
    }
  }

  #tell(): void {
    const pending = this.#pending;
    this.#pending = new Map();
    const changes = [...pending].flatMap(([path, before]) => changeOf(path, before, this.#tree.kindOf(path)));
    for (const watcher of [...this.#watchers]) {
      const mine = changes.filter((change) => isWithin(change.path, watcher.folder));
      if (mine.length === 0) continue;
      try {
        watcher.onChange(mine);
      } catch (error) {
        // One broken watcher must not keep the others from hearing.
        queueMicrotask(() => reportError(error));
      }
    }
  }
}

function changeOf(path: string, before: NodeKind, after: NodeKind): FileChange[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [{ path, kind: 'created' }];
  if (after === undefined) return [{ path, kind: 'removed' }];
  return before === 'directory' && after === 'directory' ? [] : [{ path, kind: 'changed' }];
}
