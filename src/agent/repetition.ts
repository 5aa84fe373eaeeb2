/** Notices an agent that goes round in circles: it is told once, then its round ends. */
import type { ToolCall } from './model.ts';
import type { ToolFact, ToolResult } from './tool.ts';

/** The same call, without anything new in between: at this many the model is told, at that many the round ends. */
const SAME_CALL = { told: 3, end: 6 };
/** Failures one after another, whatever the calls were. */
const FAILED_CALLS = { told: 8, end: 16 };
/** The same failing call in one round, whatever else was changed in between. */
const SAME_FAILURE = { told: 8, end: 14 };

/**
 * Reads the calls of one round in the order of the record. A change of a file or of the workbook that was not made
 * before in this round is progress: what is the same call on another state is no repetition.
 */
export class RepetitionGuard {
  /** Calls since the last progress. */
  readonly #same = new Map<string, number>();
  readonly #failures = new Map<string, number>();
  readonly #changes = new Set<string>();
  #failedInRow = 0;
  #told = false;
  #exhausted = false;

  /** The round must end. */
  get exhausted(): boolean {
    return this.#exhausted;
  }

  /** Something a call did, before its result is read. */
  notice(fact: ToolFact): void {
    const change =
      fact.type === 'file' && fact.before !== fact.after
        ? `${fact.path}\n${fact.after}`
        : fact.type === 'workbook'
          ? JSON.stringify(fact.command)
          : null;
    if (change === null || this.#changes.has(change)) return;
    this.#changes.add(change);
    this.#same.clear();
  }

  /** The result as the model shall read it: with a plain word where it repeats itself. */
  read(call: ToolCall, result: ToolResult): ToolResult {
    const asked = `${call.name} ${canonical(call.input)}`;
    const same = count(this.#same, result.ok ? `${asked}\n${result.text}` : asked);
    const failure = result.ok ? 0 : count(this.#failures, asked);
    this.#failedInRow = result.ok ? 0 : this.#failedInRow + 1;
    const reached = (cap: 'told' | 'end') =>
      same >= SAME_CALL[cap] || failure >= SAME_FAILURE[cap] || this.#failedInRow >= FAILED_CALLS[cap];
    this.#exhausted ||= reached('end');
    if (this.#told || !reached('told')) return result;
    this.#told = true;
    return { ...result, text: `${result.text}\n\n${REPEATED}` };
  }
}

const REPEATED =
  'You repeat yourself: calls like this one brought nothing new. Do something different, or say in one sentence what stands in the way and end. If it goes on, this round ends.';

function count(counts: Map<string, number>, key: string): number {
  const now = (counts.get(key) ?? 0) + 1;
  counts.set(key, now);
  return now;
}

/** The order of the fields and blanks between them make no other call. */
function canonical(input: string): string {
  try {
    return JSON.stringify(sorted(JSON.parse(input)));
  } catch {
    return input.trim();
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
