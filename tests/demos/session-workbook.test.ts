import { describe, expect, it } from 'vitest';
import { ModelError } from '../../src/agent/model.ts';
import { DemoSession } from '../../src/demos/session.ts';
import { comparableEvents } from '../../src/run/comparable.ts';
import { readRecord } from '../../src/run/reader.ts';
import { toJsonl } from '../../src/run/recorder.ts';
import type { RecordedEvent, RunRecord } from '../../src/run/schema.ts';
import { workbookAt } from '../../src/run/workbook-at.ts';
import { workbookPrint } from '../../src/run/workbook-print.ts';
import type { WorkbookCommand } from '../../src/workbook/schema.ts';
import { WorkbookError } from '../../src/workbook/workbook-error.ts';
import { calls } from '../doubles/scripted-model.ts';
import { until } from '../workbench/session-rig.ts';
import { ModelRig, modelDemo, valueAt } from './session-workbook-rig.ts';

const price = (to: number): WorkbookCommand[] => [{ do: 'write', sheet: 'Inputs', at: 'B1', rows: [[to]] }];

async function built(rig = new ModelRig()) {
  const session = rig.session();
  await session.start();
  await until(() => !session.getState().checking && !session.getState().checksStale);
  return { rig, session };
}

function recordOf(session: DemoSession): RunRecord {
  if (!session.record) throw new Error('There is no record.');
  return readRecord(toJsonl(session.record));
}

function isHuman(event: RecordedEvent): boolean {
  return event.type === 'CUSTOM' && event.name === 'firsthand.human';
}

/** The desk is what the record says. */
function expectInStep(session: DemoSession): void {
  const { workbook } = session;
  if (!workbook) throw new Error('There is no workbook.');
  expect(workbookPrint(workbook.workbook)).toBe(
    workbookPrint(workbookAt(recordOf(session).events, undefined, modelDemo.title)),
  );
}

