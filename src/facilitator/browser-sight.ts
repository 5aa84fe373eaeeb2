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
    storage: tryStorage,
    room: async () => {
      const estimate = await navigator.storage?.estimate?.();
      return estimate?.quota === undefined ? null : estimate.quota - (estimate.usage ?? 0);
    },
  };
}

const NAME = 'firsthand-preflight';

function tryStorage(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('try');
    opening.onerror = () => reject(opening.error ?? new Error('refused'));
    opening.onblocked = () => reject(new Error('blocked'));
    opening.onsuccess = () => {
      const database = opening.result;
      const write = database.transaction('try', 'readwrite');
      write.objectStore('try').put(1, 'row');
      write.onerror = () => reject(write.error ?? new Error('refused'));
      write.oncomplete = () => {
        database.close();
        indexedDB.deleteDatabase(NAME);
        resolve();
      };
    };
  });
}
