import { describe, expect, it } from 'vitest';
import { whenSpent } from '../../src/sandbox/slowness.ts';
import { ManualClock } from './doubles/manual-clock.ts';

describe('time as a machine at ease has it', () => {
  it('is over when the clock says so on a machine at ease', () => {
    const clock = new ManualClock();
    let isOver = false;
    whenSpent(1_000, () => (isOver = true), {
      after: (ms, call) => clock.after(ms, call),
      slowness: () => 1,
    });
    clock.advance(999);
    expect(isOver).toBe(false);
    clock.advance(1);
    expect(isOver).toBe(true);
  });

  it('is longer on a machine that is slow when it would be over', () => {
    const clock = new ManualClock();
    let slowness = 6;
    let isOver = false;
    whenSpent(1_000, () => (isOver = true), {
      after: (ms, call) => clock.after(ms, call),
      slowness: () => slowness,
    });
    clock.advance(1_000);
    clock.advance(4_000);
    expect(isOver).toBe(false);
    // At ease again: the time that was granted is up, and no more is given.
    slowness = 1;
    clock.advance(1_000);
    expect(isOver).toBe(true);
  });

  it('can be called off', () => {
    const clock = new ManualClock();
    const cancel = whenSpent(1_000, () => expect.unreachable(), {
      after: (ms, call) => clock.after(ms, call),
      slowness: () => 2,
    });
    clock.advance(1_000);
    cancel();
    clock.advance(10_000);
  });
});
