/** Where the person's choice of theme is kept. */
export const THEME_KEY = 'firsthand.theme';

export type Theme = 'light' | 'dark';

/** The theme on screen now. */
export function currentTheme(): Theme {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
}

/** Shows a theme, keeps the choice, and tells other parts of the page. */
export function setTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(THEME_KEY, theme);
  } catch {
    // A browser that refuses storage still shows the theme, for this page.
  }
  dispatchEvent(new CustomEvent('firsthand:theme', { detail: theme }));
}

/** Calls back when the theme changes. Returns the unsubscribe function. */
export function onTheme(listener: () => void): () => void {
  addEventListener('firsthand:theme', listener);
  return () => removeEventListener('firsthand:theme', listener);
}
