import { describe, expect, it } from 'vitest';
import { makeSampleRun } from '../../../src/run/view/sample-run.ts';
import { ModelRig } from '../../demos/session-workbook-rig.ts';

describe('a sample run', () => {
  it('is a rehearsal that was really executed, and kept with its checks', async () => {
    const rig = new ModelRig();
    const session = rig.session({ want: 'rehearsal' });
    const id = await makeSampleRun(new AbortController().signal, () => session);
    const kept = JSON.parse(rig.kept.get(id) ?? '{}');
    expect(kept.header).toMatchObject({ runId: id, mode: 'rehearsal' });
    expect(session.getState()).toMatchObject({ status: 'done', checksStale: false });
    expect(rig.sandbox.disposed).toBe(true);
  });

  it('is given up when the page is left', async () => {
    const rig = new ModelRig();
    const session = rig.session({ want: 'rehearsal' });
    const stop = new AbortController();
    const off = session.subscribe(() => {
      if (session.getState().status !== 'working') return;
      off();
      stop.abort();
    });
    await expect(makeSampleRun(stop.signal, () => session)).rejects.toThrow('did not come to its end');
    expect(rig.sandbox.disposed).toBe(true);
  });
});
