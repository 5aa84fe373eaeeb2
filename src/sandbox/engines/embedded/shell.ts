/**
 * The page's side of the embedded shell: one worker, one command line at a time, in the
 * order they were asked for. What a command keeps (folder, variables, functions) is held
 * here, so that ending the worker ends the command and nothing else.
 */
import { COMMAND_LIMITS } from '../../limits.ts';
import { normalisePath } from '../../paths.ts';
import {
  EXIT_CODES,
  type ExecOptions,
  SandboxError,
  type SandboxOutput,
  type SandboxProcess,
} from '../../sandbox.ts';
import { type SpendingParts, whenSpent } from '../../slowness.ts';
import type { MemoryFiles } from './files.ts';
import type { FromWorker, HostAnswer, HostQuestion, ShellPort, ShellState } from './shell/protocol.ts';

export interface ShellOptions {
  readonly files: MemoryFiles;
  /** Starts a worker. Called again after one was ended or has crashed. */
  readonly createPort: () => ShellPort;
  /** Does what only the page can do: tests, the compile check. */
  readonly answer: (question: HostQuestion, signal: AbortSignal) => Promise<HostAnswer>;
  readonly clock?: ShellClock;
  /** Default: `COMMAND_LIMITS.wallTimeMs`. */
  readonly wallTimeMs?: number;
}

/** Timers and the machine's slowness, passed in so that tests need not wait. */
export type ShellClock = SpendingParts;

interface Job {
  readonly number: number;
  readonly command: string;
  readonly options: ExecOptions;
  readonly questions: AbortController;
  readonly print: (fd: 1 | 2, text: string) => void;
  /** Ends the job's streams. The first call counts. */
  readonly finish: (exitCode: number) => void;
  printedBytes: number;
}

const START: ShellState = { cwd: '/', env: {}, functions: {}, lastExit: 0 };

export class EmbeddedShell {
  readonly #options: ShellOptions;
  readonly #clock: ShellClock | undefined;
  readonly #queue: Job[] = [];
  readonly #unwatch: () => void;
  /** Paths the page changed while a command ran: the worker is told again when it has ended. */
  readonly #changedMeanwhile = new Set<string>();
  #port: ShellPort | null = null;
  #current: Job | null = null;
  #state = START;
  #cancelTimer = () => {};
  #count = 0;
  #disposed = false;

  constructor(options: ShellOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#unwatch = options.files.onEdit((edits, origin) => {
      if (origin === 'shell' || !this.#port) return;
      if (this.#current) for (const edit of edits) this.#changedMeanwhile.add(edit.path);
      this.#port.post({ type: 'edits', edits });
    });
  }

