/**
 * The shell's copy of the project, beside its own folders (`/bin`, `/dev`, `/proc`, `/tmp`),
 * which are there but not shown in the project's root. Every change to the project is held
 * to the caps of `limits.ts` at once, and noted for the page.
 */
import {
  type BufferEncoding,
  type CpOptions,
  type FileContent,
  InMemoryFs,
  type MkdirOptions,
  type RmOptions,
} from 'just-bash/browser';
import { COMMAND_LIMITS } from '../../../limits.ts';
import { normalisePath, RESERVED_FOLDERS } from '../../../paths.ts';
import { SandboxError } from '../../../sandbox.ts';
import { FileTree, type TreeEdit } from '../file-tree.ts';

/** What is appended to these is printed at once, instead of when the whole line has ended. */
export const STREAM_PATHS = { 1: '/dev/.stdout', 2: '/dev/.stderr' } as const;

type WriteOptions = Parameters<InMemoryFs['writeFile']>[2];
type DirectoryEntry = Awaited<ReturnType<InMemoryFs['readdirWithFileTypes']>>[number];

function toText(content: FileContent, options: WriteOptions): string {
  const encoding: BufferEncoding | undefined =
    typeof options === 'string' ? options : (options?.encoding ?? undefined);
  if (typeof content === 'string' && encoding !== 'binary' && encoding !== 'latin1') return content;
  const bytes =
    typeof content === 'string' ? Uint8Array.from(content, (char) => char.charCodeAt(0)) : content;
  return new TextDecoder().decode(bytes);
}

function toSystemError(error: unknown, path: string): Error {
  if (!(error instanceof SandboxError)) return error instanceof Error ? error : new Error(String(error));
  if (error.code === 'limit') return new Error(`ENOSPC: ${error.message} '${path}'`);
  return new Error(`EINVAL: ${error.message}`);
}

/** An in-memory file system for just-bash that mirrors the project. */
export class ShellFiles extends InMemoryFs {
  readonly #project = new FileTree();
  readonly #changed = new Set<string>();
  readonly #onText: (fd: 1 | 2, text: string) => void;
  readonly #onChange: () => void;

  constructor(onText: (fd: 1 | 2, text: string) => void, onChange: () => void) {
    super({}, { maxTotalBytes: COMMAND_LIMITS.fileSystemBytes });
    this.#onText = onText;
    this.#onChange = onChange;
    this.mkdirSync('/tmp', { recursive: true });
  }

  /** Takes over changes that the page made. They are not handed back. */
  async takeOver(edits: readonly TreeEdit[]): Promise<void> {
    for (const edit of edits) {
      this.#changed.delete(edit.path);
      this.#project.apply(edit);
      if (edit.kind === 'removed') await this.#removeAll(edit.path);
      else if (edit.kind === 'directory') await super.mkdir(edit.path, { recursive: true });
      else await super.writeFile(edit.path, edit.data);
    }
  }

  /** The changes since the last call, as they stand now. */
  takeChanges(): TreeEdit[] {
    const paths = [...this.#changed].sort();
    this.#changed.clear();
    return paths.map((path): TreeEdit => {
      const kind = this.#project.kindOf(path);
      if (kind === 'file') return { kind, path, data: this.#project.bytesOf(path) };
      return kind === 'directory' ? { kind, path } : { kind: 'removed', path };
    });
  }

  override async readdir(path: string): Promise<string[]> {
    const names = await super.readdir(path);
    return this.resolvePath('/', path) === '/' ? names.filter((name) => !RESERVED_FOLDERS.has(name)) : names;
  }

  override async readdirWithFileTypes(path: string): Promise<DirectoryEntry[]> {
    const found = await super.readdirWithFileTypes(path);
    if (this.resolvePath('/', path) !== '/') return found;
    return found.filter((entry) => !RESERVED_FOLDERS.has(entry.name));
  }

  override getAllPaths(): string[] {
    return super.getAllPaths().filter((path) => !RESERVED_FOLDERS.has(path.split('/')[1] ?? ''));
  }

  override async writeFile(path: string, content: FileContent, options?: WriteOptions): Promise<void> {
    await this.#change(path, () => super.writeFile(path, content, options));
  }

  override async appendFile(path: string, content: FileContent, options?: WriteOptions): Promise<void> {
    if (path === STREAM_PATHS[1]) return this.#onText(1, toText(content, options));
    if (path === STREAM_PATHS[2]) return this.#onText(2, toText(content, options));
    await this.#change(path, () => super.appendFile(path, content, options));
  }

  override async mkdir(path: string, options?: MkdirOptions): Promise<void> {
    await this.#change(path, () => super.mkdir(path, options));
  }

  override async rm(path: string, options?: RmOptions): Promise<void> {
    if (this.resolvePath('/', path) === '/') throw new Error("EPERM: the project root stays, rm '/'");
    await this.#change(path, () => super.rm(path, options));
  }

  override async cp(source: string, target: string, options?: CpOptions): Promise<void> {
    await this.#change(target, () => super.cp(source, target, options));
  }

  override async mv(source: string, target: string): Promise<void> {
    await this.#change(target, () => super.mv(source, target));
    await this.#mirror(source);
  }

  override async link(source: string, target: string): Promise<void> {
    await this.cp(source, target);
  }

  override async symlink(_target: string, path: string): Promise<void> {
    throw new Error(`EPERM: links cannot be made in this sandbox, symlink '${path}'`);
  }

  /** The project's path for a path of the shell; null for the shell's own folders. */
  #projectPath(path: string): string | null {
    const full = this.resolvePath('/', path);
    return RESERVED_FOLDERS.has(full.split('/')[1] ?? '') ? null : normalisePath(full);
  }

  /** Makes a change, mirrors it, and takes it back where a cap refuses it. */
  async #change(path: string, make: () => Promise<void>): Promise<void> {
    try {
      this.#projectPath(path);
    } catch (error) {
      throw toSystemError(error, path);
    }
    await make();
    await this.#mirror(path);
  }

  async #mirror(path: string): Promise<void> {
    const target = this.#projectPath(path);
    if (target === null || target === '/') return;
    try {
      const edit = await this.#editFor(target);
      if (edit.kind === 'removed' && this.#project.kindOf(target) === undefined) return;
      this.#noteRemovedBelow(edit);
      this.#project.apply(edit);
    } catch (error) {
      await this.#takeBack(target);
      throw toSystemError(error, path);
    }
    this.#changed.add(target);
    this.#onChange();
  }

  async #editFor(path: string): Promise<TreeEdit> {
    if (!(await super.exists(path))) return { kind: 'removed', path };
    const { isDirectory } = await super.stat(path);
    return isDirectory
      ? { kind: 'directory', path }
      : { kind: 'file', path, data: await super.readFileBuffer(path) };
  }

  #noteRemovedBelow(edit: TreeEdit): void {
    if (edit.kind !== 'removed' || this.#project.kindOf(edit.path) !== 'directory') return;
    for (const entry of this.#project.list(edit.path, true)) this.#changed.delete(entry.path);
  }

  async #takeBack(path: string): Promise<void> {
    if (this.#project.kindOf(path) === 'file') await super.writeFile(path, this.#project.bytesOf(path));
    else if (this.#project.kindOf(path) === undefined) await this.#removeAll(path);
  }

  async #removeAll(path: string): Promise<void> {
    const below = super.getAllPaths().filter((found) => found.startsWith(`${path}/`));
    for (const found of [...below.sort().reverse(), path]) {
      await super.rm(found, { force: true });
    }
  }
}
