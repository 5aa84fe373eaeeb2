import { RecordDamagedError } from '../run/integrity.ts';
import { DemoSession } from './session.ts';
import type { SessionOptions } from './session-options.ts';
import type { DamagedRun } from './session-state.ts';

/** The session of a kept run; what is wrong with the run where it is damaged; null where it cannot be had. */
export async function takeUpRun(
  runId: string,
  options: Omit<SessionOptions, 'demoId' | 'brand'> = {},
): Promise<DemoSession | DamagedRun | null> {
  try {
    return await DemoSession.resume(runId, options);
  } catch (error) {
    return error instanceof RecordDamagedError ? { runId, step: error.step, wantedFor: 'resume' } : null;
  }
}
