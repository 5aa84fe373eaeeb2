/** "Erase everything": all that the register names, here and in the other tabs, and on the server. */
import { keepsAttempt } from '../labs/attempt-store.ts';
import { openWorkspaceStore } from '../playground/workspace-store.ts';
import { clearRuns } from '../run/view/library.ts';
import { eraseItems } from '../storage/erasure.ts';
import type { KeptNameOf } from '../storage/names.ts';
import { beginErasing } from './server-side.ts';

export interface EraseResult {
  readonly attempts: number;
  readonly runs: number;
  /** How many events the server erased; `later` where it cannot be reached now. */
  readonly server: number | 'later';
  /** What the browser did not let go. */
  readonly failed: readonly KeptNameOf<'database'>[];
}

/** How each database of the register is emptied; answers how many things were in it. */
const erasers: Readonly<Record<KeptNameOf<'database'>, () => Promise<number>>> = {
  runs: clearRuns,
  playground: async () => {
    await openWorkspaceStore().clear();
    return 1;
  },
  // It is taken away by whoever makes it.
  preflight: async () => 0,
};

/** @param at ms since 1970 */
export async function eraseEverything(at: number): Promise<EraseResult> {
  // First the server's part here: what must still be erased there is noted before the rest goes.
  const { done } = await beginErasing();
  const keys = eraseItems(at);
  const failed: KeptNameOf<'database'>[] = [];
  const counts = new Map<string, number>();
  for (const [name, erase] of Object.entries(erasers) as [KeptNameOf<'database'>, () => Promise<number>][]) {
    try {
      counts.set(name, await erase());
    } catch {
      failed.push(name);
    }
  }
  return {
    attempts: keys.filter(keepsAttempt).length,
    runs: counts.get('runs') ?? 0,
    server: await done,
    failed,
  };
}
