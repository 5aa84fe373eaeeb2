/** Opens the run beside the guide: the session, taken up where it was, and the driver that follows it. */
import { readBrand } from '../brand/brand-store.ts';
import { DemoSession } from '../demos/session.ts';
import type { LabAttempt } from './attempt.ts';
import type { LabDesk } from './desk.ts';
import { fingerprint } from './fingerprint.ts';
import { LabDriver } from './lab-driver.ts';
import type { AttemptEvent } from './progress.ts';
import type { RungId } from './schema.ts';

export interface OpenDeskOptions {
  readonly getAttempt: () => LabAttempt;
  readonly record: (event: AttemptEvent) => void;
  readonly rungNow: () => RungId;
}

/** Rejects where the session's code cannot be loaded; a sandbox that does not start is a state of the session. */
export async function openLabDesk(options: OpenDeskOptions): Promise<LabDesk> {
  const attempt = options.getAttempt();
  const kept = attempt.run ? await DemoSession.resume(attempt.run.id).catch(() => null) : null;
  const session = kept ?? newSession(attempt);
  if (kept && attempt.brand) kept.setBrand(attempt.brand.value);
  const driver = new LabDriver({ ...options, session, fingerprint, now: () => new Date() });
  return {
    session,
    ask: (rung, text, changeId) => driver.ask(rung, text, changeId),
    flaw: () => null,
    confirmFlaw: async () => ({ found: false, evidence: '' }),
    dispose: () => {
      driver.dispose();
      void session.dispose();
    },
  };
}

function newSession({ demo, brand }: LabAttempt): DemoSession {
  const worn = brand?.value ?? readBrand();
  return new DemoSession({ demoId: demo, ...(worn ? { brand: worn } : {}) });
}
