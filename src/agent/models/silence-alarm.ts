/** Notices a connection on which nothing arrives any more, not even a sign of life. */
import { anySignal } from '../../abort/any-signal.ts';

/** Calls back once after some milliseconds; the returned function calls it off. */
export type Later = (ms: number, run: () => void) => () => void;

export const laterByTimer: Later = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** The server gives a sign of life every ten seconds; four that are missing are no hiccup. */
const SILENCE_MS = 45_000;

export class SilenceAlarm {
  readonly #later: Later;
  readonly #controller = new AbortController();
  /** Aborted by the outer signal, or where the connection is silent. */
  readonly signal: AbortSignal;
  #callOff = (): void => undefined;
  #rang = false;

  constructor(outer: AbortSignal, after: Later = laterByTimer) {
    this.#later = after;
    this.signal = anySignal([outer, this.#controller.signal]);
  }

  get rang(): boolean {
    return this.#rang;
  }

  /** Watches while something is waited for: who does not listen hears no silence. */
  async during<T>(waiting: Promise<T>): Promise<T> {
    this.#callOff = this.#later(SILENCE_MS, () => {
      this.#rang = true;
      this.#controller.abort(new DOMException('The connection is silent.', 'TimeoutError'));
    });
    try {
      return await waiting;
    } finally {
      this.stop();
    }
  }

  stop(): void {
    this.#callOff();
  }
}
