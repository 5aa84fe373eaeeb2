import { afterEach, expect, it } from 'vitest';
import { plural, t } from '../words.ts';
import { currentLocale, setLanguage } from './language.ts';

afterEach(() => setLanguage('en'));

it('shows Spanish once it is chosen, and English again', () => {
  setLanguage('es');
  expect(t('Full name')).toBe('Nombre completo');
  expect(currentLocale()).toBe('es-ES');
  setLanguage('en');
  expect(t('Full name')).toBe('Full name');
});

it('keeps names and numbers in a translated sentence', () => {
  setLanguage('es');
  expect(t('You are in, {name}', { name: 'Ana' })).toBe('Ya tienes plaza, Ana');
  expect(plural(1, '1 seat left', '{count} seats left')).toBe('Queda 1 plaza');
});
