/** Doubles of the browser's small storages. */
import { vi } from 'vitest';

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

/** Site data is blocked: the getters of both storages throw. Undone by `vi.unstubAllGlobals`. */
export function blockedStorage(): void {
  for (const name of ['localStorage', 'sessionStorage']) {
    vi.stubGlobal(name, undefined);
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  }
}
