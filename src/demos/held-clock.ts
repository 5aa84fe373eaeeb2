/** A clock that stands still while somebody holds it, and goes on from there. */
export class HeldClock {
  readonly #now: () => number;
  #away = 0;
  #since: number | null = null;

  /** `now` in ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  now(): number {
    return (this.#since ?? this.#now()) - this.#away;
  }

  hold(): void {
    this.#since ??= this.#now();
  }

  release(): void {
    if (this.#since === null) return;
    this.#away += this.#now() - this.#since;
    this.#since = null;
  }
}
