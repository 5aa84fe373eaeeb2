/** The browser's store of runs, as a session uses it; opened with the first run. */
import { damageOf } from '../run/integrity.ts';
import { writeLeaveNote } from '../run/leave-note.ts';
import type { RunRecord } from '../run/schema.ts';
import type { SessionStore } from './session-parts.ts';

async function open() {
  const { openRunStore } = await import('../run/store.ts');
  return openRunStore();
}

export const browserStore: SessionStore = {
  async save(record) {
    const store = await open();
    await store.save(record, { goesOn: true });
    // It is kept for as long as the page lives; the screen says so.
    if (!store.durable) throw new Error('This browser keeps nothing.');
  },
  note: writeLeaveNote,
  async load(runId) {
    return (await open()).get(runId);
  },
  async newest(demoId, except): Promise<RunRecord | null> {
    const store = await open();
    const runs = await store.list();
    const fit = runs.filter(
      ({ runId, header, summary }) =>
        header.demo === demoId &&
        runId !== except &&
        summary.status === 'done' &&
        header.mode !== 'replay' &&
        !header.damage,
    );
    // A run of a live model is worth more than a rehearsal that can be played anyway.
    const chosen = fit.find(({ summary }) => summary.mode === 'live') ?? fit[0];
    const record = chosen && (await store.get(chosen.runId));
    return record && !damageOf(record) ? record : null;
  },
};
