/** Makes a run for a browser that has none yet: a rehearsal, really executed, at full speed and out of sight. */
import { DemoSession } from '../../demos/session.ts';
import type { SessionActions, SessionState } from '../../demos/session-state.ts';

/** The highlight among the models: it needs no page to look at, so it is done in moments. */
const DEMO = 'subscription-model';

/** Resolves with the id of the kept run. Rejects where the rehearsal did not come to its end, or the signal is aborted. */
export async function makeSampleRun(
  signal: AbortSignal,
  open: () => SessionActions = () =>
    new DemoSession({ demoId: DEMO, artefact: 'workbook', want: 'rehearsal', pace: 'full' }),
): Promise<string> {
  const session = open();
  const stop = () => session.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await session.start();
    await once(session, isMeasured, signal);
    return session.getState().runId;
  } finally {
    signal.removeEventListener('abort', stop);
    await session.dispose();
  }
}

/** The agent is done and its checks were walked. */
function isMeasured({ status, checking, checksStale }: SessionState): boolean {
  return status === 'done' && !checking && !checksStale;
}

/** Resolves once it is so; rejects where the run can no longer come to that. */
function once(
  session: SessionActions,
  holds: (state: SessionState) => boolean,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const state = session.getState();
      const ended = state.status === 'failed' || state.status === 'stopped' || signal.aborted;
      if (!ended && !holds(state)) return;
      off();
      if (ended) reject(new Error('The rehearsal did not come to its end.'));
      else resolve();
    };
    const off = session.subscribe(look);
    look();
  });
}
