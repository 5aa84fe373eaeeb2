import { z } from 'astro/zod';
import { describe, expect, it } from 'vitest';
import { RunControl } from '../../src/agent/control.ts';
import { type RunOptions, runAgent } from '../../src/agent/loop.ts';
import { messagesOf } from '../../src/agent/messages.ts';
import { ModelError } from '../../src/agent/model.ts';
import type { Tool } from '../../src/agent/tool.ts';
import { createTools } from '../../src/agent/tools/create-tools.ts';
import { comparableEvents } from '../../src/run/comparable.ts';
import { readRecord } from '../../src/run/reader.ts';
import { Recorder } from '../../src/run/recorder.ts';
import type { OwnEventKind, OwnEventValue } from '../../src/run/schema.ts';
import { tellStory } from '../../src/run/story.ts';
import { MemorySandbox } from '../doubles/memory-sandbox.ts';
import { TestClock, testRecorder } from '../doubles/run-setup.ts';
import { calls, hanging, ScriptedModel, USAGE, words } from '../doubles/scripted-model.ts';

function setUp(model: ScriptedModel, more: Partial<RunOptions> = {}) {
  const clock = new TestClock();
  const recorder = testRecorder({ mode: model.mode, model: model.label }, clock);
  const sandbox = new MemorySandbox({ files: { '/src/App.tsx': 'export const a = 1;\n' } });
  const control = new RunControl();
  const options: RunOptions = {
    model,
    sandbox,
    tools: createTools({ sandbox }),
    recorder,
    system: 'Build it.',
    request: { text: 'Build a planner' },
    control,
    clock: clock.read,
    // Only waits between retries end by themselves; the clock of the round does not.
    sleep: (ms, signal) => (ms < 100_000 ? clock.sleep(ms) : untilAborted(signal)),
    ...more,
  };
  return { clock, recorder, sandbox: (more.sandbox as MemorySandbox) ?? sandbox, control, options };
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function facts<Kind extends OwnEventKind>(recorder: Recorder, kind: Kind): OwnEventValue<Kind>[] {
  return recorder.events.flatMap((event) =>
    event.type === 'CUSTOM' && event.name === `firsthand.${kind}` ? [event.value as OwnEventValue<Kind>] : [],
  );
}

function results(recorder: Recorder): string[] {
  return recorder.events.flatMap((event) =>
    event.type === 'TOOL_CALL_RESULT' ? [String(event.content)] : [],
  );
}

/** Every record must be one that a reader takes in again, and well formed by the protocol. */
function expectWellFormed(recorder: Recorder): void {
  expect(readRecord(recorder.toJsonl()).events).toEqual(JSON.parse(JSON.stringify(recorder.events)));
  const open = new Set<string>();
  let step: string | null = null;
  for (const event of recorder.events) {
    if (event.type === 'RUN_STARTED') expect(open.size).toBe(0);
    if (event.type === 'STEP_STARTED') {
      expect(step).toBeNull();
      step = event.stepName;
    }
    if (event.type === 'STEP_FINISHED') {
      expect(step).toBe(event.stepName);
      step = null;
    }
    if (event.type === 'TEXT_MESSAGE_START') open.add(event.messageId);
    if (event.type === 'TEXT_MESSAGE_END') expect(open.delete(event.messageId)).toBe(true);
    if (event.type === 'TOOL_CALL_START') open.add(event.toolCallId);
    if (event.type === 'TOOL_CALL_END') expect(open.delete(event.toolCallId)).toBe(true);
    if (event.type === 'RUN_FINISHED') expect([open.size, step]).toEqual([0, null]);
  }
}

describe('a round', () => {
  it('lets the model work with tools until it has nothing left to do', async () => {
    const model = new ScriptedModel([
      calls([
        'c1',
        'write_file',
        { path: '/src/new.ts', content: 'export {};\n', purpose: 'the sign-up form' },
      ]),
      words('It is done.'),
    ]);
    const { options, recorder, sandbox } = setUp(model);
    const outcome = await runAgent(options);
    expect(outcome).toMatchObject({ end: 'done', steps: 2 });
    expect(sandbox.files.get('/src/new.ts')).toBe('export {};\n');
    expect(model.requests[1]?.messages).toEqual([
      { role: 'user', text: 'Build a planner' },
      {
        role: 'assistant',
        text: '',
        calls: [
          {
            id: 'c1',
            name: 'write_file',
            input: '{"path":"/src/new.ts","content":"export {};\\n","purpose":"the sign-up form"}',
          },
        ],
      },
      { role: 'tool', callId: 'c1', name: 'write_file', text: 'Wrote /src/new.ts (1 line).', ok: true },
    ]);
    expect(facts(recorder, 'line')[0]).toMatchObject({ text: 'Wrote the sign-up form', ok: true });
    expect(facts(recorder, 'file')[0]).toMatchObject({ path: '/src/new.ts', by: 'agent', before: null });
    expectWellFormed(recorder);
  });

  it('describes its tools to the model by JSON Schema', async () => {
    const model = new ScriptedModel([]);
    await runAgent(setUp(model).options);
    const write = model.requests[0]?.tools.find((tool) => tool.name === 'write_file');
    expect(write?.inputSchema).toMatchObject({ type: 'object', required: ['path', 'content'] });
    expect(model.requests[0]?.system).toBe('Build it.');
  });

  it('runs parallel calls, neighbours that only read at once, and records them in the order asked for', async () => {
    let together = 0;
    let most = 0;
    const slow = (name: string, readsOnly: boolean): Tool => ({
      name,
      description: '',
      input: z.object({}),
      readsOnly,
      line: () => name,
      async run() {
        together += 1;
        most = Math.max(most, together);
        await new Promise((resolve) => setTimeout(resolve, name === 'look_a' ? 5 : 1));
        together -= 1;
        return { ok: true, text: name };
      },
    });
    const model = new ScriptedModel([calls(['1', 'look_a', {}], ['2', 'look_b', {}], ['3', 'act', {}])]);
    const { options, recorder } = setUp(model, {
      tools: [slow('look_a', true), slow('look_b', true), slow('act', false)],
    });
    await runAgent(options);
    expect(results(recorder)).toEqual(['look_a', 'look_b', 'act']);
    expect(most).toBe(2);
  });

  it('tells what a call does as soon as its input says so', async () => {
    const model = new ScriptedModel([
      calls(['c1', 'write_file', { path: '/src/a.ts', purpose: 'the dates', content: 'x' }]),
    ]);
    const { options, recorder } = setUp(model);
    await runAgent(options);
    expect(facts(recorder, 'doing').map(({ text }) => text)).toEqual([
      'Writing a file',
      'Writing a.ts',
      'Writing the dates',
    ]);
  });
});

describe('what a model gets wrong goes back to it as a readable error', () => {
  async function resultOf(name: string, input: string, finish: 'tools' | 'length' = 'tools') {
    const answer = calls(['c1', name, input]).map((event) =>
      event.type === 'finish' ? { ...event, reason: finish } : event,
    );
    const model = new ScriptedModel([answer]);
    const { options, recorder, sandbox } = setUp(model);
    const outcome = await runAgent(options);
    expect(outcome.end).toBe('done');
    expectWellFormed(recorder);
    return { text: results(recorder)[0] ?? '', line: facts(recorder, 'line')[0], sandbox };
  }

  it('input that is not JSON', async () => {
    const { text, line } = await resultOf('write_file', '{"path": "/a", "content": "x');
    expect(text).toMatch(/not valid JSON.*nothing was done/s);
    expect(line).toMatchObject({ ok: false });
  });

  it('input that does not fit', async () => {
    const { text } = await resultOf('write_file', '{"path": 7}');
    expect(text).toContain('- path: ');
    expect(text).toContain('- content: ');
  });

  it('a tool that does not exist', async () => {
    const { text } = await resultOf('make_coffee', '{}');
    expect(text).toMatch(/no tool "make_coffee".*write_file/s);
  });

  it('no input at all where none is needed', async () => {
    const { text } = await resultOf('list_files', '');
    expect(text).toContain('/src/App.tsx');
  });

  it('a call cut at the limit of the answer asks for smaller pieces', async () => {
    const { text, sandbox } = await resultOf('write_file', '{"path": "/a", "content": "x', 'length');
    expect(text).toContain('in smaller pieces');
    expect(sandbox.files.has('/a')).toBe(false);
  });

  it('a path that leads out of the project', async () => {
    const { text, line } = await resultOf('write_file', '{"path": "/../etc/passwd", "content": "x"}');
    expect(text).toContain('leads out of its folder');
    expect(line).toMatchObject({ ok: false });
  });

  it('a tool that throws', async () => {
    const tool: Tool = {
      name: 'break',
      description: '',
      input: z.object({}),
      line: () => 'Breaking',
      run: () => Promise.reject(new Error('out of glue')),
    };
    const { options, recorder } = setUp(new ScriptedModel([calls(['c1', 'break', {}])]), { tools: [tool] });
    expect((await runAgent(options)).end).toBe('done');
    expect(results(recorder)).toEqual(['break failed: out of glue']);
  });
});

describe('stop', () => {
  it('ends the model’s stream at once, also where the model does not listen', async () => {
    const model = new ScriptedModel([
      // Deaf to its signal: never ends.
      async function* () {
        yield { type: 'text', delta: 'Let me' } as const;
        await new Promise(() => undefined);
      },
    ]);
    const { options, recorder, control } = setUp(model);
    recorder.subscribe((event) => {
      if (event.type === 'TEXT_MESSAGE_CONTENT') control.stop();
    });
    expect(await runAgent(options)).toMatchObject({ end: 'stopped' });
    expect(recorder.events.at(-1)).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'cancelled' } });
    expect(facts(recorder, 'human').map(({ kind }) => kind)).toEqual(['request', 'stop']);
    expectWellFormed(recorder);
    // What was cut was not said.
    expect(messagesOf(recorder.events)).toEqual([{ role: 'user', text: 'Build a planner' }]);
  });

  it('ends a running command, and its late result is not heard', async () => {
    let release = (): void => undefined;
    const sandbox = new MemorySandbox({
      command: async ({ print, signal }) => {
        print('working\n');
        await new Promise<void>((resolve) => {
          release = resolve;
          signal.addEventListener('abort', () => print('late\n'), { once: true });
        });
        return 0;
      },
    });
    const model = new ScriptedModel([
      calls(['c1', 'bash', { command: 'npm test' }], ['c2', 'list_files', {}]),
    ]);
    const { options, recorder, control } = setUp(model, { sandbox, tools: createTools({ sandbox }) });
    recorder.subscribe((event) => {
      if (event.type === 'CUSTOM' && event.name === 'firsthand.output') control.stop();
    });
    expect((await runAgent(options)).end).toBe('stopped');
    const length = recorder.events.length;
    release();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(recorder.events).toHaveLength(length);
    expect(facts(recorder, 'output').map(({ text }) => text)).toEqual(['working\n']);
    expect(facts(recorder, 'line')).toMatchObject([{ callId: 'c1', ok: false, cut: true }]);
    expect(
      tellStory(recorder)
        .steps.filter((step) => step.kind === 'call')
        .map((step) => step.state),
    ).toEqual(['cut']);
    expectWellFormed(recorder);
  });

  it('is never overwritten by what a tool says in the same moment', async () => {
    const control = new RunControl();
    const { options, recorder } = setUp(new ScriptedModel([calls(['c1', 'hasty', {}])]), {
      control,
      tools: [
        {
          name: 'hasty',
          description: '',
          input: z.object({}),
          line: () => 'Being hasty',
          async run(_input, { report }) {
            control.stop();
            report({ type: 'tests', passed: 1, failed: 0 });
            return { ok: true, text: 'All good.' };
          },
        },
      ],
    });
    expect((await runAgent(options)).end).toBe('stopped');
    expect(results(recorder)).toEqual(['This call was stopped before it was through.']);
    expect(facts(recorder, 'tests')).toEqual([]);
  });

  it('keeps the record true to the files where a write was already on its way', async () => {
    const model = new ScriptedModel([calls(['c1', 'write_file', { path: '/src/App.tsx', content: 'new' }])]);
    const { options, recorder, sandbox, control } = setUp(model);
    recorder.fact('file', { path: '/src/App.tsx', by: 'seed', before: null, after: 'export const a = 1;\n' });
    const write = sandbox.fs.write;
    sandbox.fs.write = async (path, data) => {
      await write(path, data);
      control.stop();
    };
    expect((await runAgent(options)).end).toBe('stopped');
    expect(tellStory(recorder).files).toEqual({ '/src/App.tsx': 'new' });
  });

  it('can be followed by a new request that knows of it', async () => {
    const model = new ScriptedModel([
      (_request, signal) => hanging([{ type: 'text', delta: 'a' }], signal),
      words('Sure.'),
    ]);
    const { options, recorder, control } = setUp(model, { tools: [] });
    const off = recorder.subscribe((event) => {
      if (event.type === 'TEXT_MESSAGE_CONTENT') control.stop();
    });
    await runAgent(options);
    off();
    expect((await runAgent({ ...options, request: { text: 'Go on' } })).end).toBe('done');
    expect(model.requests[1]?.messages.at(-1)).toEqual({
      role: 'user',
      text: 'Go on',
      note: 'The person stopped your work before this message.',
    });
  });
});

