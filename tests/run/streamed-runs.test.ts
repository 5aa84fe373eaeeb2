import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RunKeeper } from '../../src/demos/run-keeper.ts';
import { writeLeaveNote } from '../../src/run/leave-note.ts';
import { Recorder } from '../../src/run/recorder.ts';
import type { RunRecord } from '../../src/run/schema.ts';
import { openBrowserStore, type RunStore } from '../../src/run/store.ts';
import { storageDouble } from '../doubles/browser-storage.ts';
import { TestClock, testHeader } from '../doubles/run-setup.ts';

/** How many randomised runs are streamed. */
const RUNS = 10_000;

/** What may happen while a run is streamed. Numbers are pieces of text, or turns of the event loop. */
type Happening =
  | { readonly type: 'stream'; readonly pieces: number }
  | { readonly type: 'turns'; readonly count: number }
  | { readonly type: 'timer' }
  | { readonly type: 'flush' }
  | { readonly type: 'no-room' }
  | { readonly type: 'aborted' }
  | { readonly type: 'other-tab-looks' }
  /** The page is left and comes back; its last save is begun in time, or not. */
  | { readonly type: 'reload'; readonly inTime: boolean }
  /** The browser ends the page without a word. */
  | { readonly type: 'crash' };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('stream' as const), pieces: fc.integer({ min: 1, max: 9 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('turns' as const), count: fc.integer({ min: 1, max: 6 }) }),
  },
  { weight: 4, arbitrary: fc.constant({ type: 'timer' as const }) },
  { weight: 2, arbitrary: fc.constant({ type: 'flush' as const }) },
  { weight: 1, arbitrary: fc.constant({ type: 'no-room' as const }) },
  { weight: 1, arbitrary: fc.constant({ type: 'aborted' as const }) },
  { weight: 1, arbitrary: fc.constant({ type: 'other-tab-looks' as const }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('reload' as const), inTime: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ type: 'crash' as const }) },
);

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** One tab with one run in it, over the kit's own recorder, keeper, store and note. */
class Tab {
  readonly recorder: Recorder;
  readonly #store: RunStore;
  readonly #keeper: RunKeeper;
  #later: (() => void) | null = null;
  #alive = true;

  constructor(store: RunStore, record: RunRecord) {
    this.#store = store;
    this.recorder = new Recorder({ ...record, clock: new TestClock().read });
    this.#keeper = new RunKeeper({
      // A page that is gone does nothing more; a transaction that it began still ends.
      save: (saved) => (this.#alive ? this.#store.save(saved, { goesOn: true }) : new Promise(() => {})),
      note: writeLeaveNote,
      later: (_ms, run) => {
        this.#later = run;
        return () => {
          this.#later = null;
        };
      },
      onState: () => undefined,
    });
    this.recorder.subscribe(() => this.#alive && this.#keeper.touch(this.recorder));
  }

  /** As a model streams the input of a call: one character an event. */
  stream(pieces: number): void {
    for (let piece = 0; piece < pieces; piece += 1)
      this.recorder.append({ type: 'TOOL_CALL_ARGS', toolCallId: 'c1', delta: String(piece) });
  }

  timer(): void {
    const later = this.#later;
    this.#later = null;
    later?.();
  }

  flush(): Promise<void> {
    return this.#keeper.flush(this.recorder);
  }

  async leave(inTime: boolean): Promise<void> {
    this.#keeper.leave(this.recorder);
    if (inTime) await Promise.resolve();
    this.end();
  }

  end(): void {
    this.#alive = false;
    this.#later = null;
  }
}

/** How the database refuses its next writes, one each. */
let refusals: ('no-room' | 'aborted')[] = [];
const put = IDBObjectStore.prototype.put;

function puttingOrRefusing(this: IDBObjectStore, ...parameters: Parameters<typeof put>) {
  const how = refusals.shift();
  if (how === 'no-room') throw new DOMException('full', 'QuotaExceededError');
  const request = put.apply(this, parameters);
  if (how === 'aborted') this.transaction.abort();
  return request;
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  IDBObjectStore.prototype.put = puttingOrRefusing;
  vi.stubGlobal('localStorage', storageDouble());
});
afterEach(() => {
  IDBObjectStore.prototype.put = put;
  vi.unstubAllGlobals();
});

it(`loses no event in ${RUNS} randomised streamed runs`, { timeout: 0 }, async () => {
  const [store, otherTab] = [await openBrowserStore(), await openBrowserStore()];
  let streamed = 0;
  let run = 0;
  const recorded = async (header: RunRecord['header']) =>
    (await store.get(header.runId)) ?? { header, events: [] };
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 24 }), async (happenings) => {
      run += 1;
      const header = testHeader({ runId: `run-${String(run).padStart(12, '0')}` });
      let tab = new Tab(store, { header, events: [] });
      for (const happened of happenings) {
        switch (happened.type) {
          case 'stream':
            tab.stream(happened.pieces);
            break;
          case 'turns':
            for (let count = 0; count < happened.count; count += 1) await turn();
            break;
          case 'timer':
            tab.timer();
            break;
          case 'flush':
            void tab.flush();
            break;
          case 'no-room':
          case 'aborted':
            refusals.push(happened.type);
            break;
          case 'other-tab-looks':
            void otherTab.get(header.runId);
            void otherTab.list();
            break;
          case 'reload': {
            const before = tab.recorder.events;
            await tab.leave(happened.inTime);
            refusals = [];
            const kept = await recorded(header);
            // Not one event is lost, whatever was under way.
            expect(kept.events).toEqual(before);
            tab = new Tab(store, kept);
            break;
          }
          case 'crash': {
            const before = tab.recorder.events;
            tab.end();
            refusals = [];
            const kept = await recorded(header);
            // What is there is the beginning of the run, without a gap.
            expect(kept.events).toEqual(before.slice(0, kept.events.length));
            tab = new Tab(store, kept);
            break;
          }
        }
      }
      refusals = [];
      tab.stream(1);
      await tab.flush();
      streamed += tab.recorder.events.length;
      const kept = await recorded(header);
      expect(kept.events.map(({ seq }) => seq)).toEqual(tab.recorder.events.map(({ seq }) => seq));
      expect(kept.events).toEqual(tab.recorder.events);
      expect(kept.header.damage).toBeUndefined();
      await store.remove(header.runId);
    }),
    { numRuns: RUNS },
  );
  expect(streamed).toBeGreaterThan(RUNS * 5);
});
