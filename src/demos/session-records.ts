/** How a session's record begins: with a seed, with the seed of a recorded run, or where an earlier run ended. */
import { createHeader, createReplayHeader } from '../run/header.ts';
import type { RecordedEvent, RunRecord } from '../run/schema.ts';
import type { Step } from './ladder.ts';
import type { SessionBoard } from './session-board.ts';
import type { ReadySession, SessionOrigin } from './session-options.ts';

/** A record with nothing but the seed in it, and the files of that seed. */
export async function beginRecord(board: SessionBoard, ready: ReadySession, step: Step): Promise<void> {
  if (step.record) return beginReplay(board, ready, step.record);
  await ready.files.replaceAll(new Map(Object.entries(ready.demo.seed)));
  ready.workbook?.clear();
  openSeed(board, ready, step);
}

/** The record alone: the files are those of the seed already. */
export function openSeed(board: SessionBoard, { demo, sandbox }: ReadySession, step: Step): void {
  const { runId, parentRunId } = board.state;
  const recorder = board.open(
    createHeader({
      runId,
      ...(parentRunId ? { parentRunId } : {}),
      demo: demo.id,
      title: demo.title,
      mode: step.model.mode,
      model: step.model.label,
      engine: sandbox.kind,
      brand: board.wornBrand(demo),
      startedAt: board.use.now(),
    }),
  );
  for (const [path, after] of Object.entries(demo.seed)) {
    recorder.fact('file', { path, by: 'seed', before: null, after });
  }
  board.flush();
}

/** A replay wears the recorded run's brand and starts from its own seed. */
async function beginReplay(board: SessionBoard, ready: ReadySession, record: RunRecord): Promise<void> {
  const header = createReplayHeader(record.header, board.state.runId, board.use.now());
  const seed = seedOf(record.events);
  board.wear(header.brand);
  await ready.files.replaceAll(new Map(Object.entries(seed)));
  ready.workbook?.clear();
  const recorder = board.open({ ...header, engine: ready.sandbox.kind });
  for (const [path, after] of Object.entries(seed)) {
    recorder.fact('file', { path, by: 'seed', before: null, after });
  }
  board.flush();
}

/** The files that stood there before anything happened, path → text. */
export function seedOf(events: readonly RecordedEvent[]): Readonly<Record<string, string>> {
  const seed: Record<string, string> = {};
  for (const event of events) {
    if (event.type !== 'CUSTOM' || event.name !== 'firsthand.file' || event.value.by !== 'seed') break;
    seed[event.value.path] = event.value.after ?? '';
  }
  return seed;
}

/** Takes up an earlier run, or a copy of it: record, story and files as they were. */
export async function takeUpRecord(
  board: SessionBoard,
  ready: ReadySession,
  { record, fork }: SessionOrigin,
): Promise<void> {
  const { parentRunId: _parent, ...header } = record.header;
  const { runId } = board.state;
  const startedAt = new Date(board.use.now()).toISOString();
  board.open(
    fork ? { ...header, runId, parentRunId: header.runId, startedAt } : record.header,
    record.events,
  );
  closeInterrupted(board, ready);
  await ready.files.replaceAll(new Map(Object.entries(board.tell().files)));
  ready.workbook?.takeUp();
}

/** The page was closed while the agent worked: the round ends when it was last heard of. */
function closeInterrupted(board: SessionBoard, { parts }: ReadySession): void {
  const story = board.tell();
  if (story.status !== 'working' && story.status !== 'paused') return;
  board.recordAt(story.lastAt, parts.closeInterrupted);
  board.set({ interrupted: true });
}
