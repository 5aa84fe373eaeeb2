import { describe, expect, it } from 'vitest';
import type { Demo } from '../../src/demos/demo.ts';
import { demos } from '../../src/demos/registry.ts';
import { DemoSession, type SessionOptions } from '../../src/demos/session.ts';
import type { SessionDependencies } from '../../src/demos/session-parts.ts';
import { comparableEvents } from '../../src/run/comparable.ts';
import { readRecord } from '../../src/run/reader.ts';
import { toJsonl } from '../../src/run/recorder.ts';
import type { RunRecord } from '../../src/run/schema.ts';
import { workbookAt } from '../../src/run/workbook-at.ts';
import { workbookPrint } from '../../src/run/workbook-print.ts';
import { SessionRig, until } from '../workbench/session-rig.ts';

class ShippedRig extends SessionRig {
  readonly #demo: Demo;
  constructor(demo: Demo) {
    super();
    this.#demo = demo;
  }
  override dependencies(): SessionDependencies {
    return { ...super.dependencies(), loadDemo: async () => this.#demo };
  }
  override session(options: Partial<SessionOptions> = {}): DemoSession {
    return new DemoSession({ demoId: this.#demo.id, pace: 'full', ...options }, this.dependencies());
  }
}

function recordOf(session: DemoSession): RunRecord {
  if (!session.record) throw new Error('There is no record.');
  return readRecord(toJsonl(session.record));
}

function printOf(session: DemoSession): string {
  if (!session.workbook) throw new Error('There is no workbook.');
  return workbookPrint(session.workbook.workbook);
}

const loaded = await Promise.all(demos.filter(({ liveOnly }) => !liveOnly).map((entry) => entry.load()));
const models = loaded.filter(({ artefact }) => artefact === 'workbook');

describe.each(models)('the rehearsal of $id', (demo) => {
  it('is replayed to the same events and the same workbook, with a driver moved by hand and a change', async () => {
    const session = new ShippedRig(demo).session();
    await session.start();
    await until(() => !session.getState().checking && !session.getState().checksStale);
    expect(session.getState().checks.filter(({ state }) => state !== 'pass')).toEqual([]);
    const driver = session.workbook?.workbook.drivers[0];
    const [sheet = '', at = ''] = driver?.cell.replaceAll('$', '').split('!') ?? [];
    session.editWorkbook([{ do: 'write', sheet, at, rows: [[driver?.most ?? 0]] }], 'Moved a driver');
    const change = demo.changes.find(({ id }) => id !== 'undo');
    await session.request(change?.label ?? '', change?.id);
    await until(() => !session.getState().checking);
    await session.undo();
    const recording = recordOf(session);
    expect(printOf(session)).toBe(workbookPrint(workbookAt(recording.events, undefined, demo.title)));

    const replay = new ShippedRig(demo).session({ want: 'replay', recording });
    await replay.start();
    expect(replay.getState()).toMatchObject({ status: 'done', problem: null });
    expect(comparableEvents(recordOf(replay))).toEqual(comparableEvents(recording));
    expect(printOf(replay)).toBe(printOf(session));
  });
});
