import { setTimer } from './intrinsics.ts';

const pause = new Error('The page waits for an answer.');
let isFresh = false;

/** Ends a handler that asks the person; it runs again once they have answered. */
export function endForAnswer(): never {
  isFresh = true;
  setTimer(() => {
    isFresh = false;
  }, 0);
  throw pause;
}

/** Whether an error is only such an end. WebKit hides what code without an origin threw. */
export function isDialogPause(error: unknown): boolean {
  return error === pause || (isFresh && (error === 'Script error.' || error === null || error === undefined));
}