describe('pause and messages', () => {
  it('take effect at the next step', async () => {
    const model = new ScriptedModel([calls(['c1', 'list_files', {}]), words('Done.')]);
    const { options, recorder, control } = setUp(model);
    recorder.subscribe((event) => {
      if (event.type === 'TOOL_CALL_START') {
        control.pause();
        control.message('Use green');
      }
    });
    const running = runAgent(options);
    await expect.poll(() => control.state.paused).toBe(true);
    expect(model.requests).toHaveLength(1);
    expect(tellStory(recorder).status).toBe('paused');
    expect(control.state.queued).toEqual(['Use green']);
    control.resume();
    await running;
    expect(facts(recorder, 'human').map(({ kind }) => kind)).toEqual([
      'request',
      'pause',
      'resume',
      'message',
    ]);
    expect(model.requests[1]?.messages.at(-1)).toEqual({ role: 'user', text: 'Use green' });
    expect(control.state.queued).toEqual([]);
  });

  it('a message that comes during the last answer is still read', async () => {
    const model = new ScriptedModel([words('Done.'), words('Green now.')]);
    const { options, recorder, control } = setUp(model, { tools: [] });
    const off = recorder.subscribe((event) => {
      if (event.type === 'TEXT_MESSAGE_CONTENT') {
        off();
        control.message('Use green');
      }
    });
    expect(await runAgent(options)).toMatchObject({ end: 'done', steps: 2 });
    expect(model.requests[1]?.messages.map((message) => message.role)).toEqual(['user', 'assistant', 'user']);
  });

  it('stop works while it is paused', async () => {
    const { options, control, recorder } = setUp(new ScriptedModel([]));
    control.pause();
    const running = runAgent(options);
    await expect.poll(() => control.state.paused).toBe(true);
    control.stop();
    expect((await running).end).toBe('stopped');
    expectWellFormed(recorder);
  });
});

