/** Checks in one line. */
import type { CheckRow } from '../../demos/session-state.ts';

export interface CheckSummary {
  readonly passed: number;
  readonly total: number;
  /** Never run, or not to the end. */
  readonly open: number;
  readonly failing: readonly CheckRow[];
  /** "5 of 6 checks pass". */
  readonly line: string;
  /** What stands in the way, or that nothing does. */
  readonly note: string;
}

/** Green only where a program saw it: a check that was not run counts as neither. */
export function summariseChecks(
  checks: readonly CheckRow[],
  checking: boolean,
  stale: boolean,
): CheckSummary {
  const passed = checks.filter((check) => check.state === 'pass').length;
  const failing = checks.filter((check) => check.state === 'fail');
  const open = checks.length - passed - failing.length;
  return {
    passed,
    total: checks.length,
    open,
    failing,
    line: lineOf(passed, checks.length, open),
    note: noteOf(failing, open, checking, stale),
  };
}

function lineOf(passed: number, total: number, open: number): string {
  if (total === 0) return 'No checks here';
  if (open === total) return `${total} checks wait`;
  if (passed === total) return `All ${total} checks pass`;
  return `${passed} of ${total} checks ${passed === 1 ? 'passes' : 'pass'}`;
}

function noteOf(failing: readonly CheckRow[], open: number, checking: boolean, stale: boolean): string {
  if (checking) return 'Measuring now';
  const first = failing[0];
  if (first) return first.detail || first.title;
  if (stale && open === 0) return 'The work changed since. Run the checks again';
  return open > 0
    ? 'Programs measure the result, not the agent'
    : 'Measured by programs, on the work you see';
}
