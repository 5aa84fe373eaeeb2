/**
 * Every name under which the kit keeps something in a browser, or talks to its other tabs. What each of them is, in
 * words, and what becomes of it stands in `register.ts`; the two are held together by their type.
 */

/** `local` and `session` are the browser's small storages, `database` IndexedDB, `channel` messages between tabs. */
export type KeptPlace = 'local' | 'session' | 'database' | 'channel' | 'cookie';

interface KeptAt {
  readonly place: KeptPlace;
  /** The whole name, or what all names of a family begin with. */
  readonly key: string;
  readonly family?: true;
}

export const kept = {
  theme: { place: 'local', key: 'firsthand.theme' },
  brand: { place: 'local', key: 'firsthand.brand' },
  brandColours: { place: 'local', key: 'firsthand.brand.look' },
  panes: { place: 'local', key: 'react-resizable-panels:firsthand.split.', family: true },
  attempts: { place: 'local', key: 'firsthand.attempt.', family: true },
  pastAttempts: { place: 'local', key: 'firsthand.past-attempt.', family: true },
  heard: { place: 'local', key: 'firsthand.heard' },
  participant: { place: 'local', key: 'firsthand.participant' },
  usageWaiting: { place: 'local', key: 'firsthand.usage.wait.', family: true },
  usageErasures: { place: 'local', key: 'firsthand.usage.erase' },
  runEnds: { place: 'local', key: 'firsthand.run-end.', family: true },
  runStarts: { place: 'local', key: 'firsthand.run-start.', family: true },
  playgroundUnsaved: { place: 'local', key: 'firsthand.playground.unsaved' },
  playgroundStart: { place: 'local', key: 'firsthand.playground.start' },
  erased: { place: 'local', key: 'firsthand.erased' },
  probe: { place: 'local', key: 'firsthand.probe' },
  stageGuesses: { place: 'session', key: 'firsthand.stage.guesses' },
  ownBrief: { place: 'session', key: 'firsthand.own-brief' },
  sandboxFallback: { place: 'session', key: 'firsthand.sandbox.fell-back' },
  erasedSeen: { place: 'session', key: 'firsthand.erased.seen' },
  runs: { place: 'database', key: 'firsthand-runs' },
  playground: { place: 'database', key: 'firsthand.playground' },
  preflight: { place: 'database', key: 'firsthand-preflight' },
  runChanges: { place: 'channel', key: 'firsthand-runs' },
  runLeases: { place: 'channel', key: 'firsthand.run.', family: true },
  facilitator: { place: 'cookie', key: 'firsthand-session' },
} as const satisfies Readonly<Record<string, KeptAt>>;

export type KeptName = keyof typeof kept;
export type KeptNameOf<Place extends KeptPlace> = {
  [Name in KeptName]: (typeof kept)[Name] extends { place: Place } ? Name : never;
}[KeptName];

/** The key of an entry; of a family's member with `id`. */
export function keyOf(name: KeptName, id = ''): string {
  return kept[name].key + id;
}

/** The entry a key of a storage belongs to, or null where none does. */
export function nameOf(place: KeptPlace, key: string): KeptName | null {
  const names = Object.keys(kept) as KeptName[];
  const found = names.find((name) => {
    const entry: KeptAt = kept[name];
    return entry.place === place && (entry.family ? key.startsWith(entry.key) : key === entry.key);
  });
  return found ?? null;
}
