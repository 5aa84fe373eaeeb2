import { SandboxError } from '../../sandbox.ts';
import { whenSpent } from '../../slowness.ts';
import type { BuildGoal } from './compile-project.ts';
import type { CompileAnswer, CompileRequest } from './compile-worker.ts';
import type { ProjectBuild } from './link-messages.ts';
import { readsNestedCss } from './nested-css.ts';

/** A source made to exhaust the compiler must not keep anybody waiting longer, on a machine at ease. */
const longestMs = 20_000;

interface Waiting {
  resolve(build: ProjectBuild): void;
  reject(error: unknown): void;
  cancel(): void;
}

/** The compile worker as a function. A worker that does not answer is ended; the next build starts another. */
export class CompileClient {
  #worker: Worker | null = null;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;

  /** Whether the next build has to bring every file. */
  get isFresh(): boolean {
    return this.#worker === null;
  }

  build(changes: ReadonlyMap<string, Uint8Array | null>, goal: BuildGoal): Promise<ProjectBuild> {
    const worker = this.#start();
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const cancel = whenSpent(longestMs, () => this.#giveUp('The code takes too long to compile.'));
      this.#waiting.set(id, { resolve, reject, cancel });
      worker.postMessage({ id, changes, goal, flatCss: !readsNestedCss() } satisfies CompileRequest);
    });
  }

  dispose(): void {
    this.#giveUp('The sandbox was closed.');
  }

  #start(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL('./compile-worker.ts', import.meta.url), {
      type: 'module',
      name: 'compile',
    });
    worker.addEventListener('message', (event: MessageEvent<CompileAnswer>) => this.#settle(event.data));
    worker.addEventListener('error', (event) =>
      this.#giveUp(event.message || 'The compiler could not be loaded.'),
    );
    this.#worker = worker;
    return worker;
  }

  #settle(answer: CompileAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    if (waiting === undefined) return;
    this.#waiting.delete(answer.id);
    waiting.cancel();
    if ('build' in answer) waiting.resolve(answer.build);
    else waiting.reject(compileFailure(answer.failure));
  }

  #giveUp(reason: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const waiting of this.#waiting.values()) {
      waiting.cancel();
      waiting.reject(compileFailure(reason));
    }
    this.#waiting.clear();
  }
}

function compileFailure(reason: string): SandboxError {
  return new SandboxError('unresponsive', reason, 'Undo the last change, or reload the page.');
}
