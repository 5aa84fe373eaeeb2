/** Calls run while the answer that makes them still arrives. */
import { z } from 'astro/zod';
import { describe, expect, it } from 'vitest';
import { RunControl } from '../../src/agent/control.ts';
import { type RunOptions, runAgent } from '../../src/agent/loop.ts';
import { messagesOf } from '../../src/agent/messages.ts';
import { ModelError, type ModelEvent } from '../../src/agent/model.ts';
import type { Tool } from '../../src/agent/tool.ts';
import { createTools } from '../../src/agent/tools/create-tools.ts';
import type { Recorder } from '../../src/run/recorder.ts';
import { tellStory } from '../../src/run/story.ts';
import { MemorySandbox } from '../doubles/memory-sandbox.ts';
import { TestClock, testRecorder } from '../doubles/run-setup.ts';
import { calls, ScriptedModel, USAGE, words } from '../doubles/scripted-model.ts';
import { expectSameReplay } from './same-replay.ts';

/** A model's stream that the test feeds piece by piece. */
class FedStream {
  readonly #waiting: ((event: ModelEvent | Error | null) => void)[] = [];
  readonly #fed: (ModelEvent | Error | null)[] = [];

  feed(...events: readonly (ModelEvent | Error | null)[]): void {
    for (const event of events) {
      const taker = this.#waiting.shift();
      if (taker) taker(event);
      else this.#fed.push(event);
    }
  }

