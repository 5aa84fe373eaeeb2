import { describe, expect, it } from 'vitest';
import { anySignal } from '../../src/abort/any-signal.ts';

describe('anySignal', () => {
  it('aborts with the first of several, once, for its reason', () => {
    const [left, right] = [new AbortController(), new AbortController()];
    const either = anySignal([left.signal, right.signal]);
    let heard = 0;
    either.addEventListener('abort', () => heard++);
    expect(either.aborted).toBe(false);
    right.abort('right');
    left.abort('left');
    expect([either.aborted, either.reason, heard]).toEqual([true, 'right', 1]);
  });

  it('is aborted from the start where one of them is', () => {
    const either = anySignal([
      new AbortController().signal,
      AbortSignal.abort('before'),
      AbortSignal.abort('after'),
    ]);
    expect([either.aborted, either.reason]).toEqual([true, 'before']);
  });

  it('never aborts where there is nothing to wait for', () => {
    expect(anySignal([]).aborted).toBe(false);
  });
});
