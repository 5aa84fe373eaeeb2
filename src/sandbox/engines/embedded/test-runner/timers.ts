/** Clocks that tests turn by hand: timers and `Date`, as far as `vi.useFakeTimers` is used in unit tests. */
interface Timer {
  at: number;
  readonly run: () => void;
  readonly every: number | null;
}

/** Bound: in a worker they refuse to run as methods of another object. */
const real = {
  setTimeout: setTimeout.bind(globalThis),
  clearTimeout: clearTimeout.bind(globalThis),
  setInterval: setInterval.bind(globalThis),
  clearInterval: clearInterval.bind(globalThis),
  queueMicrotask: queueMicrotask.bind(globalThis),
  Date,
};
export const realTimers: Readonly<typeof real> = real;

/** One set of fake timers; nothing changes until `install`. */
export class FakeTimers {
  #timers = new Map<number, Timer>();
  #next = 1;
  #now = 0;
  #installed = false;

  get isInstalled(): boolean {
    return this.#installed;
  }

  get now(): number {
    return this.#installed ? this.#now : real.Date.now();
  }

  install(now: number = real.Date.now()): void {
    this.#now = now;
    this.#timers.clear();
    this.#installed = true;
    const start =
      (every: boolean) =>
      (run: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
        const delay = Math.max(Number(ms) || 0, every ? 1 : 0);
        const id = this.#next++;
        this.#timers.set(id, {
          at: this.#now + delay,
          run: () => run(...given),
          every: every ? delay : null,
        });
        return id;
      };
    const stop = (id?: number) => void this.#timers.delete(Number(id));
    Object.assign(globalThis, {
      setTimeout: start(false),
      setInterval: start(true),
      clearTimeout: stop,
      clearInterval: stop,
      Date: this.#fakeDate(),
    });
  }

  uninstall(): void {
    this.#installed = false;
    this.#timers.clear();
    Object.assign(globalThis, real);
  }

  setNow(now: number | Date): void {
    const value = new real.Date(now).getTime();
    if (this.#installed) this.#now = value;
    else this.install(value);
  }

  advance(ms: number): void {
    const end = this.#now + ms;
    for (let turns = 0; turns < 100_000; turns++) {
      const next = this.#first(end);
      if (next === null) break;
      this.#fire(next);
    }
    this.#now = end;
  }

  async advanceAsync(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let turns = 0; turns < 100_000; turns++) {
      const next = this.#first(end);
      if (next === null) break;
      this.#fire(next);
      await settle();
    }
    this.#now = end;
  }

  /** Runs timers until none is left; `onlyPending`: those that are there now. */
  runAll(onlyPending = false): void {
    const most = onlyPending ? this.#timers.size : 10_000;
    for (let turns = 0; turns < most; turns++) {
      const next = this.#first(Number.POSITIVE_INFINITY);
      if (next === null) return;
      this.#fire(next);
    }
    if (!onlyPending)
      throw new Error('The timers never come to an end: an interval runs on. Use advanceTimersByTime.');
  }

  count(): number {
    return this.#timers.size;
  }

  clear(): void {
    this.#timers.clear();
  }

  #first(until: number): number | null {
    let found: number | null = null;
    let at = until;
    for (const [id, timer] of this.#timers) {
      if (timer.at <= at && (found === null || timer.at < at)) {
        found = id;
        at = timer.at;
      }
    }
    return found;
  }

  #fire(id: number): void {
    const timer = this.#timers.get(id);
    if (timer === undefined) return;
    this.#now = Math.max(this.#now, timer.at);
    if (timer.every === null) this.#timers.delete(id);
    else timer.at += timer.every;
    timer.run();
  }

  #fakeDate(): DateConstructor {
    const now = () => this.#now;
    return new Proxy(real.Date, {
      construct: (target, given, newTarget) =>
        Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
      apply: () => new real.Date(now()).toString(),
      get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
    });
  }
}

/** Lets promises go on. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 10; turns++) await Promise.resolve();
}
