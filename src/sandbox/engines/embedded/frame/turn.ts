import { LOOP_LIMITS } from '../../../limits.ts';
import { measureSlowness } from '../../../slowness.ts';
import { now, setTimer } from './intrinsics.ts';

const LOOP_MESSAGE = `A loop ran for ${LOOP_LIMITS.workMs / 1_000} seconds of work without a pause and was stopped.`;

/** Calls between two looks at the clock. */
const CALLS_BETWEEN_LOOKS = 64;

/** The guard, and the switch that ends all code that passes it. */
export interface Turn {
  (): true;
  /** From now on every guarded loop and function of the page throws this. */
  halt(reason: string): void;
}

/**
 * Makes the guard that the compiler puts in every loop and function. It adds up the work since the
 * last pause and throws where that is more than any page does at once. Work, not wall time: a
 * stretch in which the thread did not run counts little, and on a slow or busy machine the limit grows
 * by how much slower it is just then.
 */
export function createTurn(
  clock: () => number = now,
  pause: (run: () => void, ms: number) => void = setTimer,
  slowness: () => number = () => measureSlowness(clock),
): Turn {
  let count = 0;
  let last = -1;
  let spent = 0;
  let limit: number = LOOP_LIMITS.workMs;
  let halted: string | null = null;

  function look(): void {
    const at = clock();
    if (last < 0) {
      last = at;
      spent = 0;
      limit = LOOP_LIMITS.workMs;
      // Any pause lets this run: only work without one adds up.
      pause(() => {
        last = -1;
      }, 0);
      return;
    }
    const step = at - last;
    spent += step < LOOP_LIMITS.maxStepMs ? step : LOOP_LIMITS.maxStepMs;
    last = at;
    if (spent <= limit) return;
    const allowed = LOOP_LIMITS.workMs * slowness();
    // What the measuring took is not the page's work.
    last = clock();
    if (allowed > limit) limit = allowed;
    if (spent > limit) throw new RangeError(LOOP_MESSAGE);
  }

  function turn(): true {
    if (halted !== null) throw new RangeError(halted);
    count = (count + 1) % CALLS_BETWEEN_LOOKS;
    if (count === 0) look();
    return true;
  }
  turn.halt = (reason: string): void => {
    halted = reason;
  };
  return turn;
}
