/** How fast a rehearsal or a replay speaks. */

export interface SpokenPace {
  readonly charactersPerSecond: number;
  /** Between two steps. */
  readonly pauseMs: number;
  /** The longest that one text may take, however long it is: a long file goes faster, so that a room stays with it. */
  readonly longestMs?: number;
}

/** `full`: as fast as it goes. */
export type ModelPace = 'full' | SpokenPace;

export interface PaceOptions {
  /** A function is asked anew for every piece, so that the pace can change while it speaks. */
  readonly pace?: ModelPace | (() => ModelPace);
  /** Waits; ends early once the signal is aborted. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A piece a frame or two apart is smooth to the eye. */
const PIECE_MS = 33;
/** At full speed a text still arrives in pieces, as from a live model. */
const FULL_PIECE = 400;

export class Pacer {
  readonly #pace: () => ModelPace;
  readonly #sleep: (ms: number, signal: AbortSignal) => Promise<void>;

  constructor({ pace = 'full', sleep = sleepFor }: PaceOptions) {
    this.#pace = typeof pace === 'function' ? pace : () => pace;
    this.#sleep = sleep;
  }

  /** The text in pieces, each once it is due. Never cuts a character in two. */
  async *pieces(text: string, signal: AbortSignal): AsyncGenerator<string> {
    for (let at = 0; at < text.length; ) {
      const pace = this.#pace();
      const perMs = pace === 'full' ? 0 : charactersPerMs(pace, text.length);
      const size = pace === 'full' ? FULL_PIECE : Math.max(1, perMs * PIECE_MS);
      const end = wholeCharacters(text, Math.ceil(at + size));
      if (pace !== 'full') await this.#wait((end - at) / perMs, signal);
      yield text.slice(at, end);
      at = end;
    }
  }

  /** Waits as long as `length` characters take. */
  async after(length: number, signal: AbortSignal): Promise<void> {
    const pace = this.#pace();
    if (pace !== 'full') await this.#wait(length / charactersPerMs(pace, length), signal);
  }

  /** The breath before a step. */
  async pause(signal: AbortSignal): Promise<void> {
    const pace = this.#pace();
    if (pace !== 'full') await this.#wait(pace.pauseMs, signal);
  }

  async #wait(ms: number, signal: AbortSignal): Promise<void> {
    if (ms > 0) await this.#sleep(ms, signal);
    signal.throwIfAborted();
  }
}

function charactersPerMs({ charactersPerSecond, longestMs }: SpokenPace, length: number): number {
  return Math.max(charactersPerSecond / 1000, longestMs === undefined ? 0 : length / longestMs);
}

function wholeCharacters(text: string, end: number): number {
  if (end >= text.length) return text.length;
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end + 1 : end;
}

/** Waits; ends early, without an error, once the signal is aborted. */
export function sleepFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
