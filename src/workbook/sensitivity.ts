/** Sensitivity tables: one output for every combination of one or two inputs, computed on a copy. */

import type { Engine } from './engine.ts';
import type { Sensitivity, WorkbookFile } from './schema.ts';
import { CellError, type Range } from './value.ts';
import { Workbook } from './workbook.ts';

export interface SensitivityTable {
  readonly across: readonly number[];
  /** One value that stands for nothing where only one input is varied. */
  readonly down: readonly (number | null)[];
  /** By row (down), then column (across); a text is the code of an error. */
  readonly values: readonly (readonly (number | string | null)[])[];
  /** The output as the model has it, and the inputs that give it. */
  readonly now: {
    readonly output: number | string | null;
    readonly across: number | null;
    readonly down: number | null;
  };
}

/** A table that cannot be computed, with what to do about it. */
export class SensitivityError extends Error {
  readonly hint: string;
  constructor(message: string, hint: string) {
    super(message);
    this.name = 'SensitivityError';
    this.hint = hint;
  }
}

export interface SensitivityProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Computes a table cell by cell on a copy; the workbook given stays as it is. Yields after each cell, so
 * that the caller can breathe, show progress or stop. Give a file to run it in a worker.
 * Throws {@link SensitivityError}.
 */
export function* sensitivitySteps(
  given: Workbook | WorkbookFile,
  sensitivity: Sensitivity,
): Generator<SensitivityProgress, SensitivityTable> {
  const { engine } = Workbook.fromFile(given instanceof Workbook ? given.toFile() : given);
  const output = oneCell(engine, sensitivity.output, 'The output');
  const across = oneCell(engine, sensitivity.across.cell, 'The input across');
  const down = sensitivity.down && oneCell(engine, sensitivity.down.cell, 'The input down');
  const now = { output: read(output), across: numberIn(across), down: down ? numberIn(down) : null };
  const rows: readonly (number | null)[] = sensitivity.down?.values ?? [null];
  const total = rows.length * sensitivity.across.values.length;
  const values: (number | string | null)[][] = [];
  for (const row of rows) {
    const line: (number | string | null)[] = [];
    values.push(line);
    for (const column of sensitivity.across.values) {
      engine.set([edit(across, column), ...(down && row !== null ? [edit(down, row)] : [])]);
      engine.recalculate();
      line.push(read(output));
      yield { done: (values.length - 1) * sensitivity.across.values.length + line.length, total };
    }
  }
  return { across: sensitivity.across.values, down: rows, values, now };
}

/** The whole table at once. Throws {@link SensitivityError}. */
export function computeSensitivity(
  given: Workbook | WorkbookFile,
  sensitivity: Sensitivity,
): SensitivityTable {
  const steps = sensitivitySteps(given, sensitivity);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function oneCell(engine: Engine, reference: string, what: string): Range {
  const range = engine.reference(reference);
  if (range && range.rows === 1 && range.columns === 1) return range;
  throw new SensitivityError(
    range ? `${what} is ${reference}, which is more than one cell` : `${what}: there is no cell ${reference}`,
    'Give one cell with its sheet, like Assumptions!C7, or a name of one cell',
  );
}

function edit(range: Range, input: number) {
  return { sheet: range.sheet.name, row: range.top, column: range.left, input };
}

function read(range: Range): number | string | null {
  const value = range.at(0, 0);
  if (value instanceof CellError) return value.code;
  return typeof value === 'boolean' ? String(value) : value;
}

function numberIn(range: Range): number | null {
  const value = range.at(0, 0);
  return typeof value === 'number' ? value : null;
}
