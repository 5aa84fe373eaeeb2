/** The runs of this browser, as the screens use them. Everything heavy is loaded with the first call. */
import type { RunRecord } from '../schema.ts';
import type { StoredRun } from '../store.ts';

export type { StoredRun } from '../store.ts';

async function store() {
  return (await import('../store.ts')).openRunStore();
}

/** Newest first. */
export async function listRuns(): Promise<readonly StoredRun[]> {
  return (await store()).list();
}

/** The run, or null where this browser does not have it. */
export async function loadRun(runId: string): Promise<RunRecord | null> {
  return (await store()).get(runId);
}

export async function keepRun(record: RunRecord): Promise<void> {
  await (await store()).save(record);
}

export async function removeRun(runId: string): Promise<void> {
  await (await store()).remove(runId);
}

/** Removes every run; answers how many there were. */
export async function clearRuns(): Promise<number> {
  const runs = await store();
  const before = (await runs.list()).length;
  await runs.clear();
  return before;
}

/** Calls back when a run was kept or removed, in any tab. Returns the unsubscribe function. */
export function onRunsChange(listener: () => void): () => void {
  const opened = store().then(
    (runs) => runs.onChange(listener),
    // Whoever lists the runs is told; without them nothing changes.
    () => () => {},
  );
  return () => void opened.then((unsubscribe) => unsubscribe());
}

/** False where runs are gone when the page is closed. */
export async function runsAreDurable(): Promise<boolean> {
  return (await store()).durable;
}
