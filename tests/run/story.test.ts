import { describe, expect, it } from 'vitest';
import { runAgent } from '../../src/agent/loop.ts';
import { createTools } from '../../src/agent/tools/create-tools.ts';
import { diffText } from '../../src/run/diff.ts';
import { filesAt, filesAtStep } from '../../src/run/files-at.ts';
import type { Recorder } from '../../src/run/recorder.ts';
import { emptyStory, type Story, tellStory, tellStoryUpTo } from '../../src/run/story.ts';
import { durationText, firstSentence, lastTold } from '../../src/run/story-words.ts';
import { MemorySandbox } from '../doubles/memory-sandbox.ts';
import { TestClock, testRecorder } from '../doubles/run-setup.ts';
import { calls, ScriptedModel, words } from '../doubles/scripted-model.ts';

/** A build with a plan, a file, a failing test, its repair, and a change. */
async function build(): Promise<Recorder> {
  const clock = new TestClock();
  const recorder = testRecorder({}, clock);
  const sandbox = new MemorySandbox({
    command: ({ files, print }) => {
      clock.now += 2000;
      const good = files.get('/a.ts') === 'const a = 2;\n';
      print(good ? 'Tests  9 passed (9)\n' : ' × rejects impossible dates\nTests  8 passed | 1 failed (9)\n');
      return good ? 0 : 1;
    },
  });
  const results = [
    { id: 'a', title: 'No errors', pass: true, detail: '0 errors' },
    { id: 'b', title: 'Contrast', pass: false, detail: '3.1 : 1 on “Sign up”, needs 4.5 : 1', fix: 'Fix it' },
  ];
  const model = new ScriptedModel([
    calls(['1', 'set_phase', { title: 'Build' }]),
    [
      { type: 'text', delta: 'First the **form**. Then more.' },
      ...calls(['2', 'write_file', { path: '/a.ts', purpose: 'the form', content: 'const a = 1;\n' }]),
    ],
    calls(['3', 'set_phase', { title: 'Check its own work' }]),
    calls(['4', 'bash', { command: 'npm test' }]),
    calls(['5', 'edit_file', { path: '/a.ts', old: '1', new: '2' }]),
    calls(['6', 'bash', { command: 'npm test' }]),
    calls(['7', 'run_checks', {}], ['8', 'nonsense', {}]),
    words('Built.'),
    calls(['9', 'write_file', { path: '/b.ts', content: 'b' }]),
    words('Changed.'),
  ]);
  const options = {
    model,
    sandbox,
    recorder,
    system: '',
    clock: clock.read,
    tools: createTools({ sandbox, checks: async () => results }),
  };
  await runAgent({ ...options, request: { text: 'Build a planner. With dates.' } });
  clock.now += 60_000;
  await runAgent({ ...options, request: { text: 'Add a b' } });
  return recorder;
}

