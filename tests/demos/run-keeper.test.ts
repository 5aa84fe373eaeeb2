import { beforeEach, describe, expect, it } from 'vitest';
import { RunKeeper } from '../../src/demos/run-keeper.ts';
import type { Recorder } from '../../src/run/recorder.ts';
import { testRecorder } from '../doubles/run-setup.ts';

/** Finishes or fails each save by hand. */
class Saves {
  readonly open: { done(): void; fail(): void }[] = [];
  readonly notes: number[][] = [];
  readonly states: string[] = [];
  later: (() => void) | null = null;
  readonly keeper = new RunKeeper({
    save: () =>
      new Promise((resolve, reject) =>
        this.open.push({ done: () => resolve(), fail: () => reject(new Error('refused')) }),
      ),
    note: (record, keptSeq) =>
      this.notes.push(record.events.map(({ seq }) => seq).filter((seq) => seq > keptSeq)),
    later: (_ms, run) => {
      this.later = run;
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
