import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withLeaveNote, writeLeaveNote } from '../../src/run/leave-note.ts';
import type { Recorder } from '../../src/run/recorder.ts';
import { openBrowserStore } from '../../src/run/store.ts';
import { storageDouble } from '../doubles/browser-storage.ts';
import { testRecorder } from '../doubles/run-setup.ts';

function runOf(steps: number): Recorder {
  const recorder = testRecorder();
  for (let count = 1; count <= steps; count += 1)
    recorder.append({ type: 'STEP_STARTED', stepName: `${count}` });
  return recorder;
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.stubGlobal('localStorage', storageDouble());
});
afterEach(() => vi.unstubAllGlobals());

describe('the note of a page that is left', () => {
  it('joins what is kept, until a later save has it', async () => {
    const store = await openBrowserStore();
    const recorder = runOf(2);
    const { runId } = recorder.header;
    await store.save(recorder);
    recorder.append({ type: 'STEP_STARTED', stepName: 'late' });
    writeLeaveNote(recorder, 1);
    expect((await store.get(runId))?.events).toEqual(recorder.events);
    await store.save(recorder);
    expect(Object.keys(localStorage)).toEqual([]);
    expect((await store.get(runId))?.events).toEqual(recorder.events);
  });

  it('is a whole run where nothing was kept yet', async () => {
    const store = await openBrowserStore();
    const recorder = runOf(2);
    writeLeaveNote(recorder, 0);
    const read = await store.get(recorder.header.runId);
    expect(read).toEqual({ header: recorder.header, events: recorder.events });
  });

  it('is left out where it does not go on from what is kept', () => {
    const recorder = runOf(4);
    const { header, events } = recorder;
    writeLeaveNote(recorder, 4);
    const kept = { header, events: events.slice(0, 2) };
    expect(withLeaveNote(header.runId, kept)).toBe(kept);
    expect(withLeaveNote(header.runId, null)).toBeNull();
  });

  it('goes away with its run, and with all runs', async () => {
    const store = await openBrowserStore();
    const recorder = runOf(1);
    for (const forget of [() => store.remove(recorder.header.runId), () => store.clear()]) {
      writeLeaveNote(recorder, 0);
      await forget();
      expect(await store.get(recorder.header.runId)).toBeNull();
    }
  });

  it('does nothing in a browser that refuses storage', () => {
    vi.stubGlobal('localStorage', undefined);
    const recorder = runOf(1);
    writeLeaveNote(recorder, 0);
    expect(withLeaveNote(recorder.header.runId, null)).toBeNull();
  });
});