describe('a story', () => {
  it('tells phases and plain steps', async () => {
    const story = tellStory(await build());
    expect(
      story.phases.map(({ title, state, steps }) => [title, state, steps.map((step) => step.text)]),
    ).toEqual([
      ['Your request', 'done', ['Build a planner.']],
      ['Build', 'done', ['First the form.', 'Wrote the form']],
      [
        'Check its own work',
        'done',
        [
          'Ran 9 tests: 8 pass, 1 fails',
          'Changed a.ts',
          'Ran 9 tests: all pass',
          'Ran 2 checks: 1 pass, 1 does not',
          'Asked for a tool that does not exist',
          'Built.',
        ],
      ],
      ['Your change', 'done', ['Add a b', 'Wrote b.ts', 'Changed.']],
    ]);
    expect(story.steps.map(({ icon, state }) => `${icon} ${state}`)).toEqual([
      'person ok',
      'say ok',
      'write ok',
      'tests failed',
      'edit ok',
      'tests ok',
      'checks failed',
      'tool failed',
      'say ok',
      'person ok',
      'write ok',
      'say ok',
    ]);
  });

  it('has a second level for every kind of step', async () => {
    const { steps } = tellStory(await build());
    expect(steps[2]?.detail).toEqual({ type: 'file', path: '/a.ts', before: null, after: 'const a = 1;\n' });
    expect(steps[3]?.detail).toMatchObject({
      type: 'tests',
      command: 'npm test',
      output: expect.stringContaining('rejects impossible dates'),
      tests: { passed: 8, failed: 1, firstFailure: 'rejects impossible dates' },
    });
    expect(steps[4]?.detail).toMatchObject({
      type: 'file',
      before: 'const a = 1;\n',
      after: 'const a = 2;\n',
    });
    expect(steps[6]?.detail).toMatchObject({
      type: 'checks',
      results: [{ id: 'a' }, { id: 'b', pass: false }],
    });
    expect(steps[7]?.detail).toMatchObject({ type: 'text', text: expect.stringContaining('no tool') });
  });

  it('has a third level: the events of every step', async () => {
    const recorder = await build();
    const { steps } = tellStory(recorder);
    const raw = recorder.events.filter(
      ({ seq }) => seq >= (steps[3]?.from ?? 0) && seq <= (steps[3]?.to ?? 0),
    );
    expect(raw[0]).toMatchObject({ type: 'TOOL_CALL_START', toolCallId: '4' });
    expect(raw.at(-1)).toMatchObject({ name: 'firsthand.line', value: { callId: '4' } });
    for (const step of steps) expect(step.to).toBeGreaterThanOrEqual(step.from);
  });

  it('sums up', async () => {
    const story = tellStory(await build());
    expect(story).toMatchObject({
      status: 'done',
      rounds: 2,
      repairs: 1,
      interventions: 1,
      toolCalls: 7,
      activeMs: 4000,
      activeSince: null,
      files: { '/a.ts': 'const a = 2;\n', '/b.ts': 'b' },
      checks: { stale: true },
      tests: { passed: 9, failed: 0 },
      writing: null,
      usage: { answers: 10, input: 1000, output: 100, microUsd: 50 },
    });
    expect(story.line).toBe('Wrote 2 files, 9 tests pass, 1 of 2 checks pass, in 4 s');
  });

  it('is the same told at once, bit by bit, or up to a place', async () => {
    const recorder = await build();
    const whole = tellStory(recorder);
    let story: Story = emptyStory(recorder.header);
    for (const [index] of recorder.events.entries()) {
      const part = { header: recorder.header, events: recorder.events.slice(0, index + 1) };
      story = tellStory(part, story);
      if (index % 17 === 0) expect(story).toEqual(tellStory(part));
    }
    expect(story).toEqual(whole);
    expect(tellStoryUpTo(recorder, whole.seq)).toEqual(whole);
    expect(tellStory(recorder, whole)).toBe(whole);
  });

  it('changes nothing it told before, and keeps what did not change', async () => {
    const recorder = await build();
    const at = recorder.events.findIndex(
      (event) => event.type === 'TOOL_CALL_RESULT' && event.toolCallId === '4',
    );
    const before = tellStoryUpTo(recorder, at);
    const copy = structuredClone(before);
    const after = tellStory(recorder, before);
    expect(before).toEqual(copy);
    expect(after.phases[0]).toBe(before.phases[0]);
    expect(after.steps[1]).toBe(before.steps[1]);
  });

  it('shows a file while it is being written', async () => {
    const recorder = await build();
    const seen = new Set<string>();
    for (const { seq } of recorder.events) {
      const { writing, steps } = tellStoryUpTo(recorder, seq);
      if (writing?.callId !== '2') continue;
      seen.add(writing.text);
      expect('const a = 1;\n'.startsWith(writing.text)).toBe(true);
      expect(steps.at(-1)).toMatchObject({ state: 'running', detail: { type: 'writing', path: '/a.ts' } });
    }
    expect(seen.size).toBeGreaterThan(2);
  });

  it('says what happens now', async () => {
    const recorder = await build();
    const lines = new Set(recorder.events.map(({ seq }) => tellStoryUpTo(recorder, seq).line));
    expect(lines).toContain('Writing the form');
    expect(lines).toContain('Running the tests');
    expect(lines).toContain('Waiting for the model');
    expect(tellStory({ header: recorder.header, events: [] }).line).toBe('Nothing has happened yet');
  });

  it('keeps what the agent thought as a step of its own, with how long it took', async () => {
    const clock = new TestClock();
    const recorder = testRecorder({}, clock);
    const model = new ScriptedModel([
      async function* () {
        yield { type: 'reasoning', delta: 'One page ' };
        expect(tellStory(recorder).steps.at(-1)).toMatchObject({ text: 'Thinking', state: 'running' });
        clock.now += 12_000;
        yield { type: 'reasoning', delta: 'will do.' };
        yield* words('Here it is.');
      },
      [{ type: 'text', delta: 'Hm, hm.' }, { type: 'thought' }, ...words('Ready.')],
    ]);
    const sandbox = new MemorySandbox({});
    const run = { model, sandbox, recorder, system: '', clock: clock.read, tools: createTools({ sandbox }) };
    await runAgent({ ...run, request: { text: 'Build it' } });
    await runAgent({ ...run, request: { text: 'Go on' } });
    const { steps } = tellStory(recorder);
    expect(steps.filter(({ kind }) => kind === 'think')).toMatchObject([
      { state: 'ok', text: 'Thought for 12 s', detail: { type: 'text', text: 'One page will do.' } },
      { state: 'ok', text: 'Thought briefly', detail: { type: 'text', text: 'Hm, hm.' } },
    ]);
    expect(lastTold(steps.slice(0, -1))?.text).toBe('Ready.');
    expect(lastTold(steps.filter(({ kind }) => kind === 'think'))).toBeUndefined();
  });

  it('passes over what it does not know', async () => {
    const recorder = await build();
    const { seq } = recorder.events.at(-1) ?? { seq: 0 };
    const strange = [
      { type: 'WEATHER', seq: seq + 1, timestamp: 0, sky: 'blue' },
      { type: 'CUSTOM', name: 'firsthand.future', value: {}, seq: seq + 2, timestamp: 0 },
      { type: 'TOOL_CALL_ARGS', toolCallId: 'nobody', delta: '{', seq: seq + 3, timestamp: 0 },
    ];
    const record = {
      header: recorder.header,
      events: [...recorder.events, ...strange] as typeof recorder.events,
    };
    expect(tellStory(record).steps).toEqual(tellStory(recorder).steps);
  });
});

