import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { runAgent } from '../../src/agent/loop.ts';
import type { Model } from '../../src/agent/model.ts';
import { createRehearsalModel } from '../../src/agent/models/rehearsal.ts';
import { createTools } from '../../src/agent/tools/create-tools.ts';
import { RunKeeper } from '../../src/demos/run-keeper.ts';
import { filesAt } from '../../src/run/files-at.ts';
import { damageOf } from '../../src/run/integrity.ts';
import { readRecord } from '../../src/run/reader.ts';
import { Recorder, toJsonl } from '../../src/run/recorder.ts';
import { openBrowserStore } from '../../src/run/store.ts';
import { MemorySandbox } from '../doubles/memory-sandbox.ts';
import { TestClock, testHeader } from '../doubles/run-setup.ts';
import { apps } from './apps.ts';
import { runTests } from './project-run.ts';

/** The same model, as one that streams every text a character at a time. */
function oneCharacterAtATime(model: Model): Model {
  return {
    ...model,
    async *respond(request, signal) {
      let sent = 0;
      for await (const event of model.respond(request, signal)) {
        if (!('delta' in event)) {
          yield event;
          continue;
        }
        for (const delta of event.delta) {
          yield { ...event, delta };
          sent += 1;
          // The database works while the answer arrives.
          if (sent % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
        }
      }
    },
  };
}

describe.each(apps)('the rehearsal of $id, streamed a character at a time', (app) => {
  it('is kept whole while it goes on', async () => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    const store = await openBrowserStore();
    const clock = new TestClock();
    const header = testHeader({ mode: 'rehearsal', demo: app.id, brand: app.brand });
    const recorder = new Recorder({ header, clock: clock.read });
    const keeper = new RunKeeper({
      save: (record) => store.save(record, { goesOn: true }),
      note: () => false,
      later: (_ms, run) => {
        const timer = setImmediate(run);
        return () => clearImmediate(timer);
      },
      onState: () => {},
    });
    recorder.subscribe(() => keeper.touch(recorder));
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
    await keeper.flush(recorder);

    const kept = await store.get(header.runId);
    if (!kept) throw new Error('The run was kept.');
    expect(kept.events.length).toBeGreaterThan(10_000);
    expect(damageOf(kept)).toBeNull();
    expect(kept.events).toEqual(recorder.events);
    expect(readRecord(toJsonl(kept)).events).toHaveLength(recorder.events.length);
    expect(filesAt(kept.events)).toEqual(new Map(sandbox.files));
    vi.unstubAllGlobals();
  });
});
