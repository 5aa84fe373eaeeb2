import { afterEach, expect, it } from 'vitest';
import { plural, t } from '../words.ts';
import { currentLocale, setLanguage } from './language.ts';

afterEach(() => setLanguage('en'));

it('shows German once it is chosen, and English again', () => {
  setLanguage('de');
  expect(t('Policy number')).toBe('Versicherungsnummer');
  expect(currentLocale()).toBe('de-DE');
  setLanguage('en');
  expect(t('Policy number')).toBe('Policy number');
});

it('keeps sums and counts in a translated sentence', () => {
  setLanguage('de');
  expect(t('Estimated cost: {amount}.', { amount: '450 £' })).toBe('Geschätzte Kosten: 450 £.');
  expect(plural(2, '1 report', '{count} reports')).toBe('2 Meldungen');
});
