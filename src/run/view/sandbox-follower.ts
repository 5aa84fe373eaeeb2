/** Keeps a sandbox's files as they were at the place where one looks. */
import type { SandboxFiles } from '../../sandbox/sandbox.ts';

/**
 * Writes only what differs, one set after another. While a set is written, newer ones replace each other:
 * a fast hand on the strip costs no more than the first and the last.
 */
export class SandboxFollower {
  readonly #files: Pick<SandboxFiles, 'write' | 'remove'>;
  readonly #present = new Map<string, string>();
  #wanted: ReadonlyMap<string, string> | null = null;
  #working: Promise<void> | null = null;

  constructor(files: Pick<SandboxFiles, 'write' | 'remove'>) {
    this.#files = files;
  }

  /** Resolves once the newest files that were asked for are there. */
  follow(files: ReadonlyMap<string, string>): Promise<void> {
    this.#wanted = files;
    this.#working ??= this.#work().finally(() => {
      this.#working = null;
    });
    return this.#working;
  }

  async #work(): Promise<void> {
    for (let files = this.#take(); files; files = this.#take()) await this.#apply(files);
  }

  #take(): ReadonlyMap<string, string> | null {
    const files = this.#wanted;
    this.#wanted = null;
    return files;
  }

  async #apply(files: ReadonlyMap<string, string>): Promise<void> {
    for (const path of [...this.#present.keys()]) {
      if (files.has(path)) continue;
      await this.#files.remove(path).catch(() => {});
      this.#present.delete(path);
    }
    for (const [path, text] of files) {
      if (this.#present.get(path) === text) continue;
      // A record from elsewhere may name a path that the sandbox refuses: that file is left out.
      await this.#files.write(path, text).catch(() => {});
      this.#present.set(path, text);
    }
  }
}
