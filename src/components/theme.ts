import { keptText } from '../storage/items.ts';

export type Theme = 'light' | 'dark';

/** The theme on screen now. */
export function currentTheme(): Theme {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
}

/** Shows a theme, keeps the choice, and tells other parts of the page. */
export function setTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  keptText('theme').write(theme);
  dispatchEvent(new CustomEvent('firsthand:theme', { detail: theme }));
}

/** Calls back when the theme changes. Returns the unsubscribe function. */
export function onTheme(listener: () => void): () => void {
  addEventListener('firsthand:theme', listener);
  return () => removeEventListener('firsthand:theme', listener);
}
