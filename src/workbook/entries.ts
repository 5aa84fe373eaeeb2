/** Entries by id, in an order that undoing restores. */

/** Sets or removes an entry; returns what stood there, or null, and its place among the others. */
export function put<T>(
  entries: Map<string, T>,
  { id, at }: { readonly id: string; readonly at?: number | undefined },
  entry: T | null,
): { entry: T | null; at: number | undefined } {
  const before = entries.get(id) ?? null;
  const place = before === null ? undefined : [...entries.keys()].indexOf(id);
  if (entry === null) entries.delete(id);
  else if (before !== null || at === undefined) entries.set(id, entry);
  else insertAt(entries, id, entry, at);
  return { entry: before, at: place };
}

function insertAt<T>(entries: Map<string, T>, id: string, entry: T, at: number): void {
  const behind = [...entries].slice(at);
  for (const [key] of behind) entries.delete(key);
  entries.set(id, entry);
  for (const [key, each] of behind) entries.set(key, each);
}
