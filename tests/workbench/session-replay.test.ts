import { describe, expect, it } from 'vitest';
import { createReplayModel } from '../../src/agent/models/replay.ts';
import { DemoSession } from '../../src/demos/session.ts';
import { comparableEvents } from '../../src/run/comparable.ts';
import { exportRunXlsx } from '../../src/run/export-workbook.ts';
import { damagedStep, damageOf } from '../../src/run/integrity.ts';
import { exportOtel } from '../../src/run/otel.ts';
import { readRecord } from '../../src/run/reader.ts';
import { toJsonl } from '../../src/run/recorder.ts';
import type { RecordedEvent, RunRecord } from '../../src/run/schema.ts';
import { forkRecord } from '../../src/run/view/fork-run.ts';
import { SessionRig, until } from './session-rig.ts';

/** A run with everything in it: a build, checks, a change, an undo, an edit by hand, a stop, a message. */
async function recorded(): Promise<RunRecord> {
  const rig = new SessionRig();
  const session = rig.session({ brand: { name: 'Acme', primary: '#112233' } });
  await session.start();
  await until(() => session.getState().checkedAt !== null);
  await session.request('Add a dark theme', 'dark');
  await until(() => !session.getState().checking);
  await session.undo();
  await session.edit('/src/theme.css', 'mine');
  rig.sandbox.onCommand = (_command, signal) =>
    new Promise((resolve) => signal?.addEventListener('abort', () => resolve({ text: '', exit: 130 })));
  const round = session.request('Run a long command');
  await until(() => rig.sandbox.commands.length === 1);
  session.stop();
  await round;
  await session.dispose();
  const kept = rig.kept.get(session.getState().runId) ?? '';
  const { header, events } = JSON.parse(kept) as RunRecord;
  return readRecord([header, ...events].map((line) => JSON.stringify(line)).join('\n'));
}

/** A plain build. */
async function builtOnce(): Promise<RunRecord> {
  const rig = new SessionRig();
  const session = rig.session();
  await session.start();
  await until(() => session.getState().checkedAt !== null);
  await session.dispose();
  return JSON.parse(rig.kept.get(session.getState().runId) ?? '') as RunRecord;
}

/** What follows these is recorded in the same go, so nothing is kept between them. */
function canBeLast(event: RecordedEvent | undefined): boolean {
  if (event?.type === 'CUSTOM') return event.name !== 'firsthand.doing';
  return !['TOOL_CALL_START', 'TOOL_CALL_RESULT', 'TEXT_MESSAGE_START'].includes(event?.type ?? '');
}

/** Acts once, as soon as it is so. */
function once(session: DemoSession, holds: () => boolean, act: () => void): void {
  const off = session.subscribe(() => {
    if (!holds()) return;
    off();
    act();
  });
}

/** A command that ends only when it is stopped. */
function untilStopped(rig: SessionRig): void {
  rig.sandbox.onCommand = (_command, signal) =>
    new Promise((resolve) => signal?.addEventListener('abort', () => resolve({ text: '', exit: 130 })));
}

async function replaying(recording: RunRecord) {
  const rig = new SessionRig();
  const session = rig.session({ want: 'replay', recording });
  await session.prepare();
  untilStopped(rig);
  return { rig, session };
}