  get #wallTimeMs(): number {
    return this.#options.wallTimeMs ?? COMMAND_LIMITS.wallTimeMs;
  }

  /** Starts the worker before it is needed. */
  warm(): void {
    if (!this.#disposed) this.#openPort();
  }

  exec(command: string, options: ExecOptions = {}): SandboxProcess {
    this.#count += 1;
    const { job, process } = createJob(this.#count, command, options);
    const refusal = this.#refusal(command, options);
    if (refusal) {
      job.print(2, `${refusal.text}\n`);
      job.finish(refusal.exitCode);
      return process;
    }
    options.signal?.addEventListener('abort', () => this.#abort(job), { once: true });
    this.#queue.push(job);
    this.#next();
    return process;
  }

  #refusal(command: string, options: ExecOptions): { text: string; exitCode: number } | null {
    if (this.#disposed) return { text: 'This sandbox has been closed.', exitCode: EXIT_CODES.cannotRun };
    if (options.signal?.aborted) return { text: 'Stopped before it began.', exitCode: EXIT_CODES.aborted };
    if (command.length > COMMAND_LIMITS.sourceBytes) {
      return { text: 'The command is too long. Write a file first.', exitCode: EXIT_CODES.cannotRun };
    }
    if (this.#queue.length >= COMMAND_LIMITS.queued) {
      return { text: 'Too many commands are waiting. Wait for one to end.', exitCode: EXIT_CODES.cannotRun };
    }
    try {
      if (options.cwd !== undefined) normalisePath(options.cwd);
      return null;
    } catch (error) {
      return { text: error instanceof SandboxError ? error.message : String(error), exitCode: 1 };
    }
  }

  #next(): void {
    if (this.#current || this.#disposed) return;
    const job = this.#queue.shift();
    if (!job) return;
    this.#current = job;
    try {
      const isFresh = this.#port === null;
      const port = this.#openPort();
      this.#cancelTimer = whenSpent(this.#wallTimeMs, () => this.#outOfTime(job), this.#clock);
      const state = this.#stateFor(job);
      // A new worker cannot know what an ended one had exported: then everything is.
      const exported = Object.keys((isFresh ? state.env : job.options.env) ?? {});
      port.post({ type: 'run', run: job.number, command: job.command, state, exported });
    } catch (error) {
      this.#crashed(String(error));
    }
  }

  #stateFor({ options }: Job): ShellState {
    return {
      ...this.#state,
      cwd: options.cwd === undefined ? this.#state.cwd : normalisePath(options.cwd),
      env: { ...this.#state.env, ...options.env },
    };
  }

  #openPort(): ShellPort {
    if (this.#port) return this.#port;
    const port = this.#options.createPort();
    this.#port = port;
    port.listen(
      (message) => {
        if (this.#port === port) this.#receive(message);
      },
      (reason) => {
        if (this.#port === port) this.#crashed(reason);
      },
    );
    port.post({ type: 'edits', edits: this.#options.files.toEdits() });
    return port;
  }

  #receive(message: FromWorker): void {
    const job = this.#current;
    if (message.type === 'ready' || !job || message.run !== job.number) return;
    if (message.type === 'output') this.#print(job, message.fd, message.text);
    else if (message.type === 'edits') this.#takeOver(job, message.edits);
    else if (message.type === 'question') void this.#answer(job, message.question, message.ask);
    else this.#done(job, message.exitCode, message.state);
  }

  #print(job: Job, fd: 1 | 2, text: string): void {
    job.printedBytes += text.length;
    if (job.printedBytes <= COMMAND_LIMITS.outputBytes) {
      job.print(fd, text);
      return;
    }
    job.print(2, '\nStopped: the command printed too much. Send its output to a file, or through “tail”.\n');
    this.#endWorker();
    this.#end(job, EXIT_CODES.cannotRun);
  }

  #takeOver(job: Job, edits: Parameters<MemoryFiles['apply']>[0]): void {
    try {
      this.#options.files.apply(edits, 'shell');
    } catch (error) {
      job.print(2, `Changes were not kept: ${error instanceof Error ? error.message : String(error)}\n`);
      // The worker's copy is ahead of the project now; the next command starts from the project.
      this.#endWorker();
      this.#end(job, 1);
    }
  }

  async #answer(job: Job, question: number, ask: HostQuestion): Promise<void> {
    const port = this.#port;
    const answer = await this.#options
      .answer(ask, job.questions.signal)
      .catch(
        (error: unknown): HostAnswer => ({ exitCode: 1, output: `This could not be run: ${String(error)}` }),
      );
    if (this.#port === port && this.#current === job) port?.post({ type: 'answer', question, answer });
  }

  #done(job: Job, exitCode: number, state: ShellState): void {
    const { cwd, env } = job.options;
    const before = this.#state;
    const own = Object.keys(env ?? {});
    const kept = Object.fromEntries(Object.entries(state.env).filter(([name]) => !own.includes(name)));
    const restored = Object.fromEntries(Object.entries(before.env).filter(([name]) => own.includes(name)));
    this.#state = {
      ...state,
      cwd: cwd === undefined ? state.cwd : before.cwd,
      env: { ...kept, ...restored },
    };
    if (this.#changedMeanwhile.size > 0) {
      this.#port?.post({ type: 'edits', edits: this.#options.files.editsFor(this.#changedMeanwhile) });
    }
    this.#end(job, exitCode);
  }

  #outOfTime(job: Job): void {
    const seconds = this.#wallTimeMs / 1000;
    job.print(2, `\nStopped: the command ran longer than ${seconds} seconds.\n`);
    this.#endWorker();
    this.#end(job, EXIT_CODES.outOfTime);
  }

  #abort(job: Job): void {
    if (this.#current === job) {
      this.#endWorker();
      this.#end(job, EXIT_CODES.aborted);
      return;
    }
    const waiting = this.#queue.indexOf(job);
    if (waiting !== -1) this.#queue.splice(waiting, 1);
    job.finish(EXIT_CODES.aborted);
  }

  #crashed(reason: string): void {
    const job = this.#current;
    this.#endWorker();
    if (!job) return;
    job.print(2, `\nThe shell stopped and starts anew with the next command (${reason}).\n`);
    this.#end(job, EXIT_CODES.crashed);
  }

  #endWorker(): void {
    this.#port?.terminate();
    this.#port = null;
  }

  #end(job: Job, exitCode: number): void {
    if (this.#current !== job) return;
    this.#cancelTimer();
    this.#current = null;
    this.#changedMeanwhile.clear();
    job.finish(exitCode);
    this.#next();
  }

  /** Ends the running and the waiting commands (130) and the worker. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#unwatch();
    this.#endWorker();
    const open = [...(this.#current ? [this.#current] : []), ...this.#queue.splice(0)];
    this.#cancelTimer();
    this.#current = null;
    for (const job of open) job.finish(EXIT_CODES.aborted);
  }
}

function createJob(
  number: number,
  command: string,
  options: ExecOptions,
): { job: Job; process: SandboxProcess } {
  const questions = new AbortController();
  let resolveExit: (exitCode: number) => void = () => {};
  const exit = new Promise<number>((resolve) => {
    resolveExit = resolve;
  });
  let output: ReadableStreamDefaultController<SandboxOutput> | null = null;
  let open = true;
  const stream = new ReadableStream<SandboxOutput>({
    start(controller) {
      output = controller;
    },
    cancel() {
      output = null;
    },
  });
  const job: Job = {
    number,
    command,
    options,
    questions,
    printedBytes: 0,
    print(fd, text) {
      if (open) output?.enqueue({ fd, text });
    },
    finish(exitCode) {
      if (!open) return;
      open = false;
      questions.abort();
      output?.close();
      resolveExit(exitCode);
    },
  };
  return { job, process: { output: stream, exit } };
}
