/**
 * The plain data of an in-memory file system: a map of normalised paths to contents, with
 * the caps of `limits.ts` held at every change. No events, no promises: `files.ts` adds them.
 */
import { FILE_LIMITS } from '../../limits.ts';
import { ancestorsOf, isWithin, parentOf } from '../../paths.ts';
import { type SandboxEntry, SandboxError } from '../../sandbox.ts';

/** One change to a tree. Paths are normalised. */
export type TreeEdit =
  | { readonly kind: 'file'; readonly path: string; readonly data: Uint8Array }
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'removed'; readonly path: string };

const FOLDER = Symbol('folder');
type Node = Uint8Array | typeof FOLDER;

function tooMuch(message: string, hint: string): SandboxError {
  return new SandboxError('limit', message, hint);
}

/** Files and folders by path. The root always exists. */
export class FileTree {
  #nodes: Map<string, Node>;
  #bytes: number;

  constructor(from?: FileTree) {
    this.#nodes = new Map(from ? from.#nodes : [['/', FOLDER]]);
    this.#bytes = from ? from.#bytes : 0;
  }

  /** Bytes in all files. */
  get bytes(): number {
    return this.#bytes;
  }

  kindOf(path: string): 'file' | 'directory' | undefined {
    const node = this.#nodes.get(path);
    if (node === undefined) return undefined;
    return node === FOLDER ? 'directory' : 'file';
  }

  /** The stored bytes themselves: callers that hand them out copy them. */
  bytesOf(path: string): Uint8Array {
    const node = this.#nodes.get(path);
    if (node === undefined) {
      throw new SandboxError(
        'no-such-file',
        `There is no file ${path}.`,
        'List the folder to see its files.',
      );
    }
    if (node === FOLDER) {
      throw new SandboxError('is-a-directory', `${path} is a folder.`, 'List it instead of reading it.');
    }
    return node;
  }

  /** Every path, sorted, without the root. */
  paths(): string[] {
    return [...this.#nodes.keys()].filter((path) => path !== '/').sort();
  }

  list(folder: string, recursive: boolean): SandboxEntry[] {
    const kind = this.kindOf(folder);
    if (kind === undefined) {
      throw new SandboxError(
        'no-such-file',
        `There is no folder ${folder}.`,
        'List its parent to see what is there.',
      );
    }
    if (kind === 'file') {
      throw new SandboxError('not-a-directory', `${folder} is a file.`, 'Read it instead of listing it.');
    }
    const below = this.paths().filter((path) => path !== folder && isWithin(path, folder));
    const wanted = recursive ? below : below.filter((path) => parentOf(path) === folder);
    return wanted.map((path) => this.#entry(path));
  }

  #entry(path: string): SandboxEntry {
    const node = this.#nodes.get(path);
    return node instanceof Uint8Array
      ? { path, kind: 'file', size: node.length }
      : { path, kind: 'directory', size: 0 };
  }

  /** Applies one edit, or throws and leaves the tree as it was. */
  apply(edit: TreeEdit): void {
    if (edit.kind === 'file') this.#writeFile(edit.path, edit.data);
    else if (edit.kind === 'directory') this.#makeFolder(edit.path);
    else this.#remove(edit.path);
  }

  #writeFile(path: string, data: Uint8Array): void {
    const before = this.#nodes.get(path);
    if (before === FOLDER) {
      throw new SandboxError('is-a-directory', `${path} is a folder.`, 'Choose another name for the file.');
    }
    if (data.length > FILE_LIMITS.fileBytes) {
      throw tooMuch(
        `${path} would be larger than ${FILE_LIMITS.fileBytes / 1024 / 1024} MB.`,
        'Split it, or leave data of that size out of the project.',
      );
    }
    const bytes = this.#bytes - (before?.length ?? 0) + data.length;
    if (bytes > FILE_LIMITS.totalBytes) {
      throw tooMuch(
        `The project would be larger than ${FILE_LIMITS.totalBytes / 1024 / 1024} MB.`,
        'Remove files that are not needed.',
      );
    }
    this.#checkRoom(path, before === undefined);
    this.#makeAncestors(path);
    this.#nodes.set(path, data);
    this.#bytes = bytes;
  }

  #makeFolder(path: string): void {
    const before = this.#nodes.get(path);
    if (before === FOLDER) return;
    if (before) throw new SandboxError('not-a-directory', `${path} is a file.`, 'Choose another name.');
    this.#checkRoom(path, true);
    this.#makeAncestors(path);
    this.#nodes.set(path, FOLDER);
  }

  #checkRoom(path: string, isNew: boolean): void {
    let added = isNew ? 1 : 0;
    for (const folder of ancestorsOf(path)) {
      const node = this.#nodes.get(folder);
      if (node instanceof Uint8Array) {
        throw new SandboxError(
          'not-a-directory',
          `${folder} is a file.`,
          'Remove it, or choose another folder.',
        );
      }
      if (node === undefined) added += 1;
    }
    if (added > 0 && this.#nodes.size - 1 + added > FILE_LIMITS.entries) {
      throw tooMuch(
        `The project would have more than ${FILE_LIMITS.entries} files and folders.`,
        'Remove files that are not needed.',
      );
    }
  }

  #makeAncestors(path: string): void {
    for (const folder of ancestorsOf(path)) if (!this.#nodes.has(folder)) this.#nodes.set(folder, FOLDER);
  }

  #remove(path: string): void {
    for (const found of [...this.#nodes.keys()]) {
      if (found === '/' || !isWithin(found, path)) continue;
      const node = this.#nodes.get(found);
      if (node instanceof Uint8Array) this.#bytes -= node.length;
      this.#nodes.delete(found);
    }
  }

  /** Files and folders as edits that build this tree from nothing, parents first. */
  toEdits(): TreeEdit[] {
    return this.paths().map((path): TreeEdit => {
      const node = this.#nodes.get(path);
      return node instanceof Uint8Array ? { kind: 'file', path, data: node } : { kind: 'directory', path };
    });
  }
}
