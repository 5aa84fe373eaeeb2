import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { type DBSchema, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openKeptDatabase } from '../../src/storage/database.ts';

interface Runs extends DBSchema {
  runs: { key: string; value: number };
}

let page: EventTarget;

/** What is opened from here on belongs to a page of its own. */
function newPage(): void {
  page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  newPage();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function open(later?: (ms: number, run: () => void) => () => void) {
  return openKeptDatabase<Runs>(
    'runs',
    1,
    {
      upgrade: (db) => {
        db.createObjectStore('runs');
      },
    },
    later ? { later } : {},
  );
}

/** Tells the page that it is left or shown again; `persisted`: it is put away, or was. */
function tell(type: 'pagehide' | 'pageshow', persisted: boolean): void {
  page.dispatchEvent(Object.assign(new Event(type), { persisted }));
}

/** A write that does not end by itself. */
function endlessWrite(db: Awaited<ReturnType<typeof open>>): Promise<void> {
  const tx = db.transaction('runs', 'readwrite');
  const more = (): Promise<void> => tx.store.get('one').then(more);
  more().catch(() => {});
  return tx.done;
}

describe('the database of a page that is put away', () => {
  it('gives up what it was in, so that other pages read and write', async () => {
    const writing = endlessWrite(await open());
    tell('pagehide', true);
    await expect(writing).rejects.toThrow();
    newPage();
    const next = await open();
    await next.put('runs', 2, 'one');
    expect(await next.get('runs', 'one')).toBe(2);
  });

  it('begins nothing until it is back', async () => {
    const db = await open();
    tell('pagehide', true);
    await expect(db.put('runs', 1, 'one')).rejects.toThrow('put away');
    tell('pageshow', true);
    await db.put('runs', 1, 'one');
    expect(await db.get('runs', 'one')).toBe(1);
  });

  it('ends a write that goes on where the page is left for good', async () => {
    const db = await open();
    const writing = db.put('runs', 1, 'one');
    tell('pagehide', false);
    await writing;
    expect(await db.get('runs', 'one')).toBe(1);
  });
});

describe('a database that opens and starts no transaction', () => {
  it('is taken for none, so that no screen waits for it for ever', async () => {
    const holder = await open();
    endlessWrite(holder).catch(() => {});
    let ring = () => {};
    const opening = open((_ms, run) => {
      ring = run;
      return () => {};
    });
    // Opened after it, so the first one is open.
    (await openDB('firsthand-runs')).close();
    ring();
    await expect(opening).rejects.toThrow('does not answer');
    tell('pagehide', true);
  });
});