describe('files of a run', () => {
  it('are there as they were at every step', async () => {
    const recorder = await build();
    const story = tellStory(recorder);
    const at = (index: number) => Object.fromEntries(filesAtStep(story, recorder.events, index));
    expect(at(0)).toEqual({});
    expect(at(2)).toEqual({ '/a.ts': 'const a = 1;\n' });
    expect(at(4)).toEqual({ '/a.ts': 'const a = 2;\n' });
    expect(at(99)).toEqual(Object.fromEntries(filesAt(recorder.events)));
  });
});

describe('a diff', () => {
  it('shows what went and what came, with lines around', () => {
    const before = 'a\nb\nc\nd\ne\nf\ng\nh\n';
    const diff = diffText(before, before.replace('e', 'E'), 1);
    expect(diff).toMatchObject({ added: 1, removed: 1, coarse: false });
    expect(diff.lines.map(({ kind, text, before: old, after }) => [kind, text, old, after])).toEqual([
      ['same', 'd', 4, 4],
      ['removed', 'e', 5, null],
      ['added', 'E', null, 5],
      ['same', 'f', 6, 6],
    ]);
  });

  it('marks places that are apart, and whole files', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `${index}\n`);
    const changed = lines.with(2, 'x\n').with(25, 'y\n').join('');
    expect(diffText(lines.join(''), changed, 1).lines.filter(({ kind }) => kind === 'gap')).toHaveLength(1);
    expect(diffText(null, 'a\nb\n')).toMatchObject({ added: 2, removed: 0 });
    expect(diffText('a\n', null)).toMatchObject({ added: 0, removed: 1 });
    expect(diffText('', '')).toMatchObject({ added: 0, removed: 0, lines: [] });
  });

  it('stays quick where two texts have nothing in common', () => {
    const text = (seed: number) => Array.from({ length: 6000 }, (_, index) => `${index * seed}\n`).join('');
    expect(diffText(text(7), text(11)).coarse).toBe(true);
  });
});

describe('words', () => {
  it.each([
    [400, '0 s'],
    [59_400, '59 s'],
    [60_000, '1 min'],
    [161_000, '2 min 41 s'],
    [3_840_000, '1 h 4 min'],
  ])('%i ms is %s', (ms, text) => expect(durationText(ms)).toBe(text));

  it('takes the first sentence', () => {
    expect(firstSentence('## Found why: the date\nwas text')).toBe('Found why: the date');
    expect(firstSentence(`The plan: ${'a long list '.repeat(20)}`)).toBe('The plan');
    expect(firstSentence('Here is what I do:')).toBe('Here is what I do');
    expect(firstSentence('Version 1.2 is out. More.')).toBe('Version 1.2 is out.');
    expect(firstSentence('x'.repeat(300))).toHaveLength(200);
  });
});
