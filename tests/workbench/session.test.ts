import { describe, expect, it, vi } from 'vitest';
import { ModelError, type ModelEvent } from '../../src/agent/model.ts';
import { DemoSession } from '../../src/demos/session.ts';
import { SandboxError } from '../../src/sandbox/sandbox.ts';
import { SessionRig, until } from './session-rig.ts';

const usage = {
  input: 100,
  output: 20,
  cacheRead: 0,
  cacheWrite: 0,
  reasoning: 0,
  microUsd: 42,
  estimated: false,
};

async function built(rig = new SessionRig(), options = {}) {
  const session = rig.session(options);
  await session.start();
  await until(() => !session.getState().checking && session.getState().checkedAt !== null);
  return { rig, session };
}

/** A model that uses a tool once and has nothing more to do. */
function oneStepThenDone(): () => ModelEvent[] {
  const answers: ModelEvent[][] = [
    [
      { type: 'call-start', id: 'c', name: 'set_phase' },
      { type: 'call-input', id: 'c', delta: '{"title":"Build"}' },
      { type: 'call-end', id: 'c' },
      { type: 'finish', reason: 'tools', usage },
    ],
    [
      { type: 'text', delta: 'Done.' },
      { type: 'finish', reason: 'done', usage },
    ],
  ];
  return () => answers.shift() ?? [];
}

