import type { SandboxFiles } from '../../sandbox.ts';
import { CompileClient } from './compile-client.ts';
import type { BuildGoal } from './compile-project.ts';
import type { ProjectBuild } from './link-messages.ts';

const ignored = /^\/(node_modules|dist|build|coverage|\.[^/]+)(\/|$)/;

/** A project's files on their way to the compiler: only what changed is read and sent. */
export class PreviewProject {
  readonly #files: SandboxFiles;
  readonly #compiler = new CompileClient();
  readonly #dirty = new Set<string>();
  readonly #stop: () => void;
  #onChange: () => void = () => {};

  constructor(files: SandboxFiles) {
    this.#files = files;
    this.#stop = files.watch('/', (changes) => {
      for (const { path } of changes) if (!ignored.test(path)) this.#dirty.add(path);
      if (this.#dirty.size > 0) this.#onChange();
    });
  }

  /** Calls back when there is something new to build. */
  watch(onChange: () => void): void {
    this.#onChange = onChange;
  }

  async build(goal: BuildGoal): Promise<ProjectBuild> {
    const changes = await this.#collect();
    return this.#compiler.build(changes, goal);
  }

  dispose(): void {
    this.#stop();
    this.#compiler.dispose();
  }

  async #collect(): Promise<Map<string, Uint8Array | null>> {
    const changes = new Map<string, Uint8Array | null>();
    if (this.#compiler.isFresh) {
      this.#dirty.clear();
      for (const entry of await this.#files.list('/', { recursive: true })) {
        if (entry.kind === 'file' && !ignored.test(entry.path)) this.#dirty.add(entry.path);
      }
    }
    const paths = [...this.#dirty];
    this.#dirty.clear();
    await Promise.all(
      paths.map(async (path) => {
        // A file may be gone again, or have become a folder: both mean that there is none.
        changes.set(path, await this.#files.read(path).catch(() => null));
      }),
    );
    return changes;
  }
}
