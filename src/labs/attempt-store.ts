/**
 * Keeps attempts in this browser. Every event is written at once, so a reload, the back button or a
 * closed lid lose nothing; several tabs on the same attempt merge what they hold.
 */
import type { ItemStorage } from '../storage/items.ts';
import { keyOf } from '../storage/names.ts';
import type { LabAttempt } from './attempt.ts';
import { mergeAttempts } from './merge-attempts.ts';
import { type AttemptEvent, advance, beginAttempt } from './progress.ts';
import type { Lab } from './schema.ts';

export interface AttemptStoreOptions {
  readonly storage: ItemStorage;
  readonly now: () => Date;
  /** A new attempt's id: 16 to 40 of a–z and 0–9. */
  readonly newId: () => string;
  /** Turns stored text into an attempt, or null where it is not one. */
  readonly parse: (text: string) => LabAttempt | null;
}

/** `failed`: the browser refused to keep it; the attempt lives on in this tab only. */
export type SavedState = 'saved' | 'failed';

const current = keyOf('attempts');
const past = keyOf('pastAttempts');

export function attemptKey(lab: string, demo: string): string {
  return `${current}${lab}.${demo}`;
}

/** One attempt, open in this tab. */
export class AttemptStore {
  readonly #lab: Lab;
  readonly #demo: string;
  readonly #options: AttemptStoreOptions;
  readonly #listeners = new Set<() => void>();
  #attempt: LabAttempt;
  #saved: SavedState;
  /** The attempt stood in the storage: where it no longer does, it was erased. */
  #stood: boolean;

  /** Opens the kept attempt, or begins one. */
  constructor(lab: Lab, demo: string, options: AttemptStoreOptions) {
    this.#lab = lab;
    this.#demo = demo;
    this.#options = options;
    const kept = this.#read();
    this.#attempt = kept ?? this.#begin();
    this.#stood = kept !== null;
    this.#saved = options.storage.durable ? 'saved' : 'failed';
  }

  /** The same object until something changes. */
  getAttempt = (): LabAttempt => this.#attempt;

  getSaved = (): SavedState => this.#saved;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Applies an event on top of what every tab holds, and writes it. */
  record(event: AttemptEvent): LabAttempt {
    const next = advance(this.#lab, this.#joined(), event, this.#options.now().toISOString());
    this.#take(next);
    return this.#attempt;
  }

  /**
   * Another tab wrote (a `storage` event): merge, and write back what it did not have. Where it erased the attempt, a
   * new one begins.
   */
  hear(text: string | null): void {
    if (text === null) {
      this.#joined();
      for (const listener of this.#listeners) listener();
      return;
    }
    const other = this.#options.parse(text);
    if (!other || other.lab !== this.#lab.id || other.demo !== this.#demo) return;
    this.#take(mergeAttempts(this.#attempt, other), JSON.stringify(other));
  }

  /** Puts the attempt among the past ones and begins a new one. */
  reset(): void {
    const old = this.#joined();
    if (old.prediction) this.#write(`${past}${old.id}`, JSON.stringify(old));
    this.#take(this.#begin());
  }

  /** Takes in an attempt from elsewhere (an import, another device). */
  adopt(other: LabAttempt): void {
    if (other.lab === this.#lab.id && other.demo === this.#demo)
      this.#take(mergeAttempts(this.#joined(), other));
  }

  #begin(): LabAttempt {
    return beginAttempt(this.#lab, this.#demo, this.#options.newId(), this.#options.now().toISOString());
  }

  #read(): LabAttempt | null {
    const text = readItem(this.#options.storage, attemptKey(this.#lab.id, this.#demo));
    return text === null ? null : this.#options.parse(text);
  }

  /** What is held here joined with what another tab may have written a moment ago. */
  #joined(): LabAttempt {
    const kept = this.#read();
    if (kept) return mergeAttempts(this.#attempt, kept);
    if (this.#stood) {
      this.#stood = false;
      this.#attempt = this.#begin();
    }
    return this.#attempt;
  }

  #take(next: LabAttempt, kept?: string): void {
    const text = JSON.stringify(next);
    const changed = text !== JSON.stringify(this.#attempt);
    if (text !== kept) this.#write(attemptKey(this.#lab.id, this.#demo), text);
    this.#attempt = changed ? next : this.#attempt;
    for (const listener of this.#listeners) listener();
  }

  #write(key: string, text: string): void {
    try {
      const { storage } = this.#options;
      if (readItem(storage, key) !== text) storage.setItem(key, text);
      this.#stood = true;
      this.#saved = storage.durable ? 'saved' : 'failed';
    } catch {
      this.#saved = 'failed';
    }
  }
}

function readItem(storage: ItemStorage, key: string): string | null {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

/** Whether an attempt stands under a key of the storage. */
export function keepsAttempt(key: string): boolean {
  return key.startsWith(current) || key.startsWith(past);
}

function keysOf(storage: ItemStorage): string[] {
  return storage.keys().filter(keepsAttempt);
}

/** Every attempt kept in this browser, the running ones first, then by time, the newest first. */
export function listAttempts(
  storage: ItemStorage,
  parse: AttemptStoreOptions['parse'],
): readonly { readonly attempt: LabAttempt; readonly past: boolean }[] {
  return keysOf(storage)
    .flatMap((key) => {
      const attempt = parse(readItem(storage, key) ?? '');
      return attempt ? [{ attempt, past: key.startsWith(past) }] : [];
    })
    .sort((a, b) => Number(a.past) - Number(b.past) || (a.attempt.updatedAt < b.attempt.updatedAt ? 1 : -1));
}

/** Keeps attempts from an import beside those that are here: the same attempt is merged, none is lost. */
export function keepAttempts(
  storage: ItemStorage,
  attempts: readonly LabAttempt[],
  parse: AttemptStoreOptions['parse'],
): void {
  for (const attempt of attempts) {
    const key = attemptKey(attempt.lab, attempt.demo);
    const here = parse(readItem(storage, key) ?? '');
    const merged = here ? mergeAttempts(here, attempt) : attempt;
    const other = here && here.id !== attempt.id ? (merged.id === here.id ? attempt : here) : null;
    if (other) storage.setItem(`${past}${other.id}`, JSON.stringify(other));
    storage.setItem(key, JSON.stringify(merged));
  }
}