describe('a session of a demo of a model', () => {
  it('builds the workbook with the tools of a model, without a preview', async () => {
    const { rig, session } = await built();
    expect(valueAt(session, 'PnL', 4, 12)).toBe(600);
    expect(rig.sandbox.attached).toBeNull();
    expect(rig.sandbox.text('/briefing.md')).toBe('# A small business');
    const state = session.getState();
    expect(state).toMatchObject({ status: 'done', previewReady: true, workbookFocus: null, canUndo: false });
    expect(state.checks).toMatchObject([{ id: 'profit', state: 'pass', where: { cells: 'PnL!B5' } }]);
    expect(state.story.steps.filter(({ state: end }) => end === 'failed')).toEqual([]);
    expect(state.story.line).toMatch(/^2 sheets with \d+ formulas, 1 of 1 check pass/);
    expectInStep(session);
  });

  it('gives a demo of an app no workbook', async () => {
    const { SessionRig } = await import('../workbench/session-rig.ts');
    const session = new SessionRig().session();
    await session.start();
    session.editWorkbook(price(1), 'Nothing');
    await session.redo();
    expect(session.workbook).toBeNull();
    expect(session.getState()).toMatchObject({ workbookVersion: 0, canRedo: false });
  });

  it('takes an edit by hand: at once, in the record, and the checks are stale', async () => {
    const { session } = await built();
    const { workbookVersion } = session.getState();
    session.editWorkbook(price(3), 'Price to 3');
    expect(valueAt(session, 'PnL', 4, 1)).toBe(-100);
    const state = session.getState();
    expect(state).toMatchObject({ checksStale: true, canUndo: true, canRedo: false });
    expect(state.workbookVersion).toBeGreaterThan(workbookVersion);
    expect(state.story.steps.at(-1)).toMatchObject({ kind: 'person', text: 'Price to 3' });
    expect(state.story.interventions).toBe(1);
    await session.runChecks();
    expect(session.getState().checks[0]).toMatchObject({
      state: 'fail',
      detail: 'PnL!B5 is -100, needs more than 0',
    });
    expectInStep(session);
  });

  it('leaves no trace of an edit that is refused', async () => {
    const { session } = await built();
    const { events } = recordOf(session);
    const bad: WorkbookCommand[] = [{ do: 'write', sheet: 'PnL', at: 'B2', rows: [['=B5']] }];
    expect(() => session.editWorkbook(bad, 'A circle')).toThrow(WorkbookError);
    expect(recordOf(session).events).toHaveLength(events.length);
    expectInStep(session);
  });

  it('keeps numbers that are only tried out of the record and out of the checks', async () => {
    const { session } = await built();
    const { events } = recordOf(session);
    session.workbook?.workbook.try('Inputs', 'B1', 1);
    expect(valueAt(session, 'PnL', 4, 1)).toBe(-300);
    await session.runChecks();
    expect(session.getState().checks[0]?.state).toBe('pass');
    expect(recordOf(session).events).toHaveLength(events.length + 1);
  });

  it('takes back and makes again, an agent’s whole round and an edit by hand alike', async () => {
    const { session } = await built();
    await session.request('Set the price to 12', 'price');
    session.editWorkbook(price(3), 'Price to 3');
    expect(valueAt(session, 'Inputs', 0, 1)).toBe(3);

    await session.undo();
    expect(valueAt(session, 'Inputs', 0, 1)).toBe(12);
    await session.undo();
    expect(valueAt(session, 'Inputs', 0, 1)).toBe(10);
    expect(session.workbook?.workbook.sheets[0]?.formats.some(({ format }) => format === '0.00')).toBe(false);
    expect(session.getState()).toMatchObject({ canUndo: false, canRedo: true });
    expectInStep(session);

    await session.undo();
    expect(valueAt(session, 'Inputs', 0, 1)).toBe(10);
    await session.redo();
    await session.redo();
    expect(valueAt(session, 'Inputs', 0, 1)).toBe(3);
    expect(session.getState()).toMatchObject({ canUndo: true, canRedo: false });
    expectInStep(session);
    expect(
      session
        .getState()
        .story.human.map(({ kind, text }) => `${kind}: ${text}`)
        .slice(-4),
    ).toEqual([
      'undo: Took back: Price to 3',
      'undo: Took back: Set the price to 12',
      'redo: Made again: Set the price to 12',
      'redo: Made again: Price to 3',
    ]);
  });

  it('takes back edits of one cell at once where they came without a pause', async () => {
    const { rig, session } = await built();
    for (const to of [11, 12, 13]) {
      rig.now += 200;
      session.editWorkbook(price(to), `Price to ${to}`);
    }
    rig.now += 5_000;
    session.editWorkbook(price(20), 'Price to 20');
    await session.undo();
    expect(valueAt(session, 'Inputs', 0, 1)).toBe(13);
    await session.undo();
    expect(valueAt(session, 'Inputs', 0, 1)).toBe(10);
    const last = recordOf(session).events.slice(-2);
    expect(last.map((event) => event.type === 'CUSTOM' && event.name)).toEqual([
      'firsthand.human',
      'firsthand.workbook',
    ]);
    expectInStep(session);
  });

  it('is not changed by hand while the agent works', async () => {
    const session = new ModelRig().session();
    const off = session.subscribe(() => {
      if (session.getState().status !== 'working' || !session.workbook?.workbook.sheets.length) return;
      off();
      session.editWorkbook(price(1), 'Too early');
      void session.undo();
    });
    await session.start();
    expect(recordOf(session).events.filter(isHuman)).toHaveLength(1);
    expect(valueAt(session, 'PnL', 4, 1)).toBe(600);
  });

  it('goes back to an empty workbook', async () => {
    const { session } = await built();
    const runId = session.getState().runId;
    await session.reset();
    expect(session.workbook?.workbook.sheets).toEqual([]);
    expect(session.getState()).toMatchObject({ canUndo: false, canRedo: false, status: 'idle' });
    expect(session.getState().runId).not.toBe(runId);
    await session.start();
    expect(valueAt(session, 'PnL', 4, 1)).toBe(600);
    expectInStep(session);
  });

  it('is taken up again after a reload, with what could be taken back', async () => {
    const { rig, session } = await built();
    await session.request('Set the price to 12', 'price');
    rig.now += 5_000;
    session.editWorkbook(price(3), 'Price to 3');
    session.editWorkbook(price(4), 'Price to 4');
    rig.now += 5_000;
    session.editWorkbook(price(5), 'Price to 5');
    await session.undo();
    await session.dispose();

    const again = await DemoSession.resume(session.getState().runId, {}, rig.dependencies());
    if (!again) throw new Error('It is gone.');
    expect(valueAt(again, 'Inputs', 0, 1)).toBe(4);
    expect(again.getState()).toMatchObject({ canUndo: true, canRedo: true });
    await again.redo();
    expect(valueAt(again, 'Inputs', 0, 1)).toBe(5);
    await again.undo();
    await again.undo();
    expect(valueAt(again, 'Inputs', 0, 1)).toBe(12);
    await again.undo();
    expect(valueAt(again, 'Inputs', 0, 1)).toBe(10);
    expect(again.getState().canUndo).toBe(false);
    expectInStep(again);
    await again.request('Set the price to 15');
    expect(valueAt(again, 'Inputs', 0, 1)).toBe(15);
  });

  it('is forked where one says, and the original stays', async () => {
    const { session } = await built();
    session.editWorkbook(price(3), 'Price to 3');
    const steps = session.getState().story.steps;
    const repair = steps.findIndex(({ text }) => text.includes('sign of the cost'));
    const copy = await session.fork(repair - 1);
    expect(valueAt(copy, 'PnL', 4, 1)).toBe(1400);
    expect(valueAt(copy, 'Inputs', 0, 1)).toBe(10);
    copy.editWorkbook(price(20), 'Price to 20');
    expect(valueAt(session, 'Inputs', 0, 1)).toBe(3);
    expectInStep(copy);
    expectInStep(session);
  });

  it('keeps what a stopped build wrote, and goes on from there', async () => {
    const rig = new ModelRig();
    const session = rig.session();
    const off = session.subscribe(() => {
      if (!session.getState().story.steps.some(({ text }) => text === 'Wrote the assumptions')) return;
      off();
      session.stop();
    });
    await session.start();
    expect(session.getState().status).toBe('stopped');
    expect(valueAt(session, 'Inputs', 0, 1)).toBe(10);
    expectInStep(session);
    await session.start();
    expect(valueAt(session, 'PnL', 4, 1)).toBe(600);
    expectInStep(session);
  });

  it('falls back to the rehearsal in the middle of a build: on its own sheets, and it replays', async () => {
    const rig = new ModelRig();
    rig.connect('first-model');
    rig.first.answer = (turn) =>
      turn === 1
        ? calls(
            ['a', 'write_range', { sheet: 'PnL', at: 'A1', rows: Array(40).fill(['Mine', 5, '=B1*2']) }],
            ['b', 'define_name', { names: { Price: 'PnL!$B$1' } }],
          )
        : new ModelError('unreachable', 'No answer.', 'Go on another way.');
    const session = rig.session();
    await session.start();
    expect(session.getState()).toMatchObject({ status: 'failed', nextRung: 'rehearsal' });
    await session.fallback();
    await until(() => !session.getState().checking);
    expect(session.getState().checks).toMatchObject([{ state: 'pass' }]);
    expect(valueAt(session, 'PnL', 39, 1)).toBeNull();
    expect(session.getState()).toMatchObject({ status: 'done', canUndo: false });
    expectInStep(session);

    const recording = recordOf(session);
    const replay = new ModelRig().session({ want: 'replay', recording });
    await replay.start();
    expect(comparableEvents(recordOf(replay))).toEqual(comparableEvents(recording));
    expect(replay.getState().canUndo).toBe(false);
    expectInStep(replay);
  });

  it('leaves a live model that is slow in the middle of a build', async () => {
    const rig = new ModelRig();
    rig.connect('first-model');
    rig.first.answer = (turn) =>
      turn === 1 ? calls(['a', 'write_range', { sheet: 'Mine', at: 'A1', rows: [['Mine', 5]] }]) : null;
    const session = rig.session();
    const round = session.start();
    await until(() => session.workbook?.workbook.sheets.length === 1 && rig.first.requests.length === 2);
    await session.fallback();
    await round;
    expect(session.getState()).toMatchObject({ status: 'done', mode: { rung: 'rehearsal' } });
    expect(session.workbook?.workbook.sheets.map(({ name }) => name)).toEqual(['Inputs', 'PnL']);
    expectInStep(session);
  });

  it('tells the agent what was changed by hand', async () => {
    const rig = new ModelRig();
    rig.connect('first-model');
    rig.first.answer = () => [
      { type: 'text', delta: 'Done.' },
      {
        type: 'finish',
        reason: 'done',
        usage: { input: 1, output: 1, cacheRead: 0, cacheWrite: 0, reasoning: 0, estimated: false },
      },
    ];
    const session = rig.session({ want: 'rehearsal' });
    await session.start();
    await until(() => !session.getState().checking);
    session.editWorkbook(price(3), 'Price to 3');
    await session.dispose();
    const again = await DemoSession.resume(session.getState().runId, { want: 'live' }, rig.dependencies());
    await again?.request('Go on');
    const last = rig.first.requests.at(-1)?.messages.findLast(({ role }) => role === 'user');
    expect(last).toMatchObject({ text: 'Go on', note: 'The person changed Inputs!B1. It holds 3 now.' });
  });
});

