import { describe, expect, it } from 'vitest';
import { answersOf, draftOf, openQuestions, predictedValues } from '../../src/labs/answers.ts';
import { gapWords, measureGaps, placeOnLine } from '../../src/labs/prediction.ts';
import { sayMinutes } from '../../src/numbers/say-duration.ts';

describe('a gap', () => {
  it('leaves out what was not measured', () => {
    expect(measureGaps({ minutes: 5, errors: 2 }, { minutes: 5 }).map((gap) => gap.id)).toEqual(['minutes']);
  });

  it('is said per question, in words', () => {
    const [time, checks] = measureGaps({ minutes: 480, checks: 6 }, { minutes: 2, checks: 6 });
    expect(time && gapWords(time, sayMinutes)).toBe('You expected 1 working day; it took 2 minutes.');
    expect(checks && gapWords(checks, (count) => `${count} checks`)).toBe(
      'You expected 6 checks, and so it was.',
    );
  });

  it('places minutes from seconds to weeks, and counts evenly', () => {
    expect(placeOnLine('checks', 4, 0, 8)).toBe(50);
    expect(placeOnLine('minutes', 0.1, 1, 10_000)).toBe(0);
    expect(placeOnLine('minutes', 10_000, 1, 10_000)).toBe(100);
    expect(placeOnLine('minutes', 99_999, 1, 10_000)).toBe(100);
  });
});

describe('answers before a run', () => {
  const questions = (['minutes', 'checks', 'errors'] as const).map((id) => ({
    id,
    label: id,
    unit: id,
    one: id,
    min: 0,
    max: 10,
    start: 5,
  }));
  const drafts = (texts: Readonly<Record<string, string>>) => ({
    drafts: Object.fromEntries(
      Object.entries(texts).map(([id, text]) => [`predict.${id}`, { text, at: '2026-11-30T00:00:00Z' }]),
    ),
  });
  it('are none where a slider was not moved', () => {
    expect(openQuestions(questions, answersOf(questions, drafts({})))).toHaveLength(3);
    const answers = answersOf(questions, drafts({ minutes: '0', checks: '' }));
    expect(openQuestions(questions, answers).map(({ id }) => id)).toEqual(['checks', 'errors']);
    expect(predictedValues(answers)).toEqual({ minutes: 0 });
  });
  it('may be that one does not know, which is no prediction', () => {
    const known = answersOf(
      questions,
      drafts({ minutes: '480', checks: draftOf({ kind: 'unknown' }), errors: '2' }),
    );
    expect(openQuestions(questions, known)).toEqual([]);
    expect(predictedValues(known)).toEqual({ minutes: 480, errors: 2 });
  });
});
