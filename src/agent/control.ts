import type { Model } from './model.ts';
import type { LimitCode } from './run-limits.ts';

/** What the person asked of a running agent. */
export interface RunControlState {
  /** A pause was asked for; it takes effect at the next step. */
  readonly pauseAsked: boolean;
  /** The agent stands still now. */
  readonly paused: boolean;
  readonly stopped: boolean;
  /** Messages that take effect at the next step, oldest first. */
  readonly queued: readonly string[];
}

/** A cap that was met. */
export interface LimitMet {
  readonly limit: LimitCode;
  readonly text: string;
}

export interface ModelSwitch {
  readonly model: Model;
  /** Why, in plain words, for the record. */
  readonly reason: string;
}

/**
 * The person's hand on a running agent: pause, resume, message, stop, change of model.
 * One control serves one session; it may be used over several rounds.
 */
export class RunControl {
  #state: RunControlState = { pauseAsked: false, paused: false, stopped: false, queued: [] };
  #switch: ModelSwitch | null = null;
  #stop = new AbortController();
  #interrupt = new AbortController();
  #time = new AbortController();
  #limit: LimitMet | null = null;
  readonly #listeners = new Set<() => void>();

  get state(): RunControlState {
    return this.#state;
  }

  subscribe(onChange: () => void): () => void {
    this.#listeners.add(onChange);
    return () => this.#listeners.delete(onChange);
  }

  /** The agent stops before its next step and keeps everything. */
  pause(): void {
    this.#set({ pauseAsked: true });
  }

  resume(): void {
    this.#set({ pauseAsked: false });
  }

  /** A word to the agent; it reads it at the next step. */
  message(text: string): void {
    this.#set({ queued: [...this.#state.queued, text] });
  }

  /** Ends the model's stream and every running command at once. */
  stop(): void {
    if (this.#state.stopped) return;
    this.#set({ stopped: true, pauseAsked: false });
    this.#stop.abort(new DOMException('The person stopped the agent.', 'AbortError'));
  }

  /** Goes on with another model; the answer that is being given is dropped, the conversation kept. */
  switchModel(model: Model, reason: string): void {
    this.#switch = { model, reason };
    this.#interrupt.abort(new DOMException('Another model takes over.', 'AbortError'));
    this.#notify();
  }

  /** Ends the round at a cap: by the loop's own clock, or where a recorded run met one. Time ends it at once. */
  expire(limit: LimitMet): void {
    this.#limit = limit;
    if (limit.limit === 'time') this.#time.abort(new DOMException('The time is up.', 'TimeoutError'));
  }

  /** For the loop: the cap that was met. */
  get limit(): LimitMet | null {
    return this.#limit;
  }

  /** For the loop: aborted when the time is up. */
  get timeSignal(): AbortSignal {
    return this.#time.signal;
  }

  /** For the loop: aborted by `stop()`. */
  get stopSignal(): AbortSignal {
    return this.#stop.signal;
  }

  /** For the loop: aborted by `switchModel()` until the switch is taken. */
  get interruptSignal(): AbortSignal {
    return this.#interrupt.signal;
  }

  /** For the loop: readies the control for a new round. Queued messages stay. */
  begin(): void {
    if (this.#stop.signal.aborted) this.#stop = new AbortController();
    if (this.#time.signal.aborted) this.#time = new AbortController();
    this.#limit = null;
    this.#set({ stopped: false, paused: false });
  }

  /** For the loop: takes the queued messages. */
  takeMessages(): readonly string[] {
    const { queued } = this.#state;
    if (queued.length > 0) this.#set({ queued: [] });
    return queued;
  }

  /** For the loop: takes the change of model, where one was asked for. */
  takeSwitch(): ModelSwitch | null {
    const wanted = this.#switch;
    if (wanted) {
      this.#switch = null;
      this.#interrupt = new AbortController();
    }
    return wanted;
  }

  /** For the loop: waits while a pause is asked for. Resolves at `resume()` or `stop()`. */
  async gate(onPause: () => void, onResume: () => void): Promise<void> {
    if (!this.#state.pauseAsked || this.#state.stopped) return;
    onPause();
    this.#set({ paused: true });
    await new Promise<void>((resolve) => {
      const look = () => {
        if (this.#state.pauseAsked && !this.#state.stopped) return;
        off();
        resolve();
      };
      const off = this.subscribe(look);
      look();
    });
    this.#set({ paused: false });
    if (!this.#state.stopped) onResume();
  }

  #set(change: Partial<RunControlState>): void {
    this.#state = { ...this.#state, ...change };
    this.#notify();
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
