/**
 * The page's own history. A frame shares the browser's list with its host: going back in it would leave
 * the host, and every step would be one more to press Back for. So the page's steps are kept here.
 */
import { listen, setTimer } from './intrinsics.ts';

interface Entry {
  readonly state: unknown;
  readonly hash: string;
}

/** Steps kept; a page that makes more than any reader goes back through forgets its first ones. */
const MAX_ENTRIES = 200;

export function keepOwnHistory(): void {
  let entries: Entry[] = [{ state: null, hash: location.hash }];
  let index = 0;
  /** The fragment that this file set itself. */
  let expected: string | null = null;

  const current = (): Entry => entries[index] ?? { state: null, hash: '' };

  function push(entry: Entry): void {
    entries = [...entries.slice(0, index + 1), entry].slice(-MAX_ENTRIES);
    index = entries.length - 1;
  }

  function showHash(hash: string): void {
    if (hash === location.hash) return;
    expected = hash;
    location.replace(hash === '' ? '#' : hash);
  }

  /** The fragment that an address names, where it is nothing else; of other addresses the page keeps only the state. */
  const hashOf = (url: unknown): string => {
    const text = url === undefined || url === null ? '' : String(url);
    return text.startsWith('#') ? text : current().hash;
  };

  function go(steps: number): void {
    const next = Math.min(entries.length - 1, Math.max(0, index + steps));
    if (next === index) return;
    index = next;
    showHash(current().hash);
    window.dispatchEvent(new PopStateEvent('popstate', { state: current().state }));
  }

  const later = (steps: number) => setTimer(() => go(steps), 0);
  const own: Readonly<Record<string, PropertyDescriptor>> = {
    length: { get: () => entries.length, configurable: true },
    state: { get: () => current().state, configurable: true },
    back: { value: () => void later(-1), configurable: true, writable: true },
    forward: { value: () => void later(1), configurable: true, writable: true },
    go: { value: (steps = 0) => void later(Number(steps)), configurable: true, writable: true },
    pushState: {
      value(state: unknown, _title?: string, url?: unknown) {
        push({ state: structuredClone(state), hash: hashOf(url) });
        showHash(current().hash);
      },
      configurable: true,
      writable: true,
    },
    replaceState: {
      value(state: unknown, _title?: string, url?: unknown) {
        entries[index] = { state: structuredClone(state), hash: hashOf(url) };
        showHash(current().hash);
      },
      configurable: true,
      writable: true,
    },
  };
  for (const target of [history, History.prototype]) Object.defineProperties(target, own);
  listen(window, 'hashchange', () => {
    if (location.hash === expected) expected = null;
    else push({ state: null, hash: location.hash });
  });
  // After the page's own listeners: what they prevented is theirs.
  listen(window, 'click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href], area[href]') : null;
    const href = link?.getAttribute('href') ?? '';
    if (event.defaultPrevented || !href.startsWith('#')) return;
    event.preventDefault();
    if (href === location.hash) document.getElementById(decodeHash(href))?.scrollIntoView();
    else {
      push({ state: null, hash: href });
      // Instead of the entry in the shared list that the browser would add.
      showHash(href);
    }
  });
}

function decodeHash(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}
