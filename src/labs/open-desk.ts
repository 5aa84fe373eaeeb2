/** Opens the run beside the guide: the session, taken up where it was, and the driver that follows it. */
import { readBrand } from '../brand/brand-store.ts';
import { DemoSession } from '../demos/session.ts';
import type { DamagedRun } from '../demos/session-state.ts';
import { takeUpRun } from '../demos/take-up-run.ts';
import type { LabAttempt } from './attempt.ts';
import type { FlawAnswer, LabDesk } from './desk.ts';
import { type Fingerprint, LabDriver, type LabDriverOptions } from './lab-driver.ts';
import { assumptionsOf, cellWords, figuresOf } from './model-desk.ts';
import type { AttemptEvent } from './progress.ts';
import { followRunUsage } from './run-usage.ts';
import { tellUsage } from './tell-usage.ts';

export interface OpenDeskOptions {
  readonly getAttempt: () => LabAttempt;
  readonly record: (event: AttemptEvent) => void;
  readonly rungNow: LabDriverOptions['rungNow'];
}

/** Rejects where the session's code cannot be loaded; a sandbox that does not start is a state of the session. */
export async function openLabDesk(options: OpenDeskOptions): Promise<LabDesk> {
  const attempt = options.getAttempt();
  const taken = attempt.run ? await takeUpRun(attempt.run.id) : null;
  const kept = taken instanceof DemoSession ? taken : null;
  const session = kept ?? newSession(attempt, taken instanceof DemoSession ? null : taken);
  if (kept && attempt.brand) kept.setBrand(attempt.brand.value);
  const model = () => session.workbook?.workbook ?? null;
  const figures = () => figuresOf(model(), session.getState().demo?.headlines ?? []);
  let fingerprint: Fingerprint | null = null;
  const driver = new LabDriver({
    ...options,
    session,
    fingerprint: () => fingerprint,
    workbook: () => model()?.toFile() ?? null,
    figures: () => (model() ? Object.fromEntries(figures().map(({ name, value }) => [name, value])) : null),
    now: () => new Date(),
  });
  const endLooking = lookAtFiles(session, (loaded) => {
    fingerprint = loaded;
    driver.follow();
  });
  const endUsage = followRunUsage(session, tellUsage);
  return {
    session,
    ask: (rung, text, changeId) => {
      // The first build is worth watching slowly; a change is what the person waits for.
      if (session.getState().pace !== 'full') session.setPace(4);
      return driver.ask(rung, text, changeId);
    },
    figures,
    assumptions: () => assumptionsOf(model()),
    scenarios: () => model()?.scenario?.labels ?? [],
    cellWords: (cell) => cellWords(model(), cell),
    flaw: () => session.getState().demo?.flaw ?? null,
    confirmFlaw: (choice) => confirmFlaw(session, choice),
    dispose: () => {
      endUsage();
      endLooking();
      driver.dispose();
      void session.dispose();
    },
  };
}

/**
 * Fetches what compares projects once the first page is shown, which it would hold up; then looks at the files as they
 * come, so that the end of a round does not wait for all of them.
 */
function lookAtFiles(session: DemoSession, ready: (fingerprint: Fingerprint) => void): () => void {
  let seen: Readonly<Record<string, string>> | null = null;
  let looking = false;
  let ended = false;
  const isShown = () => {
    const { previewReady, status, story } = session.getState();
    return previewReady || (status !== 'working' && story.rounds > 0);
  };
  async function look(): Promise<void> {
    if (looking || !isShown()) return;
    looking = true;
    try {
      const [{ fingerprint }, { lookAhead }] = await Promise.all([
        import('./fingerprint.ts'),
        import('./observable-files.ts'),
      ]);
      if (ended) return;
      if (seen === null) ready(fingerprint);
      for (let { files } = session.getState().story; files !== seen; { files } = session.getState().story) {
        seen = files;
        await lookAhead(files, () => new Promise((resolve) => setTimeout(resolve)));
      }
    } catch {
      // Not fetched: tried again at the next thing that happens.
    }
    looking = false;
  }
  void look();
  const unsubscribe = session.subscribe(() => void look());
  return () => {
    ended = true;
    unsubscribe();
  };
}

/** How long a program may look for a flaw, ms. */
const LOOK_MS = 30_000;

/** Has the demo's own program use the app as the person says, in the preview that is open. */
async function confirmFlaw(session: DemoSession, choice: string): Promise<FlawAnswer> {
  const { demo, brand, previewEvents } = session.getState();
  const { sandbox } = session;
  if (!demo?.flaw || !sandbox) return unseen;
  const signal = AbortSignal.timeout(LOOK_MS);
  try {
    return await demo.flaw.found(
      { sandbox, workbook: session.workbook?.workbook ?? null, brand, events: previewEvents, signal },
      choice,
    );
  } catch {
    return unseen;
  }
}

const unseen: FlawAnswer = {
  found: false,
  evidence: 'It did not answer just now. Wait until it is there again, then report it once more.',
};

function newSession({ demo, brand }: LabAttempt, damagedRun: DamagedRun | null): DemoSession {
  const worn = brand?.value ?? readBrand(demo);
  return new DemoSession({
    demoId: demo,
    pace: 2,
    ...(worn ? { brand: worn } : {}),
    ...(damagedRun ? { damagedRun } : {}),
  });
}
