/** Opens a registered database of this browser. */
import { type DBSchema, deleteDB, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb';
import { type KeptNameOf, keyOf } from './names.ts';

/** A browser whose database does not answer for so long is treated as one that has none, ms. */
const OPEN_DEADLINE_MS = 8_000;

export interface OpenDatabaseOptions {
  /** Calls back once, later; returns what cancels it. Tests hand in their own. */
  readonly later?: (ms: number, run: () => void) => () => void;
}

/**
 * Rejects where the browser has no database, refuses it, or does not answer. Names are those of the register.
 */
export async function openKeptDatabase<Schema extends DBSchema>(
  name: KeptNameOf<'database'>,
  version: number,
  callbacks: OpenDBCallbacks<Schema>,
  { later = afterMs }: OpenDatabaseOptions = {},
): Promise<IDBPDatabase<Schema>> {
  const opening = openDB<Schema>(keyOf(name), version, callbacks);
  let cancel = () => {};
  const late = new Promise<never>((_resolve, reject) => {
    cancel = later(OPEN_DEADLINE_MS, () => reject(new Error('The browser’s database does not answer.')));
  });
  try {
    return await Promise.race([opening, late]);
  } finally {
    cancel();
  }
}

interface TrialDb extends DBSchema {
  try: { key: string; value: number };
}

/** Writes into a database of its own and takes it away again. Rejects where the browser refuses. */
export async function tryDatabase(): Promise<void> {
  const database = await openKeptDatabase<TrialDb>('preflight', 1, {
    upgrade: (db) => {
      db.createObjectStore('try');
    },
  });
  await database.put('try', 1, 'row');
  database.close();
  await deleteDB(keyOf('preflight'));
}

function afterMs(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
