/** Numbers belong into assumptions: a calculation row holds formulas, and formulas hold no amounts. */
import type { Cell, Sheet } from '../../../workbook/cell.ts';
import { reviewWorkbook } from '../../../workbook/review.ts';
import { amount, type ModelReading, placeOfCell } from '../model-reading.ts';
import type { CheckFinding, ModelCheck } from './check-finding.ts';

export const typedNumbers: ModelCheck = {
  id: 'typed-numbers',
  title: 'No numbers typed in',
  why: 'A number typed into a calculation does not move when an assumption does.',
  measure(model) {
    return typedLine(model) ?? typedAmong(model) ?? typedInside(model) ?? clean(model);
  },
};

function clean(model: ModelReading): CheckFinding {
  const count = [...model.workbook.engine.formulas()].length;
  return {
    pass: true,
    detail: `${count.toLocaleString('en-US')} formulas read, and none holds an amount of its own; every cell of the ${model.spec.lines.length} result lines is a formula.`,
  };
}

/** A cell of a result line that is a constant. */
function typedLine(model: ModelReading): CheckFinding | null {
  for (const { name, label } of model.spec.lines) {
    const cells = model.cells(name);
    const index = cells.findIndex((cell) => cell.formula === undefined && !cell.spilledFrom);
    const cell = cells[index];
    if (!cell) continue;
    const what = typeof cell.value === 'number' ? `the number ${amount(cell.value)}` : 'no formula';
    return typed(
      cell,
      `“${label}” holds ${what} in ${model.period(index)}, where its neighbours are formulas.`,
    );
  }
  return null;
}

/** A constant in the middle of a row or a column of formulas. */
function typedAmong(model: ModelReading): CheckFinding | null {
  const { engine } = model.workbook;
  for (const name of engine.sheetNames) {
    const sheet = engine.sheet(name);
    for (const cell of sheet?.cells() ?? []) {
      if (!sheet || !isTypedAmong(sheet, cell)) continue;
      return typed(
        cell,
        `${placeOfCell(cell)} holds the number ${amount(Number(cell.constant))} among formulas.`,
      );
    }
  }
  return null;
}

/** Cells beside it that make a row of calculation. */
const rowOfCalculation = 4;

function isTypedAmong(sheet: Sheet, cell: Cell): boolean {
  if (typeof cell.constant !== 'number' || cell.formula !== undefined) return false;
  const [left, right] = [formulasBeside(sheet, cell, -1), formulasBeside(sheet, cell, 1)];
  if (left > 0 && right > 0 && left + right >= rowOfCalculation) return true;
  // The cell before a row may open it: a count begins at 0 or 1. An amount belongs into the assumptions.
  return right >= rowOfCalculation && cell.constant !== 0 && cell.constant !== 1;
}

function formulasBeside(sheet: Sheet, cell: Cell, step: 1 | -1): number {
  let count = 0;
  while (count < rowOfCalculation) {
    const next = cell.column + step * (count + 1);
    if (next < 0 || sheet.find(cell.row, next)?.formula === undefined) break;
    count += 1;
  }
  return count;
}

/** Months of a quarter and quarters of a year are the calendar, not amounts. */
const calendar = new Set(['3', '4']);

/** An amount inside a formula. */
function typedInside(model: ModelReading): CheckFinding | null {
  const found = reviewWorkbook(model.workbook.engine).flatMap((finding) => {
    if (finding.kind !== 'typed-number') return [];
    const numbers = finding.numbers.filter((number) => !calendar.has(number));
    return numbers.length > 0 ? [{ cells: finding.cells, text: numbers.join(' and ') }] : [];
  });
  const [first] = found;
  if (!first) return null;
  const more = found.length > 1 ? ` ${found.length - 1} more places have one.` : '';
  return {
    pass: false,
    detail: `The formula in ${first.cells} holds the number ${first.text}.${more}`,
    cells: first.cells,
    fix: `Move the number ${first.text} out of ${first.cells} into an assumption with its source.`,
  };
}

function typed(cell: Cell, detail: string): CheckFinding {
  const cells = placeOfCell(cell);
  return {
    pass: false,
    detail,
    cells,
    fix: `Replace the number typed into ${cells} with the formula of its row.`,
  };
}
