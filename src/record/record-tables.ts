/** A participant's record as tables: one row a fact, readable without the kit. */
import type { LabAttempt } from '../labs/attempt.ts';
import { countsAsMeasurement, outcomeOf, outcomeValues } from '../labs/outcome.ts';
import { measureGaps } from '../labs/prediction.ts';
import { changeState } from '../labs/progress.ts';
import type { UsageEvent } from '../usage/schema.ts';
import { toCsv } from './csv.ts';

export function attemptsTable(attempts: readonly LabAttempt[]): string {
  return toCsv(
    [
      'lab',
      'demo',
      'started',
      'place',
      'predicted',
      'seen_run',
      'own_changes_proven',
      'flaw_found',
      'reflected',
    ],
    attempts.map((attempt) => [
      attempt.lab,
      attempt.demo,
      attempt.startedAt,
      attempt.place.step,
      attempt.prediction?.at,
      attempt.build?.finishedAt,
      attempt.changes.filter((change) => changeState(change) === 'proven').length,
      attempt.flaw.foundAt,
      attempt.reflection?.at,
    ]),
  );
}

export function predictionsTable(attempts: readonly LabAttempt[]): string {
  return toCsv(
    ['lab', 'demo', 'question', 'predicted', 'shown', 'source', 'gap', 'direction', 'mode'],
    attempts.flatMap((attempt) => {
      const outcome = outcomeOf(attempt);
      const counts = countsAsMeasurement(attempt);
      return measureGaps(attempt.prediction?.values ?? {}, outcomeValues(attempt)).map((gap) => [
        attempt.lab,
        attempt.demo,
        gap.id,
        gap.predicted,
        gap.measured,
        outcome[gap.id]?.source,
        counts ? gap.gap : null,
        counts ? gap.direction : null,
        attempt.build?.mode,
      ]);
    }),
  );
}

export function changesTable(attempts: readonly LabAttempt[]): string {
  return toCsv(
    ['lab', 'demo', 'rung', 'request', 'at', 'mode', 'state', 'checks_passed', 'checks_total', 'run'],
    attempts.flatMap((attempt) =>
      attempt.changes.map((change) => [
        attempt.lab,
        attempt.demo,
        change.rung,
        change.request,
        change.at,
        change.mode,
        changeState(change),
        change.checks?.passed,
        change.checks?.total,
        change.runId,
      ]),
    ),
  );
}

/** What the server holds, each event with the keys of its kind as JSON. */
export function usageTable(events: readonly UsageEvent[]): string {
  return toCsv(
    ['id', 'at', 'kind', 'facts'],
    events.map(({ id, at, kind, ...facts }) => [id, new Date(at).toISOString(), kind, JSON.stringify(facts)]),
  );
}
