import { readFileSync } from 'node:fs';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { RunControl } from '../../src/agent/control.ts';
import { type RunOptions, runAgent } from '../../src/agent/loop.ts';
import { ModelError } from '../../src/agent/model.ts';
import { call, createRehearsalModel, type RehearsalScript, say } from '../../src/agent/models/rehearsal.ts';
import { replayRun } from '../../src/agent/replay-run.ts';
import { createTools } from '../../src/agent/tools/create-tools.ts';
import { comparableEvents } from '../../src/run/comparable.ts';
import { filesAt } from '../../src/run/files-at.ts';
import { createReplayHeader } from '../../src/run/header.ts';
import { readRecord } from '../../src/run/reader.ts';
import { Recorder } from '../../src/run/recorder.ts';
import type { RecordHeader, RunRecord } from '../../src/run/schema.ts';
import { tellStory } from '../../src/run/story.ts';
import { MemorySandbox } from '../doubles/memory-sandbox.ts';
import { TestClock, testHeader } from '../doubles/run-setup.ts';
import { calls, hanging, ScriptedModel, words } from '../doubles/scripted-model.ts';

const SEED = { '/index.html': '<div id="root"></div>\n' };

function newSandbox() {
  return new MemorySandbox({
    command: ({ command, files, print }) => {
      if (command.startsWith('rm ')) files.delete(command.slice(3));
      const good = files.get('/a.ts')?.includes('right');
      print(good ? 'Tests  2 passed (2)\n' : '× says right\nTests  1 failed | 1 passed (2)\n');
      return good ? 0 : 1;
    },
  });
}

const script: RehearsalScript = {
  title: 'Small app',
  *build() {
    yield call('set_phase', { title: 'Build' });
    yield say('Größe 😀 first.');
    yield call('write_file', { path: '/a.ts', content: 'wrong 😀\n'.repeat(60) });
    const tested = yield call('bash', { command: 'npm test' });
    if (!tested.ok) yield call('write_file', { path: '/a.ts', content: 'right\n' });
    yield call('bash', { command: 'npm test' });
    yield say('Built.');
  },
  answer: (request) => (request.includes('dark') ? dark() : null),
  nearest: () => ['Add a dark theme'],
};

function* dark() {
  yield call('write_file', { path: '/dark.css', content: 'dark' });
}

interface Live {
  readonly recorder: Recorder;
  readonly sandbox: MemorySandbox;
  readonly control: RunControl;
  play(options: Partial<RunOptions>): Promise<void>;
}

async function record(
  play: (live: Live) => Promise<void>,
  header: RecordHeader = testHeader({ mode: 'rehearsal', model: 'Small app' }),
): Promise<{ record: RunRecord; sandbox: MemorySandbox }> {
  const clock = new TestClock();
  const sandbox = newSandbox();
  const recorder = new Recorder({ header, clock: clock.read });
  const control = new RunControl();
  for (const [path, text] of Object.entries(SEED)) {
    await sandbox.fs.write(path, text);
    recorder.fact('file', { path, by: 'seed', before: null, after: text });
  }
  const base = {
    tools: createTools({ sandbox }),
    sandbox,
    recorder,
    control,
    system: '',
    model: createRehearsalModel(script),
  };
  await play({
    recorder,
    sandbox,
    control,
    play: async (options) => {
      await runAgent({
        ...base,
        sleep: async (ms, signal) => (ms > 90_000 ? never(signal) : clock.sleep(ms)),
        ...options,
      });
    },
  });
  return { record: recorder, sandbox };
}

