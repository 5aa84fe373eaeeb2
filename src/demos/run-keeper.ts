/** Keeps a run in the browser while it goes on, so that a reload loses nothing. */
import type { RunRecord } from '../run/schema.ts';

export interface RunKeeperOptions {
  /** Keeps the record as it is when it is called, or later. */
  readonly save: (record: RunRecord) => Promise<void>;
  /** Notes at once the events after `keptSeq`; false where it cannot. */
  readonly note: (record: RunRecord, keptSeq: number) => boolean;
  readonly later: (ms: number, run: () => void) => () => void;
  readonly onState: (state: 'saving' | 'saved' | 'failed' | 'erased') => void;
}

/** Changes are gathered this long before they are written, ms. */
const REST_MS = 400;
/** A browser that refused once (its database was lost, its room was full) is asked again, ms. */
const RETRY_MS = 4_000;
const MAX_RETRIES = 3;

export class RunKeeper {
  readonly #use: RunKeeperOptions;
  #cancel: (() => void) | null = null;
  #writing: Promise<void> = Promise.resolve();
  /** Records that the next write takes along. */
  readonly #waiting = new Set<RunRecord>();
  /** Records with events that are not safe yet. */
  readonly #unsafe = new Set<RunRecord>();
  /** Records that were erased while they went on. */
  readonly #erased = new WeakSet<RunRecord>();
  /** Up to which event a record is safe. */
  readonly #keptSeq = new WeakMap<RunRecord, number>();
  #failures = 0;

  constructor(options: RunKeeperOptions) {
    this.#use = options;
  }

  /** Says that there is something new. It is written soon, never two writes at once. */
  touch(record: RunRecord): void {
    if (this.#erased.has(record)) return;
    this.#unsafe.add(record);
    this.#waiting.add(record);
    if (this.#cancel) return;
    this.#use.onState('saving');
    this.#planWrite(REST_MS);
  }

  /** Writes now. Resolves when it is written, or has failed. */
  flush(record: RunRecord): Promise<void> {
    if (!this.#erased.has(record)) this.#waiting.add(record);
    return this.#writeWaiting();
  }

  /**
   * The page is being left. What is noted is safe; where it cannot be noted it is written, which may come too
   * late. A page that stays, or comes back, writes at the time it had planned.
   */
  leave(record: RunRecord): void {
    if (!this.#unsafe.has(record)) return;
    if (!this.#use.note(record, this.#keptSeq.get(record) ?? 0)) void this.flush(record);
  }

  #planWrite(ms: number): void {
    this.#cancel = this.#use.later(ms, () => void this.#writeWaiting());
  }

  #writeWaiting(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    for (const record of this.#waiting) this.#writing = this.#writing.then(() => this.#write(record));
    this.#waiting.clear();
    return this.#writing;
  }

  async #write(record: RunRecord): Promise<void> {
    const seq = lastSeq(record);
    this.#unsafe.add(record);
    try {
      await this.#use.save(record);
      this.#keptSeq.set(record, seq);
      // What came while it was written waits for the next write.
      if (lastSeq(record) === seq) this.#unsafe.delete(record);
      this.#failures = 0;
      this.#use.onState(this.#cancel ? 'saving' : 'saved');
    } catch (error) {
      this.#fail(record, codeOf(error));
    }
  }

  #fail(record: RunRecord, code: unknown): void {
    if (code === 'erased') {
      this.#erased.add(record);
      this.#unsafe.delete(record);
      this.#waiting.delete(record);
      this.#use.onState('erased');
      return;
    }
    this.#failures += 1;
    this.#use.onState('failed');
    if ((code !== 'full' && code !== 'unavailable') || this.#failures > MAX_RETRIES) return;
    this.#waiting.add(record);
    if (!this.#cancel) this.#planWrite(RETRY_MS);
  }
}

function lastSeq({ events }: RunRecord): number {
  return events.at(-1)?.seq ?? 0;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
