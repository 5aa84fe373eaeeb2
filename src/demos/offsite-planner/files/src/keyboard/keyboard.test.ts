import { expect, it } from 'vitest';
import { isTyping, viewForKey } from './keyboard.ts';

const views = [{ id: 'first' }, { id: 'second' }, { id: 'third' }] as const;

it('opens a view by its number', () => {
  expect(viewForKey('2', views)).toBe('second');
  expect(viewForKey('4', views)).toBe(null);
  expect(viewForKey('x', views)).toBe(null);
});

it('leaves the keys alone while a person types', () => {
  expect(isTyping('input')).toBe(true);
  expect(isTyping('BUTTON')).toBe(false);
});
