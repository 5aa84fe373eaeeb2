import { now, setTimer } from './intrinsics.ts';

const longestMs = 3_000;

/**
 * Makes the guard that the compiler puts in every loop and function: it throws where code ran for
 * three seconds without a pause, with a message that says so.
 */
export function createTurn(
  clock: () => number = now,
  pause: (run: () => void, ms: number) => void = setTimer,
): () => true {
  let count = 0;
  let since = -1;
  return function turn(): true {
    count = (count + 1) | 0;
    if ((count & 63) !== 0) return true;
    if (since < 0) {
      since = clock();
      // Any pause lets this run: only work without one adds up.
      pause(() => {
        since = -1;
      }, 0);
    } else if (clock() - since > longestMs) {
      throw new RangeError(`A loop ran for ${longestMs / 1000} seconds without a pause and was stopped.`);
    }
    return true;
  };
}
