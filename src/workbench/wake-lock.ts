import { useEffect } from 'react';

/** What a browser offers to keep its screen awake; there over https and on the machine itself only. */
export interface WakeLockBrowser {
  readonly document: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
  readonly wakeLock?: Pick<WakeLock, 'request'>;
}

/**
 * Keeps the screen awake until the returned function is called. The browser takes the lock back whenever
 * the page is hidden: it is asked for again when the page returns. Where there is none, or the battery is low,
 * the screen follows the machine's own settings.
 */
export function keepAwake({ document, wakeLock }: WakeLockBrowser): () => void {
  let isOver = false;
  let held: WakeLockSentinel | null = null;
  let asking = false;
  async function take(): Promise<void> {
    if (isOver || asking || document.visibilityState !== 'visible' || (held && !held.released)) return;
    asking = true;
    try {
      const lock = await wakeLock?.request('screen');
      if (isOver) await lock?.release();
      else held = lock ?? null;
    } catch {
      // Refused for now: the next return to the page asks again.
    } finally {
      asking = false;
    }
  }
  const onChange = () => void take();
  document.addEventListener('visibilitychange', onChange);
  void take();
  return () => {
    isOver = true;
    document.removeEventListener('visibilitychange', onChange);
    held?.release().catch(() => {});
  };
}

/** Keeps the screen awake while `active`. */
export function useWakeLock(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const { wakeLock } = navigator;
    return keepAwake({ document, ...(wakeLock ? { wakeLock } : {}) });
  }, [active]);
}
