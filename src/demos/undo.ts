/** What one press of "undo" takes back, read from the run record alone. */
import { answersIn } from '../run/answers.ts';
import type { RecordedEvent } from '../run/schema.ts';

export interface UndoableChange {
  /** What the person asked for, or that they edited by hand. */
  readonly label: string;
  /** Path → text before the change; null where the file was not there. */
  readonly before: ReadonlyMap<string, string | null>;
}

interface OpenChange {
  label: string;
  before: Map<string, string | null>;
}

/**
 * The last change that was not yet taken back: a round after the first build, or an edit by hand.
 * The first build itself is no change; `reset` takes that back. Null where there is none.
 */
export function lastChange(events: readonly RecordedEvent[]): UndoableChange | null {
  const answers = answersIn(events);
  const changes: OpenChange[] = [];
  let current: OpenChange | null = null;
  let requests = 0;
  for (const event of events) {
    if (event.type !== 'CUSTOM') continue;
    if (event.name === 'firsthand.human') {
      const { kind, text = '' } = event.value;
      if (answers.has(event.seq)) continue;
      if (kind === 'undo') {
        dropLast(changes);
        current = null;
      } else if (kind === 'edit' || (kind === 'request' && requests > 0)) {
        current = { label: text, before: new Map() };
        changes.push(current);
      }
      if (kind === 'request') requests += 1;
    } else if (event.name === 'firsthand.file' && event.value.by !== 'seed' && current) {
      const { path, before } = event.value;
      if (!current.before.has(path)) current.before.set(path, before);
    }
  }
  return changes.findLast((change) => change.before.size > 0) ?? null;
}

/** Takes the last change that changed something, and what stands after it without effect. */
function dropLast(changes: OpenChange[]): void {
  while (changes.length > 0 && changes.at(-1)?.before.size === 0) changes.pop();
  changes.pop();
}