describe('caps', () => {
  const again = () => calls([`c${Math.random()}`, 'list_files', {}]);

  it.each([
    ['steps', { steps: 3 }, /3 steps/],
    ['tokens', { tokens: 300 }, /300 tokens/],
  ] as const)('%s end a round with a plain explanation', async (limit, limits, text) => {
    const { options, recorder } = setUp(new ScriptedModel([again(), again(), again(), again()]), { limits });
    const outcome = await runAgent(options);
    expect(outcome).toMatchObject({ end: 'limit', steps: 3 });
    expect(outcome.text).toMatch(text);
    expect(facts(recorder, 'limit')).toMatchObject([{ limit }]);
    expect(tellStory(recorder)).toMatchObject({ status: 'limit', line: outcome.text });
  });

  it('time ends a round in the middle of an answer; pauses do not count', async () => {
    const clock = new TestClock();
    const waits: { ms: number; over: () => void }[] = [];
    const model = new ScriptedModel([
      async function* () {
        clock.now += 20_000;
        yield* calls(['c1', 'list_files', {}]);
      },
      (_request, signal) => hanging([{ type: 'text', delta: 'Hm' }], signal),
    ]);
    const { options, recorder, control } = setUp(model, {
      limits: { ms: 60_000 },
      clock: clock.read,
      sleep: (ms) => new Promise((over) => waits.push({ ms, over })),
    });
    recorder.subscribe((event) => {
      if (event.type === 'TOOL_CALL_START') control.pause();
    });
    const running = runAgent(options);
    await expect.poll(() => control.state.paused).toBe(true);
    clock.now += 60_000;
    waits.shift()?.over();
    await expect.poll(() => waits.length).toBe(1);
    expect(waits[0]?.ms).toBe(40_000);
    control.resume();
    await expect.poll(() => model.requests.length).toBe(2);
    clock.now += 40_000;
    waits.shift()?.over();
    expect(await running).toMatchObject({ end: 'limit' });
    expect(facts(recorder, 'limit')[0]?.text).toContain('1 minutes');
    expectWellFormed(recorder);
  });

  it('an answer that is cut three times in words ends the round', async () => {
    const model = new ScriptedModel([1, 2, 3, 4].map(() => words('And then', 'length')));
    const outcome = await runAgent(setUp(model).options);
    expect(outcome).toMatchObject({ end: 'limit', steps: 3 });
    expect(model.requests[1]?.messages.at(-1)).toMatchObject({
      role: 'user',
      text: expect.stringContaining('cut'),
    });
  });

  it('a refusal ends the round plainly', async () => {
    const { options, recorder } = setUp(new ScriptedModel([words('No.', 'refusal')]));
    expect(await runAgent(options)).toMatchObject({ end: 'refused' });
    expect(tellStory(recorder).status).toBe('refused');
    // The provider would refuse its own refusal again.
    expect(messagesOf(recorder.events)).toHaveLength(1);
  });
});

