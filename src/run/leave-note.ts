/**
 * The last events of a run, written down in the moment the page is left: the browser's database
 * answers too late then, its small storage at once. They join the run when it is read again.
 */
import { erasedAt } from '../storage/erasure.ts';
import { localItems } from '../storage/items.ts';
import { keyOf, nameOf } from '../storage/names.ts';
import type { RecordedEvent, RecordHeader, RunRecord } from './schema.ts';

interface LeaveNote {
  readonly header: RecordHeader;
  /** The last event that is kept, where one is, and all after it. */
  readonly events: readonly RecordedEvent[];
}

const loadedAt = Date.now();

/** Notes the events after `keptSeq`. False where the browser has no room, or all was erased meanwhile. */
export function writeLeaveNote({ header, events }: RunRecord, keptSeq: number): boolean {
  // A note that does not outlive the page is of no use.
  if (!localItems.durable) return false;
  if (erasedAt() > loadedAt && Date.parse(header.startedAt) <= erasedAt()) return false;
  const note: LeaveNote = { header, events: events.filter((event) => event.seq >= keptSeq) };
  try {
    localItems.setItem(keyOf('runEnds', header.runId), JSON.stringify(note));
    return true;
  } catch {
    // Too large, or refused: a save is all there is.
    return false;
  }
}

/** Drops the note of a run, where it holds nothing after `keptSeq`. */
export function dropLeaveNote(runId: string, keptSeq = Number.POSITIVE_INFINITY): void {
  const note = readLeaveNote(runId);
  if (note && (note.events.at(-1)?.seq ?? 0) > keptSeq) return;
  localItems.removeItem(keyOf('runEnds', runId));
}

export function dropLeaveNotes(): void {
  for (const runId of notedRuns()) localItems.removeItem(keyOf('runEnds', runId));
}

/** Runs that have a note. */
export function notedRuns(): readonly string[] {
  const keys = localItems.keys().filter((key) => nameOf('local', key) === 'runEnds');
  return keys.map((key) => key.slice(keyOf('runEnds').length));
}

/** The run with what was noted of it; a note that does not go on from what is kept is left out. */
export function withLeaveNote(runId: string, kept: RunRecord | null): RunRecord | null {
  const note = readLeaveNote(runId);
  if (!note) return kept;
  const last = kept?.events.at(-1);
  const same = note.events.find((event) => event.seq === last?.seq);
  // The same number with another content was written by another tab.
  if (last && same && JSON.stringify(same) !== JSON.stringify(last)) return kept;
  const more = note.events.filter((event) => event.seq > (last?.seq ?? 0));
  if (more[0]?.seq !== (last?.seq ?? 0) + 1) return kept;
  return { header: kept?.header ?? note.header, events: [...(kept?.events ?? []), ...more] };
}

function readLeaveNote(runId: string): LeaveNote | null {
  try {
    const text = localItems.getItem(keyOf('runEnds', runId));
    return text === null ? null : (JSON.parse(text) as LeaveNote);
  } catch {
    return null;
  }
}
