/** Remembers what a preview said since its page was last loaded or changed. */

import { secondsWaited, standingProblems } from '../../sandbox/preview-problems.ts';
import { type Refusal, refusalOf } from '../../sandbox/refusals.ts';
import type { PreviewError, PreviewEvent, SandboxPreview } from '../../sandbox/sandbox.ts';

/** Console lines kept; a page in a loop must not fill the memory. */
const MAX_LINES = 30;
/** No news for so long: effects and timers that follow a render have run. */
const QUIET_MS = 250;
/** A page that never falls quiet is looked at as it is. */
const MAX_QUIET_MS = 5_000;
/** A page that does not answer for so long is not waited for by the agent: it is told so. */
const MAX_WAIT_SECONDS = 15;

export interface PreviewWatchOptions {
  /** ms; only differences count. */
  readonly clock?: () => number;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface PreviewReport {
  /** Problems that stand now. */
  readonly errors: readonly PreviewError[];
  /** Warnings and errors of the console since the last load. */
  readonly console: readonly string[];
  /** What the page tried and was refused, each once. */
  readonly refused: readonly Refusal[];
  /** Seconds for which the page has not answered; 0 where it answers. */
  readonly waits: number;
  /** The page was given up and has not come back. */
  readonly unresponsive: boolean;
}

export class PreviewWatch {
  readonly #preview: SandboxPreview;
  readonly #clock: () => number;
  readonly #sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly #onWait = new Set<() => void>();
  #errors: readonly PreviewError[] = [];
  #console: string[] = [];
  #refused: Refusal[] = [];
  #waits = 0;
  #unresponsive = false;
  #lastNews: number;

  constructor(preview: SandboxPreview, options: PreviewWatchOptions = {}) {
    this.#preview = preview;
    this.#clock = options.clock ?? Date.now;
    this.#sleep = options.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
    this.#lastNews = this.#clock();
    preview.on((event) => this.#onEvent(event));
  }

  /** Waits until every change of the files is on the page and the page has fallen quiet, or does not answer. */
  async settled(signal: AbortSignal): Promise<void> {
    await this.#onPage(signal);
    const until = this.#clock() + MAX_QUIET_MS;
    while (!signal.aborted && this.#waits === 0 && this.#clock() < until) {
      const quiet = this.#clock() - this.#lastNews;
      if (quiet >= QUIET_MS) return;
      await this.#sleep(Math.max(20, QUIET_MS - quiet), signal);
    }
  }

  /** Waits for a condition, at most so long; false where it did not come true. */
  async until(condition: () => Promise<boolean>, ms: number, signal: AbortSignal): Promise<boolean> {
    const end = this.#clock() + ms;
    for (;;) {
      signal.throwIfAborted();
      if (await condition()) return true;
      if (this.#clock() >= end) return false;
      await this.#sleep(50, signal);
    }
  }

  report(): PreviewReport {
    return {
      errors: this.#errors,
      console: this.#console,
      refused: this.#refused,
      waits: this.#waits,
      unresponsive: this.#unresponsive,
    };
  }

  async #onPage(signal: AbortSignal): Promise<void> {
    let onWait = () => {};
    const tooLong = new Promise<void>((resolve) => {
      onWait = () => {
        if (this.#waits >= MAX_WAIT_SECONDS) resolve();
      };
    });
    this.#onWait.add(onWait);
    onWait();
    try {
      await Promise.race([this.#preview.settled(signal), tooLong]);
    } finally {
      this.#onWait.delete(onWait);
    }
  }

  #onEvent(event: PreviewEvent): void {
    this.#lastNews = this.#clock();
    this.#errors = standingProblems(this.#errors, event);
    this.#waits = secondsWaited(this.#waits, event);
    switch (event.type) {
      case 'loading':
        this.#console = [];
        this.#refused = [];
        break;
      case 'ready':
      case 'updated':
        this.#unresponsive = false;
        break;
      case 'console':
        if (event.level === 'error' || event.level === 'warn') {
          this.#console = [...this.#console, `${event.level}: ${event.text}`].slice(-MAX_LINES);
        }
        break;
      case 'blocked':
        this.#refuse(refusalOf(event.directive, event.target));
        break;
      case 'unresponsive':
        this.#unresponsive = true;
        break;
      case 'waiting':
        for (const onWait of this.#onWait) onWait();
        break;
    }
  }

  #refuse(refusal: Refusal): void {
    const isKnown = this.#refused.some(
      ({ code, target }) => code === refusal.code && target === refusal.target,
    );
    if (!isKnown) this.#refused = [...this.#refused, refusal].slice(-MAX_LINES);
  }
}
