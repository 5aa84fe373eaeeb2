import { useCallback, useEffect, useState } from 'react';
import { applyBrand } from '../brand/brand-store.ts';
import { saveFile } from '../components/save-file.ts';
import type { LabAttempt } from '../labs/attempt.ts';
import { keepAttempts, listAttempts } from '../labs/attempt-store.ts';
import { readAttempt } from '../labs/read-attempt.ts';
import { keepNew } from '../run/view/import-runs.ts';
import { listRuns, loadRun, onRunsChange, type StoredRun } from '../run/view/library.ts';
import { localItems } from '../storage/items.ts';
import { type Persistence, persistence } from '../storage/persistence.ts';
import type { Capability, UsageEvent } from '../usage/schema.ts';
import { type EraseResult, eraseEverything } from './erase-everything.ts';
import { exportedItems, type KeptRow, keptRows, playgroundAside, playgroundZip } from './kept-here.ts';
import { type HeardTimes, readHeard, sayHeard } from './own-storage.ts';
import * as server from './server-side.ts';

export interface KeptAttempt {
  readonly attempt: LabAttempt;
  /** The person began anew since. */
  readonly past: boolean;
}

export type ServerHolds =
  | { readonly state: 'loading' }
  | { readonly state: 'offline' }
  | { readonly state: 'known'; readonly events: readonly UsageEvent[]; readonly retentionDays: number };

export type ImportResult =
  | {
      readonly ok: true;
      readonly attempts: number;
      readonly runs: number;
      readonly refused: number;
      /** Runs that are here now and are marked as damaged. */
      readonly damaged: number;
    }
  | { readonly ok: false; readonly what: string; readonly remedy: string };

export interface RecordHandle {
  readonly attempts: readonly KeptAttempt[];
  /** Newest first; `unread` where they could not be read. */
  readonly runs: readonly StoredRun[] | 'unread';
  readonly heard: HeardTimes;
  readonly server: ServerHolds;
  /** Events that wait here to be sent. */
  readonly waiting: number;
  /** What this browser keeps; null while it is read. */
  readonly kept: readonly KeptRow[] | null;
  /** Whether the browser may erase it by itself; null while it is asked. */
  readonly persistence: Persistence | null;
  sayHeard(capability: Capability): void;
  exportAll(): Promise<void>;
  importFile(file: File): Promise<ImportResult>;
  eraseAll(): Promise<EraseResult>;
}

/** Everything kept about the participant, and what can be done with it. */
export function useRecord(): RecordHandle {
  const [attempts, setAttempts] = useState<readonly KeptAttempt[]>([]);
  const [runs, setRuns] = useState<readonly StoredRun[] | 'unread'>([]);
  const [heard, setHeard] = useState<HeardTimes>({});
  const [holds, setHolds] = useState<ServerHolds>({ state: 'loading' });
  const [waiting, setWaiting] = useState(0);
  const [kept, setKept] = useState<readonly KeptRow[] | null>(null);
  const [lasts, setLasts] = useState<Persistence | null>(null);

  const readHere = useCallback(() => {
    setAttempts(listAttempts(localItems, readAttempt));
    setHeard(readHeard());
    void Promise.all([listRuns().catch(() => 'unread' as const), playgroundZip(), playgroundAside()]).then(
      ([found, ...playground]) => {
        setRuns(found);
        setKept(keptRows(found === 'unread' ? [] : found, playground));
      },
    );
    void server.waiting().then(setWaiting, () => setWaiting(0));
    void askPersistence().then(setLasts);
  }, []);
  const askServer = useCallback(async () => {
    const answer = await server.load();
    setHolds(answer ? { state: 'known', ...answer } : { state: 'offline' });
  }, []);
  useEffect(() => {
    readHere();
    void askServer();
    addEventListener('storage', readHere);
    addEventListener('online', askServer);
    const unsubscribe = onRunsChange(readHere);
    return () => {
      removeEventListener('storage', readHere);
      removeEventListener('online', askServer);
      unsubscribe();
    };
  }, [readHere, askServer]);

  return {
    attempts,
    runs,
    heard,
    server: holds,
    waiting,
    kept,
    persistence: lasts,
    sayHeard(capability) {
      setHeard(sayHeard(capability, new Date().toISOString()));
      void server.tellHeard(capability);
    },
    async exportAll() {
      const { packRecord } = await import('./record-file.ts');
      const now = new Date().toISOString();
      const bytes = packRecord(
        {
          attempts: listAttempts(localItems, readAttempt).map(({ attempt }) => attempt),
          usage: holds.state === 'known' ? holds.events : [],
          runs: await runTexts(await listRuns()),
          browser: exportedItems(),
          playground: await playgroundZip(),
          playgroundAside: await playgroundAside(),
        },
        now,
      );
      saveFile(
        `firsthand-record-${now.slice(0, 10)}.zip`,
        new Blob([new Uint8Array(bytes)], { type: 'application/zip' }),
      );
    },
    async importFile(file) {
      const result = await importRecordFile(file);
      readHere();
      return result;
    },
    async eraseAll() {
      const result = await eraseEverything(Date.now());
      applyBrand(null);
      readHere();
      // Asking the server would make a new pseudonym: what it holds is known.
      setHolds((before) =>
        result.server === 'later' || before.state !== 'known'
          ? { state: 'offline' }
          : { ...before, events: [] },
      );
      return result;
    },
  };
}

function askPersistence(): Promise<Persistence> {
  const { storage, vendor } = navigator;
  return persistence({ storage, vendor, durable: localItems.durable });
}

async function runTexts(runs: readonly StoredRun[]): Promise<ReadonlyMap<string, string>> {
  const { toJsonl } = await import('../run/recorder.ts');
  const texts = new Map<string, string>();
  for (const { runId } of runs) {
    const record = await loadRun(runId);
    if (record) texts.set(runId, toJsonl(record));
  }
  return texts;
}

/** Everything is read and checked first; then what is new is kept beside what is here. */
async function importRecordFile(file: File): Promise<ImportResult> {
  const [{ unpackRecord }, { readMarkedRecord }] = await Promise.all([
    import('./record-file.ts'),
    import('../run/reader.ts'),
  ]);
  try {
    const contents = unpackRecord(new Uint8Array(await file.arrayBuffer()));
    const readable = [...contents.runs.values()].flatMap((text) => {
      try {
        return [readMarkedRecord(text)];
      } catch {
        return [];
      }
    });
    keepAttempts(localItems, contents.attempts, readAttempt);
    for (const record of readable) await keepNew(record);
    return {
      ok: true,
      attempts: contents.attempts.length,
      runs: readable.length,
      refused: contents.runs.size - readable.length,
      damaged: readable.filter(({ header }) => header.damage).length,
    };
  } catch (error) {
    const hint =
      error instanceof Error && 'hint' in error && typeof error.hint === 'string' ? error.hint : '';
    const what = hint && error instanceof Error ? error.message : 'This file could not be read.';
    return { ok: false, what, remedy: hint || 'Choose the zip that “Export everything” made.' };
  }
}
