/** Reads a model by its names. The layout is free: a line may run along a row or down a column. */
import { areaName, quoteSheet } from '../../workbook/address.ts';
import type { Cell, Sheet } from '../../workbook/cell.ts';
import { formatNumber } from '../../workbook/number-format.ts';
import { CellError, type Range } from '../../workbook/value.ts';
import type { Workbook } from '../../workbook/workbook.ts';
import type { ModelSpec } from './model-spec.ts';

/** Something a check needs is not in the model; says what, for a person and for the agent. */
export class ModelGap extends Error {
  readonly code = 'model-gap';
  readonly fix: string;
  readonly cells: string | undefined;
  constructor(message: string, fix: string, cells?: string) {
    super(message);
    this.name = 'ModelGap';
    this.fix = fix;
    this.cells = cells;
  }
}

export class ModelReading {
  readonly workbook: Workbook;
  readonly spec: ModelSpec;
  constructor(workbook: Workbook, spec: ModelSpec) {
    this.workbook = workbook;
    this.spec = spec;
  }

  has(name: string): boolean {
    return this.workbook.engine.reference(name) !== null && this.#isName(name);
  }

  #isName(name: string): boolean {
    return this.workbook.engine.names.some((each) => each.name.toUpperCase() === name.toUpperCase());
  }

  #range(name: string): Range {
    const range = this.has(name) ? this.workbook.engine.reference(name) : null;
    if (range) return range;
    throw new ModelGap(
      `There is no name ${name} in the model.`,
      `Define the name ${name} for the cells that hold it.`,
    );
  }

  /** Where a name points, with its sheet: "CashFlow!D9:BK9". */
  place(name: string): string {
    return placeOf(this.#range(name));
  }

  inputCell(name: string): Cell {
    const range = this.#range(name);
    if (range.rows === 1 && range.columns === 1) return (range.sheet as Sheet).at(range.top, range.left);
    const place = placeOf(range);
    throw new ModelGap(
      `${name} is ${place}, and an assumption is one cell.`,
      `Let the name ${name} mean the one cell that formulas read.`,
      place,
    );
  }

  input(name: string): number {
    const cell = this.inputCell(name);
    if (typeof cell.value === 'number') return cell.value;
    const place = placeOfCell(cell);
    throw new ModelGap(
      `${name} in ${place} ${shows(cell)}, not a number.`,
      `Give ${name} in ${place} its number.`,
      place,
    );
  }

  /** The cells of a line, one a period. */
  cells(name: string): Cell[] {
    const range = this.#range(name);
    const { periods } = this.spec;
    const place = placeOf(range);
    if (Math.min(range.rows, range.columns) !== 1 || Math.max(range.rows, range.columns) !== periods) {
      throw new ModelGap(
        `${name} is ${place}, which is not one cell for each of the ${periods} periods.`,
        `Let ${name} run through all ${periods} periods, one cell each.`,
        place,
      );
    }
    const sheet = range.sheet as Sheet;
    return Array.from({ length: periods }, (_, index) =>
      range.rows === 1 ? sheet.at(range.top, range.left + index) : sheet.at(range.top + index, range.left),
    );
  }

  line(name: string): number[] {
    return this.cells(name).map((cell, index) => {
      if (typeof cell.value === 'number') return cell.value;
      throw new ModelGap(
        `${name} ${shows(cell)} in ${this.period(index)}, not a number.`,
        `Repair ${name} from ${this.period(index)} on: ${placeOfCell(cell)} ${shows(cell)}.`,
        placeOfCell(cell),
      );
    });
  }

  /** "Mar 27", or "period 3" where the model has no dates. */
  period(index: number): string {
    try {
      const cell = this.cells(this.spec.periodEnd)[index];
      if (typeof cell?.value === 'number') return formatNumber(cell.value, 'mmm yy').text;
    } catch (error) {
      if (!(error instanceof ModelGap)) throw error;
    }
    return `period ${index + 1}`;
  }
}

export function placeOfCell(cell: Cell): string {
  return `${quoteSheet(cell.sheet.name)}!${areaName({ top: cell.row, left: cell.column, bottom: cell.row, right: cell.column })}`;
}

export function placeOf(range: Range): string {
  return `${quoteSheet(range.sheet.name)}!${areaName(range)}`;
}

function shows(cell: Cell): string {
  if (cell.value === null) return 'is empty';
  return `shows ${cell.value instanceof CellError ? cell.value.code : `“${cell.value}”`}`;
}

/** 1234567.8 → "1,234,568"; small ones that are not whole keep two digits. */
export function amount(value: number): string {
  const digits = Math.abs(value) < 100 && !Number.isInteger(value) ? 2 : 0;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
