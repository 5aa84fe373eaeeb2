/** Where the queue keeps what waits: the browser's local storage, or memory where that is switched off. */

export interface UsageStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  keys(): string[];
}

export function browserStorage(): UsageStorage {
  try {
    const { localStorage } = globalThis;
    localStorage.setItem('firsthand.probe', '1');
    localStorage.removeItem('firsthand.probe');
    return {
      getItem: (key) => localStorage.getItem(key),
      setItem: (key, value) => localStorage.setItem(key, value),
      removeItem: (key) => localStorage.removeItem(key),
      keys: () => Object.keys(localStorage),
    };
  } catch {
    return memoryStorage();
  }
}

/** Forgets with the page: still better than a lab that fails. */
export function memoryStorage(): UsageStorage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    keys: () => [...items.keys()],
  };
}
