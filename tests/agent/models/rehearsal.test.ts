import { describe, expect, it } from 'vitest';
import { RunControl } from '../../../src/agent/control.ts';
import { runAgent } from '../../../src/agent/loop.ts';
import { messagesOf } from '../../../src/agent/messages.ts';
import {
  call,
  createRehearsalModel,
  type RehearsalScript,
  say,
} from '../../../src/agent/models/rehearsal.ts';
import { createTools } from '../../../src/agent/tools/create-tools.ts';
import { Recorder } from '../../../src/run/recorder.ts';
import { tellStory } from '../../../src/run/story.ts';
import { MemorySandbox } from '../../doubles/memory-sandbox.ts';
import { TestClock, testHeader } from '../../doubles/run-setup.ts';
import { calls, ScriptedModel, words } from '../../doubles/scripted-model.ts';

/** Builds a page, tests it, repairs it where the test fails; knows two changes. */
const script: RehearsalScript = {
  title: 'Small app',
  *build() {
    yield say('A plan.');
    yield call('write_file', { path: '/a.ts', content: 'wrong' });
    const tested = yield call('bash', { command: 'npm test' });
    if (!tested.ok) {
      yield say(`Found why: ${tested.text.split('\n')[0]}`);
      yield call('write_file', { path: '/a.ts', content: 'right' });
      yield call('bash', { command: 'npm test' });
    }
    yield say('Built.');
  },
  answer(request) {
    if (/dark/i.test(request)) return change('/dark.css', 'A dark theme it is.');
    if (/spanish/i.test(request)) return change('/es.ts', 'In Spanish now.');
    return null;
  },
  nearest: () => ['Add a dark theme', 'Make it Spanish'],
};

function* change(path: string, text: string) {
  yield call('write_file', { path, content: text });
  yield say(text);
}

function setUp(
  recorder = new Recorder({
    header: testHeader({ mode: 'rehearsal', model: 'Small app' }),
    clock: new TestClock().read,
  }),
) {
  const sandbox = new MemorySandbox({
    command: ({ files, print }) => {
      const good = files.get('/a.ts') === 'right';
      print(good ? 'Tests  1 passed (1)\n' : '× says right\nTests  1 failed (1)\n');
      return good ? 0 : 1;
    },
  });
  const control = new RunControl();
  const model = createRehearsalModel(script);
  const options = { model, tools: createTools({ sandbox }), sandbox, recorder, system: '', control };
  return {
    sandbox,
    control,
    recorder,
    options,
    ask: (text: string) => runAgent({ ...options, request: { text } }),
  };
}

const said = (recorder: Recorder) =>
  tellStory(recorder)
    .steps.filter((step) => step.kind === 'say')
    .map((step) => (step.detail?.type === 'text' ? step.detail.text : step.text));

