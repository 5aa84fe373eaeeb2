/** What usage events say, by the curriculum's formulas. Every figure leads back to its events. */
import type { Capability, UsageEvent } from './schema.ts';

const DAY_MS = 86_400_000;
/** "Used" means within this many days. */
export const USED_WITHIN_DAYS = 30;

export const ladderRungs = ['heard', 'seen', 'felt', 'used'] as const;
export type LadderRung = (typeof ladderRungs)[number];

/** When each rung was first proven, epoch milliseconds. A rung that is absent is unproven. */
export type Ladder = Readonly<Partial<Record<LadderRung, number>>>;

/**
 * One person's ladder for a capability. No rung is inferred from another: heard is said, seen is a
 * whole demo with its observation question, felt is an own change in a lab that was completed on
 * passed checks, used is an own-brief run in the last 30 days.
 */
export function ladderOf(events: readonly UsageEvent[], capability: Capability, now: number): Ladder {
  const provenLabs = new Set(
    events
      .filter((event) => event.kind === 'check_passed' && event.ownChange)
      .map((event) => (event as { lab: string }).lab),
  );
  const changedLabs = new Set(
    events.filter((event) => event.kind === 'own_change').map((event) => (event as { lab: string }).lab),
  );
  const ladder: Partial<Record<LadderRung, number>> = {};
  const reach = (rung: LadderRung, at: number) => {
    ladder[rung] = Math.min(ladder[rung] ?? at, at);
  };
  for (const event of events) {
    if (!('capability' in event) || event.capability !== capability) continue;
    if (event.kind === 'heard') reach('heard', event.at);
    if (event.kind === 'seen' && event.observed) reach('seen', event.at);
    if (event.kind === 'completed' && changedLabs.has(event.lab) && provenLabs.has(event.lab))
      reach('felt', event.at);
    if (event.kind === 'used' && now - event.at <= USED_WITHIN_DAYS * DAY_MS) reach('used', event.at);
  }
  return ladder;
}

export interface AwarenessGap {
  /** Median of |predicted − measured| ÷ measured; 0.5 is half off. */
  readonly gap: number;
  /** Pairs predicted too high, too low, exactly. */
  readonly over: number;
  readonly under: number;
  readonly exact: number;
  /** The events it was computed from. */
  readonly eventIds: readonly string[];
}

/** How far guesses were from what was measured; null where no pair can be compared. */
export function awarenessGap(events: readonly UsageEvent[], phase: 'before' | 'after'): AwarenessGap | null {
  const measured = new Map<string, Extract<UsageEvent, { kind: 'measured' }>>();
  for (const event of events) {
    // What a script or a replay showed was told as measured by earlier versions; it is no measurement.
    if (event.kind !== 'measured' || event.phase !== phase || event.mode !== 'live') continue;
    measured.set(pairKey(event), event);
  }
  const pairs = events.flatMap((event) => {
    if (event.kind !== 'predicted' || event.phase !== phase) return [];
    const match = measured.get(pairKey(event));
    // A ratio to zero says nothing.
    return match && match.value !== 0 ? [{ predicted: event, measured: match }] : [];
  });
  if (pairs.length === 0) return null;
  const differences = pairs.map((pair) => pair.predicted.value - pair.measured.value);
  return {
    gap: median(pairs.map((pair, index) => Math.abs((differences[index] ?? 0) / pair.measured.value))),
    over: differences.filter((difference) => difference > 0).length,
    under: differences.filter((difference) => difference < 0).length,
    exact: differences.filter((difference) => difference === 0).length,
    eventIds: pairs.flatMap((pair) => [pair.predicted.id, pair.measured.id]),
  };
}

function pairKey(event: { lab: string; question: string; unit: string }): string {
  return `${event.lab} ${event.question} ${event.unit}`;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
