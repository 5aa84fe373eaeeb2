/** Keeps runs in the browser, as they happen: a reload loses nothing that was saved. */
import type { DBSchema, IDBPDatabase } from 'idb';
import { openTabChannel, type TabChannel } from '../storage/channel.ts';
import { abort, openKeptDatabase } from '../storage/database.ts';
import { damageOf, findDamage, firstDamage, markDamage, wholePart } from './integrity.ts';
import { dropLeaveNote, dropLeaveNotes, notedRuns, withLeaveNote } from './leave-note.ts';
import { MemoryRunStore } from './memory-store.ts';
import type { RecordDamage, RecordedEvent, RecordHeader, RunRecord } from './schema.ts';
import { eventsAfter, tellStory } from './story.ts';
import type { Story } from './story-model.ts';
import { type RunSummary, summarise } from './summary.ts';

export interface StoredRun {
  readonly runId: string;
  /** With the damage of the record, where it has one. */
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
   * Keeps a run, or what is new of it. Call it as often as you like while the run goes on: what is kept is the record
   * as it is at the moment of the call.
   * Rejects with `RunStoreError`: `other-tab` where another tab went on with this run, `erased` where it was erased
   * while it went on, `full` where there is no room. Nothing of this call is kept then.
   */
  save(record: RunRecord, options?: SaveOptions): Promise<void>;
  remove(runId: string): Promise<void>;
  clear(): Promise<void>;
  /** Calls back when a run was kept or removed, in any tab. Returns the unsubscribe function. */
  onChange(listener: () => void): () => void;
}

export interface SaveOptions {
  /** The run is going on in this tab: where it was erased meanwhile it stays erased. */
  readonly goesOn?: boolean;
}

/** Keeping a run failed. `hint` says what to do. */
export class RunStoreError extends Error {
  readonly code: 'full' | 'other-tab' | 'erased' | 'unavailable';
  readonly hint: string;
  constructor(code: RunStoreError['code'], message: string, hint: string) {
    super(message);
    this.name = 'RunStoreError';
    this.code = code;
    this.hint = hint;
  }
}

/** A row of the list, with what a save must know of the one before. */
interface RunRow extends StoredRun {
  readonly lastAt: number;
  /** Beginning of the last event as it was written; absent in rows of earlier versions. */
  readonly lastText?: string;
  /** The record was looked at for damage; absent in rows of earlier versions, which lost events. */
  readonly checked?: true;
}

interface RunsDb extends DBSchema {
  runs: { key: string; value: RunRow };
  /** Events of one save as JSON lines; key: run, first event. */
  chunks: { key: [string, number]; value: { runId: string; from: number; lines: string } };
  /** When everything was erased, ms since 1970. */
  erasures: { key: 'all'; value: number };
}

const LAST_TEXT = 400;

let opened: Promise<RunStore> | null = null;

/** The browser's store of runs; one that lasts as long as the page where the browser keeps nothing. */
export function openRunStore(): Promise<RunStore> {
  opened ??= openBrowserStore().catch(() => new MemoryRunStore());
  return opened;
}

/** A store over IndexedDB; rejects where the browser gives none. */
export async function openBrowserStore(now: () => number = Date.now): Promise<RunStore> {
  return new BrowserRunStore(await openDatabase(), now);
}

