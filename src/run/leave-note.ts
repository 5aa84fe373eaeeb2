/**
 * The last events of a run, written down in the moment the page is left: the browser's database
 * answers too late then, its small storage at once. They join the run when it is read again.
 */
import type { RecordedEvent, RecordHeader, RunRecord } from './schema.ts';

interface LeaveNote {
  readonly header: RecordHeader;
  readonly events: readonly RecordedEvent[];
}

const PREFIX = 'firsthand.run-end.';

/** Notes the events after `keptSeq`. Does nothing where the browser has no room. */
export function writeLeaveNote({ header, events }: RunRecord, keptSeq: number): void {
  const note: LeaveNote = { header, events: events.filter((event) => event.seq > keptSeq) };
  try {
    localStorage.setItem(PREFIX + header.runId, JSON.stringify(note));
  } catch {
    // Too large, or refused: the save that is under way is all there is.
  }
}

export function dropLeaveNote(runId: string): void {
  try {
    localStorage.removeItem(PREFIX + runId);
  } catch {
    // Nothing was written either.
  }
}

export function dropLeaveNotes(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // Nothing was written either.
  }
}

/** The run with what was noted of it; a note that does not go on from what is kept is left out. */
export function withLeaveNote(runId: string, kept: RunRecord | null): RunRecord | null {
  const note = readLeaveNote(runId);
  if (!note) return kept;
  const lastSeq = kept?.events.at(-1)?.seq ?? 0;
  const more = note.events.filter((event) => event.seq > lastSeq);
  if (more[0]?.seq !== lastSeq + 1) return kept;
  return { header: kept?.header ?? note.header, events: [...(kept?.events ?? []), ...more] };
}

function readLeaveNote(runId: string): LeaveNote | null {
  try {
    const text = localStorage.getItem(PREFIX + runId);
    return text === null ? null : (JSON.parse(text) as LeaveNote);
  } catch {
    return null;
  }
}
