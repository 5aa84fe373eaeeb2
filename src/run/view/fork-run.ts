import { createRunId } from '../header.ts';
import { damageOf, RecordDamagedError, wholePart } from '../integrity.ts';
import type { RunRecord } from '../schema.ts';
import { keepRun } from './library.ts';

/**
 * A run of its own, made of a record up to an event: files and conversation as they were there.
 * The original is left as it is.
 *
 * @throws RecordDamagedError where the record is damaged before that event
 */
export function forkRecord(record: RunRecord, seq: number, runId: string, now: Date): RunRecord {
  const damage = damageOf(record);
  if (damage && seq >= damage.from) throw new RecordDamagedError(record, damage);
  return {
    header: {
      ...wholePart(record).header,
      runId,
      parentRunId: record.header.runId,
      startedAt: now.toISOString(),
    },
    events: record.events.filter((event) => event.seq <= seq),
  };
}

/** Forks and keeps; answers the id of the copy. */
export async function forkRun(record: RunRecord, seq: number): Promise<string> {
  const copy = forkRecord(record, seq, createRunId(), new Date());
  await keepRun(copy);
  return copy.header.runId;
}
