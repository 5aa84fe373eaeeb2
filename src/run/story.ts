/** From events to what a screen shows. A pure reducer: the same record is always told the same way. */
import type { RecordedEvent, RecordHeader, RunRecord } from './schema.ts';
import type { Story, UsageTotals } from './story-model.ts';
import { StoryTeller } from './story-teller.ts';
import { runLine } from './story-words.ts';

export type * from './story-model.ts';

const noUsage: UsageTotals = {
  input: 0,
  output: 0,
  cacheRead: 0,
  cacheWrite: 0,
  reasoning: 0,
  microUsd: 0,
  unpriced: 0,
  estimated: false,
  answers: 0,
};

/** A story before its first event. */
export function emptyStory(header: Pick<RecordHeader, 'mode' | 'model'>): Story {
  const story: Omit<Story, 'line'> = {
    status: 'empty',
    mode: header.mode,
    model: header.model,
    modeChanges: [],
    modes: [header.mode],
    phases: [],
    steps: [],
    writing: null,
    files: {},
    workbook: null,
    focus: null,
    checks: null,
    tests: null,
    usage: noUsage,
    replayedUsage: noUsage,
    human: [],
    interventions: 0,
    toolCalls: 0,
    question: null,
    repairs: 0,
    outside: null,
    waiting: null,
    problem: null,
    startedAt: null,
    activeMs: 0,
    activeSince: null,
    firstRoundMs: null,
    lastAt: null,
    rounds: 0,
    seq: 0,
    telling: {
      calls: {},
      messages: {},
      written: {},
      cells: {},
      answering: false,
      thinking: null,
      retry: null,
      checksFailed: false,
      modelFailed: false,
    },
  };
  return { ...story, line: runLine(story) };
}

/**
 * Tells a record. Give the story told before to go on from there: only newer events are read,
 * and phases and steps that did not change stay the same objects.
 *
 * @example
 * let story = emptyStory(recorder.header);
 * recorder.subscribe(() => { story = tellStory(recorder, story); });
 */
export function tellStory(record: RunRecord, before: Story = emptyStory(record.header)): Story {
  const events = eventsAfter(record.events, before.seq);
  if (events.length === 0) return before;
  const teller = new StoryTeller(before);
  for (const event of events) teller.tell(event);
  return teller.result();
}

/** The story as it was once the event `seq` had happened. */
export function tellStoryUpTo(record: RunRecord, seq: number): Story {
  return tellStory({ header: record.header, events: record.events.filter((event) => event.seq <= seq) });
}

/** The events after `seq`, looked for from the end. */
export function eventsAfter(events: readonly RecordedEvent[], seq: number): readonly RecordedEvent[] {
  let from = events.length;
  while (from > 0 && (events[from - 1]?.seq ?? 0) > seq) from -= 1;
  return events.slice(from);
}
