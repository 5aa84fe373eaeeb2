/**
 * The browser's small storages. Where the browser refuses them (blocked site data, some private windows) items are
 * held in memory: everything works, until the page is left.
 */
import { type KeptName, kept, keyOf, nameOf } from './names.ts';

/** A small storage of texts by key. */
export interface ItemStorage {
  /** False where what is set here is gone when the page is left. */
  readonly durable: boolean;
  getItem(key: string): string | null;
  /** Throws where there is no room. */
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  keys(): string[];
}

type SmallPlace = 'local' | 'session';

/** Forgets with the page. */
export function memoryItems(): ItemStorage {
  const items = new Map<string, string>();
  return {
    durable: false,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    keys: () => [...items.keys()],
  };
}

/** What lasts over visits, for all tabs of this browser. */
export const localItems: ItemStorage = browserItems('local');

/** What lasts as long as the tab. */
export const sessionItems: ItemStorage = browserItems('session');

function browserItems(place: SmallPlace): ItemStorage {
  const memory = memoryItems();
  let probed: { readonly storage: Storage; readonly works: boolean } | null = null;
  // The getter itself throws where site data is blocked, and may begin to while the page is open.
  const storage = (): Storage | null => {
    try {
      const found = place === 'local' ? globalThis.localStorage : globalThis.sessionStorage;
      if (!found) return null;
      if (probed?.storage !== found) probed = { storage: found, works: works(found) };
      return probed.works ? found : null;
    } catch {
      return null;
    }
  };
  return {
    get durable() {
      return storage() !== null;
    },
    getItem: (key) => readItem(storage(), key) ?? memory.getItem(key),
    setItem(key, value) {
      if (nameOf(place, key) === null) throw new Error(`“${key}” is not in the register of what is kept.`);
      const real = storage();
      try {
        (real ?? memory).setItem(key, value);
      } catch (error) {
        if (!real || isFull(error)) throw error;
        // Refused from now on, for another reason than room.
        probed = { storage: real, works: false };
        memory.setItem(key, value);
      }
    },
    removeItem(key) {
      memory.removeItem(key);
      try {
        storage()?.removeItem(key);
      } catch {
        // What is refused holds nothing.
      }
    },
    keys: () => [...new Set([...keysOf(storage()), ...memory.keys()])],
  };
}

/** A storage that is empty and takes nothing is there by name only. A full one still holds what it holds. */
function works(storage: Storage): boolean {
  try {
    storage.setItem(kept.probe.key, '1');
    storage.removeItem(kept.probe.key);
    return true;
  } catch {
    return storage.length > 0;
  }
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && /quota/i.test(error.name);
}

function readItem(storage: Storage | null, key: string): string | null {
  try {
    return storage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

function keysOf(storage: Storage | null): string[] {
  try {
    return storage ? Object.keys(storage) : [];
  } catch {
    return [];
  }
}

/** One registered text of the browser. Never throws. */
export interface KeptText {
  read(): string | null;
  /** False where there was no room. */
  write(text: string): boolean;
  remove(): void;
}

/** The text under a registered name; `id` names the member of a family. */
export function keptText(name: KeptName, id = ''): KeptText {
  const items = kept[name].place === 'session' ? sessionItems : localItems;
  const key = keyOf(name, id);
  return {
    read: () => items.getItem(key),
    write(text) {
      try {
        items.setItem(key, text);
        return true;
      } catch {
        return false;
      }
    },
    remove: () => items.removeItem(key),
  };
}
