/**
 * Changes that the kept zip does not have yet, written down in the moment the page is left:
 * the browser's database answers too late then, its small storage at once.
 */
import { erasedAt } from '../storage/erasure.ts';
import { keptText } from '../storage/items.ts';

/** Path → its bytes, or null where the file is gone. */
export type Changes = ReadonlyMap<string, Uint8Array | null>;

export interface LeaveNote {
  read(): Changes;
  /** Does nothing where the browser has no room, or all was erased meanwhile. */
  write(changes: Changes): void;
  clear(): void;
}

/** `String.fromCharCode` takes its arguments on the stack. */
const PART = 8192;

const loadedAt = Date.now();

/** A note in the browser's small storage. */
export function browserLeaveNote(): LeaveNote {
  const note = keptText('playgroundUnsaved');
  return {
    read() {
      try {
        return readNote(note.read());
      } catch {
        return new Map();
      }
    },
    // Where it is too large, the zip that is being kept is all there is.
    write(changes) {
      if (erasedAt() > loadedAt) return;
      note.write(JSON.stringify([...changes].map(([path, bytes]) => [path, bytes && toBase64(bytes)])));
    },
    clear: () => note.remove(),
  };
}

function readNote(text: string | null): Changes {
  const changes = new Map<string, Uint8Array | null>();
  const note: unknown = text === null ? [] : JSON.parse(text);
  if (!Array.isArray(note)) return changes;
  for (const entry of note as unknown[]) {
    if (!Array.isArray(entry)) continue;
    const [path, bytes] = entry as unknown[];
    if (typeof path !== 'string' || !(typeof bytes === 'string' || bytes === null)) continue;
    changes.set(path, bytes === null ? null : fromBase64(bytes));
  }
  return changes;
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += PART) {
    binary += String.fromCharCode(...bytes.subarray(at, at + PART));
  }
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
