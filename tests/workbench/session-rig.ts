import { closeInterrupted } from '../../src/agent/close-interrupted.ts';
import { runAgent } from '../../src/agent/loop.ts';
import type { Model, ModelEvent, ModelRequest } from '../../src/agent/model.ts';
import { ModelError } from '../../src/agent/model.ts';
import type { StatusAnswer } from '../../src/agent/model-access.ts';
import { call, createRehearsalModel, say } from '../../src/agent/models/rehearsal.ts';
import { createReplayModel } from '../../src/agent/models/replay.ts';
import { replayRun } from '../../src/agent/replay-run.ts';
import { createTools } from '../../src/agent/tools/create-tools.ts';
import type { Check, Demo } from '../../src/demos/demo.ts';
import { PreviewPlace } from '../../src/demos/preview-place.ts';
import { DemoSession, type SessionOptions } from '../../src/demos/session.ts';
import type { SessionDependencies } from '../../src/demos/session-parts.ts';
import { workbookParts } from '../../src/demos/workbook-parts.ts';
import type { RunRecord } from '../../src/run/schema.ts';
import type { KeptText } from '../../src/storage/items.ts';
import { SandboxDouble } from './sandbox-double.ts';

/** Passes when the app says hello. */
const hello: Check = {
  id: 'hello',
  title: 'Says hello',
  why: 'People like to be greeted.',
  run: async ({ sandbox }) => {
    const text = new TextDecoder().decode(await sandbox.fs.read('/src/App.tsx'));
    const pass = text.includes('Hello');
    return {
      id: 'hello',
      title: 'Says hello',
      pass,
      detail: pass ? 'It says hello' : 'It says nothing',
      ...(pass ? {} : { fix: 'Say hello' }),
    };
  },
};

/** A small demo: one file, two scripted changes. */
export const sampleDemo: Demo = {
  id: 'sample',
  artefact: 'app',
  title: 'Sample app',
  summary: 'A page that says hello.',
  brand: { name: 'Sample', primary: '#0e6a5b' },
  goal: (brand, extra) => `Build a page for ${brand.name}.${extra ? ` ${extra}` : ''}`,
  system: 'Work well.',
  seed: { '/src/App.tsx': 'Nothing yet', '/package.json': '{}' },
  checks: [hello],
  views: ['Home'],
  changes: [
    { id: 'dark', label: 'Add a dark theme', also: ['dark'] },
    { id: 'slow', label: 'Run a long command', also: [] },
  ],
  rehearsal: (brand) => ({
    title: 'Sample rehearsal',
    *build() {
      yield call('set_phase', { title: 'Build' });
      yield call('write_file', { path: '/src/App.tsx', content: `Hello from ${brand.name}` });
      yield call('write_file', { path: '/src/theme.css', content: 'light' });
      yield say('It is done.');
    },
    answer(request) {
      if (/dark/i.test(request)) {
        return (function* () {
          yield call('write_file', { path: '/src/theme.css', content: 'dark' });
          yield call('write_file', { path: '/src/dark.css', content: 'new' });
        })();
      }
      if (/long/i.test(request)) {
        return (function* () {
          yield call('bash', { command: 'sleep 100' });
          yield call('write_file', { path: '/src/after.css', content: 'never' });
        })();
      }
      return null;
    },
    nearest: () => ['Add a dark theme'],
  }),
};

/** A live model that answers as the test says. */
export class LiveDouble implements Model {
  readonly mode = 'live';
  readonly label: string;
  readonly requests: ModelRequest[] = [];
  /** Null: it never answers. */
  answer: (turn: number) => readonly ModelEvent[] | ModelError | null = () => [];

  constructor(label: string) {
    this.label = label;
  }

  async *respond(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    this.requests.push(request);
    const answer = this.answer(this.requests.length);
    if (answer === null) await untilAborted(0, signal);
    if (answer === null) return;
    if (answer instanceof ModelError) throw answer;
    yield* answer;
  }
}

