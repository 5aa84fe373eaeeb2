/** The files of a session: which there are, and how the record learns of what a person changed in them. */

import { filesAt } from '../run/files-at.ts';
import type { Recorder } from '../run/recorder.ts';
import type { FileChange, Sandbox } from '../sandbox/sandbox.ts';

export interface ProjectFilesOptions {
  readonly sandbox: Sandbox;
  readonly recorder: () => Recorder;
  /** True while the agent works: its own tools tell the record what they change. */
  readonly agentWorks: () => boolean;
  /** Files came, went or changed. */
  readonly onChange: () => void;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Text of a file; null where it is not there, or no text. */
async function readText(sandbox: Sandbox, path: string): Promise<string | null> {
  try {
    return decoder.decode(await sandbox.fs.read(path));
  } catch {
    return null;
  }
}

export class ProjectFiles {
  readonly #use: ProjectFilesOptions;
  readonly #unwatch: () => void;
  #paths: readonly string[] = [];
  #version = 0;
  /** The kit itself writes now: seed, undo, reset, a resumed run. */
  #own = 0;

  constructor(options: ProjectFilesOptions) {
    this.#use = options;
    this.#unwatch = options.sandbox.fs.watch('/', (changes) => void this.#changed(changes));
  }

  /** Paths of all files, sorted. */
  get paths(): readonly string[] {
    return this.#paths;
  }

  get version(): number {
    return this.#version;
  }

  /** Makes the project hold exactly these files; not recorded. */
  async replaceAll(files: ReadonlyMap<string, string>): Promise<void> {
    await this.#quietly(async ({ sandbox }) => {
      for (const entry of await sandbox.fs.list('/', { recursive: true })) {
        if (entry.kind === 'file' && !files.has(entry.path)) await sandbox.fs.remove(entry.path);
      }
      for (const [path, text] of files) await sandbox.fs.write(path, text);
    });
    await this.refresh();
  }

  /** Sets files to a text, or removes them (null), as a person's doing. */
  async setByPerson(files: ReadonlyMap<string, string | null>): Promise<void> {
    const { sandbox, recorder } = this.#use;
    await this.#quietly(async () => {
      for (const [path, after] of files) {
        const before = await readText(sandbox, path);
        if (before === after) continue;
        if (after === null) await sandbox.fs.remove(path);
        else await sandbox.fs.write(path, after);
        recorder().fact('file', { path, by: 'person', before, after });
      }
    });
    await this.refresh();
  }

  async refresh(): Promise<void> {
    const entries = await this.#use.sandbox.fs.list('/', { recursive: true });
    this.#paths = entries.filter((entry) => entry.kind === 'file').map((entry) => entry.path);
    this.#version += 1;
    this.#use.onChange();
  }

  dispose(): void {
    this.#unwatch();
  }

  async #quietly(write: (use: ProjectFilesOptions) => Promise<void>): Promise<void> {
    this.#own += 1;
    try {
      await write(this.#use);
    } finally {
      this.#own -= 1;
    }
  }

  async #changed(changes: readonly FileChange[]): Promise<void> {
    const paths = changes.map((change) => change.path);
    if (!this.#use.agentWorks() && this.#own === 0) await this.#tellDifferences(paths);
    await this.refresh().catch(() => {});
  }

  async #tellDifferences(paths: readonly string[]): Promise<void> {
    const { sandbox, recorder } = this.#use;
    const known = filesAt(recorder().events);
    let told = false;
    for (const path of paths) {
      const [before, after] = [known.get(path) ?? null, await readText(sandbox, path)];
      if (before === after) continue;
      if (!told) {
        recorder().fact('human', { kind: 'edit', text: `Changed ${path.slice(1)} by hand` });
      }
      told = true;
      recorder().fact('file', { path, by: 'person', before, after });
    }
  }
}
