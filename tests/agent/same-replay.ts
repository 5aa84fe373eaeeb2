/** Replays a record that was exported and read again, and compares events and files. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { expect } from 'vitest';
import { replayRun } from '../../src/agent/replay-run.ts';
import type { Tool } from '../../src/agent/tool.ts';
import { createTools } from '../../src/agent/tools/create-tools.ts';
import { comparableEvents } from '../../src/run/comparable.ts';
import { filesAt } from '../../src/run/files-at.ts';
import { createReplayHeader } from '../../src/run/header.ts';
import { readRecord } from '../../src/run/reader.ts';
import { Recorder } from '../../src/run/recorder.ts';
import type { RunRecord } from '../../src/run/schema.ts';
import { MemorySandbox } from '../doubles/memory-sandbox.ts';
import { TestClock } from '../doubles/run-setup.ts';

export async function expectSameReplay(
  original: { readonly recorder: RunRecord; readonly sandbox: MemorySandbox },
  moreTools: () => readonly Tool[] = () => [],
  sandboxOptions: ConstructorParameters<typeof MemorySandbox>[0] = {},
): Promise<Recorder> {
  const { header, events } = original.recorder;
  const read = readRecord(new Recorder({ header, events }).toJsonl());
  const sandbox = new MemorySandbox(sandboxOptions);
  const clock = new TestClock();
  clock.now += 86_400_000;
  const recorder = new Recorder({
    header: createReplayHeader(read.header, 'run-replayreplay', clock.now),
    clock: clock.read,
  });
  await replayRun({
    record: read,
    sandbox,
    tools: [...createTools({ sandbox }), ...moreTools()],
    recorder,
    clock: clock.read,
  });
  expect(comparableEvents(recorder)).toEqual(comparableEvents(original.recorder));
  expect(hashOf(sandbox.files)).toBe(hashOf(original.sandbox.files));
  expect(hashOf(filesAt(recorder.events))).toBe(hashOf(filesAt(events)));
  return recorder;
}

function hashOf(files: ReadonlyMap<string, string>): string {
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  return bytesToHex(sha256(new TextEncoder().encode(JSON.stringify(sorted))));
}
