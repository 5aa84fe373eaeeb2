/** A sentence is shown only where it is true of the run. */
import { describe, expect, it } from 'vitest';
import { labForRun, playedRun } from '../../src/labs/lab-for-run.ts';
import { observedOutcome, standing, stepDone, stepsOf } from '../../src/labs/progress.ts';
import type { Lab } from '../../src/labs/schema.ts';
import { authoredLab, built, play, predicted } from './sample-lab.ts';

const ids = ['web-app', 'financial-model'] as const;

/** Every word of a lab. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(wordsOf);
}

const step = (lab: Lab, id: string) => stepsOf(lab).find((each) => each.step.id === id)?.step;

describe.each(ids)('the words of %s', (id) => {
  const authored = authoredLab(id);
  const rehearsed = labForRun(authored, { by: 'rehearsal', repaired: true });
  const live = labForRun(authored, { by: 'live', repaired: false });
  const unknown = labForRun(authored, null);

  it('say nothing of the shipped rehearsal in a live run, nor before anybody played', () => {
    for (const lab of [live, unknown]) {
      const words = wordsOf(lab).join('\n');
      expect(words).not.toMatch(/Nothing leaves this browser|can leave (this browser|the sandbox)/);
      expect(words).not.toMatch(/in a rehearsal/i);
      expect(words).not.toMatch(/It passed every test|Every check is green|One number is wrong/);
      expect(words).not.toMatch(/repaired it, and nobody told it|wrong sign/);
      expect(step(lab, 'flaw')?.kind).toBe('report');
    }
    expect(step(rehearsed, 'flaw')?.kind).toBe('flaw');
    expect(wordsOf(rehearsed).join('\n')).toMatch(/can leave/);
  });

  it('are one sentence each, in every run', () => {
    for (const lab of [rehearsed, live, unknown]) {
      expect(JSON.stringify(lab)).not.toMatch(/"rehearsal":|"live":/);
      expect(stepsOf(lab).map((each) => each.step.id)).toEqual(
        stepsOf(rehearsed).map((each) => each.step.id),
      );
    }
  });

  it('offer a repair as a surprise only where there was one', () => {
    const offered = (lab: Lab) => {
      const last = step(lab, 'reflect');
      return last?.kind === 'reflect' ? last.surprise.options.map((option) => option.id) : [];
    };
    expect(offered(rehearsed)).toContain('repair');
    expect(offered(live)).not.toContain('repair');
    expect(offered(labForRun(authored, { by: 'live', repaired: true }))).toContain('repair');
    expect(offered(live)).not.toContain('flaw');
  });
});

it('a live model need not have built drivers, three assumptions, cases or a summary', () => {
  const lab = labForRun(authoredLab('financial-model'), null);
  for (const id of ['worked', 'guided']) {
    const { title, text = [], hints = [] } = step(lab, id) ?? {};
    expect([title, ...text, ...hints].join('\n')).not.toMatch(/driver|drag|three|case|summary/i);
  }
});

describe('who played', () => {
  it('is nobody before the run, then whoever plays, then whoever built', () => {
    expect(playedRun({ build: null }, null)).toBeNull();
    expect(playedRun({ build: null }, { mode: 'live' })?.by).toBe('live');
    expect(playedRun(play([predicted, built]), { mode: 'live' })).toEqual({
      by: 'rehearsal',
      repaired: true,
    });
  });

  it('is in a replay whoever played the run that is played back', () => {
    expect(playedRun({ build: null }, { mode: 'replay', replayOf: { mode: 'live' } })?.by).toBe('live');
    expect(playedRun({ build: null }, { mode: 'replay', replayOf: { mode: 'rehearsal' } })?.by).toBe(
      'rehearsal',
    );
  });
});

describe('what is said to the right answer', () => {
  it.each([
    [{ testRuns: 0, failedTestRuns: 0, repaired: false }, 'untested'],
    [{ testRuns: 3, failedTestRuns: 0, repaired: false }, 'never'],
    [{ testRuns: 3, failedTestRuns: 1, repaired: true }, 'repaired'],
    [{ testRuns: 1, failedTestRuns: 1, repaired: false }, 'unrepaired'],
  ] as const)('%o is %s', (build, outcome) => expect(observedOutcome(build)).toBe(outcome));
});

describe('a report of what no check sees', () => {
  const live = labForRun(authoredLab('web-app'), { by: 'live', repaired: false });
  const seen = play([predicted, built]);
  const report = step(live, 'flaw');

  it('is the person’s word: it ends the step and is counted as no error', () => {
    if (!report) throw new Error('There is no such step');
    expect(stepDone(seen, report)).toBe(false);
    for (const text of ['The total is wrong after I withdraw twice', '']) {
      const reported = play([{ type: 'flaw-reported', text }], seen, 9);
      expect(stepDone(reported, report)).toBe(true);
      expect(standing(live, reported).missing).not.toContain('flaw');
      expect(reported.flaw.foundAt).toBeNull();
    }
  });
});
