import { tryDatabase } from '../storage/database.ts';
import type { BrowserSight } from './browser-lights.ts';

/** The browser this page runs in, as preflight looks at it. */
export function browserSight(): BrowserSight {
  return {
    worker: 'Worker' in window,
    streams: 'ReadableStream' in window && 'TextDecoderStream' in window,
    randomness: typeof crypto?.getRandomValues === 'function',
    online: navigator.onLine,
    width: innerWidth,
    height: innerHeight,
    storage: tryDatabase,
    wakeLock: tryWakeLock,
    room: async () => {
      const estimate = await navigator.storage?.estimate?.();
      return estimate?.quota === undefined ? null : estimate.quota - (estimate.usage ?? 0);
    },
  };
}

async function tryWakeLock(): Promise<'held' | 'refused' | 'missing'> {
  if (!navigator.wakeLock) return 'missing';
  try {
    await (await navigator.wakeLock.request('screen')).release();
    return 'held';
  } catch {
    return 'refused';
  }
}
