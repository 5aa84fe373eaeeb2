import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { deleteDB, openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { damageOf, wholePart } from '../../src/run/integrity.ts';
import { writeLeaveNote } from '../../src/run/leave-note.ts';
import { MemoryRunStore } from '../../src/run/memory-store.ts';
import type { Recorder } from '../../src/run/recorder.ts';
import { Recorder as RecorderClass } from '../../src/run/recorder.ts';
import type { RunRecord } from '../../src/run/schema.ts';
import { openBrowserStore, type RunStore } from '../../src/run/store.ts';
import { storageDouble } from '../doubles/browser-storage.ts';
import { START, TestClock, testHeader, testRecorder } from '../doubles/run-setup.ts';

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

  it('looks at each event of a long run a few times, however often the run is kept', async () => {
    const store = await open();
    let looks = 0;
    const events: RunRecord['events'][number][] = [];
    const record: RunRecord = { header: testHeader(), events };
    for (let seq = 1; seq <= 600; seq += 1) {
      const event = { type: 'STEP_STARTED', stepName: `${seq}`, timestamp: START } as const;
      events.push(
        Object.defineProperty({ ...event, seq }, 'seq', {
          enumerable: true,
          get: () => {
            looks += 1;
            return seq;
          },
        }),
      );
      if (seq % 2 === 0) await store.save(record);
    }
    expect((await store.get(record.header.runId))?.events).toHaveLength(600);
    expect(looks).toBeLessThan(20 * 600);
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

  it('never mixes what two tabs did in the same millisecond', async () => {
    const first = testRecorder();
    step(first, 'a');
    const [one, two] = [await openBrowserStore(), await openBrowserStore()];
    await one.save(first);
    const second = new RecorderClass({ header: first.header, events: first.events, clock: () => START });
    step(first, 'here');
    step(second, 'there');
    step(second, 'further');
    await one.save(first);
    await expect(two.save(second)).rejects.toMatchObject({ code: 'other-tab' });
    expect((await two.get(first.header.runId))?.events).toEqual(first.events);
  });

  it('keeps a run whole or not at all where a save fails in its middle', async () => {
    const store = await openBrowserStore();
    const recorder = testRecorder();
    step(recorder, 'a');
    const put = IDBObjectStore.prototype.put;
    const refused = vi.spyOn(IDBObjectStore.prototype, 'put');
    refused.mockImplementationOnce(put).mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(store.save(recorder)).rejects.toMatchObject({ code: 'full' });
    refused.mockRestore();
    expect(await store.get(recorder.header.runId)).toBeNull();
    step(recorder, 'b');
    await store.save(recorder);
    expect((await store.get(recorder.header.runId))?.events).toEqual(recorder.events);
  });

  it('lists a run that was only noted when its page was left', async () => {
    vi.stubGlobal('localStorage', storageDouble());
    const recorder = testRecorder();
    step(recorder, 'a');
    writeLeaveNote(recorder, 0);
    const store = await openBrowserStore();
    expect((await store.list()).map(({ lastSeq }) => lastSeq)).toEqual([1]);
    expect(Object.keys(localStorage)).toEqual([]);
    vi.unstubAllGlobals();
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

describe('a run that is erased while it goes on', () => {
  it('stays erased, in the tab where it goes on too', async () => {
    const [one, two] = [await openBrowserStore(), await openBrowserStore(() => START + 5)];
    const [kept, begun] = [testRecorder(), testRecorder({ runId: 'run-begunbegunbe' })];
    step(kept, 'a');
    step(begun, 'a');
    await one.save(kept, { goesOn: true });
    // The first save of a run is under way while everything is erased.
    const saving = one.save(begun, { goesOn: true });
    await Promise.all([saving, two.clear()]);
    for (const recorder of [kept, begun]) {
      step(recorder, 'b');
      await expect(one.save(recorder, { goesOn: true })).rejects.toMatchObject({ code: 'erased' });
    }
    expect(await one.list()).toEqual([]);
    // A run begun afterwards is kept, and so is one that a person brings in.
    const clock = new TestClock();
    clock.now = START + 10;
    const startedAt = new Date(clock.now).toISOString();
    const header = { ...testHeader({ runId: 'run-nextnextnext' }), startedAt };
    await one.save(new RecorderClass({ header, clock: clock.read }), { goesOn: true });
    await one.save(kept);
    expect(await one.list()).toHaveLength(2);
  });

  it('is not kept for the first time after the erasing', async () => {
    const [one, two] = [await openBrowserStore(), await openBrowserStore(() => START + 5)];
    await two.clear();
    await expect(one.save(testRecorder(), { goesOn: true })).rejects.toMatchObject({ code: 'erased' });
  });
});

/** A run as an earlier version kept it: chunks of events, some of them lost. */
async function keepAsBefore(chunks: readonly (readonly number[])[], lastSeq: number): Promise<string> {
  const recorder = testRecorder();
  for (let count = 0; count < 12; count += 1) step(recorder, `${count}`);
  const { header, events } = recorder;
  const db = await openDB('firsthand-runs', 1, {
    upgrade(made) {
      made.createObjectStore('runs', { keyPath: 'runId' });
      made.createObjectStore('chunks', { keyPath: ['runId', 'from'] });
    },
  });
  for (const seqs of chunks) {
    const lines = seqs.map((seq) => JSON.stringify(events[seq - 1])).join('\n');
    await db.put('chunks', { runId: header.runId, from: seqs[0], lines });
  }
  await db.put('runs', {
    runId: header.runId,
    header,
    summary: {},
    updatedAt: 1,
    size: 1,
    lastSeq,
    lastAt: START,
  });
  db.close();
  return header.runId;
}

describe('a run that an earlier version kept', () => {
  it.each([
    [
      'with a gap between two saves',
      [
        [1, 2, 3],
        [6, 7, 8],
      ],
      8,
      { code: 'gap', from: 4 },
    ],
    ['without its last events', [[1, 2, 3, 4]], 6, { code: 'cut', from: 5 }],
    ['without any event', [], 6, { code: 'cut', from: 1 }],
    [
      'whole',
      [
        [1, 2, 3],
        [4, 5],
      ],
      5,
      null,
    ],
  ] as const)('opens %s and says so', async (_name, chunks, lastSeq, damage) => {
    const runId = await keepAsBefore(chunks, lastSeq);
    const store = await openBrowserStore();
    for (let time = 0; time < 2; time += 1) {
      expect((await store.list()).map(({ header }) => header.damage ?? null)).toEqual([damage]);
    }
    const record = (await store.get(runId)) as RunRecord;
    expect(damageOf(record)).toEqual(damage);
    expect(wholePart(record).events).toHaveLength(damage ? damage.from - 1 : 5);
  });

  it('keeps the note of its damage where it is brought in from a file', async () => {
    const store = await openBrowserStore();
    const recorder = testRecorder();
    for (let count = 0; count < 5; count += 1) step(recorder, `${count}`);
    const events = recorder.events.filter(({ seq }) => seq !== 2);
    await store.save({ header: testHeader(), events });
    const damage = { code: 'gap', from: 2 };
    expect((await store.list())[0]?.header.damage).toEqual(damage);
    expect((await store.get(testHeader().runId))?.header.damage).toEqual(damage);
  });
});
