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
 * Runs every check in order. One that throws was not measured: it is tried once more on a context of its own,
 * since what its tour of the page learnt may be what broke, and is told as not measured if that throws as well.
 * Rejects only with the signal's reason.
 */
export async function walkChecks(
  checks: readonly Check[],
  context: CheckContext,
  onProgress: (progress: WalkProgress) => void,
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  let current = context;
  for (const check of checks) {
    context.signal.throwIfAborted();
    onProgress({ results: [...results], running: check.id });
    let result = await runCheck(check, current);
    if (result.unmeasured === true) {
      current = Object.create(context) as CheckContext;
      result = await runCheck(check, current);
    }
    results.push(result);
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
      unmeasured: true,
      detail: `This could not be measured${cause}`,
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
      state: result.unmeasured === true ? 'unmeasured' : result.pass ? 'pass' : 'fail',
      detail: result.detail,
      ...(result.where ? { where: result.where } : {}),
      ...(result.fix ? { fix: result.fix } : {}),
      ...judging,
    };
  });
}
