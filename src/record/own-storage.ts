/** Small things the record keeps in the browser besides labs and runs. */
import type { KeyValueStorage } from '../labs/attempt-store.ts';

const HEARD = 'firsthand.heard';

/** Everything personal that other parts of the kit keep under these names, erased with the record. */
const personal = [HEARD, 'firsthand.brand', 'firsthand.brand.look'];

/** When the person said that they had heard of a capability; ISO times. */
export type HeardTimes = Readonly<Partial<Record<string, string>>>;

export function readHeard(storage: KeyValueStorage): HeardTimes {
  try {
    const value: unknown = JSON.parse(storage.getItem(HEARD) ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}

/** Said once, kept as first said. */
export function sayHeard(storage: KeyValueStorage, capability: string, at: string): HeardTimes {
  const next = { [capability]: at, ...readHeard(storage) };
  try {
    storage.setItem(HEARD, JSON.stringify(next));
  } catch {
    // The browser keeps nothing: it still shows, for this page.
  }
  return next;
}

export function eraseOwn(storage: KeyValueStorage): void {
  for (const key of personal) {
    try {
      storage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  }
}
