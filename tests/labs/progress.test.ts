import { describe, expect, it } from 'vitest';
import type { AttemptEvent } from '../../src/labs/progress.ts';
import { changeState, isOpen, standing, stepsOf } from '../../src/labs/progress.ts';
import {
  asked,
  built,
  fresh,
  play,
  predicted,
  print,
  rested,
  seen,
  tally,
  webApp,
  whole,
} from './sample-lab.ts';

const everyStep = stepsOf(webApp).map(({ step }) => step.id);
const move = (step: string): AttemptEvent => ({ type: 'moved', step });

describe('a lab attempt', () => {
  it('is never complete by clicking next, however often', () => {
    const clicked = play([...everyStep, ...everyStep, ...everyStep].map(move));
    expect(clicked.place.step).toBe('predict');
    expect(standing(webApp, clicked)).toMatchObject({ seen: false, felt: false, complete: false });
    const later = play([...seen, ...everyStep.map(move), ...everyStep.map(move)]);
    expect(later.place.step).toBe('worked');
    expect(standing(webApp, later)).toMatchObject({ felt: false, complete: false });
  });

  it('opens a step when every step before it is done', () => {
    expect(everyStep.filter((step) => isOpen(webApp, fresh, step))).toEqual(['predict']);
    expect(everyStep.filter((step) => isOpen(webApp, play([predicted]), step))).toEqual(['predict', 'watch']);
  });

  it('is complete after a whole walk', () => {
    expect(standing(webApp, play(whole))).toEqual({
      seen: true,
      felt: true,
      complete: true,
      missing: [],
      minutesLeft: 0,
    });
  });

  it('takes a later walk of the checks for every change that is in the files it judged', () => {
    const firstWalk = whole.findIndex((event) => event.type === 'checked');
    expect(standing(webApp, play(whole.filter((_, each) => each !== firstWalk))).complete).toBe(true);
  });

  it.each(
    whole
      .map((event, index) => [event.type, index] as const)
      .filter(([type, index]) => type !== 'checked' || index > 8),
  )('is not complete without %s (%i)', (_type, index) => {
    const rest = whole.filter((_, each) => each !== index);
    expect(standing(webApp, play(rest)).complete).toBe(false);
  });

  it('keeps a committed prediction as it was', () => {
    const again = play([predicted, { type: 'predicted', values: { minutes: 2 } }]);
    expect(again.prediction?.values.minutes).toBe(480);
  });

  it('counts nothing as built before the prediction is committed', () => {
    expect(play([built]).build).toBeNull();
  });

  it('takes only the answer that the record gives as seen', () => {
    const wrong = play([predicted, built, { type: 'observed', answer: 'never' }]);
    expect(standing(webApp, wrong).seen).toBe(false);
    expect(standing(webApp, play([{ type: 'observed', answer: 'once' }], wrong)).seen).toBe(true);
  });

  it('takes the absence of the flaw only once every option was tried', () => {
    const absent = { type: 'flaw-absent', options: ['a', 'b'] } as const;
    const rest = whole.filter((event) => event.type !== 'flaw-found');
    const one = play([...rest, { type: 'flaw-tried', choice: 'a' }, absent]);
    expect(standing(webApp, one).complete).toBe(false);
    expect(standing(webApp, play([{ type: 'flaw-tried', choice: 'b' }, absent], one)).complete).toBe(true);
  });

  it('does not infer seen from felt', () => {
    const unseen = play(whole.filter((event) => event.type !== 'observed'));
    expect(standing(webApp, unseen)).toMatchObject({ felt: true, seen: false });
  });
});

describe('an own change', () => {
  const files = print('b');
  const done = (events: readonly AttemptEvent[]) => play([...seen, ...events]);

  it('proves nothing where no file changed', () => {
    const same = done([
      asked('one'),
      rested('one', print('a')),
      { type: 'checked', tally: tally(print('a'), 8) },
    ]);
    expect(same.changes.map(changeState)).toEqual(['unchanged']);
    expect(standing(webApp, same).felt).toBe(false);
  });

  it('proves nothing while a check fails', () => {
    const failing = done([asked('one'), rested('one', files), { type: 'checked', tally: tally(files, 7) }]);
    expect(failing.changes.map(changeState)).toEqual(['failing']);
    const repaired = play(
      [
        asked('fix', 'worked', files),
        rested('fix', print('c')),
        { type: 'checked', tally: tally(print('c'), 8) },
      ],
      failing,
      20,
    );
    expect(standing(webApp, repaired).felt).toBe(true);
  });

  it('is judged only by checks that saw its files', () => {
    const other = done([
      asked('one'),
      rested('one', files),
      { type: 'checked', tally: tally(print('f'), 8) },
    ]);
    expect(other.changes.map(changeState)).toEqual(['changed']);
  });

  it('is not proven by a walk of no checks', () => {
    const none = done([
      asked('one'),
      rested('one', files),
      { type: 'checked', tally: { ...tally(files, 0), total: 0 } },
    ]);
    expect(standing(webApp, none).felt).toBe(false);
  });

  it('loses its proof when it is taken back', () => {
    const proven = done([asked('one'), rested('one', files), { type: 'checked', tally: tally(files, 8) }]);
    expect(standing(webApp, proven).felt).toBe(true);
    const back = play([{ type: 'undone', print: print('a') }], proven, 20);
    expect(back.changes.map(changeState)).toEqual(['undone']);
    expect(standing(webApp, back).felt).toBe(false);
  });
});
