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
    room: async () => {
      const estimate = await navigator.storage?.estimate?.();
      return estimate?.quota === undefined ? null : estimate.quota - (estimate.usage ?? 0);
    },
  };
}
