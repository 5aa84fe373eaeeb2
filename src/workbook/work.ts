/**
 * A cap on how much calculating one change may cause. Counted in cells read and steps of loops, not in
 * time, so that a change that is let through on one machine is let through on every other.
 */

/** Thrown in the middle of a calculation that has gone on for too long. */
export class WorkLimitError extends Error {
  constructor() {
    super('This takes too long to calculate');
    this.name = 'WorkLimitError';
  }
}

let left = Number.POSITIVE_INFINITY;

/** Counts units of work. Throws {@link WorkLimitError} where the cap in force is met. */
export function spend(units: number): void {
  left -= units;
  if (left < 0) throw new WorkLimitError();
}

/** Runs under a cap; outside of it there is none. */
export function withinWork<T>(units: number, run: () => T): T {
  const before = left;
  left = units;
  try {
    return run();
  } finally {
    left = before;
  }
}