export class SessionRig {
  readonly sandboxes: SandboxDouble[] = [];
  readonly kept = new Map<string, string>();
  readonly first = new LiveDouble('first-model');
  readonly second = new LiveDouble('second-model');
  readonly held = new Set<string>();
  /** Runs whose page was starting when they were last heard of. */
  readonly starts = new Set<string>();
  status: StatusAnswer | null = null;
  bootError: Error | null = null;
  /** No page gets ready. */
  hangs = false;
  now = 1_000_000;
  #ticks = new Set<() => void>();
  #runs = 0;

  get sandbox(): SandboxDouble {
    const last = this.sandboxes.at(-1);
    if (!last) throw new Error('Nothing was booted.');
    return last;
  }

  dependencies(): SessionDependencies {
    return {
      loadDemo: async () => sampleDemo,
      loadParts: async () => ({
        bootSandbox: async () => {
          if (this.bootError) throw this.bootError;
          const sandbox = new SandboxDouble();
          sandbox.hangs = this.hangs;
          this.sandboxes.push(sandbox);
          return { sandbox };
        },
        runAgent: (options) => runAgent({ ...options, sleep: untilAborted, limits: { retries: 0 } }),
        closeInterrupted,
        loadWorkbook: async () => workbookParts,
        createTools: ({ sandbox, runChecks }) => createTools({ sandbox, checks: runChecks }),
        liveModel: (model) => (model.id === this.first.label ? this.first : this.second),
        rehearsalModel: (script) => createRehearsalModel(script),
        replayModel: (record) => createReplayModel(record),
        replayRun: ({ paceNow: _pace, ...options }) => replayRun(options),
      }),
      status: async () => this.status,
      store: {
        save: async (record) => {
          this.kept.set(
            record.header.runId,
            JSON.stringify({ header: record.header, events: record.events }),
          );
        },
        note: () => false,
        load: async (runId) => {
          const kept = this.kept.get(runId);
          return kept ? (JSON.parse(kept) as RunRecord) : null;
        },
        newest: async (_demoId, except) => {
          const kept = [...this.kept.values()].map((text) => JSON.parse(text) as RunRecord);
          return kept.findLast(({ header }) => header.runId !== except && header.mode !== 'replay') ?? null;
        },
      },
      now: () => this.now,
      every: (_ms, run) => {
        this.#ticks.add(run);
        return () => this.#ticks.delete(run);
      },
      later: (_ms, run) => {
        let cancelled = false;
        queueMicrotask(() => {
          if (!cancelled) run();
        });
        return () => {
          cancelled = true;
        };
      },
      takeLease: async (runId) => {
        const free = !this.held.has(runId);
        if (free) this.held.add(runId);
        return { held: free, release: () => this.held.delete(runId) };
      },
      createPreviewPlace: () => new PreviewPlace(() => ({ remove: () => {} }) as unknown as HTMLElement),
      startMark: (runId) => this.#startMark(runId),
      isOnline: () => true,
      onOnline: () => () => {},
      onLeave: () => () => {},
      createRunId: () => `run-0000000${++this.#runs}`,
    };
  }

  #startMark(runId: string): KeptText {
    return {
      read: () => (this.starts.has(runId) ? '1' : null),
      write: () => {
        this.starts.add(runId);
        return true;
      },
      remove: () => void this.starts.delete(runId),
    };
  }

  session(options: Partial<SessionOptions> = {}): DemoSession {
    return new DemoSession({ demoId: 'sample', pace: 'full', ...options }, this.dependencies());
  }

  /** A second goes by. */
  tick(ms = 1000): void {
    this.now += ms;
    for (const run of [...this.#ticks]) run();
  }

  connect(...ids: readonly string[]): void {
    const models = ids.map((id) => ({ id, provider: 'anthropic' as const, label: id }));
    this.status = {
      origin: 'http://localhost',
      now: 0,
      version: '1',
      model: models[0] ?? null,
      models,
      modelAllowed: true,
      engine: 'embedded',
      facilitator: true,
      roomOpenUntil: null,
    };
  }
}

/** Waits, without a clock, until something is so. */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2000; turn += 1) {
    if (holds()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('It never came true.');
}

/** No time passes in a test: who sleeps, sleeps until it is woken. */
function untilAborted(_ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
