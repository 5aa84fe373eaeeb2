/** Keeps runs in the browser, as they happen: a reload loses nothing that was saved. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { dropLeaveNote, dropLeaveNotes, withLeaveNote } from './leave-note.ts';
import { MemoryRunStore } from './memory-store.ts';
import type { RecordedEvent, RecordHeader, RunRecord } from './schema.ts';
import { tellStory } from './story.ts';
import type { Story } from './story-model.ts';
import { type RunSummary, summarise } from './summary.ts';

export interface StoredRun {
  readonly runId: string;
  readonly header: RecordHeader;
  readonly summary: RunSummary;
  /** ms since 1970 of its last event. */
  readonly updatedAt: number;
  /** Characters of its record. */
  readonly size: number;
  /** Sequence number of the last event that is kept. */
  readonly lastSeq: number;
}

export interface RunStore {
  /** False where runs are kept only until the page is closed: say so on the screen. */
  readonly durable: boolean;
  /** Newest first. */
  list(): Promise<readonly StoredRun[]>;
  get(runId: string): Promise<RunRecord | null>;
  /**
   * Keeps a run, or what is new of it. Call it as often as you like while the run goes on.
   * Rejects with `RunStoreError`: `other-tab` where another tab went on with this run, `full` where there is no room.
   */
  save(record: RunRecord): Promise<void>;
  remove(runId: string): Promise<void>;
  clear(): Promise<void>;
  /** Calls back when a run was kept or removed, in any tab. Returns the unsubscribe function. */
  onChange(listener: () => void): () => void;
}

/** Keeping a run failed. `hint` says what to do. */
export class RunStoreError extends Error {
  readonly code: 'full' | 'other-tab' | 'unavailable';
  readonly hint: string;
  constructor(code: RunStoreError['code'], message: string, hint: string) {
    super(message);
    this.name = 'RunStoreError';
    this.code = code;
    this.hint = hint;
  }
}

interface RunsDb extends DBSchema {
  runs: { key: string; value: StoredRun & { readonly lastAt: number } };
  /** Events of one save as JSON lines; key: run, first event. */
  chunks: { key: [string, number]; value: { runId: string; from: number; lines: string } };
}

const DB_NAME = 'firsthand-runs';

let opened: Promise<RunStore> | null = null;

/** The browser's store of runs; one that lasts as long as the page where the browser keeps nothing. */
export function openRunStore(): Promise<RunStore> {
  opened ??= openBrowserStore().catch(() => new MemoryRunStore());
  return opened;
}

/** A store over IndexedDB; rejects where the browser gives none. */
export async function openBrowserStore(): Promise<RunStore> {
  return new BrowserRunStore(await openDatabase());
}

function openDatabase(): Promise<IDBPDatabase<RunsDb>> {
  return openDB<RunsDb>(DB_NAME, 1, {
    upgrade(db) {
      db.createObjectStore('runs', { keyPath: 'runId' });
      db.createObjectStore('chunks', { keyPath: ['runId', 'from'] });
    },
    // A newer version of the kit in another tab must not wait for this one.
    blocking(_current, _blocked, event) {
      if (event.target instanceof IDBDatabase) event.target.close();
      opened = null;
    },
    terminated() {
      opened = null;
    },
  });
}

/** The store over IndexedDB. Every save is one transaction, so that tabs never see half of it. */
class BrowserRunStore implements RunStore {
  readonly durable = true;
  readonly #db: IDBPDatabase<RunsDb>;
  readonly #stories = new Map<string, Story>();
  readonly #listeners = new Set<() => void>();
  readonly #channel: BroadcastChannel | null;

  constructor(db: IDBPDatabase<RunsDb>) {
    this.#db = db;
    this.#channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(DB_NAME) : null;
    this.#channel?.addEventListener('message', () => this.#notify());
    // In Node an open channel would keep a process alive.
    if (this.#channel && 'unref' in this.#channel && typeof this.#channel.unref === 'function') {
      this.#channel.unref();
    }
  }

  async list(): Promise<readonly StoredRun[]> {
    const runs = await this.#db.getAll('runs');
    return runs.sort((one, other) => other.updatedAt - one.updatedAt);
  }

