/** Which requests of a record answer what the agent asked. */
import type { RecordedEvent } from './schema.ts';
import type { StoryStatus } from './story-model.ts';

/** What the end of a round makes of a run. */
export function finishedStatus(event: Extract<RecordedEvent, { type: 'RUN_FINISHED' }>): StoryStatus {
  if (event.outcome?.type === 'cancelled') return 'stopped';
  const result: unknown = event.result;
  const reason =
    typeof result === 'object' && result !== null && 'reason' in result ? result.reason : undefined;
  return reason === 'limit' || reason === 'refused' || reason === 'asks' ? reason : 'done';
}

/** Numbers of the events that are answers: they go on with the round that the question was asked in. */
export function answersIn(events: readonly RecordedEvent[]): ReadonlySet<number> {
  const answers = new Set<number>();
  let asks = false;
  for (const event of events) {
    if (event.type === 'RUN_FINISHED') asks = finishedStatus(event) === 'asks';
    else if (event.type === 'RUN_ERROR') asks = false;
    else if (event.type === 'CUSTOM' && event.name === 'firsthand.human' && event.value.kind === 'request') {
      if (asks) answers.add(event.seq);
      asks = false;
    }
  }
  return answers;
}
