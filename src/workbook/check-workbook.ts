/** Everything a program can object to in a workbook: errors, circles, broken promises, careless structure. */

import { areaName } from './address.ts';
import { type BalanceMatch, explainImbalance, explainTogether } from './balance-finding.ts';
import type { Cell, Sheet } from './cell.ts';
import { type CycleFinding, type ErrorFinding, explainErrors } from './explain.ts';
import { type IntegrityFinding, testCheck, testIntegrity } from './integrity.ts';
import { rowLabel } from './labels.ts';
import { type ReviewFinding, reviewWorkbook } from './review.ts';
import { clip } from './value.ts';
import type { Workbook } from './workbook.ts';

/** A check with, where it does not hold, the lines that explain its differences. */
export interface ExplainedIntegrity extends IntegrityFinding {
  readonly matches: readonly BalanceMatch[];
  /** Where no line does alone: lines that explain them together. */
  readonly jointly: readonly BalanceMatch[];
  /** It was not declared: a row of the model calls itself a check. */
  readonly implied: boolean;
}

export interface WorkbookFindings {
  /** Root causes only. */
  readonly errors: readonly ErrorFinding[];
  readonly cycles: readonly CycleFinding[];
  readonly integrity: readonly ExplainedIntegrity[];
  readonly review: readonly ReviewFinding[];
}

/** Looks at the whole workbook; changes nothing. */
export function checkWorkbook(workbook: Workbook): WorkbookFindings {
  const declared = testIntegrity(workbook);
  const implied = impliedChecks(workbook).filter(
    (finding) => !finding.holds && !declared.some((other) => isSameDifference(finding, other)),
  );
  return {
    ...explainErrors(workbook.engine),
    integrity: [
      ...declared.map((finding) => explained(workbook, finding, false)),
      ...implied.map((finding) => explained(workbook, finding, true)),
    ],
    review: reviewWorkbook(workbook.engine),
  };
}

function explained(workbook: Workbook, finding: IntegrityFinding, implied: boolean): ExplainedIntegrity {
  const range = finding.first && workbook.engine.reference(finding.check.range);
  if (!range || finding.periods < 2) return { ...finding, implied, matches: [], jointly: [] };
  const { tolerance } = finding.check;
  const matches = explainImbalance(workbook, clip(range), tolerance);
  const jointly = matches.length === 0 ? explainTogether(workbook, clip(range), tolerance) : [];
  return { ...finding, implied, matches, jointly };
}

/** Whether a row is what a declared check repeats: the same differences in the same number of periods. */
function isSameDifference(implied: IntegrityFinding, declared: IntegrityFinding): boolean {
  const [a, b] = [implied.first?.difference, declared.first?.difference];
  if (a === undefined || b === undefined || implied.off !== declared.off) return false;
  return Math.abs(Math.abs(a) - Math.abs(b)) <= declared.check.tolerance;
}

const callsItselfCheck = /\b(check|difference|imbalance|out of balance)\b/i;

/** Rows of formulas that are labelled as a check and that no declared check looks at. */
function impliedChecks(workbook: Workbook): IntegrityFinding[] {
  const declared = workbook.checks.map(({ range }) => workbook.engine.reference(range));
  return workbook.engine.sheetNames.flatMap((name) => {
    const sheet = workbook.engine.sheet(name);
    if (!sheet) return [];
    return checkRows(sheet)
      .filter(
        ({ first }) =>
          !declared.some(
            (range) => range?.sheet === sheet && range.top <= first.row && first.row <= range.bottom,
          ),
      )
      .map(({ label, first, last }) => {
        const area = areaName({ top: first.row, left: first.column, bottom: last.row, right: last.column });
        return testCheck(workbook, { id: 'implied', label, range: `${name}!${area}`, tolerance: 0.01 });
      });
  });
}

/** The longest run of formulas with numbers in each row whose label says that it is a check. */
function checkRows(sheet: Sheet): { label: string; first: Cell; last: Cell }[] {
  const rows = new Map<number, Cell[]>();
  for (const cell of sheet.cells()) {
    if (cell.formula === undefined || typeof cell.value !== 'number') continue;
    const run = rows.get(cell.row) ?? [];
    if (run.length > 0 && run.at(-1)?.column !== cell.column - 1) run.length = 0;
    run.push(cell);
    rows.set(cell.row, run);
  }
  return [...rows.values()].flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    const label = first && rowLabel(sheet, first.row, first.column);
    return first && last && run.length > 1 && label && callsItselfCheck.test(label)
      ? [{ label, first, last }]
      : [];
  });
}
