import { beforeEach, describe, expect, it } from 'vitest';
import { RunKeeper } from '../../src/demos/run-keeper.ts';
import type { Recorder } from '../../src/run/recorder.ts';
import { testRecorder } from '../doubles/run-setup.ts';

/** Finishes or fails each save by hand. */
class Saves {
  readonly open: { done(): void; fail(code?: string): void }[] = [];
  readonly saved: string[] = [];
  readonly notes: number[][] = [];
  readonly states: string[] = [];
  canNote = true;
  later: (() => void) | null = null;
  readonly keeper = new RunKeeper({
    save: ({ header }) =>
      new Promise((resolve, reject) => {
        this.saved.push(header.runId);
        this.open.push({
          done: () => resolve(),
          fail: (code) => reject(Object.assign(new Error('refused'), code && { code })),
        });
      }),
    note: (record, keptSeq) => {
      this.notes.push(record.events.map(({ seq }) => seq).filter((seq) => seq > keptSeq));
      return this.canNote;
    },
    later: (_ms, run) => {
      this.later = () => {
        this.later = null;
        run();
      };
      return () => {
        this.later = null;
      };
    },
    onState: (state) => this.states.push(state),
  });
}

let saves: Saves;
let recorder: Recorder;

function step(name: string): void {
  recorder.append({ type: 'STEP_STARTED', stepName: name });
  saves.keeper.touch(recorder);
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  saves = new Saves();
  recorder = testRecorder();
});

describe('a run that is kept', () => {
  it('notes what waits to be kept when the page is left', async () => {
    step('one');
    saves.later?.();
    await settle();
    saves.open[0]?.done();
    await settle();
    step('two');
    step('three');
    saves.keeper.leave(recorder);
    expect(saves.notes).toEqual([[2, 3]]);
  });

  it('begins no write where it is noted, and one where it cannot be', async () => {
    step('one');
    saves.keeper.leave(recorder);
    await settle();
    expect(saves.open).toHaveLength(0);
    expect(saves.later).not.toBeNull();
    saves.canNote = false;
    saves.keeper.leave(recorder);
    await settle();
    expect(saves.open).toHaveLength(1);
  });

  it('notes what is just being kept, and nothing where all is kept', async () => {
    saves.keeper.leave(recorder);
    expect(saves.notes).toEqual([]);
    step('one');
    saves.later?.();
    await settle();
    saves.keeper.leave(recorder);
    expect(saves.notes).toEqual([[1]]);
    saves.open[0]?.done();
    await settle();
    saves.open[1]?.done();
    await settle();
    saves.keeper.leave(recorder);
    expect(saves.notes).toHaveLength(1);
    expect(saves.states.at(-1)).toBe('saved');
  });

  it('notes what failed to be kept, though nothing new waits', async () => {
    step('one');
    saves.later?.();
    await settle();
    saves.open[0]?.fail();
    await settle();
    expect(saves.states.at(-1)).toBe('failed');
    saves.keeper.leave(recorder);
    expect(saves.notes).toEqual([[1]]);
  });

  it('asks again where the browser refused for now, and not for ever', async () => {
    step('one');
    for (let time = 0; time < 4; time += 1) {
      saves.later?.();
      await settle();
      saves.open[time]?.fail('unavailable');
      await settle();
    }
    expect(saves.open).toHaveLength(4);
    expect(saves.later).toBeNull();
  });

  it('stays erased where it was erased while it went on', async () => {
    step('one');
    saves.later?.();
    await settle();
    saves.open[0]?.fail('erased');
    await settle();
    expect(saves.states.at(-1)).toBe('erased');
    step('two');
    saves.keeper.leave(recorder);
    void saves.keeper.flush(recorder);
    await settle();
    expect([saves.later, saves.notes, saves.open.length]).toEqual([null, [], 1]);
  });

  it('writes two runs that change at once, each', async () => {
    const other = testRecorder({ runId: 'run-otherotherot' });
    step('one');
    other.append({ type: 'STEP_STARTED', stepName: 'there' });
    saves.keeper.touch(other);
    saves.later?.();
    await settle();
    saves.open[0]?.done();
    await settle();
    expect(saves.saved).toEqual([recorder.header.runId, other.header.runId]);
  });

  it('notes a run whose keeping failed before from where it is safe', async () => {
    step('one');
    saves.later?.();
    await settle();
    saves.open[0]?.fail();
    await settle();
    step('two');
    saves.keeper.leave(recorder);
    expect(saves.notes).toEqual([[1, 2]]);
  });
});
