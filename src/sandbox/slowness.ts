/**
 * How much slower than usual this thread gets on just now. Wall time says nothing about work on a
 * machine that is busy, throttled or old: a limit in seconds is multiplied by this before anything
 * healthy is called endless.
 */

/** Rounds of the measured work; about {@link REFERENCE_MS} on the reference machine. */
const ROUNDS = 20_000_000;
/** What a small office laptop of 2019 on mains needs for the rounds, ms. Faster machines count as this one. */
const REFERENCE_MS = 40;
/** A machine slower than this cannot show an app at all: waiting longer helps nobody. */
const MAX_SLOWNESS = 20;

function work(): number {
  let state = 1;
  for (let round = 0; round < ROUNDS; round++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
  }
  return state;
}

/** 1 on a machine at ease, up to 20 on one that gets a twentieth of the work done. Costs about 40 ms times that. */
export function measureSlowness(clock: () => number): number {
  const start = clock();
  // The result is used, so that no engine leaves the work out.
  const spent = work() === 0 ? 0 : clock() - start;
  return Math.min(MAX_SLOWNESS, Math.max(1, spent / REFERENCE_MS));
}

/** What {@link whenSpent} works with; given in tests. */
export interface SpendingParts {
  /** Calls back after some ms; returns what cancels it. */
  readonly after: (ms: number, call: () => void) => () => void;
  readonly slowness: () => number;
}

/** The page's own timers and speed. */
export const realSpending: SpendingParts = {
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
  slowness: () => measureSlowness(() => performance.now()),
};

/** Less than this much more time is not worth another wait. */
const WORTH_WAITING = 1.1;

/**
 * Calls back once the time that a machine at ease has in `ms` is over: a machine that is slower when
 * the time is up is given more. Returns what cancels it.
 */
export function whenSpent(ms: number, call: () => void, parts: SpendingParts = realSpending): () => void {
  let granted = ms;
  let cancel = parts.after(ms, look);
  function look(): void {
    const allowed = ms * parts.slowness();
    if (allowed < granted * WORTH_WAITING) call();
    else {
      cancel = parts.after(allowed - granted, look);
      granted = allowed;
    }
  }
  return () => cancel();
}
