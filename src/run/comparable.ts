/** The event stream of a record without what differs from one playing to the next: run ids and times. */
import type { OwnEvent, RecordedEvent, RunRecord } from './schema.ts';

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

/**
 * Whether a run did what another did, in the same order: steps, files, cells, and what came of calls and checks. How
 * tools told it does not count: another browser has other words for the same. The step in which the other broke off
 * does not count either.
 */
export function followed({ events }: Pick<RunRecord, 'events'>, other: Pick<RunRecord, 'events'>): boolean {
  const deeds = deedsOf(events);
  return deedsOf(wholeSteps(other.events)).every((deed, index) => deed === deeds[index]);
}

/** All events but those of a step in whose middle the record ends. */
function wholeSteps(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const step = events.findLastIndex(({ type }) => type === 'STEP_STARTED');
  const end = events.findLastIndex(({ type }) => type === 'RUN_FINISHED' || type === 'RUN_ERROR');
  return end < step ? events.slice(0, step) : events;
}

function deedsOf(events: readonly RecordedEvent[]): readonly string[] {
  return events.flatMap((event) => {
    const deed = event.type === 'CUSTOM' ? ownDeed(event) : protocolDeed(event);
    return deed === null ? [] : [JSON.stringify(deed, inOrder)];
  });
}

function protocolDeed(event: RecordedEvent): unknown {
  if (event.type !== 'TOOL_CALL_RESULT') return event.type;
  const { ok }: { ok?: unknown } = event.metadata ?? {};
  return [event.type, event.toolCallId, ok];
}

/** Null where it only tells in words what other events hold. */
function ownDeed({ name, value }: OwnEvent): unknown {
  switch (name) {
    case 'firsthand.doing':
    case 'firsthand.line':
    case 'firsthand.output':
      return null;
    case 'firsthand.file':
      return [name, value.path, value.after];
    case 'firsthand.workbook':
      return [name, value.command];
    case 'firsthand.tests':
      return [name, value.passed, value.failed];
    case 'firsthand.checks':
      return [name, value.results.map(({ id, pass, unmeasured }) => [id, pass, unmeasured])];
    default:
      return name;
  }
}

/** Objects are the same in whatever order their parts were written. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
