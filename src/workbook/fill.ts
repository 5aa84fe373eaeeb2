/** What a fill puts where: a pattern repeated over an area, references moved along. */
import { type AreaAddress, cellName } from './address.ts';
import type { CellEdit, CellInput } from './engine.ts';
import { isFormula, moveFormula } from './move-formula.ts';

/** Reads what was typed into a cell, 0-based. */
type InputAt = (row: number, column: number) => CellInput;

/** The edits of a fill; cells of the pattern itself stay as they are. */
export function fillEdits(sheet: string, from: AreaAddress, to: AreaAddress, inputAt: InputAt): CellEdit[] {
  const edits: CellEdit[] = [];
  const height = from.bottom - from.top + 1;
  const width = from.right - from.left + 1;
  for (let row = to.top; row <= to.bottom; row += 1) {
    for (let column = to.left; column <= to.right; column += 1) {
      if (row <= from.bottom && column <= from.right) continue;
      const sourceRow = from.top + ((row - from.top) % height);
      const sourceColumn = from.left + ((column - from.left) % width);
      const input = inputAt(sourceRow, sourceColumn);
      edits.push({ sheet, row, column, input: movedInput(input, row - sourceRow, column - sourceColumn) });
    }
  }
  return edits;
}

function movedInput(input: CellInput, rows: number, columns: number): CellInput {
  return isFormula(input) ? `=${moveFormula(input.slice(1), rows, columns)}` : input;
}

/** Why a fill of this area cannot be, or null. */
export function fillProblem(from: AreaAddress, to: AreaAddress): string | null {
  if (from.top === to.top && from.left === to.left && from.bottom <= to.bottom && from.right <= to.right)
    return null;
  const corner = cellName(from.top, from.left);
  return `The area filled must begin at ${corner}, where the cells copied begin, and hold them all`;
}