describe('a session that replays', () => {
  it('does again what was done: edits, undo and stop, to the same files', async () => {
    const recording = await recorded();
    const { rig, session } = await replaying(recording);
    await session.start();
    expect(session.getState().status).toBe('done');
    expect(comparableEvents(session.record ?? recording)).toEqual(comparableEvents(recording));
    expect(session.record).not.toBe(recording);
    expect(rig.sandbox.text('/src/App.tsx')).toBe('Hello from Acme');
    expect(rig.sandbox.text('/src/theme.css')).toBe('mine');
    expect(rig.sandbox.text('/src/dark.css')).toBeNull();
    expect(rig.sandbox.text('/src/after.css')).toBeNull();
    expect(session.getState().usage).toBeNull();
  });

  it('says that it is a replay, of when and by whom, on the screen and in its own record', async () => {
    const recording = await recorded();
    const { session } = await replaying(recording);
    const replayOf = {
      runId: recording.header.runId,
      mode: 'rehearsal',
      model: 'Sample rehearsal',
      startedAt: recording.header.startedAt,
    };
    expect(session.getState().mode).toMatchObject({ mode: 'replay', rung: 'replay', replayOf });
    expect(session.record?.header).toMatchObject({ mode: 'replay', replayOf });
    expect(session.getState().brand.name).toBe('Acme');
    await session.start();
    expect(session.getState().mode.mode).toBe('replay');
  });

  it('is judged by the brand that the work had then, also after it was changed on the way', async () => {
    const beta = { name: 'Beta', primary: '#445566' };
    const rig = new SessionRig();
    const session = rig.session({ brand: { name: 'Acme', primary: '#112233' } });
    await session.start();
    await until(() => session.getState().checkedAt !== null);
    session.setBrand(beta);
    session.setBrand({ ...beta });
    await session.request('Add a dark theme', 'dark');
    await until(() => !session.getState().checking);
    await session.dispose();
    const { runId } = session.getState();
    const recording = JSON.parse(rig.kept.get(runId) ?? '') as RunRecord;
    const told = recording.events.filter(
      (event) => event.type === 'CUSTOM' && event.name === 'firsthand.brand',
    );
    expect(told).toHaveLength(1);

    const later = await DemoSession.resume(runId, { pace: 'full' }, rig.dependencies());
    expect(later?.getState().brand).toEqual(beta);
    await later?.prepare();
    expect(later?.getState().brand).toEqual(beta);

    const { session: replay } = await replaying(recording);
    expect(replay.getState().brand.name).toBe('Acme');
    await replay.start();
    expect(replay.getState()).toMatchObject({ status: 'done', brand: beta });
    expect(comparableEvents(replay.record ?? recording)).toEqual(comparableEvents(recording));
  });

  it('stands still while it is held, and its clock with it', async () => {
    const { rig, session } = await replaying(await recorded());
    const steps = () => session.getState().story.steps.length;
    once(
      session,
      () => steps() > 0,
      () => session.pause(),
    );
    const playing = session.start();
    await until(() => session.getState().status === 'paused');
    const before = session.elapsed();
    rig.now += 60_000;
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(rig.sandbox.text('/src/theme.css')).toBeNull();
    expect(session.elapsed()).toBe(before);
    session.resume();
    await playing;
    expect(session.getState().status).toBe('done');
    expect(rig.sandbox.text('/src/theme.css')).toBe('mine');
    expect(session.elapsed()).toBe(before);
  });

  it('stops when asked and begins from the start when it goes on', async () => {
    const recording = await recorded();
    const { rig, session } = await replaying(recording);
    once(
      session,
      () => rig.sandbox.text('/src/App.tsx') === 'Hello from Acme',
      () => session.stop(),
    );
    await session.start();
    expect(session.getState().status).toBe('stopped');
    const first = session.getState().runId;
    await session.start();
    expect(session.getState()).toMatchObject({ status: 'done' });
    expect(session.getState().runId).not.toBe(first);
    expect(comparableEvents(session.record ?? recording)).toEqual(comparableEvents(recording));
  });

  it('says where it left the run that was recorded, and not where tools only told it in other words', async () => {
    const { header, events } = await builtOnce();
    /** The same run with its results of checks changed. */
    const changed = (change: { pass?: boolean; detail?: string }): RunRecord => ({
      header,
      events: events.map((event) =>
        event.type === 'CUSTOM' && event.name === 'firsthand.checks'
          ? { ...event, value: { results: event.value.results.map((result) => ({ ...result, ...change })) } }
          : event,
      ),
    });
    const { session: told } = await replaying(changed({ detail: 'It greets' }));
    await told.start();
    expect(told.getState()).toMatchObject({ status: 'done', problem: null });
    const { session: left } = await replaying(changed({ pass: false }));
    await left.start();
    expect(left.getState()).toMatchObject({ status: 'failed', problem: { code: 'replay-left' } });
  });

  it('says that it left the run where a file could not be written as it was then', async () => {
    const recording = await builtOnce();
    const { rig, session } = await replaying(recording);
    const write = rig.sandbox.fs.write.bind(rig.sandbox.fs);
    rig.sandbox.fs.write = (path, content) =>
      path === '/src/theme.css' ? Promise.reject(new Error('No room.')) : write(path, content);
    await session.start();
    expect(session.getState()).toMatchObject({ status: 'failed', problem: { code: 'replay-left' } });
  });

  it('hands further requests to the rehearsal, and says so', async () => {
    const { rig, session } = await replaying(await builtOnce());
    await session.start();
    await session.request('Add a dark theme', 'dark');
    expect(session.getState()).toMatchObject({ status: 'done', mode: { mode: 'rehearsal' } });
    expect(rig.sandbox.text('/src/theme.css')).toBe('dark');
    expect(session.getState().story.modeChanges.at(-1)).toMatchObject({ mode: 'rehearsal' });
  });

  it('answers what was asked while it played once it has ended', async () => {
    const { rig, session } = await replaying(await builtOnce());
    once(
      session,
      () => session.getState().steps > 0,
      () => session.message('Add a dark theme'),
    );
    await session.start();
    await until(() => rig.sandbox.text('/src/theme.css') === 'dark');
    expect(session.getState().queued).toEqual([]);
  });

  it('is the last rung: the run before stays, the recorded one plays at once', async () => {
    const rig = new SessionRig();
    const recording = await recorded();
    const session = rig.session({ recording });
    await session.prepare();
    untilStopped(rig);
    await session.start();
    await until(() => session.getState().checkedAt !== null);
    const before = session.getState().runId;
    expect(session.getState().nextRung).toBe('replay');
    // What is finished is not thrown away.
    await session.fallback();
    expect(session.getState()).toMatchObject({ status: 'done', runId: before, mode: { rung: 'rehearsal' } });
    const change = session.request('Run a long command');
    await until(() => session.getState().story.steps.at(-1)?.tool === 'bash');
    session.stop();
    await change;
    await session.fallback();
    expect(session.getState()).toMatchObject({ status: 'done', mode: { rung: 'replay' }, nextRung: null });
    expect(session.getState().runId).not.toBe(before);
    expect([...rig.kept.keys()]).toContain(before);
    expect(rig.sandbox.text('/src/theme.css')).toBe('mine');
  });

  it('finds the run to play back by its id', async () => {
    const recording = await recorded();
    const rig = new SessionRig();
    rig.kept.set(recording.header.runId, JSON.stringify(recording));
    const session = rig.session({ want: 'replay', recordingId: recording.header.runId });
    await session.prepare();
    expect(session.getState().mode.replayOf?.runId).toBe(recording.header.runId);
  });
});

