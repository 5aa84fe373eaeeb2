/** The event stream of a record without what differs from one playing to the next: run ids and times. */
import type { RunRecord } from './schema.ts';

const RUN_IDS: ReadonlySet<string> = new Set(['threadId', 'runId', 'parentRunId']);

/** Two runs did the same where this is equal. `seq`, ids of calls and messages, texts and facts all count. */
export function comparableEvents(record: Pick<RunRecord, 'events'>): readonly unknown[] {
  return record.events.map((event) => {
    const kept = Object.entries(event).filter(([key]) => key !== 'timestamp' && !RUN_IDS.has(key));
    const comparable = Object.fromEntries(kept);
    if (event.type === 'CUSTOM' && event.name === 'firsthand.line') {
      const { ms: _ms, ...value } = event.value;
      return { ...comparable, value };
    }
    return comparable;
  });
}
