/** Keeps the playground's files in this browser: soon after a change, and at once when the page is left. */
import type { Changes, LeaveNote } from './leave-note.ts';
import { ErasedError, type WorkspaceStore } from './workspace-store.ts';

export interface WorkspaceKeeperOptions {
  readonly store: WorkspaceStore;
  readonly note: LeaveNote;
  readonly later: (ms: number, run: () => void) => () => void;
  /** All files as a zip; null where there are none yet. */
  readonly snapshot: () => Promise<Uint8Array | null>;
  readonly onState: (state: 'saved' | 'saving' | 'failed' | 'erased') => void;
}

/** Rest after the last change before the files are kept, ms. */
const SAVE_RESTS = 800;

export class WorkspaceKeeper {
  readonly #use: WorkspaceKeeperOptions;
  #cancel: (() => void) | null = null;
  /** What changed since the files were last kept. */
  #unsaved = new Map<string, Uint8Array | null>();
  /** What is being kept: not safe before it is. */
  #saving: Changes = new Map();
  #writing: Promise<void> = Promise.resolve();
  /** Everything was erased while the files were open: they are not kept any more. */
  #erased = false;

  constructor(options: WorkspaceKeeperOptions) {
    this.#use = options;
  }

  /** A file has these bytes now, or is gone. */
  change(path: string, bytes: Uint8Array | null): void {
    this.#unsaved.set(path, bytes);
  }

  saveLater(): void {
    if (this.#erased) return;
    this.#cancel?.();
    this.#use.onState('saving');
    this.#cancel = this.#use.later(SAVE_RESTS, () => void this.save());
  }

  /** Writes now, one after the other: an older state never overwrites a newer one. */
  save(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    if (this.#erased) return;
    const changes = this.#unsaved;
    this.#saving = changes;
    this.#unsaved = new Map();
    try {
      const zip = await this.#use.snapshot();
      if (zip) await this.#use.store.save(zip);
      this.#saving = new Map();
      if (this.#unsaved.size === 0) this.#use.note.clear();
      this.#use.onState(this.#cancel ? 'saving' : 'saved');
    } catch (error) {
      this.#saving = new Map();
      if (error instanceof ErasedError) return this.#forget();
      this.#unsaved = new Map([...changes, ...this.#unsaved]);
      this.#use.onState('failed');
    }
  }

  #forget(): void {
    this.#erased = true;
    this.#unsaved = new Map();
    this.#use.note.clear();
    this.#use.onState('erased');
  }

  /** Notes at once what is not kept yet: what is kept now may come too late. */
  leave(): void {
    if (this.#erased) return;
    const changes = new Map([...this.#saving, ...this.#unsaved]);
    if (changes.size > 0) this.#use.note.write(changes);
  }

  /** Keeps what waits to be kept. */
  async finish(): Promise<void> {
    if (this.#cancel) await this.save();
  }
}
