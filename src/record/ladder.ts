/** Where a participant stands on the ladder, per capability: each rung from its own proof. */
import type { LabAttempt } from '../labs/attempt.ts';
import { changeState, standing } from '../labs/progress.ts';
import type { Lab } from '../labs/schema.ts';

export const ladderRungs = ['heard', 'seen', 'felt', 'used'] as const;
export type LadderRung = (typeof ladderRungs)[number];

export interface CapabilityStanding {
  readonly capability: Lab['capability'];
  readonly labs: readonly Lab[];
  /** When a rung was reached, ISO; null where it was not. */
  readonly reached: Readonly<Record<LadderRung, string | null>>;
}

/** One row a capability that some lab teaches. `heard` holds what the person said themselves. */
export function ladderOf(
  labs: readonly Lab[],
  attempts: readonly LabAttempt[],
  heard: Readonly<Partial<Record<string, string>>>,
): readonly CapabilityStanding[] {
  const capabilities = [...new Set(labs.map((lab) => lab.capability))];
  return capabilities.map((capability) => {
    const own = labs.filter((lab) => lab.capability === capability);
    const walks = own.flatMap((lab) =>
      attempts.filter((attempt) => attempt.lab === lab.id).map((attempt) => ({ lab, attempt })),
    );
    return {
      capability,
      labs: own,
      reached: {
        heard: heard[capability] ?? null,
        seen: earliest(
          walks.map(({ lab, attempt }) => (standing(lab, attempt).seen ? attempt.observation?.at : null)),
        ),
        felt: earliest(walks.flatMap(({ attempt }) => provenAt(attempt))),
        used: earliest(walks.flatMap(({ attempt }) => provenAt(attempt, true))),
      },
    };
  });
}

/** Times at which own changes were proven; `own` only those of an own brief with a live model. */
function provenAt(attempt: LabAttempt, own = false): (string | undefined)[] {
  return attempt.changes
    .filter((change) => changeState(change) === 'proven')
    .filter((change) => !own || (change.rung === 'free' && change.mode === 'live'))
    .map((change) => change.checks?.at);
}

function earliest(times: readonly (string | null | undefined)[]): string | null {
  const known = times.filter((time): time is string => typeof time === 'string').sort();
  return known[0] ?? null;
}
