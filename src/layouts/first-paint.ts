import { keyOf } from '../storage/names.ts';

/**
 * The script in the head of every page: it sets the theme, and on the page of a demo its brand, before
 * anything is painted, so that neither flashes. Only properties of the kit with plain colours are taken from storage.
 * Its text is fixed: the policy of the page allows it by its hash.
 */
export const firstPaintScript = `(function () {
  var root = document.documentElement, theme = null, demo = null, look = null;
  try {
    theme = localStorage.getItem(${JSON.stringify(keyOf('theme'))});
    demo = /[?&]demo=([a-z0-9-]+)/.exec(location.search);
    look = demo && (JSON.parse(localStorage.getItem(${JSON.stringify(keyOf('brandColours'))}) || 'null') || {})[demo[1]];
  } catch (_) {}
  if (!root.dataset.fixedTheme) {
    var dark = matchMedia('(prefers-color-scheme: dark)');
    root.dataset.theme = theme === 'light' || theme === 'dark' ? theme : dark.matches ? 'dark' : 'light';
    dark.addEventListener('change', function () {
      if (theme === null) root.dataset.theme = dark.matches ? 'dark' : 'light';
    });
  }
  for (var name in look) {
    if (/^--client-[a-z0-9-]+$/.test(name) && /^#[0-9a-f]{6}$/.test(look[name]))
      root.style.setProperty(name, look[name]);
  }
})();`;
