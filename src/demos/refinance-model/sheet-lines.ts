/**
 * Sheets by lines: each line has a key, and formulas name other lines by their keys. So a line can be read
 * without counting rows, and the agent still writes ordinary cells.
 *
 * In a formula `[book]` is the line in the same month, `[book<]` in the month before, `[book:]` the line over
 * all months, `[Lending.book]` (with the same endings) a line of another sheet. `[month]` and `[period]` are the
 * month and its number, which stand on top of every sheet.
 */
import type { CellInput } from '../../workbook/engine.ts';

export interface Heading {
  readonly heading: string;
}

export interface Line {
  readonly key: string;
  readonly label: string;
  /** Said in the second column: "thousands", "%", "loans". */
  readonly unit: string;
  readonly formula: string;
  readonly format: string;
  readonly role?: 'subtotal' | 'total' | 'check';
}

export interface SheetPlan {
  readonly name: string;
  readonly title: string;
  /** Blocks are written one after the other; a row stays free between them. */
  readonly blocks: readonly SheetBlock[];
}

export interface SheetBlock {
  /** Follows "Wrote" for the person who reads along. */
  readonly purpose: string;
  readonly lines: readonly (Heading | Line)[];
}

/** A line where it stands. */
export interface PlacedLine extends Line {
  readonly sheet: string;
  /** Row, from 1. */
  readonly row: number;
}

/** A block where it stands: the rows from its top left cell, formulas of the first month last. */
export interface PlacedBlock {
  readonly sheet: string;
  readonly at: string;
  readonly purpose: string;
  readonly rows: readonly (readonly CellInput[])[];
  readonly headingRows: readonly number[];
  readonly lines: readonly PlacedLine[];
}

/** Months of the model. */
export const MONTHS = 36;
/** The first month stands in D: A has the labels, B the units, C is free so that a balance can open at nothing. */
export const FIRST = 'D';
export const BEFORE = 'C';
export const LAST = 'AM';
/** Rows of the months and of their numbers, on top of every sheet of months. */
export const MONTH_ROW = 3;
export const PERIOD_ROW = 4;
/** First row below title, months and month numbers. */
const TOP = 6;

export class SheetPlans {
  readonly plans: readonly SheetPlan[];
  readonly #lines = new Map<string, PlacedLine>();
  readonly #blocks = new Map<string, PlacedBlock[]>();

  constructor(plans: readonly SheetPlan[]) {
    this.plans = plans;
    for (const plan of plans) for (const line of placeLines(plan)) this.#lines.set(keyOf(line), line);
    for (const plan of plans) this.#blocks.set(plan.name, this.#placeBlocks(plan));
  }

  /** The blocks of a sheet, ready to be written. */
  blocks(sheet: string): readonly PlacedBlock[] {
    return this.#blocks.get(sheet) ?? [];
  }

  lines(sheet: string): readonly PlacedLine[] {
    return [...this.#lines.values()].filter((line) => line.sheet === sheet);
  }

  /** A line by `Sheet.key`. A key that is not there is a mistake in the demo and throws. */
  line(key: string): PlacedLine {
    const line = this.#lines.get(key);
    if (!line) throw new Error(`The model has no line ${key}`);
    return line;
  }

  /** All months of a line: `Lending!$D$9:$AM$9`. */
  range(key: string): string {
    const { sheet, row } = this.line(key);
    return `${sheet}!$${FIRST}$${row}:$${LAST}$${row}`;
  }

  /** A formula with keys as the agent types it into the first month of a sheet. */
  formula(text: string, sheet: string): string {
    return text.replaceAll(
      /\[(?:([A-Za-z]+)\.)?([a-z-]+)([<:]?)\]/g,
      (_, other: string | undefined, key: string, ending: string) => {
        const row = this.#row(other ?? sheet, key);
        const place = other && other !== sheet ? `${other}!` : '';
        if (ending === ':') return `${place}$${FIRST}$${row}:$${LAST}$${row}`;
        return `${place}${ending === '<' ? BEFORE : FIRST}${row}`;
      },
    );
  }

  #row(sheet: string, key: string): number {
    if (key === 'month') return MONTH_ROW;
    if (key === 'period') return PERIOD_ROW;
    return this.line(`${sheet}.${key}`).row;
  }

  #placeBlocks(plan: SheetPlan): PlacedBlock[] {
    let row = TOP;
    return plan.blocks.map((block) => {
      const top = row;
      row += block.lines.length + 1;
      const lines = block.lines.flatMap((line) =>
        'heading' in line ? [] : [this.line(`${plan.name}.${line.key}`)],
      );
      return {
        sheet: plan.name,
        at: `A${top}`,
        purpose: block.purpose,
        rows: block.lines.map((line) => this.#cells(line, plan.name)),
        headingRows: block.lines.flatMap((line, index) => ('heading' in line ? [top + index] : [])),
        lines,
      };
    });
  }

  #cells(line: Heading | Line, sheet: string): CellInput[] {
    if ('heading' in line) return [line.heading, null, null, null];
    return [line.label, line.unit, null, this.formula(line.formula, sheet)];
  }
}

function placeLines(plan: SheetPlan): PlacedLine[] {
  let row = TOP;
  return plan.blocks.flatMap((block) => {
    const placed = block.lines.flatMap((line, index) =>
      'heading' in line ? [] : [{ ...line, sheet: plan.name, row: row + index }],
    );
    row += block.lines.length + 1;
    return placed;
  });
}

function keyOf({ sheet, key }: PlacedLine): string {
  return `${sheet}.${key}`;
}