  async get(runId: string): Promise<RunRecord | null> {
    const tx = this.#db.transaction(['runs', 'chunks']);
    const run = await tx.objectStore('runs').get(runId);
    if (!run) return withLeaveNote(runId, null);
    const chunks = await tx.objectStore('chunks').getAll(rangeOf(runId));
    const events = chunks.flatMap(({ lines }) => parseLines(lines));
    return withLeaveNote(runId, { header: run.header, events });
  }

  async save(record: RunRecord): Promise<void> {
    try {
      await this.#write(record);
    } catch (error) {
      throw readable(error);
    }
    dropLeaveNote(record.header.runId);
    this.#tell();
  }

  async #write(record: RunRecord): Promise<void> {
    const { header } = record;
    const story = this.#tellStory(record);
    const tx = this.#db.transaction(['runs', 'chunks'], 'readwrite');
    const before = await tx.objectStore('runs').get(header.runId);
    const events = record.events.filter((event) => event.seq > (before?.lastSeq ?? 0));
    if (before && !continues(record, before)) {
      tx.abort();
      await tx.done.catch(() => undefined);
      throw otherTab();
    }
    const lines = events.map((event) => JSON.stringify(event)).join('\n');
    const [first] = events;
    if (first) await tx.objectStore('chunks').put({ runId: header.runId, from: first.seq, lines });
    const last = record.events.at(-1);
    await tx.objectStore('runs').put({
      runId: header.runId,
      header,
      summary: summarise(story),
      updatedAt: last?.timestamp ?? Date.parse(header.startedAt),
      size: (before?.size ?? JSON.stringify(header).length) + lines.length + 1,
      lastSeq: last?.seq ?? 0,
      lastAt: last?.timestamp ?? 0,
    });
    await tx.done;
  }

  /** Told on from the last save, so that a long run costs no more than what is new. */
  #tellStory(record: RunRecord): Story {
    const story = tellStory(record, this.#stories.get(record.header.runId));
    this.#stories.set(record.header.runId, story);
    return story;
  }

  async remove(runId: string): Promise<void> {
    const tx = this.#db.transaction(['runs', 'chunks'], 'readwrite');
    await tx.objectStore('runs').delete(runId);
    await tx.objectStore('chunks').delete(rangeOf(runId));
    await tx.done;
    dropLeaveNote(runId);
    this.#stories.delete(runId);
    this.#tell();
  }

  async clear(): Promise<void> {
    const tx = this.#db.transaction(['runs', 'chunks'], 'readwrite');
    await tx.objectStore('runs').clear();
    await tx.objectStore('chunks').clear();
    await tx.done;
    dropLeaveNotes();
    this.#stories.clear();
    this.#tell();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    this.#notify();
    this.#channel?.postMessage('changed');
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function rangeOf(runId: string): IDBKeyRange {
  return IDBKeyRange.bound([runId, 0], [runId, Number.POSITIVE_INFINITY]);
}

/** Whether a record goes on from what is kept, and is not another telling of the same run. */
function continues(record: RunRecord, kept: { readonly lastSeq: number; readonly lastAt: number }): boolean {
  if (kept.lastSeq === 0) return true;
  return record.events.find((event) => event.seq === kept.lastSeq)?.timestamp === kept.lastAt;
}

function otherTab(): RunStoreError {
  return new RunStoreError(
    'other-tab',
    'Another tab went on with this run.',
    'Go on in the other tab, or reload this one.',
  );
}

function parseLines(lines: string): RecordedEvent[] {
  // Written by this kit or read by `readRecord` before it was kept.
  return lines.split('\n').map((line) => JSON.parse(line) as RecordedEvent);
}

function readable(error: unknown): Error {
  if (error instanceof RunStoreError) return error;
  if (error instanceof Error && error.name === 'QuotaExceededError') {
    return new RunStoreError(
      'full',
      'The browser has no room left for this run.',
      'Export runs you want to keep under My runs, then remove some.',
    );
  }
  const why = error instanceof Error ? ` (${error.message})` : '';
  return new RunStoreError(
    'unavailable',
    `The browser did not keep this run${why}.`,
    'Export it before you close the page.',
  );
}
