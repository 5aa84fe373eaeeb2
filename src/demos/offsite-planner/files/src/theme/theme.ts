export type Theme = 'light' | 'dark';

/** The app opens in dark; the button brings light back. */
export const firstTheme: Theme = 'dark';

export function otherTheme(theme: Theme): Theme {
  return theme === 'dark' ? 'light' : 'dark';
}

/** Words for the button: what it will do, not what is on now. */
export function themeLabel(theme: Theme): string {
  return theme === 'dark' ? 'Use the light theme' : 'Use the dark theme';
}
