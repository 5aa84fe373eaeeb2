import { expect, it } from 'vitest';
import { firstTheme, otherTheme, themeLabel } from './theme.ts';

it('opens in dark and comes back to it after two presses', () => {
  expect(firstTheme).toBe('dark');
  expect(otherTheme(otherTheme(firstTheme))).toBe(firstTheme);
});

it('says on the button what the button will do', () => {
  expect(themeLabel('dark')).toBe('Use the light theme');
  expect(themeLabel('light')).toBe('Use the dark theme');
});
