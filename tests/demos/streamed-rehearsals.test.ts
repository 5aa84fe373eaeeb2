import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { runAgent } from '../../src/agent/loop.ts';
import { createRehearsalModel } from '../../src/agent/models/rehearsal.ts';
import { replayRun } from '../../src/agent/replay-run.ts';
import { createTools } from '../../src/agent/tools/create-tools.ts';
import { createWorkbookTools } from '../../src/agent/tools/workbook/create-workbook-tools.ts';
import type { Demo } from '../../src/demos/demo.ts';
import { demos } from '../../src/demos/registry.ts';
import { comparableEvents } from '../../src/run/comparable.ts';
import { filesAt } from '../../src/run/files-at.ts';
import { createReplayHeader } from '../../src/run/header.ts';
import { damageOf } from '../../src/run/integrity.ts';
import { readRecord } from '../../src/run/reader.ts';
import { Recorder, toJsonl } from '../../src/run/recorder.ts';
import { workbookAt } from '../../src/run/workbook-at.ts';
import { workbookPrint } from '../../src/run/workbook-print.ts';
import { WorkbookDesk } from '../../src/workbook/desk.ts';
import { MemorySandbox } from '../doubles/memory-sandbox.ts';
import { apps } from './apps.ts';
import { runTests } from './project-run.ts';
import { keptRecorder, oneCharacterAtATime } from './streamed.ts';

describe.each(apps)('the rehearsal of $id, streamed a character at a time', (app) => {
  it('is kept whole while it goes on', async () => {
    const {
      recorder,
      clock,
      kept: keptRun,
    } = await keptRecorder({
      mode: 'rehearsal',
      demo: app.id,
      brand: app.brand,
    });
    for (const [path, after] of Object.entries(app.seed)) {
      recorder.fact('file', { path, by: 'seed', before: null, after });
    }
    const sandbox = new MemorySandbox({
      files: app.seed,
      command: ({ files, print }) => {
        const report = runTests(files);
        print(`${report.text}\n`);
        return report.failed === 0 ? 0 : 1;
      },
    });
    const watch = { clock: clock.read, sleep: clock.sleep };
    const tools = createTools({ sandbox, checks: async () => [], watch });
    const model = oneCharacterAtATime(createRehearsalModel(app.rehearsal(app.brand)));
    for (const text of ['Build it', app.changes[0]?.label ?? '']) {
      await runAgent({ model, tools, sandbox, recorder, system: '', clock: clock.read, request: { text } });
    }
    const kept = await keptRun();
    expect(kept.events.length).toBeGreaterThan(10_000);
    expect(damageOf(kept)).toBeNull();
    expect(kept.events).toEqual(recorder.events);
    expect(readRecord(toJsonl(kept)).events).toHaveLength(recorder.events.length);
    expect(filesAt(kept.events)).toEqual(new Map(sandbox.files));
  });
});

const loaded = await Promise.all(demos.filter(({ liveOnly }) => !liveOnly).map((entry) => entry.load()));
const models = loaded.filter(({ artefact }) => artefact === 'workbook');

/** A workbook of its own with the tools of a demo, judged by the demo's checks. */
function deskOf(demo: Demo) {
  const desk = new WorkbookDesk({ title: demo.title });
  const sandbox = new MemorySandbox();
  const tools = createWorkbookTools({
    desk,
    briefing: demo.briefing,
    runChecks: async (signal) => {
      const { workbook } = desk;
      const context = { sandbox, workbook, brand: demo.brand, events: [], signal };
      return Promise.all(demo.checks.map((check) => check.run(context)));
    },
  });
  return { desk, sandbox, tools };
}

describe.each(models)('the rehearsal of $id, streamed a character at a time', (demo) => {
  it('is kept whole while it goes on, and replayed to the same workbook', async () => {
    const {
      recorder,
      clock,
      kept: keptRun,
    } = await keptRecorder({
      mode: 'rehearsal',
      demo: demo.id,
      brand: demo.brand,
    });
    const { desk, sandbox, tools } = deskOf(demo);
    const model = oneCharacterAtATime(createRehearsalModel(demo.rehearsal(demo.brand)));
    const change = demo.changes.find(({ id }) => id !== 'undo')?.label ?? '';
    for (const text of ['Build it', change]) {
      await runAgent({ model, tools, sandbox, recorder, system: '', clock: clock.read, request: { text } });
    }
    const kept = await keptRun();
    expect(kept.events.length).toBeGreaterThan(10_000);
    expect(damageOf(kept)).toBeNull();
    expect(kept.events).toEqual(recorder.events);
    const print = workbookPrint(desk.workbook);
    expect(workbookPrint(workbookAt(kept.events, undefined, demo.title))).toBe(print);

    const record = readRecord(toJsonl(kept));
    const again = deskOf(demo);
    const replayed = new Recorder({
      header: createReplayHeader(record.header, 'run-replayreplay', clock.now),
      clock: clock.read,
    });
    await replayRun({ ...again, record, recorder: replayed, clock: clock.read });
    expect(comparableEvents(replayed)).toEqual(comparableEvents(kept));
    expect(workbookPrint(again.desk.workbook)).toBe(print);
  });
});
