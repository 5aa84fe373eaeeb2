/** Remembers what a preview said since its page was last loaded or changed. */
import { type Refusal, refusalOf } from '../../sandbox/refusals.ts';
import type { PreviewError, PreviewEvent, SandboxPreview } from '../../sandbox/sandbox.ts';

/** Console lines kept; a page in a loop must not fill the memory. */
const MOST_LINES = 30;
/** No news for so long: the page has settled. */
const QUIET_MS = 250;
/** A page that never settles is looked at as it is. */
const LONGEST_MS = 5_000;

export interface PreviewWatchOptions {
  /** ms; only differences count. */
  readonly clock?: () => number;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface PreviewReport {
  /** Errors that stand now. */
  readonly errors: readonly PreviewError[];
  /** Warnings and errors of the console since the last load. */
  readonly console: readonly string[];
  /** What the page tried and was refused, each once. */
  readonly refused: readonly Refusal[];
  readonly unresponsive: boolean;
}

export class PreviewWatch {
  readonly #clock: () => number;
  readonly #sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  #errors: PreviewError[] = [];
  #console: string[] = [];
  #refused: Refusal[] = [];
  #unresponsive = false;
  #loading = false;
  #lastNews: number;

  constructor(preview: SandboxPreview, options: PreviewWatchOptions = {}) {
    this.#clock = options.clock ?? Date.now;
    this.#sleep = options.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
    this.#lastNews = this.#clock();
    preview.on((event) => this.#hear(event));
  }

  /** A file was written: the page will follow. */
  touch(): void {
    this.#lastNews = this.#clock();
  }

  /** Waits until the page has had no news for a moment. */
  async settled(signal: AbortSignal): Promise<void> {
    const until = this.#clock() + LONGEST_MS;
    while (!signal.aborted && this.#clock() < until) {
      const quiet = this.#clock() - this.#lastNews;
      if (quiet >= QUIET_MS && !this.#loading) return;
      await this.#sleep(Math.max(20, QUIET_MS - quiet), signal);
    }
  }

  report(): PreviewReport {
    return {
      errors: this.#errors,
      console: this.#console,
      refused: this.#refused,
      unresponsive: this.#unresponsive,
    };
  }

  #hear(event: PreviewEvent): void {
    this.#lastNews = this.#clock();
    switch (event.type) {
      case 'loading':
        this.#clear();
        this.#loading = true;
        break;
      case 'ready':
      case 'updated':
        this.#loading = false;
        this.#unresponsive = false;
        // A page that took the change has left its compile errors behind.
        this.#errors = this.#errors.filter((error) => error.source === 'runtime' && event.type === 'ready');
        break;
      case 'console':
        if (event.level === 'error' || event.level === 'warn') {
          this.#console = [...this.#console, `${event.level}: ${event.text}`].slice(-MOST_LINES);
        }
        break;
      case 'error':
        this.#loading = false;
        this.#errors = [...this.#errors, event.error].slice(-MOST_LINES);
        break;
      case 'blocked':
        this.#refuse(refusalOf(event.directive, event.target));
        break;
      case 'unresponsive':
        this.#loading = false;
        this.#unresponsive = true;
        break;
    }
  }

  #refuse(refusal: Refusal): void {
    const isKnown = this.#refused.some(
      ({ code, target }) => code === refusal.code && target === refusal.target,
    );
    if (!isKnown) this.#refused = [...this.#refused, refusal].slice(-MOST_LINES);
  }

  #clear(): void {
    this.#errors = [];
    this.#console = [];
    this.#refused = [];
    this.#unresponsive = false;
  }
}
