import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { runAgent } from '../../src/agent/loop.ts';
import { createRehearsalModel } from '../../src/agent/models/rehearsal.ts';
import { replayRun } from '../../src/agent/replay-run.ts';
import { createTools } from '../../src/agent/tools/create-tools.ts';
import { comparableEvents } from '../../src/run/comparable.ts';
import { filesAt } from '../../src/run/files-at.ts';
import { createReplayHeader } from '../../src/run/header.ts';
import { readRecord } from '../../src/run/reader.ts';
import { Recorder } from '../../src/run/recorder.ts';
import { MemorySandbox } from '../doubles/memory-sandbox.ts';
import { TestClock, testHeader } from '../doubles/run-setup.ts';
import { apps } from './apps.ts';
import { runTests } from './project-run.ts';

/** A sandbox that really runs the project's tests. */
function newSandbox(files: Readonly<Record<string, string>> = {}): MemorySandbox {
  return new MemorySandbox({
    files,
    command: ({ files: now, print }) => {
      const report = runTests(now);
      print(`${report.text}\n`);
      return report.failed === 0 ? 0 : 1;
    },
  });
}

function toolsOf(sandbox: MemorySandbox, clock: TestClock) {
  const watch = { clock: clock.read, sleep: clock.sleep };
  return createTools({ sandbox, checks: async () => [], watch });
}

function hashOf(files: ReadonlyMap<string, string>): string {
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  return bytesToHex(sha256(new TextEncoder().encode(JSON.stringify(sorted))));
}

describe.each(apps)('a replay of the rehearsal of $id', (app) => {
  it('gives the same events and the same files, every change included', async () => {
    const clock = new TestClock();
    const sandbox = newSandbox(app.seed);
    const header = testHeader({ mode: 'rehearsal', demo: app.id, brand: app.brand });
    const recorder = new Recorder({ header, clock: clock.read });
    for (const [path, after] of Object.entries(app.seed)) {
      recorder.fact('file', { path, by: 'seed', before: null, after });
    }
    const model = createRehearsalModel(app.rehearsal(app.brand));
    const tools = toolsOf(sandbox, clock);
    const requests = ['Build it', ...app.changes.map((change) => change.label), 'Make it fly'];
    for (const text of requests) {
      await runAgent({ model, tools, sandbox, recorder, system: '', clock: clock.read, request: { text } });
    }
    expect(filesAt(recorder.events).has('/src/theme/dark.css')).toBe(true);

    const record = readRecord(recorder.toJsonl());
    const again = newSandbox();
    const replayed = new Recorder({
      header: createReplayHeader(record.header, 'run-replayreplay', clock.now),
      clock: clock.read,
    });
    await replayRun({
      record,
      sandbox: again,
      tools: toolsOf(again, clock),
      recorder: replayed,
      clock: clock.read,
    });
    expect(comparableEvents(replayed)).toEqual(comparableEvents(recorder));
    expect(hashOf(again.files)).toBe(hashOf(sandbox.files));
  });
});
