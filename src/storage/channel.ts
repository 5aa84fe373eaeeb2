/** Messages to the other tabs of this browser, under a registered name. */
import { type KeptNameOf, keyOf } from './names.ts';

export interface TabChannel {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  close(): void;
}

/** Null where the browser has no channels, or refuses them. `id` names the member of a family. */
export function openTabChannel(name: KeptNameOf<'channel'>, id = ''): TabChannel | null {
  if (typeof BroadcastChannel === 'undefined') return null;
  try {
    const channel = new BroadcastChannel(keyOf(name, id));
    // In Node an open channel would keep a process alive.
    if ('unref' in channel && typeof channel.unref === 'function') channel.unref();
    return {
      post: (message) => channel.postMessage(message),
      onMessage: (listener) => channel.addEventListener('message', (event) => listener(event.data)),
      close: () => channel.close(),
    };
  } catch {
    return null;
  }
}
