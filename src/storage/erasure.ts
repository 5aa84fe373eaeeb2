/** Erases what the small storages hold, here and in the other tabs, and tells who keeps things that all is erased. */
import { type ItemStorage, localItems, sessionItems } from './items.ts';
import { type KeptName, keyOf, nameOf } from './names.ts';

/** Kept when everything is erased: without them the erasing itself would not come to its end. */
const OUTLIVES: ReadonlySet<KeptName> = new Set(['erased', 'erasedSeen', 'usageErasures']);

/**
 * Erases every registered item of this tab's storages and has every other tab do so. Returns the erased keys.
 *
 * @param at ms since 1970
 */
export function eraseItems(at: number): readonly string[] {
  // Told first: what another tab writes after it knows is new.
  setMark(localItems, keyOf('erased'), String(at));
  setMark(sessionItems, keyOf('erasedSeen'), String(at));
  return [...eraseIn(localItems, 'local'), ...eraseIn(sessionItems, 'session')];
}

/**
 * Erases what this tab alone holds, where everything was erased while it did not look (a tab that was closed and
 * comes back with all it had). To be called before a page uses its session.
 */
export function eraseWhatWasErased(): void {
  const mark = localItems.getItem(keyOf('erased'));
  if (mark === null || mark === sessionItems.getItem(keyOf('erasedSeen'))) return;
  eraseIn(sessionItems, 'session');
  setMark(sessionItems, keyOf('erasedSeen'), mark);
}

/** When everything was last erased, ms since 1970; 0 where it never was. */
export function erasedAt(): number {
  return Number(localItems.getItem(keyOf('erased')) ?? 0);
}

/** Calls back when another tab erased everything. Returns the unsubscribe function. */
export function onErasedElsewhere(listener: () => void): () => void {
  const hear = (event: StorageEvent) => {
    if (event.key === keyOf('erased') && event.newValue !== null) listener();
  };
  addEventListener('storage', hear);
  return () => removeEventListener('storage', hear);
}

function eraseIn(items: ItemStorage, place: 'local' | 'session'): string[] {
  const keys = items.keys().filter((key) => {
    const name = nameOf(place, key);
    return name !== null && !OUTLIVES.has(name);
  });
  for (const key of keys) items.removeItem(key);
  return keys;
}

function setMark(items: ItemStorage, key: string, text: string): void {
  try {
    items.setItem(key, text);
  } catch {
    // No room even for a mark: the other tabs hear nothing, what is here is erased all the same.
  }
}

/** Everything that is kept in the small storages now, by name. */
export function keptItems(): readonly {
  readonly name: KeptName;
  readonly key: string;
  readonly text: string;
}[] {
  return (
    [
      ['local', localItems],
      ['session', sessionItems],
    ] as const
  ).flatMap(([place, items]) =>
    items.keys().flatMap((key) => {
      const name = nameOf(place, key);
      const text = items.getItem(key);
      return name === null || text === null ? [] : [{ name, key, text }];
    }),
  );
}
