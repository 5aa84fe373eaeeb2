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
  /** Tried, and not measured. */
  readonly unmeasured: number;
  /** Green only where everything that was measured stands for the work as it is now. */
  readonly tone: 'good' | 'warn' | 'bad';
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
  const unmeasured = checks.filter((check) => check.state === 'unmeasured').length;
  const isOld = stale && !checking && open === 0;
  return {
    passed,
    total: checks.length,
    open,
    failing,
    structureOnly: judgesStructureOnly(checks),
    unmeasured,
    tone:
      failing.length > 0 ? 'bad' : isOld || unmeasured > 0 || judgesStructureOnly(checks) ? 'warn' : 'good',
    line: lineOf(checks, passed, open, isOld),
    note: noteOf(checks, failing, open, unmeasured, checking, stale),
  };
}

function lineOf(checks: readonly CheckRow[], passed: number, open: number, isOld: boolean): string {
  const total = checks.length;
  if (total === 0) return 'No checks here';
  if (open === total) return `${total} checks wait`;
  if (isOld) return `${passed} of ${total} passed before the last change`;
  if (passed === total) return judgesStructureOnly(checks) ? structureOnly : `All ${total} checks pass`;
  return `${passed} of ${total} checks ${passed === 1 ? 'passes' : 'pass'}`;
}

function noteOf(
  checks: readonly CheckRow[],
  failing: readonly CheckRow[],
  open: number,
  unmeasured: number,
  checking: boolean,
  stale: boolean,
): string {
  if (checking) return 'Measuring now';
  const first = failing[0];
  if (first) return first.detail || first.title;
  if (unmeasured > 0 && unmeasured === open)
    return `${unmeasured === 1 ? 'One check' : `${unmeasured} checks`} could not be measured. Run the checks again`;
  if (stale && open === 0) return 'The work changed since. Run the checks again';
  if (open === 0 && judgesStructureOnly(checks)) return structureOnlyNote;
  return open > 0
    ? 'Programs measure the result, not the agent'
    : 'Measured by programs, on the work you see';
}
