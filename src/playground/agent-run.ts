/** A run of the agent on the playground's files: how it begins, is found again, and what it leaves. */
import { readBrand } from '../brand/brand-store.ts';
import { BRIEF_PATH } from '../demos/own-brief/brief.ts';
import { ownBriefs } from '../demos/registry.ts';
import { DemoSession } from '../demos/session.ts';
import { seedOf } from '../demos/session-records.ts';

/** Begins a run on these files and starts it. */
export function startAgentRun(text: string, project: Readonly<Record<string, string>>): DemoSession {
  const { id, title, brand } = ownBriefs.app;
  const session = new DemoSession({
    demoId: id,
    title,
    want: 'live',
    brief: { text, project },
    brand: readBrand(id) ?? brand,
  });
  void session.start();
  return session;
}

/** The run of an earlier visit; null where there is none, or another tab works on it. */
export async function resumeAgentRun(runId: string): Promise<DemoSession | null> {
  const session = await DemoSession.resume(runId, { want: 'live' }).catch(() => null);
  if (!session?.getState().readOnly) return session;
  await session.dispose();
  return null;
}

/** What the run changed of the files it began with; null: it removed one. The brief is no file of the project. */
export function changesOf({
  record,
  getState,
}: Pick<DemoSession, 'record' | 'getState'>): ReadonlyMap<string, string | null> {
  const { files } = getState().story;
  const seed = record ? seedOf(record.events) : {};
  const changes = new Map<string, string | null>();
  for (const [path, text] of Object.entries(files)) if (seed[path] !== text) changes.set(path, text);
  for (const path of Object.keys(seed)) if (!(path in files)) changes.set(path, null);
  changes.delete(BRIEF_PATH);
  return changes;
}
