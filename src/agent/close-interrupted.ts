/** Ends a round that the record left open because the page was closed in the middle of it. */
import type { Recorder } from '../run/recorder.ts';
import type { RecordedEvent } from '../run/schema.ts';
import { recordCut } from './calls.ts';

/** What a record left open. */
interface OpenRound {
  readonly runId: string;
  readonly stepName: string | null;
  readonly message: string | null;
  readonly reasoning: string | null;
  /** Calls whose input was still arriving. */
  readonly writing: readonly string[];
  /** Calls whose input is whole, without a result. */
  readonly running: readonly string[];
}

/** Closes what is open as a stop would, so that the record stays well formed. Does nothing where nothing is open. */
export function closeInterrupted(recorder: Recorder): void {
  const open = openRound(recorder.events);
  if (!open) return;
  for (const callId of open.running) recordCut(recorder, callId);
  if (open.message) recorder.append({ type: 'TEXT_MESSAGE_END', messageId: open.message });
  if (open.reasoning) {
    recorder.append({ type: 'REASONING_MESSAGE_END', messageId: open.reasoning });
    recorder.append({ type: 'REASONING_END', messageId: open.reasoning });
  }
  for (const toolCallId of open.writing) recorder.append({ type: 'TOOL_CALL_END', toolCallId });
  if (open.stepName) recorder.append({ type: 'STEP_FINISHED', stepName: open.stepName });
  recorder.append({
    type: 'RUN_FINISHED',
    threadId: recorder.header.runId,
    runId: open.runId,
    result: { reason: 'stopped' },
    outcome: { type: 'cancelled' },
  });
}

function openRound(events: readonly RecordedEvent[]): OpenRound | null {
  const start = events.findLastIndex((event) => event.type === 'RUN_STARTED');
  const first = events[start];
  if (first?.type !== 'RUN_STARTED') return null;
  const round = events.slice(start);
  if (round.some((event) => event.type === 'RUN_FINISHED' || event.type === 'RUN_ERROR')) return null;

  let stepName: string | null = null;
  let message: string | null = null;
  let reasoning: string | null = null;
  let writing: string[] = [];
  let running: string[] = [];
  for (const event of round) {
    if (event.type === 'STEP_STARTED') stepName = event.stepName;
    if (event.type === 'STEP_FINISHED') stepName = null;
    if (event.type === 'TEXT_MESSAGE_START') message = event.messageId;
    if (event.type === 'TEXT_MESSAGE_END') message = null;
    if (event.type === 'REASONING_START') reasoning = event.messageId;
    if (event.type === 'REASONING_END') reasoning = null;
    if (event.type === 'TOOL_CALL_START') writing.push(event.toolCallId);
    if (event.type === 'TOOL_CALL_END') {
      writing = writing.filter((id) => id !== event.toolCallId);
      running.push(event.toolCallId);
    }
    if (event.type === 'TOOL_CALL_RESULT') running = running.filter((id) => id !== event.toolCallId);
    // What was cut before has no result and needs none.
    if (event.type === 'STEP_STARTED' || isCut(event)) running = [];
  }
  return { runId: first.runId, stepName, message, reasoning, writing, running };
}

/** An answer was given up: its open calls were closed with it. */
function isCut(event: RecordedEvent): boolean {
  return event.type === 'CUSTOM' && (event.name === 'firsthand.retry' || event.name === 'firsthand.mode');
}
