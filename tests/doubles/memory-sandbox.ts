/** A sandbox in memory: real files, commands that the test provides, a page that the test provides. */
import { PreviewRequests } from '../../src/sandbox/preview-requests.ts';
import type { OutlineNode, PreviewProbe, ProbeAction } from '../../src/sandbox/probe.ts';
import {
  type ExecOptions,
  type FileChange,
  type PreviewEvent,
  type Sandbox,
  type SandboxEntry,
  SandboxError,
  type SandboxOutput,
  type SandboxProcess,
} from '../../src/sandbox/sandbox.ts';

export interface MemoryCommand {
  readonly command: string;
  readonly files: Map<string, string>;
  readonly signal: AbortSignal;
  print(text: string, fd?: 1 | 2): void;
}

export interface MemorySandboxOptions {
  readonly files?: Readonly<Record<string, string>>;
  /** Runs a command; resolves with its exit code. By default every command is unknown. */
  readonly command?: (call: MemoryCommand) => number | Promise<number>;
  readonly outline?: () => readonly OutlineNode[];
  readonly text?: () => string;
  /** What the page does on an act. */
  readonly act?: (action: ProbeAction, page: MemorySandbox) => { ok: boolean; problem?: string };
}

export class MemorySandbox implements Sandbox {
  readonly kind = 'embedded';
  readonly caps = { network: false, realNode: false, npmInstall: false };
  readonly files: Map<string, string>;
  readonly commands: string[] = [];
  /** How often the page was loaded anew by hand. */
  reloads = 0;
  readonly #options: MemorySandboxOptions;
  readonly #listeners = new Set<(event: PreviewEvent) => void>();

  constructor(options: MemorySandboxOptions = {}) {
    this.#options = options;
    this.files = new Map(Object.entries(options.files ?? {}));
  }

  readonly fs: Sandbox['fs'] = {
    read: async (path) => {
      const text = this.files.get(path);
      if (text === undefined) {
        throw new SandboxError('no-such-file', `There is no file ${path}.`, 'Look at the list of files.');
      }
      return new TextEncoder().encode(text);
    },
    write: async (path, data) => {
      this.files.set(path, typeof data === 'string' ? data : new TextDecoder().decode(data));
    },
    list: async (path, { recursive = false } = {}) => {
      const folder = path === '/' ? '/' : `${path}/`;
      return [...this.files]
        .filter(
          ([name]) => name.startsWith(folder) && (recursive || !name.slice(folder.length).includes('/')),
        )
        .map(([name, text]): SandboxEntry => ({ path: name, kind: 'file', size: text.length }))
        .sort((one, other) => (one.path < other.path ? -1 : 1));
    },
    remove: async (path) => {
      this.files.delete(path);
    },
    watch: (_path: string, _onChange: (changes: readonly FileChange[]) => void) => () => undefined,
  };

  exec(command: string, { signal = new AbortController().signal }: ExecOptions = {}): SandboxProcess {
    this.commands.push(command);
    let controller: ReadableStreamDefaultController<SandboxOutput> | null = null;
    const output = new ReadableStream<SandboxOutput>({
      start(stream) {
        controller = stream;
      },
    });
    const aborted = new Promise<number>((resolve) => {
      if (signal.aborted) resolve(130);
      signal.addEventListener('abort', () => resolve(130), { once: true });
    });
    const ran = (async () => {
      await Promise.resolve();
      const run = this.#options.command;
      if (!run) return 127;
      return run({
        command,
        files: this.files,
        signal,
        print: (text, fd = 1) => {
          if (!signal.aborted) controller?.enqueue({ fd, text });
        },
      });
    })();
    const exit = Promise.race([ran, aborted]).then((code) => {
      controller?.close();
      return code;
    });
    return { output, exit };
  }

  readonly preview: Sandbox['preview'] = {
    requests: new PreviewRequests(),
    attach: async () => undefined,
    settled: async (signal) => signal?.throwIfAborted(),
    reload: async () => {
      this.reloads += 1;
    },
    on: (listener) => {
      this.#listeners.add(listener);
      return () => this.#listeners.delete(listener);
    },
    probe: {
      // A copy, as every answer of a real page is.
      outline: async () => structuredClone(this.#page(this.#options.outline)()),
      text: async () => this.#page(this.#options.text)(),
      measureText: async () => [],
      colours: async () => [],
      act: async (action) => this.#options.act?.(action, this) ?? { ok: true },
      highlight: async () => undefined,
    } satisfies PreviewProbe,
  };

  /** The page says something. */
  say(event: PreviewEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  async snapshot(): Promise<Uint8Array> {
    return new TextEncoder().encode(JSON.stringify([...this.files]));
  }

  async restore(): Promise<void> {
    throw new SandboxError('bad-snapshot', 'Not in this double.', '');
  }

  async dispose(): Promise<void> {
    this.#listeners.clear();
  }

  #page<T>(content: (() => T) | undefined): () => T {
    if (content) return content;
    throw new SandboxError('no-preview', 'No page is shown.', 'Open the preview.');
  }
}