function never(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function hashOf(files: ReadonlyMap<string, string>): string {
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  return bytesToHex(sha256(new TextEncoder().encode(JSON.stringify(sorted))));
}

/** Replays what was exported and read again, and compares events and files. */
async function expectSame({ record: original, sandbox }: { record: RunRecord; sandbox: MemorySandbox }) {
  const read = readRecord(new Recorder({ header: original.header, events: original.events }).toJsonl());
  const again = newSandbox();
  const clock = new TestClock();
  clock.now += 86_400_000;
  const recorder = new Recorder({
    header: createReplayHeader(read.header, 'run-replayreplay', clock.now),
    clock: clock.read,
  });
  await replayRun({
    record: read,
    sandbox: again,
    tools: createTools({ sandbox: again }),
    recorder,
    clock: clock.read,
  });
  expect(comparableEvents(recorder)).toEqual(comparableEvents(original));
  expect(hashOf(again.files)).toBe(hashOf(sandbox.files));
  expect(hashOf(filesAt(recorder.events))).toBe(hashOf(sandbox.files));
  return recorder;
}

describe('a replay gives the same events and the same files', () => {
  it('of a rehearsal with a repair and a change', async () => {
    const recorder = await expectSame(
      await record(async ({ play }) => {
        await play({ request: { text: 'Build it' } });
        await play({ request: { text: 'Add a dark theme', changeId: 'dark' } });
        await play({ request: { text: 'Fly to the moon' } });
      }),
    );
    expect(recorder.header).toMatchObject({
      mode: 'replay',
      replayOf: { mode: 'rehearsal', model: 'Small app' },
    });
    expect(tellStory(recorder)).toMatchObject({ mode: 'replay', model: 'Small app', repairs: 1, rounds: 3 });
  });

  it('of a live run with parallel calls, thinking and broken input; its tokens stay the recorded run’s', async () => {
    const live = new ScriptedModel([
      [
        { type: 'reasoning', delta: 'Hm. ' },
        { type: 'text', delta: 'Both.' },
        ...calls(
          ['x', 'write_file', { path: '/a.ts', content: 'right' }],
          ['y', 'list_files', {}],
          ['z', 'nothing', '{"a":'],
        ),
      ],
      words('Done.'),
    ]);
    const recorder = await expectSame(
      await record(({ play }) => play({ request: { text: 'Go' }, model: live }), testHeader()),
    );
    const story = tellStory(recorder);
    expect(story.usage.answers).toBe(0);
    expect(story.replayedUsage).toMatchObject({ answers: 2, input: 200 });
  });

  it('of a person’s edits, messages, pauses and undo', async () => {
    await expectSame(
      await record(async ({ play, recorder, sandbox, control }) => {
        const off = recorder.subscribe((event) => {
          if (event.type !== 'TOOL_CALL_START' || event.toolCallName !== 'write_file') return;
          off();
          control.message('dark, please');
          control.pause();
          const stop = control.subscribe(() => {
            if (!control.state.paused) return;
            stop();
            control.resume();
          });
        });
        await play({ request: { text: 'Build it' } });
        recorder.fact('human', { kind: 'edit' });
        recorder.fact('file', { path: '/mine.ts', by: 'person', before: null, after: 'mine' });
        await sandbox.fs.write('/mine.ts', 'mine');
        await play({ request: { text: 'Something else' } });
        recorder.fact('human', { kind: 'undo' });
        recorder.fact('file', { path: '/dark.css', by: 'person', before: 'dark', after: null });
        await sandbox.fs.remove('/dark.css');
      }),
    );
  });

  it('of retries, a fallback and a run that was given up', async () => {
    const busy = new ModelError('overloaded', 'Busy.', 'Wait.', 3000);
    const first = new ScriptedModel([
      busy,
      async function* () {
        yield { type: 'text', delta: 'Half' } as const;
      },
      calls(['x', 'write_file', { path: '/a.ts', content: 'right' }]),
      new ModelError('bad-key', 'The key is wrong.', 'Set it.'),
    ]);
    const second = new ScriptedModel(
      [words('Mine now.'), new ModelError('budget', 'Used up.', 'Raise it.')],
      'second',
    );
    await expectSame(
      await record(async ({ play }) => {
        await play({
          request: { text: 'Go' },
          model: first,
          onFailure: () => ({ model: second, reason: 'the key was wrong' }),
        });
        await play({ request: { text: 'More' }, model: second });
      }, testHeader()),
    );
  });

  it('of stops in the middle of words, of a call and of a tool, and of caps', async () => {
    await expectSame(
      await record(async ({ play, recorder, control }) => {
        for (const type of ['TEXT_MESSAGE_CONTENT', 'TOOL_CALL_ARGS', 'TOOL_CALL_END'] as const) {
          const off = recorder.subscribe((event) => {
            if (event.type === type) control.stop();
          });
          await play({ request: { text: 'dark' } });
          off();
        }
        const endless = [1, 2, 3].map((id) => calls([`e${id}`, 'list_files', {}]));
        await play({
          request: { text: 'a' },
          model: new ScriptedModel(endless, 'Small app', 'rehearsal'),
          limits: { steps: 2 },
        });
      }),
    );
  });

  it('of a change of model in mid-answer', async () => {
    const slow = new ScriptedModel([(_request, signal) => hanging([{ type: 'text', delta: 'Hm' }], signal)]);
    await expectSame(
      await record(({ play, recorder, control }) => {
        recorder.subscribe((event) => {
          if (event.type === 'TEXT_MESSAGE_CONTENT' && event.delta === 'Hm') {
            control.switchModel(createRehearsalModel(script), 'it was slow');
          }
        });
        return play({ request: { text: 'Go' }, model: slow });
      }, testHeader()),
    );
  });

  it('of a run that a reload cut and that went on', async () => {
    const whole = await record(({ play }) => play({ request: { text: 'Build it' } }));
    for (const type of ['TOOL_CALL_ARGS', 'TOOL_CALL_END', 'TOOL_CALL_RESULT', 'STEP_FINISHED'] as const) {
      const at = whole.record.events.findLastIndex((event) => event.type === type);
      const sandbox = newSandbox();
      // A result and its line are recorded in one go, so nothing is kept between them.
      const events = whole.record.events.slice(0, at + (type === 'TOOL_CALL_RESULT' ? 2 : 1));
      for (const [path, text] of filesAt(events)) sandbox.files.set(path, text);
      const recorder = new Recorder({ header: whole.record.header, events, clock: new TestClock().read });
      await runAgent({
        model: createRehearsalModel(script),
        tools: createTools({ sandbox }),
        sandbox,
        recorder,
        system: '',
      });
      expect(tellStory(recorder).status).toBe('done');
      await expectSame({ record: recorder, sandbox });
    }
  });

  it('of a run whose calls all came after their answers, as they once did', async () => {
    const kept = new URL('../fixtures/run/calls-after-answer.jsonl', import.meta.url);
    const old = readRecord(readFileSync(kept, 'utf8'));
    const files = filesAt(old.events);
    expect([...files.keys()].sort()).toEqual(['/a.ts', '/dark.css', '/index.html']);
    const sandbox = newSandbox();
    for (const [path, text] of files) await sandbox.fs.write(path, text);
    await expectSame({ record: old, sandbox });
  });

  it('and differs where a tool gives another result', async () => {
    const original = await record(({ play }) => play({ request: { text: 'Build it' } }));
    const sandbox = new MemorySandbox({ command: () => 0 });
    const recorder = new Recorder({
      header: createReplayHeader(original.record.header, 'run-replayreplay', 0),
    });
    await replayRun({ record: original.record, sandbox, tools: createTools({ sandbox }), recorder });
    expect(comparableEvents(recorder)).not.toEqual(comparableEvents(original.record));
  });

  it('ends when it is told to', async () => {
    const original = await record(({ play }) => play({ request: { text: 'Build it' } }));
    const sandbox = newSandbox();
    const aborter = new AbortController();
    const recorder = new Recorder({
      header: createReplayHeader(original.record.header, 'run-replayreplay', 0),
    });
    recorder.subscribe((event) => {
      if (event.type === 'TOOL_CALL_ARGS') aborter.abort();
    });
    await replayRun({
      record: original.record,
      sandbox,
      tools: createTools({ sandbox }),
      recorder,
      signal: aborter.signal,
    });
    expect(recorder.events.length).toBeLessThan(original.record.events.length);
    expect(sandbox.files.has('/a.ts')).toBe(false);
  });
});
