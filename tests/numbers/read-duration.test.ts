import { describe, expect, it } from 'vitest';
import { readDuration } from '../../src/numbers/read-duration.ts';

function read(text: string, max?: number) {
  const reading = readDuration(text, { locale: 'en-US', max });
  if (reading.kind === 'number') return reading.value;
  return reading.kind === 'ambiguous' ? reading.readings.map(({ said }) => said) : reading.code;
}

describe('a span of time', () => {
  it.each([
    ['20', 20],
    ['90 min', 90],
    ['90 s', 1.5],
    ['1.5 h', 90],
    ['1,5 h', 90],
    ['1h30', 90],
    ['1 h 30 min', 90],
    ['2 hours and 15 minutes', 135],
    ['2 Std. 30 Min.', 150],
    ['1:30 h', 90],
    ['1:30:00', 90],
    ['2½ days', 1200],
    ['half a day', 240],
    ['half an hour', 30],
    ['an hour', 60],
    ['two and a half hours', 150],
    ['one week', 2400],
    ['3 months', 28_800],
    ['3 Monate', 28_800],
    ['2 semaines', 4800],
    ['3 veckor', 7200],
    ['a quarter', 28_800],
    ['1 year', 115_200],
  ])('%s', (text, minutes) => {
    expect(read(text)).toBe(minutes);
  });
  it.each([
    ['', 'empty'],
    ['soon', 'not-a-number'],
    ['5 10', 'not-a-number'],
    ['30 min 1 h', 'not-a-number'],
    ['2-3 days', 'not-a-number'],
    ['-5 min', 'not-a-number'],
    ['5 constructor', 'not-a-number'],
  ])('“%s” is none', (text, code) => {
    expect(read(text)).toBe(code);
  });
  it('with a colon is asked back: a clock on stage shows minutes and seconds', () => {
    expect(read('1:30')).toEqual(['1.5 hours', '1.5 minutes']);
    expect(read('1:30', 60)).toBe(1.5);
  });
  it('has a bound', () => {
    expect(readDuration('3 years', { max: 115_200 })).toMatchObject({
      code: 'outside',
      why: 'Stay at 1 year or less.',
    });
  });
});
