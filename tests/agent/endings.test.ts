/** How a round ends where the model does not simply do what was asked. */
import { z } from 'astro/zod';
import { describe, expect, it } from 'vitest';
import { type RunOptions, runAgent } from '../../src/agent/loop.ts';
import type { ModelEvent } from '../../src/agent/model.ts';
import { closingQuestion } from '../../src/agent/question.ts';
import type { Tool } from '../../src/agent/tool.ts';
import { createTools } from '../../src/agent/tools/create-tools.ts';
import { lastChange } from '../../src/demos/undo.ts';
import type { Recorder } from '../../src/run/recorder.ts';
import { tellStory } from '../../src/run/story.ts';
import { MemorySandbox } from '../doubles/memory-sandbox.ts';
import { TestClock, testRecorder } from '../doubles/run-setup.ts';
import { calls, ScriptedModel, USAGE, words } from '../doubles/scripted-model.ts';
import { expectSameReplay } from './same-replay.ts';

async function play(answers: ConstructorParameters<typeof ScriptedModel>[0], more: Partial<RunOptions> = {}) {
  const model = new ScriptedModel(answers);
  const clock = new TestClock();
  const recorder = testRecorder({ mode: 'live', model: model.label }, clock);
  const sandbox = new MemorySandbox();
  const options: RunOptions = {
    model,
    sandbox,
    tools: createTools({ sandbox }),
    recorder,
    system: '',
    request: { text: 'Build a planner' },
    clock: clock.read,
    sleep: (_ms, signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
    ...more,
  };
  const outcome = await runAgent(options);
  return { model, recorder, sandbox, options, outcome, story: tellStory(recorder) };
}

const ended = (recorder: Recorder) => recorder.events.at(-1);
const edit = (id: string, old: string) =>
  calls([id, 'edit_file', { path: '/none.ts', old, new: 'y' }] as const);

describe('a model that makes nothing', () => {
  it('and only talks is not done: it used no tool', async () => {
    const { outcome, recorder, sandbox, story } = await play([words('Here is how one could build it.')]);
    expect(outcome).toMatchObject({ end: 'failed', error: { code: 'no-tool' } });
    expect(ended(recorder)).toMatchObject({ type: 'RUN_ERROR', code: 'no-tool' });
    expect(story).toMatchObject({ status: 'failed', problem: { code: 'no-tool' } });
    await expectSameReplay({ recorder, sandbox });
  });

  it('may answer a later request in words', async () => {
    const first = await play([calls(['a', 'list_files', {}]), words('Built.')]);
    const later = new ScriptedModel([words('It has three views.')]);
    const request = { text: 'What is in it' };
    expect(await runAgent({ ...first.options, model: later, request })).toMatchObject({ end: 'done' });
  });

  it('and says nothing at all is asked once more, then said to be empty', async () => {
    const nothing: ModelEvent[] = [{ type: 'finish', reason: 'done', usage: USAGE }];
    const once = await play([nothing, calls(['a', 'list_files', {}]), nothing]);
    expect(once.outcome.end).toBe('done');
    const twice = await play([nothing, nothing]);
    expect(twice.outcome).toMatchObject({ end: 'failed', error: { code: 'empty-answer' } });
    await expectSameReplay(twice);
  });

  it('and writes its calls as text is told so once, then stopped; the text is read to nobody', async () => {
    const asText: ModelEvent[] = [
      { type: 'tool-text', text: '<tool_call>{"name":"write_file"}</tool_call>' },
      { type: 'finish', reason: 'done', usage: USAGE },
    ];
    const learns = await play([asText, calls(['a', 'list_files', {}]), words('Done.')]);
    expect(learns.outcome.end).toBe('done');
    expect(learns.model.requests[1]?.messages.at(-1)).toMatchObject({
      role: 'user',
      text: expect.stringContaining('written as text'),
    });
    const stubborn = await play([asText, asText]);
    expect(stubborn.outcome).toMatchObject({ end: 'failed', error: { code: 'tool-text' } });
    expect(stubborn.story.steps.some(({ kind }) => kind === 'say')).toBe(false);
    await expectSameReplay(stubborn);
  });

  it('refuses in its own words', async () => {
    const { outcome, story } = await play([words('That is not possible.', 'refusal')]);
    expect(outcome.end).toBe('refused');
    expect(story.status).toBe('refused');
  });
});

describe('words that were thinking', () => {
  it('are taken back once the model shows it', async () => {
    const { recorder, model, story, sandbox } = await play([
      [
        { type: 'text', delta: 'The user is naive.' },
        { type: 'thought' },
        { type: 'text', delta: 'Here is the page.' },
        ...calls(['a', 'list_files', {}]),
      ],
      words('Done.'),
    ]);
    const said = story.steps.filter(({ kind }) => kind === 'say' || kind === 'think');
    expect(said.map(({ kind, text }) => [kind, text])).toEqual([
      ['think', 'Thought briefly'],
      ['say', 'Here is the page.'],
      ['say', 'Done.'],
    ]);
    expect(model.requests[1]?.messages[1]).toMatchObject({ text: 'Here is the page.' });
    await expectSameReplay({ recorder, sandbox });
  });
});

describe('a question to the person', () => {
  it('asked with its tool ends the turn; the answer is the next message', async () => {
    const asking = calls(
      ['w', 'write_file', { path: '/a.ts', content: 'a' }],
      ['q', 'ask_person', { question: 'Which currency?', choices: ['Euro', 'Pound'] }],
    );
    const { outcome, story, recorder, options, sandbox } = await play([asking]);
    expect(outcome.end).toBe('asks');
    expect(story).toMatchObject({
      status: 'asks',
      line: 'Which currency?',
      question: { text: 'Which currency?', choices: ['Euro', 'Pound'] },
    });
    const next = new ScriptedModel([words('Euro it is.')]);
    await runAgent({ ...options, model: next, request: { text: 'Euro' } });
    expect(next.requests[0]?.messages.slice(-2)).toMatchObject([
      { role: 'tool', callId: 'q', ok: true },
      { role: 'user', text: 'Euro' },
    ]);
    expect(tellStory(recorder)).toMatchObject({ status: 'done', question: null });
    await expectSameReplay({ recorder, sandbox });
  });

  it('waits for its answer: what the same answer calls after it is not carried out', async () => {
    const { outcome, story, model, options, recorder, sandbox } = await play([
      calls(
        ['q', 'ask_person', { question: 'Which currency?' }],
        ['l', 'list_files', { path: '/' }],
        ['w', 'write_file', { path: '/a.ts', content: 'dollars' }],
      ),
    ]);
    expect(outcome.end).toBe('asks');
    expect(model.requests).toHaveLength(1);
    expect(sandbox.files.has('/a.ts')).toBe(false);
    expect(story).toMatchObject({ status: 'asks', line: 'Which currency?' });
    expect(story.steps.slice(-2).map(({ state }) => state)).toEqual(['cut', 'cut']);
    const next = new ScriptedModel([words('Euro it is.')]);
    await runAgent({ ...options, model: next, request: { text: 'Euro' } });
    expect(next.requests[0]?.messages.slice(-2)).toMatchObject([
      { role: 'tool', callId: 'w', ok: false },
      { role: 'user', text: 'Euro' },
    ]);
    await expectSameReplay({ recorder, sandbox });
  });

  it('is answered in the phase in which it was asked: the path is in the order in which things happened', async () => {
    const { recorder, options, sandbox } = await play([
      calls(['p', 'set_phase', { title: 'Plan' }]),
      calls(['q', 'ask_person', { question: 'Which currency?' }]),
    ]);
    const next = new ScriptedModel([
      calls(['b', 'set_phase', { title: 'Build' }]),
      calls(['w', 'write_file', { path: '/a.ts', content: 'a' }]),
      words('Built.'),
    ]);
    await runAgent({ ...options, model: next, request: { text: 'Euro' } });
    const story = tellStory(recorder);
    expect(story.phases.map(({ title, state }) => [title, state])).toEqual([
      ['Your request', 'done'],
      ['Plan', 'done'],
      ['Build', 'done'],
    ]);
    expect(story.human.map(({ kind, round }) => [kind, round])).toEqual([
      ['request', 1],
      ['answer', 1],
    ]);
    // The answer is no change: what the agent built with it is the first build.
    expect(lastChange(recorder.events)).toBeNull();
    const later = new ScriptedModel([
      calls(['c', 'write_file', { path: '/a.ts', content: 'b' }]),
      words('Ok.'),
    ]);
    await runAgent({ ...options, model: later, request: { text: 'Make it b' } });
    expect(tellStory(recorder).phases.map(({ title }) => title)).toEqual([
      'Your request',
      'Plan',
      'Build',
      'Your change',
    ]);
    expect(lastChange(recorder.events)?.label).toBe('Make it b');
    await expectSameReplay({ recorder, sandbox });
  });

  it('at the end of a text waits too, in any language', async () => {
    const { outcome, recorder, story, sandbox } = await play([
      calls(['a', 'list_files', {}]),
      words('Es gibt zwei Wege.\n\nWelchen soll ich nehmen?'),
    ]);
    expect(outcome.end).toBe('asks');
    expect(story.question).toEqual({ text: 'Welchen soll ich nehmen?', choices: [] });
    await expectSameReplay({ recorder, sandbox });
  });

  it('after a change is a courtesy: the work is done', async () => {
    const { outcome } = await play([
      calls(['a', 'write_file', { path: '/a.ts', content: 'a' }]),
      words('The page is there. Anything else?'),
    ]);
    expect(outcome.end).toBe('done');
  });

  it('does not excuse a model for ever from using its tools', async () => {
    const first = await play([words('Shall I begin?')]);
    expect(first.outcome.end).toBe('asks');
    const again = new ScriptedModel([words('Are you sure?')]);
    expect(await runAgent({ ...first.options, model: again, request: { text: 'Yes' } })).toMatchObject({
      end: 'failed',
      error: { code: 'no-tool' },
    });
  });

  it.each([
    ['Shall I go on?', true],
    ['これでよろしいですか？', true],
    ['هل أتابع؟', true],
    ['Να συνεχίσω\u037e', true],
    ['**Which one?**', true],
    ['He asked “why?”', true],
    ['It works.', false],
    ['Is it red? It is.', false],
    ['const a = b ? c : d;', false],
  ])('%s', (text, asks) => {
    expect(closingQuestion(text, []) !== null).toBe(asks);
  });
});

describe('an agent that goes round in circles', () => {
  it('is told once, then its round ends with a plain word', async () => {
    const { outcome, model, story, recorder, sandbox } = await play(
      Array.from({ length: 33 }, (_, at) => edit(`c${at}`, 'nowhere')),
    );
    expect(outcome).toMatchObject({ end: 'limit', limit: 'repetition', steps: 6 });
    expect(story).toMatchObject({ status: 'limit', problem: { code: 'repetition' } });
    const told = model.requests
      .at(-1)
      ?.messages.filter((message) => message.role === 'tool' && message.text.includes('You repeat yourself'));
    expect(told).toHaveLength(1);
    await expectSameReplay({ recorder, sandbox });
  });

  it('is noticed where its calls succeed and bring nothing', async () => {
    const { outcome } = await play(
      Array.from({ length: 20 }, (_, at) => calls([`c${at}`, 'list_files', {}])),
    );
    expect(outcome).toMatchObject({ end: 'limit', limit: 'repetition' });
  });

  it('is noticed where two states take turns', async () => {
    const turns = Array.from({ length: 40 }, (_, at) =>
      calls([`c${at}`, 'write_file', { path: '/a.ts', content: at % 2 ? 'one' : 'two' }]),
    );
    expect((await play(turns)).outcome).toMatchObject({ end: 'limit', limit: 'repetition' });
  });

  it('is noticed where each failing call differs a little', async () => {
    const { outcome } = await play(Array.from({ length: 40 }, (_, at) => edit(`c${at}`, `nowhere ${at}`)));
    expect(outcome).toMatchObject({ end: 'limit', limit: 'repetition', steps: 16 });
  });

  it('is not seen in one who tests again after each change', async () => {
    let runs = 0;
    const test: Tool = {
      name: 'test',
      description: '',
      input: z.object({}),
      line: () => 'Testing',
      run: async () => {
        runs += 1;
        return { ok: runs > 5, text: 'the same failure' };
      },
    };
    const sandbox = new MemorySandbox();
    const { outcome } = await play(
      [
        ...Array.from({ length: 6 }, (_, at) =>
          calls(['w', 'write_file', { path: '/a.ts', content: `try ${at}` }], ['t', 'test', {}]),
        ),
        words('Repaired.'),
      ],
      { sandbox, tools: [...createTools({ sandbox }), test] },
    );
    expect(outcome.end).toBe('done');
  });
});
