/** For the page: a run of a shipped demo by its rehearsal, then the replay of what was recorded. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { DemoSession } from '../../src/demos/session.ts';
import { comparableEvents } from '../../src/run/comparable.ts';
import type { RunRecord } from '../../src/run/schema.ts';

export interface PlayedRun {
  readonly status: string;
  readonly mode: string;
  readonly filesHash: string;
  readonly events: readonly unknown[];
}

export interface ReplayPage {
  /** Builds, changes twice, takes one back, edits by hand; then replays all of it. */
  recordAndReplay(demoId: string): Promise<{ readonly first: PlayedRun; readonly again: PlayedRun }>;
}

async function checked(session: DemoSession): Promise<void> {
  while (session.getState().checking || session.getState().checksStale) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function played(session: DemoSession): Promise<PlayedRun & { readonly record: RunRecord }> {
  const { sandbox, record } = session;
  if (!sandbox || !record) throw new Error('The session was not prepared.');
  const entries = await sandbox.fs.list('/', { recursive: true });
  const hash = sha256.create();
  for (const { path, kind } of entries) {
    if (kind !== 'file') continue;
    hash.update(new TextEncoder().encode(`${path}\n`)).update(await sandbox.fs.read(path));
  }
  return {
    status: session.getState().status,
    mode: session.getState().mode.mode,
    filesHash: bytesToHex(hash.digest()),
    events: comparableEvents(record),
    record: { header: record.header, events: [...record.events] },
  };
}

export const page: ReplayPage = {
  async recordAndReplay(demoId) {
    const session = new DemoSession({ demoId, want: 'rehearsal', pace: 'full', keep: false });
    await session.start();
    await checked(session);
    for (const change of session.getState().suggestions.slice(0, 2)) {
      await session.request(change.label, change.id);
      await checked(session);
    }
    await session.undo();
    await session.edit('/notes.txt', 'by hand');
    const { record, ...first } = await played(session);
    await session.dispose();
    const replay = new DemoSession({ demoId, want: 'replay', pace: 'full', keep: false, recording: record });
    await replay.start();
    const { record: _replayed, ...again } = await played(replay);
    await replay.dispose();
    return { first, again };
  },
};
