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
  /** ms; stands still while the speaker is held. */
  readonly now?: () => number;
}

/** A piece a frame or two apart is smooth to the eye. */
const PIECE_MS = 33;
/** At full speed a text still arrives in pieces, as from a live model. */
const FULL_PIECE = 400;
/** A longer gap between two answers is somebody's pause, not the machine's lag. */
const MAX_LAG_MS = 8_000;

/**
 * Speaks by the clock, however long it takes to show what was said: a piece holds all that is due by now, so that a
 * slow machine draws fewer and larger ones. What tools and drawing took between two answers comes out of the breaths,
 * and where those are too short out of what is said next.
 */
export class Pacer {
  readonly #pace: () => ModelPace;
  readonly #sleep: NonNullable<PaceOptions['sleep']>;
  readonly #now: () => number;
  /** When what was said so far was due, ms; null before the first word. */
  #due: number | null = null;
  /** Lag that nothing has made up for yet, ms. */
  #owed = 0;

  constructor({ pace = 'full', sleep, now }: PaceOptions) {
    this.#pace = typeof pace === 'function' ? pace : () => pace;
    let slept = 0;
    // Waits of one's own without a clock of one's own: then only the waits move the clock.
    this.#now = now ?? (sleep ? () => slept : () => performance.now());
    this.#sleep = async (ms, signal) => {
      await (sleep ?? sleepFor)(ms, signal);
      slept += ms;
    };
  }

  /** The text in pieces, each once it is due. Never cuts a character in two. */
  async *pieces(text: string, signal: AbortSignal): AsyncGenerator<string> {
    let hurry = 0;
    for (let at = 0; at < text.length; ) {
      const pace = this.#pace();
      const calm = pace === 'full' ? 0 : charactersPerMs(pace, text.length);
      if (calm > 0) hurry ||= this.#hurry(text.length / calm);
      const perMs = calm * hurry;
      const due = pace === 'full' ? FULL_PIECE : Math.max(1, perMs * PIECE_MS, this.#late() * perMs);
      const end = wholeCharacters(text, Math.ceil(at + due));
      await this.#take(pace === 'full' ? null : (end - at) / perMs, signal);
      yield text.slice(at, end);
      at = end;
    }
  }

  /** Waits until `length` more characters are due. */
  async after(length: number, signal: AbortSignal): Promise<void> {
    const pace = this.#pace();
    const ms = pace === 'full' ? null : length / charactersPerMs(pace, length);
    await this.#take(ms === null ? null : ms / this.#hurry(ms), signal);
  }

  /** The breath before a step. */
  async pause(signal: AbortSignal): Promise<void> {
    const pace = this.#pace();
    const late = this.#late();
    const owed = late > MAX_LAG_MS ? 0 : this.#owed + late;
    const breath = pace === 'full' ? 0 : Math.max(0, pace.pauseMs - owed);
    this.#owed = pace === 'full' ? 0 : Math.min(MAX_LAG_MS, Math.max(0, owed - pace.pauseMs));
    this.#due = this.#now();
    await this.#take(breath, signal);
  }

  /** How many times faster than its own pace something of `ms` is said, to make up for lag: twice at most. */
  #hurry(ms: number): number {
    const made = Math.min(this.#owed, ms / 2);
    this.#owed -= made;
    return ms > 0 ? ms / (ms - made) : 1;
  }

  #late(): number {
    return this.#due === null ? 0 : Math.max(0, this.#now() - this.#due);
  }

  /** What takes `ms` by the clock; null for what takes no time. */
  async #take(ms: number | null, signal: AbortSignal): Promise<void> {
    const now = this.#now();
    this.#due = ms === null ? now : (this.#due ?? now) + ms;
    if (this.#due > now) await this.#sleep(this.#due - now, signal);
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
