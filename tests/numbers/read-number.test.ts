import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NumberPlace, readNumber } from '../../src/numbers/read-number.ts';
import { plainNumber } from '../../src/numbers/say-number.ts';

const locales = ['en-US', 'en-GB', 'de-DE', 'de-CH', 'fr-FR', 'sv-SE'];

/** The value; the readings in words where it is asked back; the code where it is none. */
function read(text: string, place: NumberPlace) {
  const reading = readNumber(text, place);
  if (reading.kind === 'number') return reading.value;
  return reading.kind === 'ambiguous' ? reading.readings.map(({ said }) => said) : reading.code;
}

describe('a number means the same in every locale', () => {
  const spellings: readonly (readonly [string, number])[] = [
    ['0,5', 0.5],
    ['0.5', 0.5],
    ['2,4', 2.4],
    ['2.4', 2.4],
    [',5', 0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['0,500', 0.5],
    ['0.500', 0.5],
    ['1234,567', 1234.567],
    ['4.500,5', 4500.5],
    ['4,500.5', 4500.5],
    ['4 500,5', 4500.5],
    ['4\u00a0500,5', 4500.5],
    ['4\u202f500,5', 4500.5],
    ['4\u2009500.5', 4500.5],
    ["4'500.5", 4500.5],
    ['4’500.5', 4500.5],
    ['4_500', 4500],
    ['4500', 4500],
    ['1.234.567', 1_234_567],
    ['1,234,567.89', 1_234_567.89],
    ['1.234.567,89', 1_234_567.89],
    ['12,34,567', 1_234_567],
    ['(5)', -5],
    ['(4.500,5)', -4500.5],
    ['−5', -5],
    ['–5', -5],
    ['- 5', -5],
    ['+5', 5],
    ['5-', -5],
    ['1e6', 1e6],
    ['1,5e3', 1500],
    ['1e-3', 0.001],
    ['12k', 12_000],
    ['3m', 3e6],
    ['2 Mio', 2e6],
    ['2,5 Mio. €', 2.5e6],
    ['1.5 billion', 1.5e9],
    ['3 Mrd.', 3e9],
    ['12 Tsd', 12_000],
    ['12 TEUR', 12_000],
    ['12k€', 12_000],
    ['€ 1.200,–', 1200],
    ['1’200.–', 1200],
    ['Fr. 1’200.—', 1200],
    ['1,200.-', 1200],
    ['US$ 3.5m', 3.5e6],
    ['-€5', -5],
    ['€ -5', -5],
    ['CHF 5', 5],
    ['5 kr', 5],
    ['1/2', 0.5],
    ['½', 0.5],
    ['2½', 2.5],
    ['2 1/2', 2.5],
    ['1,15 %', 0.0115],
    ['1.15%', 0.0115],
    ['(5 %)', -0.05],
    ['5 percent', 0.05],
    ['5 Prozent', 0.05],
    ['5 pp', 0.05],
    ['2 percentage points', 0.02],
    ['25 bp', 0.0025],
    ['3 ‰', 0.003],
    ['３５', 35],
    ['１．５', 1.5],
    ['٣٥', 35],
    ['٤٥٫٥', 45.5],
    ['٤٬٥٠٠٫٥', 4500.5],
    ['007', 7],
    ['\u200e5\u200f', 5],
  ];
  it.each(spellings)('%s', (text, value) => {
    for (const locale of locales) expect([locale, read(text, { locale })]).toEqual([locale, value]);
  });
});

describe('what is no number says why, in every locale', () => {
  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['abc', 'not-a-number'],
    ['12abc', 'not-a-number'],
    ['5-10', 'not-a-number'],
    ['1 2 3', 'not-a-number'],
    ['5, 20', 'not-a-number'],
    ['1.23.456', 'not-a-number'],
    ['1,234.567,8', 'not-a-number'],
    ['4 500 00', 'not-a-number'],
    ["4'500 000", 'not-a-number'],
    ['--5', 'not-a-number'],
    ['(-5)', 'not-a-number'],
    ['-5-', 'not-a-number'],
    ['€5€', 'not-a-number'],
    ['10²', 'not-a-number'],
    ['T€ 5', 'not-a-number'],
    ['5 t', 'not-a-number'],
    ['.', 'not-a-number'],
    ['%', 'not-a-number'],
    ['1/0', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['constructor', 'not-a-number'],
    ['5 constructor', 'not-a-number'],
    [`1${'0'.repeat(80)}`, 'not-a-number'],
    ['1e999', 'too-large'],
    ['31.12.2026', 'date'],
    ['31.12.', 'date'],
    ['2026-11-30', 'date'],
    ['30 Nov 2026', 'date'],
    ['30. März 2026', 'date'],
    ['31/12', 'date'],
    ['1/2/2026', 'date'],
  ])('%s', (text, code) => {
    for (const locale of locales) expect([locale, read(text, { locale })]).toEqual([locale, code]);
  });
});

