import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import type { Model } from '../../src/agent/model.ts';
import { RunKeeper } from '../../src/demos/run-keeper.ts';
import { Recorder } from '../../src/run/recorder.ts';
import type { RunRecord } from '../../src/run/schema.ts';
import { openBrowserStore } from '../../src/run/store.ts';
import { TestClock, testHeader } from '../doubles/run-setup.ts';

/** The same model, as one that streams every text a character at a time. */
export function oneCharacterAtATime(model: Model): Model {
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
          if (sent % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
        }
      }
    },
  };
}

/** A record that is kept in the browser's database while it grows. */
export async function keptRecorder(fields: Parameters<typeof testHeader>[0]) {
  vi.stubGlobal('indexedDB', new IDBFactory());
  const store = await openBrowserStore();
  const clock = new TestClock();
  const header = testHeader(fields);
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
  return {
    recorder,
    clock,
    /** What the database holds at last. */
    kept: async (): Promise<RunRecord> => {
      await keeper.flush(recorder);
      const kept = await store.get(header.runId);
      vi.unstubAllGlobals();
      if (!kept) throw new Error('The run was kept.');
      return kept;
    },
  };
}
