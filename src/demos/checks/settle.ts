import type { PreviewProbe } from '../../sandbox/probe.ts';

/** How long a check waits for a page that draws late, ms. */
const PATIENCE = 2_500;
const STEP = 40;

/** What a page says while it loads. */
const BUSY = /\b(loading|one moment|just a moment|please wait|wird geladen|cargando)\b/i;

/**
 * Waits until the page shows something and its text is the same twice in a row; a page that never
 * rests is taken as it is. `changedFrom`: wait (a third as long) for a text other than this one first.
 * @returns the text
 */
export async function settledText(
  probe: PreviewProbe,
  signal: AbortSignal,
  changedFrom?: string,
): Promise<string> {
  let before: string | null = null;
  const rounds = PATIENCE / STEP;
  for (let round = 0; round < rounds; round += 1) {
    const text = await probe.text(signal);
    const waits = BUSY.test(text) || (text === changedFrom && round < rounds / 6);
    if (text !== '' && text === before && !waits) return text;
    before = text;
    await pause(STEP, signal);
  }
  return before ?? '';
}

export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    function stop(): void {
      clearTimeout(timer);
      reject(signal.reason);
    }
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
