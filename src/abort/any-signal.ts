/**
 * A signal that aborts with the first of several, for its reason. `AbortSignal.any` would say the same;
 * browsers that the kit runs in do not all have it.
 */
export function anySignal(signals: readonly AbortSignal[]): AbortSignal {
  const first = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) {
      first.abort(signal.reason);
      break;
    }
    // The listeners on the others go with the first abort.
    signal.addEventListener('abort', () => first.abort(signal.reason), { once: true, signal: first.signal });
  }
  return first.signal;
}
