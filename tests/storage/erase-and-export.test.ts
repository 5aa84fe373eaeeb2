import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkspaceKeeper } from '../../src/playground/workspace-keeper.ts';
import { ErasedError, openWorkspaceStore } from '../../src/playground/workspace-store.ts';
import { eraseEverything } from '../../src/record/erase-everything.ts';
import { exportedItems, keptRows, playgroundZip } from '../../src/record/kept-here.ts';
import { packRecord } from '../../src/record/record-file.ts';
import { keepRun, listRuns } from '../../src/run/view/library.ts';
import { keptText } from '../../src/storage/items.ts';
import { type KeptName, kept, keyOf } from '../../src/storage/names.ts';
import { register } from '../../src/storage/register.ts';
import { storageDouble } from '../doubles/browser-storage.ts';
import { testRecorder } from '../doubles/run-setup.ts';

const names = Object.keys(kept) as KeptName[];
/** A trial that is gone at once stands nowhere. */
const small = names.filter(
  (name) => name !== 'probe' && (kept[name].place === 'local' || kept[name].place === 'session'),
);
const value = (name: KeptName) => `value of ${name}`;

/** One of everything that the register knows. */
async function keepOneOfEach(): Promise<void> {
  for (const name of small) keptText(name, 'family' in kept[name] ? 'x' : '').write(value(name));
  const recorder = testRecorder();
  recorder.append({ type: 'STEP_STARTED', stepName: 'a' });
  await keepRun(recorder);
  await openWorkspaceStore().save(new Uint8Array([80, 75]));
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.resetModules();
  vi.stubGlobal('localStorage', storageDouble());
  vi.stubGlobal('sessionStorage', storageDouble());
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ erased: 3 })));
});
afterEach(() => vi.unstubAllGlobals());

describe('“Erase everything” and “Export everything”', () => {
  it('reach each thing that the register names', async () => {
    await keepOneOfEach();
    const rows = keptRows(await listRuns(), [await playgroundZip(), null]);
    const shown = rows.map(({ name }) => name);
    for (const name of [...small, 'runs', 'playground'] as const) expect(shown).toContain(name);
    const zip = unzipSync(
      packRecord(
        {
          attempts: [],
          usage: [],
          runs: new Map(),
          browser: exportedItems(),
          playground: await playgroundZip(),
          playgroundAside: null,
        },
        new Date(0).toISOString(),
      ),
    );
    const text = strFromU8(zip['browser.json'] ?? new Uint8Array());
    for (const name of small) {
      expect(text.includes(value(name)), name).toBe(register[name].exported === 'browser.json');
    }
    expect(zip['playground.zip']).toEqual(new Uint8Array([80, 75]));

    const result = await eraseEverything(Date.now());
    expect(result).toMatchObject({ attempts: 2, runs: 1, failed: [] });
    const left = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
    expect(left.sort()).toEqual([keyOf('erased'), keyOf('erasedSeen')]);
    expect(await listRuns()).toEqual([]);
    expect(await playgroundZip()).toBeNull();
  });

  it('say what the browser did not let go', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(await eraseEverything(1)).toMatchObject({ failed: ['playground'] });
  });
});

describe('files of the playground that cannot be opened', () => {
  it('are set aside where nothing overwrites them, until everything is erased', async () => {
    const store = openWorkspaceStore();
    const damaged = new Uint8Array([80, 75, 3]);
    await store.save(damaged);
    await store.setAside();
    await store.save(new Uint8Array([1]));
    expect([await store.load(), await store.loadAside()]).toEqual([new Uint8Array([1]), damaged]);
    await store.setAside();
    await store.clear();
    expect(await store.loadAside()).toBeNull();
  });
});

describe('a playground that is open while everything is erased', () => {
  it('does not bring its files back, with a save that is under way neither', async () => {
    let now = 1;
    const here = openWorkspaceStore(() => now);
    const there = openWorkspaceStore(() => now);
    await here.save(new Uint8Array([1]));
    now = 5;
    const [saving] = [here.save(new Uint8Array([2])), await there.clear()];
    await saving;
    await expect(here.save(new Uint8Array([3]))).rejects.toBeInstanceOf(ErasedError);
    expect(await there.load()).toBeNull();
    // Opened anew it keeps again.
    now = 9;
    const again = openWorkspaceStore(() => now);
    await again.save(new Uint8Array([4]));
    expect(await again.load()).toEqual(new Uint8Array([4]));
  });

  it('keeps nothing more and leaves no note', async () => {
    const states: string[] = [];
    const notes: unknown[] = [];
    const keeper = new WorkspaceKeeper({
      store: {
        load: async () => null,
        save: () => Promise.reject(new ErasedError()),
        clear: async () => {},
        setAside: async () => {},
        loadAside: async () => null,
      },
      note: { read: () => new Map(), write: (changes) => notes.push(changes), clear: () => {} },
      later: () => () => {},
      snapshot: async () => new Uint8Array(),
      onState: (state) => states.push(state),
    });
    keeper.change('/a', new Uint8Array());
    await keeper.save();
    keeper.change('/b', new Uint8Array());
    keeper.saveLater();
    keeper.leave();
    await keeper.finish();
    expect(states).toEqual(['erased']);
    expect(notes).toEqual([]);
  });

  it('never puts an older state over a newer one', async () => {
    const saved: number[] = [];
    const snapshots: ((zip: Uint8Array) => void)[] = [];
    const keeper = new WorkspaceKeeper({
      store: {
        load: async () => null,
        save: async ([first = 0]) => void saved.push(first),
        clear: async () => {},
        setAside: async () => {},
        loadAside: async () => null,
      },
      note: { read: () => new Map(), write: () => {}, clear: () => {} },
      later: () => () => {},
      snapshot: () => new Promise((resolve) => snapshots.push(resolve)),
      onState: () => {},
    });
    const both = [keeper.save(), keeper.save()];
    await Promise.resolve();
    // The first zip takes longer than the second would.
    expect(snapshots).toHaveLength(1);
    snapshots[0]?.(new Uint8Array([1]));
    await both[0];
    await Promise.resolve();
    snapshots[1]?.(new Uint8Array([2]));
    await both[1];
    expect(saved).toEqual([1, 2]);
  });
});