describe('a model that fails', () => {
  const busy = (ms?: number) => new ModelError('overloaded', 'Busy.', 'Wait.', ms);

  it('is asked again after the time it wants, visibly', async () => {
    const { options, recorder, clock } = setUp(new ScriptedModel([busy(7000), busy(), words('Hello.')]), {
      tools: [],
    });
    const before = clock.now;
    expect((await runAgent(options)).end).toBe('done');
    expect(facts(recorder, 'retry')).toMatchObject([
      { attempt: 1, code: 'overloaded', waitMs: 7000 },
      { attempt: 2, waitMs: 2000 },
    ]);
    expect(clock.now - before).toBe(9000);
    expect(tellStory(recorder).steps.map((step) => step.text)).toContain(
      'The model is busy. Asking again in 7 s.',
    );
    expectWellFormed(recorder);
  });

  it('is given up after some attempts, or where it wants too long a wait', async () => {
    const { options, recorder } = setUp(new ScriptedModel([1, 2, 3, 4, 5, 6].map(() => busy())));
    const outcome = await runAgent(options);
    expect(outcome).toMatchObject({ end: 'failed', error: { code: 'overloaded' } });
    expect(facts(recorder, 'retry')).toHaveLength(4);
    expect(recorder.events.at(-1)).toMatchObject({
      type: 'RUN_ERROR',
      code: 'overloaded',
      metadata: { hint: 'Wait.' },
    });
    expect(tellStory(recorder)).toMatchObject({
      status: 'failed',
      problem: { code: 'overloaded', hint: 'Wait.' },
    });
    const long = setUp(new ScriptedModel([busy(3_600_000)]));
    expect((await runAgent(long.options)).end).toBe('failed');
  });

  it.each(['bad-key', 'budget', 'no-price', 'not-allowed'] as const)(
    '%s is not asked again',
    async (code) => {
      const model = new ScriptedModel([new ModelError(code, 'No.', 'Do this.')]);
      expect(await runAgent(setUp(model).options)).toMatchObject({ end: 'failed', error: { code } });
      expect(model.requests).toHaveLength(1);
    },
  );

  it('in mid-answer, once people saw words of it: it is not said and paid for twice', async () => {
    const model = new ScriptedModel([
      async function* () {
        yield { type: 'text', delta: 'Half a' } as const;
        yield { type: 'call-start', id: 'c1', name: 'write_file' } as const;
        yield { type: 'call-input', id: 'c1', delta: '{"path":"/x' } as const;
      },
    ]);
    const { options, recorder } = setUp(model);
    expect(await runAgent(options)).toMatchObject({ end: 'failed', error: { code: 'broken-stream' } });
    expect(model.requests).toHaveLength(1);
    expect(facts(recorder, 'retry')).toEqual([]);
    expect(messagesOf(recorder.events)).toHaveLength(1);
  });

  it('in mid-answer, while it only thought: it is asked again', async () => {
    const model = new ScriptedModel([
      async function* () {
        yield { type: 'reasoning', delta: 'Hm' } as const;
      },
      calls(['c1', 'list_files', {}]),
      words('Done.'),
    ]);
    const { options, recorder } = setUp(model);
    expect((await runAgent(options)).end).toBe('done');
    expect(facts(recorder, 'retry')).toMatchObject([{ code: 'broken-stream' }]);
    expectWellFormed(recorder);
  });

  it('is followed by another, with the conversation kept and the mode told', async () => {
    const first = new ScriptedModel(
      [calls(['c1', 'list_files', {}]), new ModelError('bad-key', 'No.', 'Key.')],
      'first',
    );
    const second = new ScriptedModel([words('On I go.')], 'Rehearsal of it', 'rehearsal');
    const { options, recorder } = setUp(first, {
      onFailure: (error) => ({ model: second, reason: `the first failed: ${error.code}` }),
    });
    expect(await runAgent(options)).toMatchObject({ end: 'done', model: second });
    expect(second.requests[0]?.messages.map((message) => message.role)).toEqual([
      'user',
      'assistant',
      'tool',
    ]);
    expect(facts(recorder, 'mode')).toEqual([
      { mode: 'rehearsal', model: 'Rehearsal of it', reason: 'the first failed: bad-key' },
    ]);
    const story = tellStory(recorder);
    expect(story).toMatchObject({ mode: 'rehearsal', model: 'Rehearsal of it' });
    // The rehearsal's answer is not counted with the live ones.
    expect(story.usage).toMatchObject({ answers: 1, input: USAGE.input });
  });

  it('that breaks its promises fails the round, not the page', async () => {
    const model = new ScriptedModel([new TypeError('x is undefined')]);
    expect(await runAgent(setUp(model).options)).toMatchObject({
      end: 'failed',
      error: { code: 'bad-request' },
    });
  });
});