describe('a demo session', () => {
  it('shows the seed before any agent works', async () => {
    const rig = new SessionRig();
    const session = rig.session();
    await session.prepare();
    expect(session.getState()).toMatchObject({ status: 'idle', files: 2, title: 'Sample app', steps: 0 });
    expect(rig.sandbox.text('/src/App.tsx')).toBe('Nothing yet');
    expect(session.getState().previewReady).toBe(true);
  });

  it('keeps a crash of the page over everything that went well after it', async () => {
    const rig = new SessionRig();
    const session = rig.session();
    await session.prepare();
    const boom = { message: 'Error: Boom', plain: 'It broke.', source: 'runtime' } as const;
    rig.sandbox.say({ type: 'loading' });
    rig.sandbox.say({ type: 'error', error: boom });
    rig.sandbox.say({ type: 'ready', ms: 1 });
    rig.sandbox.say({ type: 'updated', ms: 1, stateKept: true });
    await until(() => session.getState().previewError !== null);
    rig.sandbox.say({ type: 'updated', ms: 1, stateKept: true });
    rig.sandbox.say({ type: 'waiting', seconds: 5 });
    await until(() => session.getState().previewWaits === 5);
    expect(session.getState()).toMatchObject({ previewReady: true, previewError: boom });
    rig.sandbox.say({ type: 'problems', load: 1, build: 2, problems: [] });
    await until(() => session.getState().previewError === null);
  });

  it('builds, then has the result measured', async () => {
    const { rig, session } = await built();
    const state = session.getState();
    expect(rig.sandbox.text('/src/App.tsx')).toBe('Hello from Sample');
    expect(state).toMatchObject({
      status: 'done',
      mode: { mode: 'rehearsal', rung: 'rehearsal' },
      usage: null,
    });
    expect(state.checks).toMatchObject([{ id: 'hello', state: 'pass', detail: 'It says hello' }]);
    expect(state.checksStale).toBe(false);
    expect(state.story.phases.map((phase) => phase.title)).toContain('Build');
  });

  it('plays one round where it is asked twice at once, before and after it is prepared', async () => {
    const rig = new SessionRig();
    const session = rig.session();
    for (const act of [() => session.start(), () => session.request('Add a dark theme')]) {
      await Promise.all([act(), act()]);
      await until(() => session.getState().status === 'done' && !session.getState().checking);
    }
    const types = session.record?.events.map(({ type }) => type) ?? [];
    const ends = types.filter((type) => type === 'RUN_STARTED' || type === 'RUN_FINISHED');
    expect(ends).toEqual(['RUN_STARTED', 'RUN_FINISHED', 'RUN_STARTED', 'RUN_FINISHED']);
  });

  it('is stopped also where its round has yet to wait before it plays', async () => {
    const { rig, session } = await built();
    const before = rig.sandbox.text('/src/theme.css');
    let measured = (): void => undefined;
    const measuring = new Promise<void>((resolve) => {
      measured = resolve;
    });
    vi.spyOn(rig.sandbox.fs, 'read').mockImplementationOnce(async () => {
      await measuring;
      return new Uint8Array();
    });
    void session.runChecks();
    const round = session.request('Add a dark theme');
    await new Promise((resolve) => setImmediate(resolve));
    session.stop();
    measured();
    await round;
    expect(session.getState().status).toBe('stopped');
    expect(rig.sandbox.text('/src/theme.css')).toBe(before);
  });

  it('keeps both of two requests that came while the sandbox opened', async () => {
    const rig = new SessionRig();
    rig.connect('first-model');
    const session = rig.session();
    await Promise.all([session.request('Ask for a desk'), session.request('Add a dark theme')]);
    const said = session.record?.events.flatMap((event) =>
      event.type === 'CUSTOM' && event.name === 'firsthand.human' ? [JSON.stringify(event.value)] : [],
    );
    for (const words of ['Ask for a desk', 'Add a dark theme']) expect(said?.join()).toContain(words);
  });

  it('wears the brand it was given', async () => {
    const { rig } = await built(new SessionRig(), { brand: { name: 'Acme', primary: '#112233' } });
    expect(rig.sandbox.text('/src/App.tsx')).toBe('Hello from Acme');
  });

  it('says plainly what is outside the script, and changes nothing', async () => {
    const { rig, session } = await built();
    const before = rig.sandbox.text('/src/theme.css');
    await session.request('Connect it to our payroll');
    const state = session.getState();
    expect(state.status).toBe('done');
    expect(state.outside).toMatchObject({
      request: 'Connect it to our payroll',
      nearest: [{ id: 'dark', label: 'Add a dark theme' }],
    });
    expect(rig.sandbox.text('/src/theme.css')).toBe(before);
  });

  it('stops everything at once and can go on', async () => {
    const { rig, session } = await built();
    let aborted = false;
    rig.sandbox.onCommand = (_command, signal) =>
      new Promise((resolve) => {
        signal?.addEventListener('abort', () => {
          aborted = true;
          resolve({ text: '', exit: 130 });
        });
      });
    const round = session.request('Run a long command');
    await until(() => rig.sandbox.commands.length === 1);
    expect(session.getState().status).toBe('working');
    session.stop();
    await round;
    expect(aborted).toBe(true);
    expect(session.getState().status).toBe('stopped');
    expect(rig.sandbox.text('/src/after.css')).toBeNull();
    rig.sandbox.onCommand = async () => ({ text: 'ok', exit: 0 });
    session.resume();
    await until(() => session.getState().status === 'done');
    expect(rig.sandbox.text('/src/after.css')).toBe('never');
  });

  it('pauses at the next step and goes on where it was', async () => {
    const { rig, session } = await built();
    let finish = () => {};
    rig.sandbox.onCommand = () => new Promise((resolve) => (finish = () => resolve({ text: 'ok', exit: 0 })));
    const round = session.request('Run a long command');
    await until(() => rig.sandbox.commands.length === 1);
    session.pause();
    expect(session.getState()).toMatchObject({ status: 'working', pauseAsked: true });
    finish();
    await until(() => session.getState().status === 'paused');
    expect(rig.sandbox.text('/src/after.css')).toBeNull();
    const clock = session.elapsed();
    rig.now += 60_000;
    expect(session.elapsed()).toBe(clock);
    session.resume();
    await round;
    expect(session.getState().status).toBe('done');
    expect(rig.sandbox.text('/src/after.css')).toBe('never');
  });

  it('takes a message at the next step', async () => {
    const { rig, session } = await built();
    let finish = () => {};
    rig.sandbox.onCommand = () => new Promise((resolve) => (finish = () => resolve({ text: 'ok', exit: 0 })));
    const round = session.request('Run a long command');
    await until(() => rig.sandbox.commands.length === 1);
    session.message('Add a dark theme');
    expect(session.getState().queued).toEqual(['Add a dark theme']);
    finish();
    await round;
    expect(session.getState().queued).toEqual([]);
    expect(rig.sandbox.text('/src/theme.css')).toBe('dark');
  });

  it('takes back the last change, then has nothing more to take back', async () => {
    const { rig, session } = await built();
    expect(session.getState().canUndo).toBe(false);
    await session.request('Add a dark theme', 'dark');
    expect(rig.sandbox.text('/src/theme.css')).toBe('dark');
    expect(session.getState().suggestions.find((chip) => chip.id === 'dark')?.used).toBe(true);
    expect(session.getState().canUndo).toBe(true);
    await session.undo();
    expect(rig.sandbox.text('/src/theme.css')).toBe('light');
    expect(rig.sandbox.text('/src/dark.css')).toBeNull();
    expect(session.getState().canUndo).toBe(false);
    expect(session.getState().story.human.at(-1)?.kind).toBe('undo');
    expect(session.getState().story.files['/src/theme.css']).toBe('light');
    expect(session.getState().suggestions.find((chip) => chip.id === 'dark')?.used).toBe(false);
  });

  it('records what a person edits, here and through the terminal', async () => {
    const { rig, session } = await built();
    await session.edit('/src/theme.css', 'mine');
    expect(session.getState().story.files['/src/theme.css']).toBe('mine');
    expect(session.getState().checksStale).toBe(true);
    await rig.sandbox.fs.write('/src/note.txt', 'typed');
    await until(() => session.getState().story.files['/src/note.txt'] === 'typed');
    const edits = session.getState().story.human.filter((moment) => moment.kind === 'edit');
    expect(edits).toHaveLength(2);
    await session.undo();
    expect(rig.sandbox.text('/src/note.txt')).toBeNull();
    await session.undo();
    expect(rig.sandbox.text('/src/theme.css')).toBe('light');
  });

  it('goes back to the seed under a new run, and keeps the old one', async () => {
    const { rig, session } = await built();
    const first = session.getState().runId;
    await session.reset();
    expect(session.getState().runId).not.toBe(first);
    expect(session.getState()).toMatchObject({ status: 'idle', steps: 0, files: 2 });
    expect(rig.sandbox.text('/src/App.tsx')).toBe('Nothing yet');
    expect([...rig.kept.keys()]).toContain(first);
    await session.start();
    expect(rig.sandbox.text('/src/App.tsx')).toBe('Hello from Sample');
  });

  it('comes back after a reload: files, story, conversation', async () => {
    const { rig, session } = await built();
    await session.request('Add a dark theme');
    const before = session.getState();
    await session.dispose();
    const again = await DemoSession.resume(before.runId, { pace: 'full' }, rig.dependencies());
    const state = again?.getState();
    expect(rig.sandboxes).toHaveLength(2);
    expect(rig.sandbox.text('/src/theme.css')).toBe('dark');
    expect(state).toMatchObject({ runId: before.runId, status: 'done', canUndo: true, interrupted: false });
    expect(state?.story.steps).toEqual(before.story.steps);
    await again?.undo();
    expect(rig.sandbox.text('/src/theme.css')).toBe('light');
  });

  it('comes back in the middle of the work and goes on when asked', async () => {
    const { rig, session } = await built();
    rig.sandbox.onCommand = () => new Promise(() => {});
    void session.request('Run a long command');
    await until(() => rig.sandbox.commands.length === 1);
    await until(() => (rig.kept.get(session.getState().runId) ?? '').includes('sleep 100'));
    const { runId } = session.getState();
    rig.held.clear();
    rig.now += 3_600_000;
    const again = await DemoSession.resume(runId, { pace: 'full' }, rig.dependencies());
    expect(again?.getState()).toMatchObject({ status: 'stopped', interrupted: true });
    expect(again?.elapsed()).toBeLessThan(60_000);
    again?.resume();
    await until(() => again?.getState().status === 'done');
    expect(rig.sandbox.text('/src/after.css')).toBe('never');
  });

  it('does not start the page by itself that never got ready when the run was taken up before', async () => {
    const { rig, session } = await built();
    const { runId } = session.getState();
    await session.dispose();
    const takeUp = () => DemoSession.resume(runId, { pace: 'full' }, rig.dependencies());
    rig.hangs = true;
    const first = await takeUp();
    expect(first?.getState().previewHeld).toBe(false);
    expect(rig.sandbox.attached).not.toBeNull();
    // The browser hangs and is ended: nothing of this visit comes to an end.
    rig.held.clear();
    rig.hangs = false;
    const second = await takeUp();
    expect(second?.getState()).toMatchObject({ previewHeld: true, previewReady: false });
    expect(rig.sandbox.attached).toBeNull();
    second?.startPreview();
    await until(() => second?.getState().previewReady === true);
    expect(second?.getState().previewHeld).toBe(false);
    rig.held.clear();
    expect((await takeUp())?.getState().previewHeld).toBe(false);
  });

  it('starts the page that it held back once the agent changes it', async () => {
    const { rig, session } = await built();
    const { runId } = session.getState();
    await session.dispose();
    rig.starts.add(runId);
    const again = await DemoSession.resume(runId, { pace: 'full' }, rig.dependencies());
    expect(again?.getState().previewHeld).toBe(true);
    await again?.request('Add a dark theme');
    expect(again?.getState()).toMatchObject({ previewHeld: false, previewReady: true, status: 'done' });
    expect(rig.starts.size).toBe(0);
  });

  it('takes it for late, not for hung, where the visit ends in good order before the page is ready', async () => {
    const { rig, session } = await built();
    const { runId } = session.getState();
    await session.dispose();
    const takeUp = () => DemoSession.resume(runId, { pace: 'full' }, rig.dependencies());
    rig.hangs = true;
    const late = await takeUp();
    await late?.dispose();
    const silent = await takeUp();
    expect(silent?.getState().previewHeld).toBe(false);
    rig.sandbox.say({ type: 'waiting', seconds: 10 });
    await silent?.dispose();
    expect((await takeUp())?.getState().previewHeld).toBe(true);
  });

  it('only shows a run that another tab holds, and copies it on request', async () => {
    const { rig, session } = await built();
    const { runId } = session.getState();
    await until(() => rig.kept.has(runId));
    const second = await DemoSession.resume(runId, { pace: 'full' }, rig.dependencies());
    expect(second?.getState().readOnly).toBe(true);
    await second?.request('Add a dark theme');
    expect(second?.getState().story.rounds).toBe(1);
    const copy = await second?.fork(0);
    expect(copy?.getState()).toMatchObject({ readOnly: false, parentRunId: runId });
    await copy?.request('Add a dark theme');
    expect(rig.sandbox.text('/src/theme.css')).toBe('dark');
    expect(session.getState().story.rounds).toBe(1);
  });

  it('forks at a step with the files as they were then', async () => {
    const { rig, session } = await built();
    await session.request('Add a dark theme');
    const step = session.getState().story.steps.findIndex((each) => each.text.includes('theme'));
    const copy = await session.fork(step);
    expect(rig.sandbox.text('/src/theme.css')).toBe('light');
    expect(rig.sandbox.text('/src/dark.css')).toBeNull();
    expect(copy.getState().parentRunId).toBe(session.getState().runId);
  });

  it('counts tokens and cost of a live model, and says who it is', async () => {
    const rig = new SessionRig();
    rig.connect('first-model');
    rig.first.answer = oneStepThenDone();
    const { session } = await built(rig);
    expect(session.getState().mode).toMatchObject({ mode: 'live', rung: 'live', label: 'first-model' });
    expect(session.getState().usage).toMatchObject({ input: 200, output: 40, microUsd: 84 });
    expect(session.record?.header.mode).toBe('live');
  });

  it('hands over to the second provider by itself, and says so', async () => {
    const rig = new SessionRig();
    rig.connect('first-model', 'second-model');
    rig.first.answer = () => new ModelError('overloaded', 'The model is overloaded.', 'Wait.');
    rig.second.answer = oneStepThenDone();
    const { session } = await built(rig);
    expect(session.getState()).toMatchObject({
      status: 'done',
      mode: { rung: 'second', label: 'second-model', reason: 'The model is overloaded.' },
      nextRung: 'rehearsal',
    });
    expect(session.getState().story.modeChanges).toMatchObject([{ mode: 'live', model: 'second-model' }]);
  });

  it('goes on with the rehearsal when asked to, on the same files, and is honest about it', async () => {
    const rig = new SessionRig();
    rig.connect('first-model');
    rig.first.answer = () =>
      new ModelError('unreachable', 'The model cannot be reached.', 'Check the network.');
    const session = rig.session();
    await session.start();
    expect(session.getState()).toMatchObject({
      status: 'failed',
      problem: { code: 'unreachable', what: 'The model cannot be reached.', canFallBack: true },
      nextRung: 'rehearsal',
    });
    await rig.sandbox.fs.write('/kept.txt', 'by hand');
    await session.fallback();
    await until(() => session.getState().status === 'done');
    expect(session.getState().mode).toMatchObject({ mode: 'rehearsal', rung: 'rehearsal' });
    expect(rig.sandbox.text('/src/App.tsx')).toBe('Hello from Sample');
    expect(rig.sandbox.text('/kept.txt')).toBe('by hand');
    const { story } = session.getState();
    expect(story.modeChanges).toMatchObject([{ mode: 'rehearsal', model: 'Sample rehearsal' }]);
  });

  it('tells why a wanted model is not there', async () => {
    const rig = new SessionRig();
    const session = rig.session({ want: 'live' });
    await session.prepare();
    expect(session.getState().mode).toMatchObject({
      rung: 'rehearsal',
      reason: 'The server does not answer, so no model can be asked.',
    });
  });

  it('says what is awaited after ten seconds, and not before', async () => {
    const { rig, session } = await built();
    rig.sandbox.onCommand = () => new Promise(() => {});
    void session.request('Run a long command');
    await until(() => rig.sandbox.commands.length === 1);
    rig.tick(9_000);
    expect(session.getState().slow).toBeNull();
    rig.tick(2_000);
    expect(session.getState().slow?.what).toContain('Still at it');
    session.stop();
    await until(() => session.getState().status === 'stopped');
    expect(session.getState().slow).toBeNull();
  });

  it('says in three sentences that the sandbox did not start, and starts on the next try', async () => {
    const rig = new SessionRig();
    rig.bootError = new SandboxError('boot-failed', 'This browser is too old.', 'Use a newer one.');
    const session = rig.session();
    await session.start();
    expect(session.getState()).toMatchObject({
      status: 'failed',
      problem: {
        what: 'The sandbox did not start',
        means: 'This browser is too old.',
        do: 'Use a newer one.',
      },
    });
    rig.bootError = null;
    await session.start();
    expect(session.getState().status).toBe('done');
  });

  it('never shows a check as green that could not be measured', async () => {
    const { rig, session } = await built();
    await rig.sandbox.fs.remove('/src/App.tsx');
    await session.runChecks();
    expect(session.getState().checks[0]).toMatchObject({ state: 'unmeasured' });
    expect(session.getState().checks[0]?.detail).toContain('could not be measured');
  });
});
