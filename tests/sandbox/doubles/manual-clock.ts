/** A clock that only moves when a test says so. */
import type { ShellClock } from '../../../src/sandbox/engines/embedded/shell.ts';

export class ManualClock implements ShellClock {
  #now = 0;
  readonly #timers = new Set<{ at: number; call: () => void }>();

  after(ms: number, call: () => void): () => void {
    const timer = { at: this.#now + ms, call };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  readonly slowness = (): number => 1;

  get waiting(): number {
    return this.#timers.size;
  }

  advance(ms: number): void {
    this.#now += ms;
    for (const timer of [...this.#timers].sort((a, b) => a.at - b.at)) {
      if (timer.at > this.#now || !this.#timers.delete(timer)) continue;
      timer.call();
    }
  }
}
