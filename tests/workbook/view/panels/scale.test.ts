import { describe, expect, it } from 'vitest';
import { spreadLabels } from '../../../../src/workbook/view/panels/charts/label-places.ts';
import {
  domainForLines,
  extentOf,
  labelStep,
  niceTicks,
  placeIn,
} from '../../../../src/workbook/view/panels/charts/scale.ts';
import { digitStep, tickWriter } from '../../../../src/workbook/view/panels/charts/tick-text.ts';

describe('ticks', () => {
  it.each([
    [0, 100, 5, [0, 20, 40, 60, 80, 100]],
    [-31, 269, 4, [-100, 0, 100, 200, 300]],
    [0, 0.018, 4, [0, 0.005, 0.01, 0.015, 0.02]],
    [0, 0.3, 3, [0, 0.1, 0.2, 0.3]],
  ])('from %d to %d are round and span the domain', (low, high, count, values) => {
    expect(niceTicks({ low, high }, count).values).toEqual(values);
  });

  it('of one value begin at zero, and of nothing go from 0 to 1', () => {
    expect(niceTicks({ low: 42, high: 42 }, 3)).toMatchObject({ low: 0, high: 60 });
    expect(niceTicks({ low: -8, high: -8 }, 4)).toMatchObject({ low: -8, high: 0 });
    expect(niceTicks({ low: 0, high: 0 }, 2)).toMatchObject({ low: 0, high: 1 });
  });

  it('of huge and tiny domains are finite and few', () => {
    for (const [low, high] of [
      [-1e290, 1e290],
      [1e-12, 3e-12],
      [123_456_789.1, 123_456_789.2],
    ] as const) {
      const { values } = niceTicks({ low, high }, 5);
      expect(values.every(Number.isFinite)).toBe(true);
      expect(values.length).toBeGreaterThan(1);
      expect(values.length).toBeLessThan(14);
    }
  });
});

describe('domains', () => {
  it('pass over what is no number', () => {
    expect(extentOf([3, null, Number.NaN, Number.POSITIVE_INFINITY, -2])).toEqual({ low: -2, high: 3 });
    expect(extentOf([null, Number.NaN])).toBeNull();
  });

  it('of lines hold zero unless it would hide how they move', () => {
    expect(domainForLines({ low: 10, high: 100 })).toEqual({ low: 0, high: 100 });
    expect(domainForLines({ low: 980, high: 1000 })).toEqual({ low: 980, high: 1000 });
    expect(domainForLines({ low: -100, high: -20 })).toEqual({ low: -100, high: 0 });
  });

  it('place numbers between two ends, either way round', () => {
    expect(placeIn({ low: 0, high: 10 }, 2.5, 100, 0)).toBe(75);
    expect(placeIn({ low: 5, high: 5 }, 5, 10, 90)).toBe(10);
  });
});

describe('labels under points', () => {
  it('are all there where they fit, else every third, sixth or twelfth', () => {
    expect(labelStep(6, 8)).toBe(1);
    expect(labelStep(60, 6)).toBe(12);
    expect(labelStep(60, 10.4)).toBe(6);
    expect(labelStep(60, 0.5)).toBe(60);
  });
});

describe('names at the ends of lines', () => {
  it('stay where they are if they are far apart', () => {
    expect(spreadLabels([10, 50, 90], 15, 0, 100)).toEqual([10, 50, 90]);
  });

  it('move apart, keep their order and stay inside', () => {
    const places = spreadLabels([98, 97, 99, 20], 12, 0, 100);
    const sorted = [...places].sort((a, b) => a - b);
    for (const [index, place] of sorted.entries()) {
      if (index > 0) expect(place - (sorted[index - 1] ?? 0)).toBeGreaterThanOrEqual(12 - 1e-9);
    }
    expect(Math.max(...places)).toBeLessThanOrEqual(100);
    expect(places[1]).toBeLessThan(places[0] ?? 0);
    expect(places[3]).toBe(20);
  });

  it('share the room where there is too little of it', () => {
    expect(spreadLabels([5, 5, 5], 40, 0, 60)).toEqual([0, 30, 60]);
  });
});

describe('numbers on an axis', () => {
  it.each([
    ['#,##0', 10_000_000, 40_000_000, 30_000_000, '30m'],
    ['#,##0', 2_500_000, 12_500_000, -7_500_000, '−7.5m'],
    ['0.0%', 0.05, 0.2, 0.15, '15%'],
    ['0.0%', 0.005, 0.02, 0.015, '1.5%'],
    ['€#,##0', 20_000, 100_000, 60_000, '€60k'],
    ['"£"#,##0.00', 1000, 4000, 3000, '£3,000'],
    [undefined, 0.5, 2, 1.5, '1.5'],
    ['#,##0', 1e9, 5e9, 2e9, '2bn'],
    ['#,##0', 10, 40, 0, '0'],
    ['#,##0,"k"', 5_000_000, 10_000_000, 10_000_000, '10m'],
    ['#,##0,', 1_000_000, 4_000_000, 3_000_000, '3,000'],
    ['#,##0', 1e16, 5e16, 2e16, '2.0e16'],
  ])('in %s: steps of %d up to %d, %d is %s', (format, step, largest, value, text) => {
    expect(tickWriter(format, step, largest)(value)).toBe(text);
  });

  it('keep three digits beside marks', () => {
    const write = tickWriter('#,##0', digitStep(10_712_345), 10_712_345);
    expect(write(-2_683_000)).toBe('−2.7m');
    expect(write(4)).toBe('0');
  });
});
