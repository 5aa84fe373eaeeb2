import { describe, expect, it } from 'vitest';
import type { RecordedEvent, RunRecord } from '../../../src/run/schema.ts';
import type { Story } from '../../../src/run/story-model.ts';
import { scrubTo, startPlayhead, stepBy, tick, togglePlay } from '../../../src/run/view/playhead.ts';
import { LONGEST_PAUSE, layOut, SHORTEST_STEP } from '../../../src/run/view/timeline.ts';

const times = [1000, 2000, 3000, 100_000, 99_000, 100_000];
const record = {
  header: {},
  events: times.map((timestamp, index) => ({ seq: index + 1, timestamp }) as unknown as RecordedEvent),
} as unknown as RunRecord;

const step = (index: number, from: number, to: number, more: object = {}) => ({
  id: `s${index}`,
  index,
  kind: 'call',
  state: 'ok',
  text: `Step ${index}`,
  detail: null,
  from,
  to,
  ...more,
});

const steps = [
  step(0, 1, 2),
  step(1, 2, 3, { detail: { type: 'tests', tests: { passed: 8, failed: 1 } } }),
  step(2, 4, 6, { kind: 'person' }),
];
const story = {
  steps,
  phases: [
    { id: 'p1', title: 'Plan', round: 1, state: 'done', steps: steps.slice(0, 2) },
    { id: 'p0', title: 'Empty', round: 1, state: 'done', steps: [] },
    { id: 'p2', title: 'Your change', round: 2, state: 'done', steps: steps.slice(2) },
  ],
} as unknown as Story;

const timeline = layOut(record, story);

describe('the time strip', () => {
  it('cuts long pauses short, and takes a clock that ran backwards for no time', () => {
    expect(timeline.length).toBe(1000 + 1000 + LONGEST_PAUSE + 0 + 1000);
    expect(timeline.msOf(4)).toBe(2000 + LONGEST_PAUSE);
  });

  it('draws out steps that took no time, so that each can be found', () => {
    const quick = {
      header: {},
      events: [1, 2, 3, 4].map((seq) => ({ seq, timestamp: 5000 }) as unknown as RecordedEvent),
    } as unknown as RunRecord;
    const told = { steps: [step(0, 1, 2), step(1, 3, 4)], phases: [] } as unknown as Story;
    const strip = layOut(quick, told);
    expect(strip.marks.map((mark) => [mark.from, mark.to])).toEqual([
      [0, SHORTEST_STEP],
      [SHORTEST_STEP, 2 * SHORTEST_STEP],
    ]);
    expect(strip.seqAt(SHORTEST_STEP + 1)).toBe(3);
  });

  it('finds the events up to a place, and the place of an event', () => {
    expect([0, 999, 1000, 2000, 5999, 6000, 99_999].map((ms) => timeline.seqAt(ms))).toEqual([
      1, 1, 2, 3, 3, 5, 6,
    ]);
    expect(timeline.seqAt(-1)).toBe(0);
  });

  it('marks failures and human moments, and leaves empty phases out', () => {
    expect(timeline.marks.map((mark) => mark.kind)).toEqual(['call', 'failure', 'human']);
    expect(timeline.phases.map((phase) => [phase.title, phase.from, phase.to])).toEqual([
      ['Plan', 0, 6000],
      ['Your change', 6000, 7000],
    ]);
  });
});

describe('the playhead', () => {
  const end = startPlayhead(timeline);

  it('starts at the end, and plays from the start there', () => {
    expect(end.ms).toBe(7000);
    expect(togglePlay(timeline, end)).toMatchObject({ playing: true, ms: 0 });
  });

  it('steps from end to end of steps, and stays within the strip', () => {
    const back = stepBy(timeline, end, -1);
    expect(back.ms).toBe(2000);
    expect(stepBy(timeline, stepBy(timeline, back, -1), -1).ms).toBe(0);
    expect(stepBy(timeline, back, 1).ms).toBe(7000);
    expect(scrubTo(timeline, end, 99_999).ms).toBe(7000);
    expect(scrubTo(timeline, end, -5).ms).toBe(0);
  });

  it('plays at its speed, stops at the end, and stops for a hand', () => {
    const playing = { ms: 0, playing: true, speed: 4 } as const;
    expect(tick(timeline, playing, 100).ms).toBe(400);
    expect(tick(timeline, { ...playing, ms: 6900 }, 100)).toMatchObject({ ms: 7000, playing: false });
    expect(scrubTo(timeline, playing, 10).playing).toBe(false);
    expect(tick(timeline, { ...playing, playing: false }, 100).ms).toBe(0);
  });
});