describe('a change of model by the person', () => {
  it('drops the answer in progress and goes on at once', async () => {
    const slow = new ScriptedModel([
      (_request, signal) => hanging([{ type: 'text', delta: 'Thinking' }], signal),
    ]);
    const quick = new ScriptedModel([words('Here.')], 'quick');
    const { options, recorder, control } = setUp(slow, { tools: [] });
    recorder.subscribe((event) => {
      if (event.type === 'TEXT_MESSAGE_CONTENT' && event.delta === 'Thinking') {
        control.switchModel(quick, 'the first was slow');
      }
    });
    expect(await runAgent(options)).toMatchObject({ end: 'done', model: quick });
    expect(messagesOf(recorder.events).map((message) => message.role)).toEqual(['user', 'assistant']);
    expect(facts(recorder, 'mode')).toMatchObject([{ model: 'quick' }]);
    expectWellFormed(recorder);
  });

  it('forgets what only the first provider understands', async () => {
    const signed = calls(['c1', 'list_files', {}]).map((event) =>
      event.type === 'finish' ? { ...event, opaque: { signature: 'abc' } } : event,
    );
    const first = new ScriptedModel([signed, new ModelError('bad-key', 'No.', '')]);
    const second = new ScriptedModel([words('Yes.')], 'second');
    const { options } = setUp(first, { onFailure: () => ({ model: second, reason: 'r' }) });
    await runAgent(options);
    expect(first.requests[1]?.messages[1]).toMatchObject({ opaque: { signature: 'abc' } });
    expect(second.requests[0]?.messages[1]).not.toHaveProperty('opaque');
  });
});

