/** Why a cell shows an error, in words: its own fault, or the cell from which the error comes. */
import type { Cell } from '../cell.ts';
import { explainErrors } from '../explain.ts';
import { CellError } from '../value.ts';
import type { Workbook } from '../workbook.ts';
import { readsOf } from './reads.ts';

export interface ErrorCause {
  readonly code: string;
  /** The cell where it begins; null where it is this one. */
  readonly at: string | null;
  readonly words: string;
  readonly hint: string;
}

export function errorCause(workbook: Workbook, cell: Cell): ErrorCause | null {
  if (!(cell.value instanceof CellError)) return null;
  const { code } = cell.value;
  const { engine } = workbook;
  if (cell.inCycle) return circleCause(workbook, cell, code);
  const root = rootOf(workbook, cell);
  const name = engine.nameOf(root);
  const findings = explainErrors(engine).errors;
  const finding =
    findings.find((each) => each.cell === name) ??
    findings.find((each) => each.code === code && each.cell.startsWith(`${root.sheet.name}!`));
  if (!finding)
    return { code, at: root === cell ? null : name, words: 'a value it needs is wrong', hint: '' };
  return {
    code,
    at: root === cell ? null : name,
    words: finding.cause,
    hint: `${finding.hint.charAt(0).toUpperCase()}${finding.hint.slice(1)}.`,
  };
}

function circleCause(workbook: Workbook, cell: Cell, code: string): ErrorCause {
  const name = workbook.engine.nameOf(cell);
  const { cycles } = explainErrors(workbook.engine);
  const circle = cycles.find(({ path }) => path.includes(name)) ?? cycles[0];
  return {
    code,
    at: null,
    words: `it reads itself in a circle: ${circle?.path.join(' → ') ?? name}`,
    hint: circle ? `${circle.hint.charAt(0).toUpperCase()}${circle.hint.slice(1)}.` : '',
  };
}

/** Follows the error from cell to cell to where it begins. */
function rootOf(workbook: Workbook, cell: Cell): Cell {
  const seen = new Set<Cell>();
  let at = cell;
  while (!seen.has(at)) {
    seen.add(at);
    const next = firstFailing(workbook, at);
    if (!next) return at;
    at = next;
  }
  return at;
}

function firstFailing(workbook: Workbook, cell: Cell): Cell | undefined {
  for (const { sheet, area } of readsOf(workbook.engine, cell)) {
    for (const read of sheet.within(area.top, area.left, area.bottom, area.right)) {
      if (read !== cell && read.value instanceof CellError) return read;
    }
  }
  return undefined;
}
