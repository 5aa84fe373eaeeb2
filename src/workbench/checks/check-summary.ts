/** Checks in one line. */
import type { CheckRow } from '../../demos/session-state.ts';
import { judgesStructureOnly, structureOnly, structureOnlyNote } from '../../workbook/judged.ts';

export interface CheckSummary {
  readonly passed: number;
  readonly total: number;
  /** Never run, or not to the end. */
  readonly open: number;
  readonly failing: readonly CheckRow[];
  /** Nothing fails, and yet no program knows whether the numbers are right. */
  readonly structureOnly: boolean;
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
    structureOnly: judgesStructureOnly(checks),
    line: lineOf(checks, passed, open),
    note: noteOf(checks, failing, open, checking, stale),
  };
}

function lineOf(checks: readonly CheckRow[], passed: number, open: number): string {
  const total = checks.length;
  if (total === 0) return 'No checks here';
  if (open === total) return `${total} checks wait`;
  if (passed === total) return judgesStructureOnly(checks) ? structureOnly : `All ${total} checks pass`;
  return `${passed} of ${total} checks ${passed === 1 ? 'passes' : 'pass'}`;
}

function noteOf(
  checks: readonly CheckRow[],
  failing: readonly CheckRow[],
  open: number,
  checking: boolean,
  stale: boolean,
): string {
  if (checking) return 'Measuring now';
  const first = failing[0];
  if (first) return first.detail || first.title;
  if (stale && open === 0) return 'The work changed since. Run the checks again';
  if (open === 0 && judgesStructureOnly(checks)) return structureOnlyNote;
  return open > 0
    ? 'Programs measure the result, not the agent'
    : 'Measured by programs, on the work you see';
}