describe('a run that is taken up again', () => {
  it('goes on from its record, and what the reload cut is closed', async () => {
    const model = new ScriptedModel([
      calls(['c1', 'list_files', {}], ['c2', 'read_file', { path: '/src/App.tsx' }]),
    ]);
    const { options, recorder } = setUp(model);
    await runAgent(options);
    // The page was closed when the second call was asked for and had not come back.
    const cutAt = recorder.events.findLastIndex((event) => event.type === 'TOOL_CALL_END') + 1;
    const kept = testRecorder({ mode: 'live', model: 'test-model' });
    const again = new Recorder({ header: kept.header, events: recorder.events.slice(0, cutAt) });
    const second = new ScriptedModel([words('Back.')]);
    const { request: _request, ...rest } = options;
    expect((await runAgent({ ...rest, model: second, recorder: again })).end).toBe('done');
    expect(second.requests[0]?.messages.slice(2)).toMatchObject([
      { callId: 'c1', ok: true },
      { callId: 'c2', ok: false, text: expect.stringContaining('stopped') },
    ]);
    expectWellFormed(again);
    expect(again.events.map((event) => event.seq)).toEqual(again.events.map((_, index) => index + 1));
  });

  it('numbers everything the same each time', async () => {
    const play = async () => {
      const { options, recorder } = setUp(
        new ScriptedModel([
          [{ type: 'text', delta: 'Hi' }, ...calls(['c1', 'list_files', {}])],
          words('Done.'),
        ]),
      );
      await runAgent(options);
      return comparableEvents(recorder);
    };
    expect(await play()).toEqual(await play());
  });
});
