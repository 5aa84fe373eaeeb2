/** Keeps the playground's files in this browser, as one zip. */
import { openDB } from 'idb';

export interface WorkspaceStore {
  /** The zip of the last visit, or null. */
  load(): Promise<Uint8Array | null>;
  save(zip: Uint8Array): Promise<void>;
  clear(): Promise<void>;
}

const KEY = 'project';

/** A store in IndexedDB. Rejects where the browser refuses storage. */
export function openWorkspaceStore(name = 'firsthand.playground'): WorkspaceStore {
  const database = openDB(name, 1, {
    upgrade: (db) => {
      db.createObjectStore('files');
    },
  });
  database.catch(() => {});
  return {
    load: async () => {
      const kept: unknown = await (await database).get('files', KEY);
      return kept instanceof Uint8Array ? kept : null;
    },
    save: async (zip) => {
      await (await database).put('files', zip, KEY);
    },
    clear: async () => {
      await (await database).delete('files', KEY);
    },
  };
}
