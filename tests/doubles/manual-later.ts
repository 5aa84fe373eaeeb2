/** Timers that only the test lets pass. */
import type { Later } from '../../src/server/timers.ts';

export class ManualLater {
  #now = 0;
  #armed = 0;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  /** How many timers were set so far: grows with each sign of life that a watch hears. */
  get armed(): number {
    return this.#armed;
  }

  readonly later: Later = (ms, run) => {
    const timer = { at: this.#now + ms, run };
    this.#armed += 1;
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  /** Lets the time pass, and rings what is due on the way. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
      if (!next) break;
      this.#timers.delete(next);
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }
}
