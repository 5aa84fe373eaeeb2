/** What most tests of runs need: a record with a clock that the test moves. */
import { createHeader } from '../../src/run/header.ts';
import { Recorder } from '../../src/run/recorder.ts';
import type { RecordHeader } from '../../src/run/schema.ts';

export const START = Date.UTC(2026, 10, 21, 9, 0, 0);

export function testHeader(fields: Partial<RecordHeader> = {}): RecordHeader {
  const { startedAt: _startedAt, type: _type, version: _version, ...rest } = fields;
  return createHeader({
    runId: 'run-0123456789ab',
    demo: 'offsite-planner',
    title: 'Offsite planner',
    mode: 'live',
    model: 'test-model',
    engine: 'embedded',
    brand: { name: 'Harrow & Vale', primary: '#0e6a5b' },
    startedAt: START,
    ...rest,
  });
}

export class TestClock {
  now = START;
  readonly read = (): number => this.now;
  /** A sleep that moves the clock. */
  readonly sleep = async (ms: number): Promise<void> => {
    this.now += ms;
  };
}

export function testRecorder(
  fields: Partial<RecordHeader> = {},
  clock: TestClock = new TestClock(),
): Recorder {
  return new Recorder({ header: testHeader(fields), clock: clock.read });
}
