/**
 * Keeps the keys with which a word is composed (Japanese, Chinese, Korean, dead keys) from doing anything
 * else: an Enter that ends a word must not send, an Escape that drops one must not close a dialog. Safari sends
 * that Enter after the composition has ended, with the key code 229 alone to tell it by.
 */
export function ignoreCompositionKeys(page: EventTarget): void {
  page.addEventListener(
    'keydown',
    (event) => {
      if (!(event instanceof KeyboardEvent) || !(event.target instanceof Element)) return;
      if (!event.isComposing && event.keyCode !== 229) return;
      if (!event.target.matches('input, textarea, [contenteditable]')) return;
      event.stopImmediatePropagation();
      // Nor may a form take it for "send".
      if (event.key === 'Enter' && !event.isComposing) event.preventDefault();
    },
    true,
  );
}
