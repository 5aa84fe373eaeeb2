/** Walks the checks of a demo one after another and says how far it is. */
import type { CheckOutcome } from '../run/schema.ts';
import type { Check, CheckContext, CheckResult } from './demo.ts';
import type { CheckRow } from './session-state.ts';

/** Results of a walk under way: done so far, and the id of the check that measures now. */
export interface WalkProgress {
  readonly results: readonly CheckResult[];
  readonly running: string | null;
}

/**
 * Runs every check in order. A check that throws counts as failed: what could not be measured is not green.
 * Rejects only with the signal's reason.
 */
export async function walkChecks(
  checks: readonly Check[],
  context: CheckContext,
  onProgress: (progress: WalkProgress) => void,
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of checks) {
    context.signal.throwIfAborted();
    onProgress({ results: [...results], running: check.id });
    results.push(await runCheck(check, context));
    onProgress({ results: [...results], running: null });
  }
  return results;
}

async function runCheck(check: Check, context: CheckContext): Promise<CheckResult> {
  try {
    return await check.run(context);
  } catch (error) {
    context.signal.throwIfAborted();
    const cause = error instanceof Error ? ` (${error.message})` : '';
    return {
      id: check.id,
      title: check.title,
      pass: false,
      detail: `This could not be measured${cause}`,
      fix: `Find out why “${check.title}” could not be measured, and repair it.`,
    };
  }
}

/** The rows of the panel: from the walk under way, else from the last results in the record. */
export function checkRows(
  checks: readonly Check[],
  recorded: readonly CheckOutcome[] | null,
  walk: WalkProgress | null,
): readonly CheckRow[] {
  const known = new Map<string, CheckOutcome>();
  for (const result of recorded ?? []) known.set(result.id, result);
  for (const result of walk?.results ?? []) known.set(result.id, result);
  const measured = new Set(walk?.results.map((result) => result.id));
  return checks.map(({ id, title, why, judges }) => {
    const judging = judges ? { judges } : {};
    const result = walk && !measured.has(id) ? undefined : known.get(id);
    const running = walk?.running === id;
    if (running || !result) {
      return { id, title, why, state: running ? 'running' : 'waiting', detail: '', ...judging };
    }
    return {
      id,
      title: result.title || title,
      why,
      state: result.pass ? 'pass' : 'fail',
      detail: result.detail,
      ...(result.where ? { where: result.where } : {}),
      ...(result.fix ? { fix: result.fix } : {}),
      ...judging,
    };
  });
}
