import { describe, expect, it } from 'vitest';
import { awarenessGap, ladderOf } from '../../src/usage/metrics.ts';
import type { UsageEvent, UsageFact } from '../../src/usage/schema.ts';

const DAY = 86_400_000;
const start = 1_790_000_000_000;

function events(...facts: readonly [day: number, fact: UsageFact][]): UsageEvent[] {
  return facts.map(
    ([day, fact], index) => ({ ...fact, id: `e${index}`, at: start + day * DAY }) as UsageEvent,
  );
}

const completed: UsageFact = {
  kind: 'completed',
  lab: 'web-app',
  capability: 'build',
  rung: 'worked',
  mode: 'rehearsal',
};
const changed: UsageFact = { kind: 'own_change', lab: 'web-app', rung: 'worked' };
const passed: UsageFact = { kind: 'check_passed', lab: 'web-app', check: 'all', ownChange: true };

describe('the ladder', () => {
  it('proves each rung by its own events and dates it by the first', () => {
    const all = events(
      [0, { kind: 'heard', capability: 'build' }],
      [1, { kind: 'seen', demo: 'offsite', capability: 'build', observed: true }],
      [2, changed],
      [2, passed],
      [2, completed],
      [3, completed],
      [5, { kind: 'used', capability: 'build', run: 'run-00000001' }],
    );
    expect(ladderOf(all, 'build', start + 10 * DAY)).toEqual({
      heard: start,
      seen: start + DAY,
      felt: start + 2 * DAY,
      used: start + 5 * DAY,
    });
    expect(ladderOf(all, 'model', start)).toEqual({});
  });

  it('never infers a rung', () => {
    const used: UsageFact = { kind: 'used', capability: 'build', run: 'run-00000001' };
    expect(ladderOf(events([0, used]), 'build', start)).toEqual({ used: start });
    expect(
      ladderOf(
        events([0, { kind: 'seen', demo: 'd', capability: 'build', observed: false }]),
        'build',
        start,
      ),
    ).toEqual({});
    expect(ladderOf(events([0, completed]), 'build', start)).toEqual({});
    expect(ladderOf(events([0, changed], [0, completed]), 'build', start)).toEqual({});
    expect(
      ladderOf(
        events([0, changed], [0, { ...passed, ownChange: false } as UsageFact], [0, completed]),
        'build',
        start,
      ),
    ).toEqual({});
  });

  it('counts as used only what happened in the last 30 days', () => {
    const all = events([0, { kind: 'used', capability: 'build', run: 'run-00000001' }]);
    expect(ladderOf(all, 'build', start + 30 * DAY)).toHaveProperty('used');
    expect(ladderOf(all, 'build', start + 31 * DAY)).toEqual({});
  });
});

describe('the awareness gap', () => {
  const pair = (
    question: string,
    guess: number,
    value: number,
    phase: 'before' | 'after' = 'before',
    mode: 'live' | 'rehearsal' | 'replay' = 'live',
  ) =>
    [
      [0, { kind: 'predicted', lab: 'web-app', question, value: guess, unit: 'minutes', phase }],
      [0, { kind: 'measured', lab: 'web-app', question, value, unit: 'minutes', mode, phase }],
    ] satisfies [number, UsageFact][];

  it('is the median distance, relative to what was measured', () => {
    const gap = awarenessGap(
      events(...pair('a', 30, 10), ...pair('b', 5, 10), ...pair('c', 10, 10)),
      'before',
    );
    expect(gap).toMatchObject({ gap: 0.5, over: 1, under: 1, exact: 1 });
    expect(gap?.eventIds).toHaveLength(6);
    expect(awarenessGap(events(...pair('a', 30, 10), ...pair('b', 5, 10)), 'before')?.gap).toBe(1.25);
  });

  it('takes nothing of a rehearsal or a replay for measured', () => {
    for (const mode of ['rehearsal', 'replay'] as const) {
      expect(awarenessGap(events(...pair('a', 480, 1.5, 'before', mode)), 'before')).toBeNull();
      const mixed = events(...pair('a', 480, 1.5, 'before', mode), ...pair('b', 5, 10));
      expect(awarenessGap(mixed, 'before')?.gap).toBe(0.5);
    }
  });

  it('keeps before and after apart, and leaves out what cannot be compared', () => {
    const all = events(...pair('a', 30, 10), ...pair('a', 12, 10, 'after'), ...pair('z', 3, 0));
    expect(awarenessGap(all, 'before')?.gap).toBe(2);
    expect(awarenessGap(all, 'after')?.gap).toBeCloseTo(0.2);
    expect(awarenessGap(events(...pair('z', 3, 0)), 'before')).toBeNull();
  });
});