describe('the rehearsal', () => {
  it('branches on what a tool really said, and spends no tokens', async () => {
    const { ask, recorder, sandbox } = setUp();
    expect(await ask('Build it')).toMatchObject({ end: 'done', steps: 5 });
    expect(sandbox.files.get('/a.ts')).toBe('right');
    const story = tellStory(recorder);
    expect(story).toMatchObject({ tests: { passed: 1, failed: 0 }, repairs: 1, mode: 'rehearsal' });
    expect(story.usage).toMatchObject({ input: 0, output: 0, answers: 0 });
    expect(story.steps.map((step) => step.text)).toContain('Ran 1 test: it fails');
  });

  it('carries out the changes it knows, in any order, on the same conversation', async () => {
    const { ask, sandbox } = setUp();
    await ask('Build it');
    await ask('make it spanish');
    await ask('Add a dark theme');
    expect([...sandbox.files.keys()]).toEqual(['/a.ts', '/es.ts', '/dark.css']);
  });

  it('never pretends: outside the script it says so and offers the nearest', async () => {
    const { ask, recorder, sandbox } = setUp();
    await ask('Build it');
    expect(await ask('Add a chat with an octopus')).toMatchObject({ end: 'done', steps: 1 });
    expect(said(recorder).at(-1)).toBe(
      'This request needs a live model. The rehearsal knows these: “Add a dark theme”, “Make it Spanish”.',
    );
    const story = tellStory(recorder);
    expect(story.outside).toEqual({
      request: 'Add a chat with an octopus',
      nearest: ['Add a dark theme', 'Make it Spanish'],
    });
    expect(story.line).toBe('Wrote 1 file, 1 test passes, in 0 s');
    expect(sandbox.files.size).toBe(1);
  });

  it('takes a known change that comes while it works after the work at hand', async () => {
    const { ask, control, recorder, sandbox } = setUp();
    const off = recorder.subscribe((event) => {
      if (event.type === 'TOOL_CALL_START') {
        off();
        control.message('dark, please');
      }
    });
    await ask('Build it');
    expect(said(recorder)).toContain('Noted. This comes right after the work at hand.');
    expect([...sandbox.files]).toEqual([
      ['/a.ts', 'right'],
      ['/dark.css', 'A dark theme it is.'],
    ]);
  });

  it('answers an unknown word in between and goes on with its work', async () => {
    const { ask, control, recorder, sandbox } = setUp();
    const off = recorder.subscribe((event) => {
      if (event.type === 'TOOL_CALL_START') {
        off();
        control.message('tell me a joke');
      }
    });
    await ask('Build it');
    expect(said(recorder).join(' ')).toContain('This request needs a live model.');
    expect(sandbox.files.get('/a.ts')).toBe('right');
  });

  it.each(['TOOL_CALL_ARGS', 'TOOL_CALL_END', 'TOOL_CALL_RESULT', 'TEXT_MESSAGE_CONTENT'] as const)(
    'stopped at %s, a known request finishes the work and then does it',
    async (type) => {
      const { ask, control, recorder, sandbox } = setUp();
      const off = recorder.subscribe((event) => {
        if (event.type === type) {
          off();
          control.stop();
        }
      });
      expect((await ask('Build it')).end).toBe('stopped');
      expect((await ask('Add a dark theme')).end).toBe('done');
      expect([...sandbox.files]).toEqual([
        ['/a.ts', 'right'],
        ['/dark.css', 'A dark theme it is.'],
      ]);
      expect(said(recorder)).toContain('Built.');
    },
  );

  it('a call that was stopped is made again, not passed over', async () => {
    const { options, control, recorder, sandbox } = setUp();
    const two: RehearsalScript = {
      ...script,
      *build() {
        yield call('write_file', { path: '/one', content: '1' });
        yield call('write_file', { path: '/two', content: '2' });
      },
    };
    const model = createRehearsalModel(two);
    const off = recorder.subscribe((event) => {
      if (event.type === 'TOOL_CALL_END') {
        off();
        // The call is whole, but the tool has not begun.
        setTimeout(() => control.stop());
      }
    });
    const write = sandbox.fs.write;
    sandbox.fs.write = () => new Promise(() => undefined);
    await runAgent({ ...options, model, request: { text: 'Build it' } });
    sandbox.fs.write = write;
    await runAgent({ ...options, model, request: { text: 'Add a dark theme' } });
    expect([...sandbox.files.keys()]).toEqual(['/one', '/two', '/dark.css']);
  });

  it('stopped, an unknown request gets words only', async () => {
    const { ask, control, recorder, sandbox } = setUp();
    const off = recorder.subscribe((event) => {
      if (event.type === 'TOOL_CALL_RESULT') {
        off();
        control.stop();
      }
    });
    await ask('Build it');
    expect(await ask('What is this?')).toMatchObject({ end: 'done', steps: 1 });
    expect(sandbox.files.get('/a.ts')).toBe('wrong');
    await ask('Add a dark theme');
    expect(sandbox.files.get('/a.ts')).toBe('right');
  });

  it('is taken up again after a reload wherever it was, and does each thing once', async () => {
    const whole = setUp();
    await whole.ask('Build it');
    const steps = whole.recorder.events
      .filter((event) => event.type === 'STEP_FINISHED')
      .map((event) => event.seq);
    for (const seq of [...steps, ...steps.map((step) => step - 2)]) {
      const events = whole.recorder.events.filter((event) => event.seq <= seq);
      const again = setUp(new Recorder({ header: whole.recorder.header, events }));
      for (const [path, text] of Object.entries(tellStory(again.recorder).files))
        again.sandbox.files.set(path, text);
      expect((await runAgent(again.options)).end).toBe('done');
      expect(again.sandbox.files.get('/a.ts')).toBe('right');
      expect(tellStory(again.recorder).tests).toMatchObject({ failed: 0 });
      const results = messagesOf(again.recorder.events).filter(
        (message) => message.role === 'tool' && message.text.startsWith('Wrote'),
      );
      expect(results.length).toBeLessThanOrEqual(3);
    }
  });

  it('takes over from a live model: begins its part anew on the files as they are', async () => {
    const { options, recorder, sandbox } = setUp();
    const live = new ScriptedModel([
      calls(['x1', 'write_file', { path: '/b.ts', content: 'live' }]),
      new Error('gone'),
    ]);
    await runAgent({
      ...options,
      model: live,
      request: { text: 'Build it' },
      onFailure: () => ({ model: createRehearsalModel(script), reason: 'the live model failed' }),
    });
    expect([...sandbox.files]).toEqual([
      ['/b.ts', 'live'],
      ['/a.ts', 'right'],
    ]);
    expect(tellStory(recorder).status).toBe('done');
  });

  it('does a change on what a live model built', async () => {
    const { options, sandbox } = setUp();
    const live = new ScriptedModel([
      calls(['x1', 'write_file', { path: '/b.ts', content: 'live' }]),
      words('Built.'),
    ]);
    await runAgent({ ...options, model: live, request: { text: 'Build it' } });
    await runAgent({ ...options, request: { text: 'Add a dark theme' } });
    expect([...sandbox.files.keys()]).toEqual(['/b.ts', '/dark.css']);
  });

  it('speaks at the pace it is given, and the pace may change while it speaks', async () => {
    const clock = new TestClock();
    let fast = false;
    const model = createRehearsalModel(
      {
        ...script,
        *build() {
          yield say('x'.repeat(100));
        },
      },
      { pace: () => (fast ? 'full' : { charactersPerSecond: 100, pauseMs: 500 }), sleep: clock.sleep },
    );
    const before = clock.now;
    let heard = 0;
    const request = {
      system: '',
      messages: [{ role: 'user' as const, text: 'a' }],
      tools: [],
      maxOutputTokens: 1,
    };
    for await (const event of model.respond(request, new AbortController().signal)) {
      if (event.type === 'text') heard += event.delta.length;
      if (heard >= 50) fast = true;
    }
    expect(heard).toBe(100);
    expect(clock.now - before).toBeGreaterThanOrEqual(980);
    expect(clock.now - before).toBeLessThan(1100);
  });
});
