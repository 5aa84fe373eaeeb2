/** Doubles of the browser's small storages. */

/** `localStorage` is an object whose keys are what it holds. */
export function storageDouble(): Storage {
  return Object.create({
    get length(): number {
      return Object.keys(this).length;
    },
    getItem(this: Record<string, string>, key: string) {
      return this[key] ?? null;
    },
    setItem(this: Record<string, string>, key: string, value: string) {
      this[key] = value;
    },
    removeItem(this: Record<string, string>, key: string) {
      delete this[key];
    },
  }) as Storage;
}

/** Site data is blocked: every way to a storage or a database throws. */
export function blockStorage(stub: (name: string, value: unknown) => void): void {
  const refused = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(globalThis, name, { configurable: true, get: refused });
  }
  stub('indexedDB', undefined);
}
