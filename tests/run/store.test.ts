import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { deleteDB, openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryRunStore } from '../../src/run/memory-store.ts';
import type { Recorder } from '../../src/run/recorder.ts';
import { Recorder as RecorderClass } from '../../src/run/recorder.ts';
import { openBrowserStore, type RunStore } from '../../src/run/store.ts';
import { TestClock, testRecorder } from '../doubles/run-setup.ts';

function step(recorder: Recorder, name: string): void {
  recorder.append({ type: 'STEP_STARTED', stepName: name });
}

const stores: [string, () => Promise<RunStore>][] = [
  ['IndexedDB', openBrowserStore],
  ['memory', async () => new MemoryRunStore()],
];

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe.each(stores)('the run store over %s', (_name, open) => {
  it('keeps a run while it goes on, and gives it back whole', async () => {
    const store = await open();
    const clock = new TestClock();
    const recorder = testRecorder({}, clock);
    await store.save(recorder);
    for (let count = 0; count < 5; count += 1) {
      clock.now += 10;
      step(recorder, `${count}`);
      await store.save(recorder);
    }
    await store.save(recorder);
    expect(await store.get(recorder.header.runId)).toEqual({
      header: recorder.header,
      events: recorder.events,
    });
    expect(await store.get('run-unknownunknown')).toBeNull();
  });

  it('lists runs with their summary, the newest first', async () => {
    const store = await open();
    const clock = new TestClock();
    for (const runId of ['run-aaaaaaaa', 'run-bbbbbbbb', 'run-cccccccc']) {
      const recorder = testRecorder({ runId }, clock);
      clock.now += 1000;
      recorder.append({ type: 'RUN_STARTED', threadId: runId, runId });
      recorder.fact('human', { kind: 'request', text: 'Hi' });
      await store.save(recorder);
    }
    const list = await store.list();
    expect(list.map(({ runId }) => runId)).toEqual(['run-cccccccc', 'run-bbbbbbbb', 'run-aaaaaaaa']);
    expect(list[0]).toMatchObject({
      lastSeq: 2,
      updatedAt: clock.now,
      summary: { status: 'working', rounds: 1 },
    });
    expect(list[0]?.size).toBeGreaterThan(300);
  });

  it('removes one, or all', async () => {
    const store = await open();
    const one = testRecorder({ runId: 'run-aaaaaaaa' });
    const other = testRecorder({ runId: 'run-bbbbbbbb' });
    step(one, 'a');
    step(other, 'b');
    await store.save(one);
    await store.save(other);
    await store.remove('run-aaaaaaaa');
    expect((await store.list()).map(({ runId }) => runId)).toEqual(['run-bbbbbbbb']);
    expect(await store.get('run-aaaaaaaa')).toBeNull();
    await store.clear();
    expect(await store.list()).toEqual([]);
    // What was removed can be kept again from its beginning.
    await store.save(other);
    expect((await store.get('run-bbbbbbbb'))?.events).toHaveLength(1);
  });

  it('tells of changes', async () => {
    const store = await open();
    const heard = vi.fn();
    const off = store.onChange(heard);
    await store.save(testRecorder());
    off();
    await store.clear();
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

describe('the run store in the browser', () => {
  it('keeps what was saved over a reload', async () => {
    const recorder = testRecorder();
    step(recorder, 'a');
    await (await openBrowserStore()).save(recorder);
    const again = await openBrowserStore();
    expect(again.durable).toBe(true);
    const kept = await again.get(recorder.header.runId);
    const resumed = new RecorderClass({ header: recorder.header, events: kept?.events ?? [] });
    step(resumed, 'b');
    await again.save(resumed);
    expect((await again.get(recorder.header.runId))?.events.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('never mixes what two tabs did with one run', async () => {
    const clock = new TestClock();
    const first = testRecorder({}, clock);
    step(first, 'a');
    const [one, two] = [await openBrowserStore(), await openBrowserStore()];
    await one.save(first);
    const second = new RecorderClass({ header: first.header, events: first.events, clock: clock.read });
    clock.now += 5;
    step(first, 'here');
    await one.save(first);
    clock.now += 5;
    step(second, 'there');
    await expect(two.save(second)).rejects.toMatchObject({ code: 'other-tab' });
    expect((await two.get(first.header.runId))?.events).toEqual(first.events);
  });

  it('writes only what is new', async () => {
    const store = await openBrowserStore();
    const recorder = testRecorder();
    step(recorder, 'a');
    await store.save(recorder);
    step(recorder, 'b');
    await store.save(recorder);
    const db = await openDB('firsthand-runs');
    expect((await db.getAll('chunks')).map(({ from }) => from)).toEqual([1, 2]);
    db.close();
  });

  it('lets a newer version of the kit, or the person, delete the database', async () => {
    await openBrowserStore();
    await deleteDB('firsthand-runs');
  });

  it('says so where there is no room left', async () => {
    const store = await openBrowserStore();
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(store.save(testRecorder())).rejects.toMatchObject({
      code: 'full',
      hint: expect.stringContaining('remove'),
    });
    put.mockRestore();
    await store.save(testRecorder());
  });

  it('keeps runs as long as the page where the browser keeps nothing', async () => {
    const { openRunStore } = await import('../../src/run/store.ts');
    vi.stubGlobal('indexedDB', {
      open() {
        throw new DOMException('no', 'SecurityError');
      },
    });
    expect((await openRunStore()).durable).toBe(false);
    vi.unstubAllGlobals();
  });
});
