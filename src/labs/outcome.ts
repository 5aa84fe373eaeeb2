/** What came of a build, and what of it was really measured: a script's clock measures nothing. */
import type { Mode } from '../run/schema.ts';
import type { Story } from '../run/story-model.ts';
import type { LabAttempt } from './attempt.ts';
import type { PredictedValues } from './prediction.ts';
import type { MeasureId } from './schema.ts';

/** Where a value comes from: the kit measured it, a script wrote it, or a recorded run played it. */
export type OutcomeSource = 'measured' | 'script' | 'recording';

export interface OutcomeValue {
  readonly value: number;
  readonly source: OutcomeSource;
}

export type Outcome = Readonly<Partial<Record<MeasureId, OutcomeValue>>>;

/**
 * What can be said so far. The errors are known once the flaw is found, or every option for it was tried: checks that
 * failed when the agent said it was done, and the flaw that a program confirmed. The kit itself walks the checks, in a
 * rehearsal too; how long it took and what was wrong are the doing of whoever played the model's part.
 */
export function outcomeOf({ build, flaw }: Pick<LabAttempt, 'build' | 'flaw'>): Outcome {
  if (!build) return {};
  const source = sourceOf(build.mode);
  const failed = build.checks.total - build.checks.passed;
  // What a person reports by their own word ends the search and is not counted.
  const looked = flaw.absentAt !== null || (flaw.reported ?? null) !== null;
  const errors = flaw.foundAt !== null ? failed + 1 : looked ? failed : null;
  return {
    minutes: { value: build.minutes, source },
    checks: { value: build.checks.passed, source: 'measured' },
    ...(errors === null ? {} : { errors: { value: errors, source } }),
  };
}

function sourceOf(mode: Mode): OutcomeSource {
  if (mode === 'live') return 'measured';
  return mode === 'rehearsal' ? 'script' : 'recording';
}

/** The values alone, whatever they come from: for a screen that says where they do. */
export function outcomeValues(attempt: Pick<LabAttempt, 'build' | 'flaw'>): PredictedValues {
  const entries = Object.entries(outcomeOf(attempt));
  return Object.fromEntries(entries.map(([id, { value }]) => [id, value]));
}

/** Whether the build says something about a model: only then guesses have a distance to it, and metrics count it. */
export function countsAsMeasurement({ build }: Pick<LabAttempt, 'build'>): boolean {
  return build?.mode === 'live';
}

/** Who played the model's part so far, `now` among them: live only where nobody else did for any of it. */
export function modeOfBuild({ modes }: Pick<Story, 'modes'>, now: Mode): Mode {
  return [...modes, now].find((mode) => mode !== 'live') ?? now;
}
