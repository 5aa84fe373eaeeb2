/** Keeps the playground's files in this browser, as one zip. */
import type { DBSchema } from 'idb';
import { openKeptDatabase } from '../storage/database.ts';
import { askToKeep } from '../storage/persistence.ts';

export interface WorkspaceStore {
  /** The zip of the last visit, or null. */
  load(): Promise<Uint8Array | null>;
  /** Rejects with `ErasedError` where everything was erased since the store was opened, in whatever tab. */
  save(zip: Uint8Array): Promise<void>;
  /** Puts the kept zip where nothing overwrites it: for one that cannot be opened. */
  setAside(): Promise<void>;
  /** The zip that was set aside last, or null. */
  loadAside(): Promise<Uint8Array | null>;
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
  /** `project` the zip, `aside` one that could not be opened, `erased` the time of the last erasing, ms since 1970. */
  files: { key: 'project' | 'aside' | 'erased'; value: Uint8Array | number };
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
  async function zipAt(key: 'project' | 'aside'): Promise<Uint8Array | null> {
    const kept = await (await database).get('files', key);
    return kept instanceof Uint8Array ? kept : null;
  }
  return {
    load: () => zipAt('project'),
    loadAside: () => zipAt('aside'),
    setAside: async () => {
      const tx = (await database).transaction('files', 'readwrite');
      const kept = await tx.store.get('project');
      if (kept !== undefined) tx.store.put(kept, 'aside').catch(() => undefined);
      tx.store.delete('project').catch(() => undefined);
      await tx.done;
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
      await Promise.all([
        tx.store.delete('project'),
        tx.store.delete('aside'),
        tx.store.put(now(), 'erased'),
        tx.done,
      ]);
    },
  };
}
