/** Keeps a run in the browser while it goes on, so that a reload loses nothing. */
import type { RunRecord } from '../run/schema.ts';

export interface RunKeeperOptions {
  readonly save: (record: RunRecord) => Promise<void>;
  /** Notes at once the events after `keptSeq`. */
  readonly note: (record: RunRecord, keptSeq: number) => void;
  readonly later: (ms: number, run: () => void) => () => void;
  readonly onState: (state: 'saving' | 'saved' | 'failed') => void;
}

/** Changes are gathered this long before they are written, ms. */
const REST_MS = 400;

export class RunKeeper {
  readonly #use: RunKeeperOptions;
  #cancel: (() => void) | null = null;
  #writing: Promise<void> = Promise.resolve();
  #writes = 0;
  /** Up to where the last run that was written is safe. */
  #kept: { readonly record: RunRecord; readonly seq: number } | null = null;

  constructor(options: RunKeeperOptions) {
    this.#use = options;
  }

  /** Says that there is something new. It is written soon, never two writes at once. */
  touch(record: RunRecord): void {
    if (this.#cancel) return;
    this.#use.onState('saving');
    this.#cancel = this.#use.later(REST_MS, () => void this.flush(record));
  }

  /** Writes now. Resolves when it is written, or has failed. */
  flush(record: RunRecord): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    this.#writes += 1;
    this.#writing = this.#writing.then(async () => {
      const seq = record.events.at(-1)?.seq ?? 0;
      try {
        await this.#use.save(record);
        this.#kept = { record, seq };
        this.#use.onState(this.#cancel ? 'saving' : 'saved');
      } catch {
        this.#use.onState('failed');
      }
      this.#writes -= 1;
    });
    return this.#writing;
  }

  /** The page is being left: what is written now may come too late. */
  leave(record: RunRecord): void {
    if (!this.#cancel && this.#writes === 0) return;
    this.#use.note(record, this.#kept?.record === record ? this.#kept.seq : 0);
    void this.flush(record);
  }
}
