/** Opens a registered database of this browser. */
import { type DBSchema, deleteDB, type IDBPDatabase, type OpenDBCallbacks, openDB, unwrap, wrap } from 'idb';
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
  const opening = openDB<Schema>(keyOf(name), version, callbacks).then(async (database) => {
    giveUpWhenPutAway(unwrap(database));
    await firstAnswer(database);
    return database;
  });
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

/** Opening is not all: a database can open and then start no transaction. */
async function firstAnswer<Schema extends DBSchema>(database: IDBPDatabase<Schema>): Promise<void> {
  const stores = [...database.objectStoreNames];
  const [first] = stores;
  if (first) await database.transaction(stores).objectStore(first).getAllKeys(null, 1);
}

/**
 * A page that is put away to come back later may hold its transactions all the time (WebKit), and every other page
 * waits for them. So it gives up those it is in, and begins none until it is back.
 */
function giveUpWhenPutAway(database: IDBDatabase): void {
  const running = new Set<IDBTransaction>();
  let isPutAway = false;
  const begin = database.transaction.bind(database);
  database.transaction = (...parts) => {
    if (isPutAway) throw new DOMException('The page is put away.', 'AbortError');
    const transaction = begin(...parts);
    const end = () => void running.delete(transaction);
    transaction.addEventListener('complete', end);
    transaction.addEventListener('abort', end);
    running.add(transaction);
    // Whoever reads hears of it from the request.
    wrap(transaction).done.catch(() => {});
    return transaction;
  };
  globalThis.addEventListener?.('pagehide', ({ persisted }) => {
    isPutAway = persisted;
    if (isPutAway) for (const transaction of [...running]) abort(transaction);
  });
  globalThis.addEventListener?.('pageshow', () => {
    isPutAway = false;
  });
}

/** Ends a transaction; one that has ended by itself stays as it is. */
export function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It is over.
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
