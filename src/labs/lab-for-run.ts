/** The lab for a run: of every sentence the one that is true of it, of every option those that apply. */
import type { Mode } from '../run/schema.ts';
import type { LabAttempt } from './attempt.ts';
import type { AuthoredLab, Lab } from './schema.ts';

/** What the words of a lab depend on. */
export interface PlayedRun {
  /** Whose work it is: the shipped script's, or a model's, live or recorded. */
  readonly by: 'rehearsal' | 'live';
  /** Its own tests failed and later passed. */
  readonly repaired: boolean;
}

export interface RunMode {
  readonly mode: Mode;
  readonly replayOf?: { readonly mode: Mode } | undefined;
}

/** Who played the build of an attempt; before there is one, who plays now. Null where nobody knows yet. */
export function playedRun({ build }: Pick<LabAttempt, 'build'>, mode: RunMode | null): PlayedRun | null {
  // Attempts of earlier versions did not say whether a failure was repaired; they were made by scripts that do.
  if (build) return { by: build.by ?? playedBy(build), repaired: build.repaired ?? build.failedTestRuns > 0 };
  return mode && { by: playedBy(mode), repaired: false };
}

/** A replay says what the run that it plays back may say. */
export function playedBy({ mode, replayOf }: RunMode): PlayedRun['by'] {
  return (replayOf?.mode ?? mode) === 'rehearsal' ? 'rehearsal' : 'live';
}

export function labForRun(lab: AuthoredLab, run: PlayedRun | null): Lab {
  const by = run?.by ?? 'live';
  function told(value: unknown): unknown {
    if (Array.isArray(value)) return value.filter((each) => applies(each, run)).map(told);
    if (typeof value !== 'object' || value === null) return value;
    if ('rehearsal' in value && 'live' in value) return value[by];
    const { live, ...rest } = value as { live?: object };
    // Nobody planted a flaw but the script: in any other run another step stands in its place.
    const own = live && by === 'live' ? { ...rest, ...live } : rest;
    return Object.fromEntries(Object.entries(own).map(([key, each]) => [key, told(each)]));
  }
  return told(lab) as Lab;
}

function applies(value: unknown, run: PlayedRun | null): boolean {
  if (typeof value !== 'object' || value === null || !('only' in value)) return true;
  return value.only === 'repaired' ? run?.repaired === true : value.only === (run?.by ?? 'live');
}
