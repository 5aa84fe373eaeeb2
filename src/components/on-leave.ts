/**
 * Calls back while the page is being left: closed, reloaded, or put away on a phone, which may
 * end it without another word. Returns what stops it.
 */
export function onLeave(run: () => void): () => void {
  const hidden = () => {
    if (document.visibilityState === 'hidden') run();
  };
  addEventListener('pagehide', run);
  document.addEventListener('visibilitychange', hidden);
  return () => {
    removeEventListener('pagehide', run);
    document.removeEventListener('visibilitychange', hidden);
  };
}