describe('a replay of a run that made a workbook', () => {
  async function recorded(): Promise<RunRecord> {
    const { rig, session } = await built();
    rig.now += 5_000;
    session.editWorkbook(price(11), 'Price to 11');
    rig.now += 5_000;
    await session.request('Set the price to 12', 'price');
    await until(() => !session.getState().checking);
    await session.undo();
    await session.redo();
    await session.undo();
    session.editWorkbook(
      [
        { do: 'add-sheet', name: 'Own' },
        { do: 'write', sheet: 'Own', at: 'A1', rows: [['=Price*2']] },
      ],
      'An own sheet',
    );
    await session.runChecks();
    await session.dispose();
    return recordOf(session);
  }

  it('has the same events and the same workbook', async () => {
    const recording = await recorded();
    const rig = new ModelRig();
    const session = rig.session({ want: 'replay', recording });
    await session.start();
    expect(session.getState()).toMatchObject({ status: 'done', problem: null });
    expect(comparableEvents(recordOf(session))).toEqual(comparableEvents(recording));
    expect(valueAt(session, 'Own', 0, 0)).toBe(22);
    expectInStep(session);
  });

  it('can be taken back and worked on afterwards', async () => {
    const recording = await recorded();
    const session = new ModelRig().session({ want: 'replay', recording });
    await session.start();
    expect(session.getState().canUndo).toBe(true);
    await session.undo();
    expect(session.workbook?.workbook.sheets.map(({ name }) => name)).toEqual(['Inputs', 'PnL']);
    await session.request('Set the price to 30');
    expect(valueAt(session, 'Inputs', 0, 1)).toBe(30);
    expectInStep(session);
  });

  it('begins on an empty workbook when it is played once more', async () => {
    const recording = await recorded();
    const session = new ModelRig().session({ want: 'replay', recording });
    await session.start();
    await session.start();
    expect(comparableEvents(recordOf(session))).toEqual(comparableEvents(recording));
    expectInStep(session);
  });
});