function openDatabase(): Promise<IDBPDatabase<RunsDb>> {
  return openKeptDatabase<RunsDb>('runs', 2, {
    upgrade(db, before) {
      if (before < 1) {
        db.createObjectStore('runs', { keyPath: 'runId' });
        db.createObjectStore('chunks', { keyPath: ['runId', 'from'] });
      }
      db.createObjectStore('erasures');
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
  /** By the record it was told of: another record of the same run is told anew. */
  readonly #stories = new WeakMap<RunRecord, Story>();
  /** Runs that this store saw kept and did not remove. */
  readonly #known = new Set<string>();
  readonly #listeners = new Set<() => void>();
  readonly #channel: TabChannel | null;
  readonly #now: () => number;

  constructor(db: IDBPDatabase<RunsDb>, now: () => number) {
    this.#db = db;
    this.#now = now;
    this.#channel = openTabChannel('runChanges');
    this.#channel?.onMessage(() => this.#notify());
  }

  async list(): Promise<readonly StoredRun[]> {
    for (const runId of notedRuns()) await this.#takeInNote(runId);
    const rows = await this.#db.getAll('runs');
    const runs: RunRow[] = [];
    for (const row of rows) runs.push(row.checked ? row : await this.#check(row));
    return runs.sort((one, other) => other.updatedAt - one.updatedAt);
  }

  async get(runId: string): Promise<RunRecord | null> {
    const { row, record } = await this.#read(runId);
    if (row) this.#known.add(runId);
    return record && damageOf(record) ? record : withLeaveNote(runId, record);
  }

  async save(record: RunRecord, { goesOn = false }: SaveOptions = {}): Promise<void> {
    // One snapshot: the run goes on while the transaction is written, and what comes then belongs to the next save.
    const snapshot = markDamage({ header: record.header, events: [...record.events] }, damageOf(record));
    const story = this.#tellStory(record);
    try {
      await this.#write(snapshot, story, goesOn);
    } catch (error) {
      throw readable(error);
    }
    const { runId } = record.header;
    this.#known.add(runId);
    dropLeaveNote(runId, snapshot.events.at(-1)?.seq ?? 0);
    this.#tell();
  }

  async #write(record: RunRecord, story: Story, goesOn: boolean): Promise<void> {
    const { header } = record;
    const { runId } = header;
    const tx = this.#db.transaction(['runs', 'chunks', 'erasures'], 'readwrite');
    try {
      const [before, erasedAt] = await Promise.all([
        tx.objectStore('runs').get(runId),
        tx.objectStore('erasures').get('all'),
      ]);
      if (before && !continues(record, before)) throw otherTab();
      if (!before && goesOn && (this.#known.has(runId) || Date.parse(header.startedAt) <= (erasedAt ?? 0)))
        throw erasedMeanwhile();
      const { row, chunk } = rowsOf(record, story, before);
      // Asked for together: a transaction that waits for nothing closes by itself. A request that fails ends it.
      if (chunk) tx.objectStore('chunks').put(chunk).catch(leaveToTransaction);
      tx.objectStore('runs').put(row).catch(leaveToTransaction);
      await tx.done;
    } catch (error) {
      abort(tx);
      throw await tx.done.then(
        () => error,
        // Where there is no room the requests fail with a lesser reason than their transaction.
        (cause: unknown) => (isQuota(cause) ? cause : error),
      );
    }
  }

  /** The record as it is in the database, with its damage. One transaction sees one state of both stores. */
  async #read(runId: string): Promise<{ row: RunRow | undefined; record: RunRecord | null }> {
    const tx = this.#db.transaction(['runs', 'chunks']);
    const [row, chunks] = await Promise.all([
      tx.objectStore('runs').get(runId),
      tx.objectStore('chunks').getAll(rangeOf(runId)),
    ]);
    return { row, record: row ? recordOf(row, chunks) : null };
  }

  /** What was noted of a run when its page was left becomes part of it. */
  async #takeInNote(runId: string): Promise<void> {
    const { row, record: kept } = await this.#read(runId);
    if (kept && damageOf(kept)) return;
    const record = withLeaveNote(runId, kept);
    if (!record || record === kept || record.events.length <= (row?.lastSeq ?? 0)) return;
    await this.save(record).catch(() => undefined);
  }

  /** Runs kept by earlier versions may have lost events: looked at once, the finding is kept. */
  async #check(row: RunRow): Promise<RunRow> {
    const { record } = await this.#read(row.runId);
    if (!record) return row;
    const checked: RunRow = { ...row, header: record.header, checked: true };
    const tx = this.#db.transaction('runs', 'readwrite');
    const now = await tx.store.get(row.runId);
    // Another tab may have gone on with it, or removed it, since the row was read.
    if (now?.lastSeq === row.lastSeq) await tx.store.put(checked);
    await tx.done;
    return checked;
  }

  /** Told on from the last save, so that a long run costs no more than what is new. */
  #tellStory(record: RunRecord): Story {
    const story = tellStory(wholePart(record), this.#stories.get(record));
    this.#stories.set(record, story);
    return story;
  }

  async remove(runId: string): Promise<void> {
    const tx = this.#db.transaction(['runs', 'chunks'], 'readwrite');
    await tx.objectStore('runs').delete(runId);
    await tx.objectStore('chunks').delete(rangeOf(runId));
    await tx.done;
    this.#known.delete(runId);
    dropLeaveNote(runId);
    this.#tell();
  }

  async clear(): Promise<void> {
    const tx = this.#db.transaction(['runs', 'chunks', 'erasures'], 'readwrite');
    tx.objectStore('runs').clear().catch(leaveToTransaction);
    tx.objectStore('chunks').clear().catch(leaveToTransaction);
    tx.objectStore('erasures').put(this.#now(), 'all').catch(leaveToTransaction);
    await tx.done;
    this.#known.clear();
    dropLeaveNotes();
    this.#tell();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    this.#notify();
    this.#channel?.post('changed');
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function rangeOf(runId: string): IDBKeyRange {
  return IDBKeyRange.bound([runId, 0], [runId, Number.POSITIVE_INFINITY]);
}

/** What a save adds to the database: what is new since the row before. */
function rowsOf(record: RunRecord, story: Story, before: RunRow | undefined) {
  const { header, events } = record;
  const { runId } = header;
  const fresh = before ? eventsAfter(events, before.lastSeq) : events;
  const lines = fresh.map((event) => JSON.stringify(event)).join('\n');
  const [first] = fresh;
  const last = events.at(-1);
  const row: RunRow = {
    runId,
    header,
    summary: summarise(story),
    updatedAt: last?.timestamp ?? Date.parse(header.startedAt),
    size: (before?.size ?? JSON.stringify(header).length) + lines.length + 1,
    lastSeq: last?.seq ?? 0,
    lastAt: last?.timestamp ?? 0,
    ...(last ? { lastText: lastTextOf(last) } : {}),
    checked: true,
  };
  return { row, chunk: first ? { runId, from: first.seq, lines } : null };
}

function lastTextOf(event: RecordedEvent): string {
  return JSON.stringify(event).slice(0, LAST_TEXT);
}

/** Whether a record goes on from what is kept, and is not another telling of the same run. */
function continues(record: RunRecord, kept: RunRow): boolean {
  if (kept.lastSeq === 0) return true;
  const fresh = eventsAfter(record.events, kept.lastSeq);
  const event = record.events[record.events.length - fresh.length - 1];
  if (event?.seq !== kept.lastSeq) return false;
  return kept.lastText === undefined ? event.timestamp === kept.lastAt : lastTextOf(event) === kept.lastText;
}

/** The record of a row and its chunks. What cannot be read ends it, and is noted. */
function recordOf(row: RunRow, chunks: readonly { readonly lines: string }[]): RunRecord {
  const events: RecordedEvent[] = [];
  let unreadable: RecordDamage | null = null;
  for (const line of chunks.flatMap(({ lines }) => lines.split('\n'))) {
    try {
      // Written by this kit, or read by `readMarkedRecord` before it was kept.
      events.push(JSON.parse(line) as RecordedEvent);
    } catch {
      unreadable = { code: 'unreadable', from: events.length + 1 };
      break;
    }
  }
  const found = firstDamage(unreadable, findDamage(events, row.lastSeq));
  return markDamage({ header: row.header, events }, firstDamage(row.header.damage, found));
}

/** A failed request is told by its transaction. */
function leaveToTransaction(): void {}

function erasedMeanwhile(): RunStoreError {
  return new RunStoreError(
    'erased',
    'This run was erased while it went on.',
    'Export it if you want it after all, or begin a new run.',
  );
}

function otherTab(): RunStoreError {
  return new RunStoreError(
    'other-tab',
    'Another tab went on with this run.',
    'Go on in the other tab, or reload this one.',
  );
}

function isQuota(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}

function readable(error: unknown): Error {
  if (error instanceof RunStoreError) return error;
  if (isQuota(error)) {
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