describe('a run whose page was closed in the middle', () => {
  it('replays to the same events once it went on, wherever it was cut', async () => {
    const whole = await builtOnce();
    const { header } = whole;
    const first = whole.events.findIndex((event) => event.type === 'STEP_STARTED');
    const last = whole.events.findIndex((event) => event.type === 'RUN_FINISHED');
    for (let count = first; count < last; count += 1) {
      if (!canBeLast(whole.events[count - 1])) continue;
      const rig = new SessionRig();
      const cut = { header, events: whole.events.slice(0, count) };
      rig.kept.set(header.runId, JSON.stringify(cut));
      const session = await DemoSession.resume(header.runId, {}, rig.dependencies());
      expect(session?.getState()).toMatchObject({ interrupted: true, status: 'stopped' });
      session?.resume();
      await until(() => session?.getState().status === 'done' && !session.getState().checking);
      const record = readRecord(session?.record ? toJsonl(session.record) : '');
      const replay = await replaying(record);
      await replay.session.start();
      expect(comparableEvents(replay.session.record ?? cut)).toEqual(comparableEvents(record));
    }
  });
});

describe('a run whose page was closed and that nobody took up', () => {
  it('is replayed as far as it went, wherever it was cut', async () => {
    const { header, events } = await recorded();
    const first = events.findIndex((event) => event.type === 'STEP_STARTED');
    for (let count = first; count <= events.length; count += 1) {
      if (!canBeLast(events[count - 1])) continue;
      const { session } = await replaying({ header, events: events.slice(0, count) });
      await session.start();
      expect(session.getState(), String(count)).toMatchObject({ status: 'done', problem: null });
    }
  });
});

describe('a damaged record', () => {
  /** A plain build that lost one event in its middle. */
  async function damaged(): Promise<RunRecord> {
    const { header, events } = await builtOnce();
    return { header, events: events.filter(({ seq }) => seq !== 12) };
  }

  it('is not played back: the rehearsal takes its place, and the screens can say from which step', async () => {
    const recording = await damaged();
    const rig = new SessionRig();
    const session = rig.session({ want: 'replay', recording });
    await session.prepare();
    const { mode, damagedRun } = session.getState();
    expect(mode).toMatchObject({ rung: 'rehearsal', reason: expect.stringContaining('damaged') });
    expect(damagedRun).toEqual({
      runId: recording.header.runId,
      step: damagedStep(recording),
      wantedFor: 'replay',
    });
  });

  it('is neither replayed by the agent nor taken up nor copied', async () => {
    const record = await damaged();
    const rig = new SessionRig();
    rig.kept.set(record.header.runId, JSON.stringify(record));
    await expect(
      DemoSession.resume(record.header.runId, { pace: 'full' }, rig.dependencies()),
    ).rejects.toMatchObject({ code: 'damaged-record', step: damagedStep(record) });
    expect(() => createReplayModel(record)).toThrow('This record is damaged, from step');
    expect(() => exportOtel(record)).toThrow('This record is damaged, from step');
    await expect(exportRunXlsx(record)).rejects.toThrow('This record is damaged, from step');
    expect(() => forkRecord(record, 12, 'run-copycopycopy', new Date(0))).toThrow('This record is damaged');
    // Before the damage a copy is as good as any.
    const copy = forkRecord(record, 11, 'run-copycopycopy', new Date(0));
    expect(damageOf(copy)).toBeNull();
    expect(copy.events).toHaveLength(11);
  });
});
