/**
 * Calls back while the page is being left: closed, reloaded, or put away on a phone, which may
 * end it without another word. What holds something that is not recorded yet goes `first`, before what keeps
 * the record. Returns what stops it.
 */
export function onLeave(run: () => void, { first = false } = {}): () => void {
  const hidden = () => {
    if (document.visibilityState === 'hidden') run();
  };
  addEventListener('pagehide', run, first);
  document.addEventListener('visibilitychange', hidden, first);
  return () => {
    removeEventListener('pagehide', run, first);
    document.removeEventListener('visibilitychange', hidden, first);
  };
}
