/** Keeps the playground's files in this browser, as one zip. */
import type { DBSchema } from 'idb';
import { openKeptDatabase } from '../storage/database.ts';
import { askToKeep } from '../storage/persistence.ts';

export interface WorkspaceStore {
  /** The zip of the last visit, or null. */
  load(): Promise<Uint8Array | null>;
  /** Rejects with `ErasedError` where everything was erased since the store was opened, in whatever tab. */
  save(zip: Uint8Array): Promise<void>;
  clear(): Promise<void>;
}

/** The files were erased while they were open: what is kept now would bring them back. */
export class ErasedError extends Error {
  readonly code = 'erased';
  constructor() {
    super('Everything was erased while this was open.');
    this.name = 'ErasedError';
  }
}

interface PlaygroundDb extends DBSchema {
  /** `project` the zip, `erased` the time of the last erasing, ms since 1970. */
  files: { key: 'project' | 'erased'; value: Uint8Array | number };
}

/** A store in IndexedDB. Every call rejects where the browser refuses it. */
export function openWorkspaceStore(now: () => number = Date.now): WorkspaceStore {
  const openedAt = now();
  const database = openKeptDatabase<PlaygroundDb>('playground', 1, {
    upgrade: (db) => {
      db.createObjectStore('files');
    },
    // A newer version of the kit, or the person, may want it gone.
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
  database.catch(() => {});
  return {
    load: async () => {
      const kept = await (await database).get('files', 'project');
      return kept instanceof Uint8Array ? kept : null;
    },
    save: async (zip) => {
      const tx = (await database).transaction('files', 'readwrite');
      const erasedAt = await tx.store.get('erased');
      if (typeof erasedAt === 'number' && erasedAt >= openedAt) {
        await tx.done;
        throw new ErasedError();
      }
      await Promise.all([tx.store.put(zip, 'project'), tx.done]);
      askToKeep();
    },
    clear: async () => {
      const tx = (await database).transaction('files', 'readwrite');
      await Promise.all([tx.store.delete('project'), tx.store.put(now(), 'erased'), tx.done]);
    },
  };
}
