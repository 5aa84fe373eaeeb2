/**
 * Two tabs, or two devices, hold the same attempt: what was done in either is kept. The merge is
 * commutative, associative and idempotent, so the order in which tabs hear of each other does not matter.
 */
import type { LabAttempt, OwnChange } from './attempt.ts';
import { changeState } from './progress.ts';

/** The attempt that holds everything that either of two holds. Of two different attempts the younger stands. */
export function mergeAttempts(a: LabAttempt, b: LabAttempt): LabAttempt {
  if (a.id !== b.id) return younger(a, b);
  return {
    ...(stable(headOf(a)) < stable(headOf(b)) ? a : b),
    updatedAt: laterText(a.updatedAt, b.updatedAt),
    place: latest(a.place, b.place),
    brand: latestOrNull(a.brand, b.brand),
    drafts: mergeRecords(a.drafts, b.drafts, latest),
    prediction: earliestOrNull(a.prediction, b.prediction, (each) => each.at),
    run: latestOrNull(a.run, b.run),
    build: earliestOrNull(a.build, b.build, (each) => each.finishedAt),
    observation: mergeObservations(a.observation, b.observation),
    revealedAt: earliestText(a.revealedAt, b.revealedAt),
    changes: mergeChanges(a.changes, b.changes),
    freeSkippedAt: earliestText(a.freeSkippedAt, b.freeSkippedAt),
    flaw: mergeFlaws(a.flaw, b.flaw),
    hints: mergeRecords(a.hints, b.hints, Math.max),
    reflection: latestOrNull(a.reflection, b.reflection),
  };
}

/** What two holders of one attempt began with. It is the same, unless one of them was changed by hand. */
function headOf({ version, id, lab, demo, startedAt }: LabAttempt) {
  return { version, id, lab, demo, startedAt };
}

function younger(a: LabAttempt, b: LabAttempt): LabAttempt {
  if (a.startedAt !== b.startedAt) return a.startedAt > b.startedAt ? a : b;
  return a.id > b.id ? a : b;
}

/** The most choices for a flaw that an attempt holds. */
const MAX_TRIED = 40;

/** Orders by time, then by content, so that equal times still have one winner. */
function isLater(a: { readonly at: string }, b: { readonly at: string }): boolean {
  return a.at === b.at ? stable(a) > stable(b) : a.at > b.at;
}

/** JSON with sorted keys: two equal values always give the same text. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
      : inner,
  );
}

function latest<T extends { readonly at: string }>(a: T, b: T): T {
  return isLater(b, a) ? b : a;
}

function latestOrNull<T extends { readonly at: string }>(a: T | null, b: T | null): T | null {
  return a && b ? latest(a, b) : (a ?? b);
}

function laterText(a: string, b: string): string {
  return a > b ? a : b;
}

function earliestText(a: string | null, b: string | null): string | null {
  return a && b ? (a < b ? a : b) : (a ?? b);
}

function earliestOrNull<T>(a: T | null, b: T | null, time: (value: T) => string): T | null {
  if (!a || !b) return a ?? b;
  if (time(a) !== time(b)) return time(a) < time(b) ? a : b;
  return stable(a) < stable(b) ? a : b;
}

function mergeRecords<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  pick: (x: T, y: T) => T,
): Record<string, T> {
  const merged: Record<string, T> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const own = merged[key];
    merged[key] = own === undefined ? value : pick(own, value);
  }
  // Two tabs compare texts: the same content has one order.
  return Object.fromEntries(Object.entries(merged).sort(([x], [y]) => (x < y ? -1 : 1)));
}

/** A right answer stays; between two of a kind the later one stands. */
function mergeObservations(a: LabAttempt['observation'], b: LabAttempt['observation']) {
  if (!a || !b) return a ?? b;
  if (a.right !== b.right) return a.right ? a : b;
  return latest(a, b);
}

function mergeFlaws(a: LabAttempt['flaw'], b: LabAttempt['flaw']): LabAttempt['flaw'] {
  const found = [a, b]
    .filter((each) => each.foundAt !== null)
    .sort((x, y) => (`${x.foundAt}${x.evidence}` < `${y.foundAt}${y.evidence}` ? -1 : 1))[0];
  const reported = latestOrNull(a.reported ?? null, b.reported ?? null);
  return {
    tried: [...new Set([...a.tried, ...b.tried])].sort().slice(-MAX_TRIED),
    absentAt: earliestText(a.absentAt, b.absentAt),
    foundAt: found?.foundAt ?? null,
    evidence: found?.evidence ?? null,
    ...(reported ? { reported } : {}),
  };
}

function mergeChanges(a: readonly OwnChange[], b: readonly OwnChange[]): OwnChange[] {
  const byId = new Map(a.map((change) => [change.id, change]));
  for (const change of b) {
    const own = byId.get(change.id);
    byId.set(change.id, own ? mergeChange(own, change) : change);
  }
  return [...byId.values()].sort((x, y) => (x.at + x.id < y.at + y.id ? -1 : 1));
}

const progressOf = { asked: 0, unchanged: 1, changed: 2, failing: 3, proven: 4, undone: 5 } as const;

/** Of two states of one change the further one stands; between equals the one judged later. */
function mergeChange(a: OwnChange, b: OwnChange): OwnChange {
  const [x, y] = [progressOf[changeState(a)], progressOf[changeState(b)]];
  if (x !== y) return x > y ? a : b;
  const [s, t] = [a.checks?.at ?? '', b.checks?.at ?? ''];
  if (s !== t) return s > t ? a : b;
  return stable(a) > stable(b) ? a : b;
}
