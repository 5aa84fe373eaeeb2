/** After a stop in mid-call: a file may have been written although the call never came to report it. */
import { filesAt } from '../run/files-at.ts';
import type { Recorder } from '../run/recorder.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { projectChanges, readProject } from './tools/project-files.ts';

/** A sandbox that does not answer must not hold up a stop. */
const LONGEST_MS = 1_000;

/**
 * Records what the sandbox holds and the record does not know. Where the record never saw the files that were
 * there at first (no `seed` facts), files it does not know are left alone.
 */
export async function recordMissedChanges(recorder: Recorder, sandbox: Sandbox): Promise<void> {
  const known = filesAt(recorder.events);
  const whole = recorder.events.some(
    (event) => event.type === 'CUSTOM' && event.name === 'firsthand.file' && event.value.by === 'seed',
  );
  const now = await within(LONGEST_MS, readProject(sandbox));
  if (!now) return;
  for (const { path, before, after } of projectChanges(known, now)) {
    if (before === null && !whole) continue;
    recorder.fact('file', { path, by: 'agent', before, after });
  }
}

/** The value, or null where it fails or takes too long. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