describe('one mark before three digits', () => {
  it('is decided where the locale and the screen agree, and asked back where they do not', () => {
    for (const locale of ['en-US', 'en-GB']) {
      expect(read('1.234', { locale })).toBe(1.234);
      expect(read('1,234', { locale })).toBe(1234);
    }
    expect(read('1.234', { locale: 'de-DE' })).toEqual(['1,234', '1.234']);
    expect(read('1,234', { locale: 'de-DE' })).toEqual(['1.234', '1,234']);
    expect(read('1.234', { locale: 'de-CH' })).toBe(1.234);
    expect(read('1,234', { locale: 'de-CH' })).toEqual(['1,234', '1.234']);
    for (const locale of ['fr-FR', 'sv-SE']) expect(read('1,234', { locale })).toEqual(['1.234', '1,234']);
    expect(read('1,234 %', { locale: 'de-DE' })).toEqual(['1.234 %', '1,234 %']);
  });
  it('is decided by bounds, by what is usual, and by the step of the place', () => {
    const locale = 'de-DE';
    expect(read('1.234', { locale, min: 100, max: 5000 })).toBe(1234);
    expect(read('1.234', { locale, usual: { min: 0, max: 10 } })).toBe(1.234);
    expect(read('1.234', { locale, usual: { min: 0, max: 5000, step: 1 } })).toBe(1234);
    expect(read('1.234', { locale, usual: { min: 0, max: 5000, step: 0.001 } })).toEqual(['1,234', '1.234']);
  });
});

describe('the place of a number', () => {
  it('that shows a percent sign takes a bare number as per cent', () => {
    expect(read('3', { share: 'percent' })).toBe(0.03);
    expect(read('0.5', { share: 'percent' })).toBe(0.005);
    expect(readNumber('1,15 %', { share: 'percent' })).toEqual({
      kind: 'number',
      value: 0.0115,
      said: '1.15 %',
    });
  });
  it('that may mean either asks, unless the bounds decide', () => {
    expect(read('0.5', { share: 'either' })).toEqual(['50 %', '0.5 %']);
    expect(read('0.5', { share: 'either', max: 0.1 })).toBe(0.005);
    expect(read('0.015', { share: 'either', usual: { min: 0.002, max: 0.06 } })).toBe(0.015);
    expect(read('38', { share: 'either' })).toBe(0.38);
  });
  it('has bounds, which the refusal names', () => {
    expect(readNumber('7', { min: 1, max: 5 })).toEqual({
      kind: 'unreadable',
      code: 'outside',
      why: 'Stay between 1 and 5.',
    });
    expect(readNumber('7', { share: 'percent', max: 0.05 })).toMatchObject({ why: 'Stay at 5 % or less.' });
    expect(readNumber('-7', { min: 0 })).toMatchObject({ why: 'Stay at 0 or more.' });
  });
  it('where text is welcome leaves names and fractions alone', () => {
    for (const text of ['3M', '1/2', '12k', '5 t', '2020-', '030 123 456'])
      expect(read(text, { plain: true })).toBe('not-a-number');
    expect(read('2,4 %', { plain: true })).toBe(0.024);
    expect(read('€ 1.200,–', { plain: true })).toBe(1200);
  });
  it('says the value back', () => {
    expect(readNumber('4.500,5')).toMatchObject({ said: '4,500.5' });
    expect(readNumber('2 Mio')).toMatchObject({ said: '2,000,000' });
  });
});

describe('what is shown is read back', () => {
  const shown = fc.tuple(
    fc.constantFrom(...locales),
    fc.integer({ min: -1e12, max: 1e12 }),
    fc.integer({ min: 0, max: 6 }),
  );
  it('in every locale, as the browser writes it there: as itself, or asked back with it', () => {
    fc.assert(
      fc.property(shown, ([locale, whole, places]) => {
        const value = whole / 10 ** places;
        const text = value.toLocaleString(locale, { maximumFractionDigits: 6 });
        const reading = readNumber(text, { locale });
        const values =
          reading.kind === 'number'
            ? [reading.value]
            : reading.kind === 'ambiguous'
              ? reading.readings.map((each) => each.value)
              : [];
        expect(values).toContain(Math.abs(value) === 0 ? value + 0 : value);
      }),
    );
  });
  it('in every locale without a question, as the kit writes it', () => {
    fc.assert(
      fc.property(shown, ([locale, whole, places]) => {
        const value = whole / 10 ** places + 0;
        expect(read(plainNumber(value), { locale })).toBe(value);
        expect(read(plainNumber(value, locale), { locale })).toBe(value);
      }),
    );
  });
});
