import { PreviewRequests } from '../../src/sandbox/preview-requests.ts';
import type { PreviewProbe } from '../../src/sandbox/probe.ts';
import {
  type FileChange,
  type PreviewEvent,
  type Sandbox,
  type SandboxEntry,
  SandboxError,
  type SandboxFiles,
  type SandboxProcess,
} from '../../src/sandbox/sandbox.ts';

const encoder = new TextEncoder();

/** Files in a map; every change is told in a microtask. */
function createFiles(files: Map<string, Uint8Array>): SandboxFiles {
  const watchers = new Set<(changes: readonly FileChange[]) => void>();
  const tell = (change: FileChange) =>
    queueMicrotask(() => {
      for (const watcher of watchers) watcher([change]);
    });
  return {
    read: async (path) => {
      const bytes = files.get(path);
      if (!bytes) throw new SandboxError('no-such-file', `There is no ${path}.`, 'Look at the list.');
      return bytes;
    },
    write: async (path, data) => {
      const kind = files.has(path) ? 'changed' : 'created';
      files.set(path, typeof data === 'string' ? encoder.encode(data) : data);
      tell({ path, kind });
    },
    list: async (path, options) => {
      const below = path === '/' ? '/' : `${path}/`;
      const found = [...files]
        .filter(([name]) => name.startsWith(below))
        .sort(([a], [b]) => (a < b ? -1 : 1));
      const entries: SandboxEntry[] = found.map(([name, bytes]) => ({
        path: name,
        kind: 'file',
        size: bytes.length,
      }));
      return options?.recursive
        ? entries
        : entries.filter((entry) => !entry.path.slice(below.length).includes('/'));
    },
    remove: async (path, options) => {
      const gone = [...files.keys()].filter(
        (name) => name === path || (options?.recursive === true && name.startsWith(`${path}/`)),
      );
      for (const name of gone) {
        files.delete(name);
        tell({ path: name, kind: 'removed' });
      }
    },
    watch: (_path, onChange) => {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
}

/** A sandbox without a browser: real files in memory, commands given by the test, a preview that can be made to speak. */
export class SandboxDouble implements Sandbox {
  readonly kind = 'embedded';
  readonly caps = { network: false, realNode: false, npmInstall: false };
  readonly files = new Map<string, Uint8Array>();
  readonly fs: SandboxFiles;
  readonly commands: string[] = [];
  readonly preview: Sandbox['preview'];
  disposed = false;
  attached: HTMLElement | null = null;
  /** Its page never gets ready. */
  hangs = false;
  /** What a command prints and how it ends; it may wait for the signal. */
  onCommand: (command: string, signal: AbortSignal | undefined) => Promise<{ text: string; exit: number }> =
    async () => ({
      text: '',
      exit: 0,
    });
  readonly #listeners = new Set<(event: PreviewEvent) => void>();

  constructor() {
    this.fs = createFiles(this.files);
    this.preview = {
      attach: async (element) => {
        this.attached = element;
        this.say({ type: 'loading' });
        if (!this.hangs) this.say({ type: 'ready', ms: 5 });
      },
      reload: async () => this.say({ type: 'loading' }),
      settled: async (signal) => signal?.throwIfAborted(),
      on: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      requests: new PreviewRequests(),
      probe: {
        outline: async () => [],
        text: async () => '',
        measureText: async () => [],
        colours: async () => [],
        act: async () => ({ ok: true }),
        highlight: async () => {},
      } satisfies PreviewProbe,
    };
  }

  say(event: PreviewEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  text(path: string): string | null {
    const bytes = this.files.get(path);
    return bytes ? new TextDecoder().decode(bytes) : null;
  }

  exec(command: string, options: { signal?: AbortSignal } = {}): SandboxProcess {
    this.commands.push(command);
    const ended = this.onCommand(command, options.signal);
    return {
      exit: ended.then(({ exit }) => exit),
      output: new ReadableStream({
        start: async (controller) => {
          const { text } = await ended;
          if (text) controller.enqueue({ fd: 1, text });
          controller.close();
        },
      }),
    };
  }

  async snapshot(): Promise<Uint8Array> {
    return encoder.encode(JSON.stringify([...this.files].map(([path]) => [path, this.text(path)])));
  }

  async restore(snapshot: Uint8Array): Promise<void> {
    let entries: [string, string][];
    try {
      entries = JSON.parse(new TextDecoder().decode(snapshot));
    } catch {
      throw new SandboxError('bad-snapshot', 'This is no zip.', 'Choose another file.');
    }
    for (const path of [...this.files.keys()]) await this.fs.remove(path);
    for (const [path, text] of entries) await this.fs.write(path, text);
  }

  async dispose(): Promise<void> {
    this.disposed = true;
  }
}