  readonly answer = async function* (this: FedStream): AsyncGenerator<ModelEvent> {
    for (;;) {
      const event =
        this.#fed.length > 0
          ? (this.#fed.shift() ?? null)
          : await new Promise<ModelEvent | Error | null>((resolve) => this.#waiting.push(resolve));
      if (event === null) return;
      if (event instanceof Error) throw event;
      yield event;
    }
  }.bind(this);
}

/** A call: id, tool, input. */
type Wanted = readonly [string, string, Readonly<Record<string, unknown>>];

const FINISH: ModelEvent = { type: 'finish', reason: 'tools', usage: USAGE };
const withoutEnd = (...wanted: Wanted[]) => calls(...wanted).slice(0, -1);
const write = (id: string, path: string, content = 'x'): Wanted => [id, 'write_file', { path, content }];

function setUp(model: ScriptedModel, more: Partial<RunOptions> = {}) {
  const clock = new TestClock();
  const recorder = testRecorder({ mode: 'live', model: model.label }, clock);
  const sandbox = new MemorySandbox();
  const control = new RunControl();
  const options: RunOptions = {
    model,
    sandbox,
    tools: createTools({ sandbox }),
    recorder,
    system: '',
    request: { text: 'Build a planner' },
    control,
    clock: clock.read,
    sleep: (ms, signal) => (ms < 100_000 ? clock.sleep(ms) : untilAborted(signal)),
    ...more,
  };
  return { recorder, sandbox, control, options };
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function results(recorder: Recorder): string[] {
  return recorder.events.flatMap((event) => (event.type === 'TOOL_CALL_RESULT' ? [event.toolCallId] : []));
}

describe('a call', () => {
  it('runs once its input is whole, while the answer still arrives', async () => {
    const stream = new FedStream();
    const { options, recorder, sandbox } = setUp(new ScriptedModel([stream.answer, words('Done.')]));
    const run = runAgent(options);
    stream.feed(...withoutEnd(['p', 'set_phase', { title: 'Plan' }], write('a', '/a.ts')));
    await expect.poll(() => sandbox.files.get('/a.ts')).toBe('x');
    await expect.poll(() => results(recorder)).toEqual(['p', 'a']);
    expect(tellStory(recorder).phases.map(({ title }) => title)).toContain('Plan');
    stream.feed({ type: 'call-start', id: 'b', name: 'write_file' });
    stream.feed(...withoutEnd(write('b2', '/b.ts')).slice(0, 2));
    await expect.poll(() => recorder.events.at(-1)?.type).toBe('TOOL_CALL_ARGS');
    expect(sandbox.files.has('/b.ts')).toBe(false);
    stream.feed(...withoutEnd(write('c', '/c.ts')), FINISH);
    expect((await run).end).toBe('done');
    expect(results(recorder)).toEqual(expect.arrayContaining(['a', 'c']));
    await expectSameReplay({ recorder, sandbox });
  });

  it('that only reads is told at once where nothing else comes', async () => {
    const stream = new FedStream();
    const { options, recorder, sandbox } = setUp(new ScriptedModel([stream.answer, words('Done.')]));
    const run = runAgent(options);
    stream.feed(...withoutEnd(['l', 'list_files', {}]));
    await expect.poll(() => results(recorder)).toEqual(['l']);
    stream.feed(...withoutEnd(['m', 'list_files', {}], write('a', '/a.ts')), FINISH);
    await run;
    expect(results(recorder)).toEqual(['l', 'm', 'a']);
    await expectSameReplay({ recorder, sandbox });
  });

  it('under an id that another call of the answer has too is a call of its own', async () => {
    const model = new ScriptedModel([
      calls(write('call_0', '/a.ts', 'one'), write('call_0', '/b.ts', 'two')),
      words('Done.'),
    ]);
    const { options, sandbox, recorder } = setUp(model);
    await runAgent(options);
    expect(Object.fromEntries(sandbox.files)).toMatchObject({ '/a.ts': 'one', '/b.ts': 'two' });
    expect(results(recorder)).toEqual(['call_0', 'call_0-2']);
  });

  it.each([
    ['the name of a property of every object', 'constructor'],
    ['the name of a prototype', '__proto__'],
    ['kilobytes of text', 'x'.repeat(3000)],
    ['nothing', ''],
  ])('whose tool and id are %s is shown, kept and replayed as any other', async (_what, name) => {
    const model = new ScriptedModel([calls([name, name, {}], write(name, '/a.ts')), words('Done.')]);
    const { options, sandbox, recorder } = setUp(model);
    let story = tellStory(recorder);
    recorder.subscribe(() => {
      story = tellStory(recorder, story);
    });
    await runAgent(options);
    expect(story.steps.map(({ icon, state }) => [icon, state])).toEqual([
      ['person', 'ok'],
      ['tool', 'failed'],
      ['write', 'ok'],
      ['say', 'ok'],
    ]);
    await expectSameReplay({ recorder, sandbox });
  });
});

describe('a stream that breaks', () => {
  const broken = new ModelError('broken-stream', 'It broke.', 'Again.');

  it('keeps what was carried out: the conversation goes on from there and nothing is done twice', async () => {
    let appended = 0;
    const append: Tool = {
      name: 'append',
      description: '',
      input: z.object({}),
      line: () => 'Adding',
      async run() {
        appended += 1;
        return { ok: true, text: 'Added.' };
      },
    };
    const model = new ScriptedModel([
      async function* () {
        yield { type: 'text', delta: 'Adding two.' } as const;
        yield* withoutEnd(['a', 'append', {}]);
        yield { type: 'call-start', id: 'b', name: 'append' } as const;
        throw broken;
      },
      words('It is added.'),
    ]);
    const { options, recorder, sandbox } = setUp(model);
    const tools = [...options.tools, append];
    expect((await runAgent({ ...options, tools })).end).toBe('done');
    expect(appended).toBe(1);
    expect(model.requests[1]?.messages.slice(1)).toEqual([
      { role: 'assistant', text: 'Adding two.', calls: [{ id: 'a', name: 'append', input: '{}' }] },
      { role: 'tool', callId: 'a', name: 'append', text: 'Added.', ok: true },
    ]);
    await expectSameReplay({ recorder, sandbox }, () => [append]);
    expect(appended).toBe(2);
  });

  it('while a call runs lets it come to its end', async () => {
    const stream = new FedStream();
    let finish = (): void => undefined;
    const sandbox = new MemorySandbox({
      command: async ({ print }) => {
        print('working\n');
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        return 0;
      },
    });
    const { options, recorder } = setUp(new ScriptedModel([stream.answer, words('Done.')]), {
      sandbox,
      tools: createTools({ sandbox }),
    });
    const run = runAgent(options);
    stream.feed(...withoutEnd(['t', 'bash', { command: 'ls' }]), broken);
    await expect.poll(() => JSON.stringify(recorder.events)).toContain('working');
    finish();
    expect((await run).end).toBe('done');
    expect(results(recorder)).toEqual(['t']);
    expect(messagesOf(recorder.events).filter(({ role }) => role === 'tool')).toMatchObject([{ ok: true }]);
  });
});

describe('a stop in the middle of an answer', () => {
  it.each(['TOOL_CALL_RESULT', 'TOOL_CALL_END', 'TOOL_CALL_START', 'TOOL_CALL_ARGS'] as const)(
    'at a %s leaves what ran, with its result, and nothing open',
    async (type) => {
      const model = new ScriptedModel([
        [{ type: 'text', delta: 'Two.' }, ...calls(write('a', '/a.ts'), write('b', '/b.ts'))],
      ]);
      const { options, recorder, sandbox, control } = setUp(model);
      let seen = 0;
      recorder.subscribe((event) => {
        if (event.type === type && ++seen === 2) control.stop();
      });
      expect((await runAgent(options)).end).toBe('stopped');
      const story = tellStory(recorder);
      expect(story.steps.every(({ state }) => state !== 'running')).toBe(true);
      const told = messagesOf(recorder.events);
      const assistant = told.find((message) => message.role === 'assistant');
      const ran = assistant?.role === 'assistant' ? assistant.calls.map(({ id }) => id) : [];
      expect(ran).toEqual(results(recorder));
      await expectSameReplay({ recorder, sandbox });
    },
  );

  it('cuts the call at work, and the replay of it is the same', async () => {
    const sandbox = new MemorySandbox({
      command: async ({ print, signal }) => {
        print('working\n');
        await untilAborted(signal);
        return 0;
      },
    });
    const stream = new FedStream();
    const { options, recorder, control } = setUp(new ScriptedModel([stream.answer]), {
      sandbox,
      tools: createTools({ sandbox }),
    });
    const run = runAgent(options);
    stream.feed(...withoutEnd(write('a', '/a.ts'), ['t', 'bash', { command: 'ls' }]));
    await expect.poll(() => JSON.stringify(recorder.events)).toContain('working');
    control.stop();
    expect((await run).end).toBe('stopped');
    expect(messagesOf(recorder.events).filter(({ role }) => role === 'tool')).toMatchObject([
      { callId: 'a', ok: true },
      { callId: 't', ok: false },
    ]);
    await expectSameReplay({ recorder, sandbox }, undefined, {
      command: async ({ print, signal }) => {
        print('working\n');
        await untilAborted(signal);
        return 0;
      },
    });
  });
});

describe('an answer that did not finish', () => {
  it('is booked all the same, and a replay books it too', async () => {
    const spent = { ...USAGE, microUsd: 77, estimated: true };
    const model = new ScriptedModel([
      async function* () {
        yield* withoutEnd(write('a', '/a.ts'));
        throw new ModelError('broken-stream', 'It broke.', 'Again.');
      },
      words('Done.'),
    ]);
    const said = [spent];
    const { options, recorder, sandbox } = setUp(
      Object.assign(model, { spent: async () => said.shift() ?? null }),
    );
    await runAgent(options);
    expect(tellStory(recorder).usage).toMatchObject({ microUsd: 82, answers: 1, estimated: true });
    const replayed = await expectSameReplay({ recorder, sandbox });
    expect(tellStory(replayed).replayedUsage.microUsd).toBe(82);
  });

  it('and was stopped is booked too', async () => {
    const model = Object.assign(
      new ScriptedModel([
        async function* () {
          yield { type: 'text', delta: 'Hm' } as const;
          await new Promise(() => undefined);
        },
      ]),
      { spent: async () => USAGE },
    );
    const { options, recorder, sandbox, control } = setUp(model);
    recorder.subscribe((event) => {
      if (event.type === 'TEXT_MESSAGE_CONTENT') control.stop();
    });
    await runAgent(options);
    expect(tellStory(recorder).usage).toMatchObject({ microUsd: 5, answers: 0 });
    await expectSameReplay({ recorder, sandbox });
  });
});
