import { describe, expect, it } from 'vitest';
import { awarenessGap, measureGaps, nameGap, placeOnLine } from '../../src/labs/prediction.ts';

describe('the awareness gap', () => {
  it('is the median of |predicted − measured| ÷ measured', () => {
    const gaps = measureGaps({ minutes: 6, checks: 4, errors: 3 }, { minutes: 2, checks: 8, errors: 1 });
    expect(gaps.map((gap) => gap.gap)).toEqual([2, 0.5, 2]);
    expect(awarenessGap(gaps)).toBe(2);
  });

  it('is the mean of the two in the middle of an even number', () => {
    expect(awarenessGap(measureGaps({ minutes: 4, checks: 4 }, { minutes: 2, checks: 8 }))).toBe(0.75);
  });

  it('leaves out what was not measured, and is null where nothing was', () => {
    expect(measureGaps({ minutes: 5, errors: 2 }, { minutes: 5 }).map((gap) => gap.id)).toEqual(['minutes']);
    expect(awarenessGap([])).toBeNull();
  });

  it('stays finite where nothing was there to count', () => {
    expect(awarenessGap(measureGaps({ errors: 3 }, { errors: 0 }))).toBe(3);
  });

  it.each([
    [480, 1.5, '320 times too high'],
    [3, 2, '50 % too high'],
    [4, 8, '50 % too low'],
    [8, 8, 'exact'],
    [3, 0, 'too high'],
  ])('names %d against %d “%s”', (predicted, measured, words) => {
    const [gap] = measureGaps({ minutes: predicted }, { minutes: measured });
    expect(gap && nameGap(gap)).toBe(words);
  });

  it('places minutes from seconds to weeks, and counts evenly', () => {
    expect(placeOnLine('checks', 4, 0, 8)).toBe(50);
    expect(placeOnLine('minutes', 0.1, 1, 10_000)).toBe(0);
    expect(placeOnLine('minutes', 10_000, 1, 10_000)).toBe(100);
    expect(placeOnLine('minutes', 99_999, 1, 10_000)).toBe(100);
  });
});
