/** A sheet while it is being written: cells by place, and what the file format keeps beside them. */
import type { Cell, ConditionalRule, DataValidation, SheetChart, WriteSheet } from 'hucre/xlsx';
import { areaName, parseArea } from '../address.ts';

/** A live sensitivity table: where its results stand, and the cells it varies (on the same sheet). */
export interface LiveTable {
  /** Area of the results without labels: D111:H115. */
  readonly area: string;
  /** Input cell that the values across go into. */
  readonly across: string;
  /** Input cell that the values down go into; without one the table has one row. */
  readonly down: string | undefined;
}

/** Marks of what the library cannot write; `finish.ts` turns them into it. Private use characters. */
export const errorMark = '\uE000';
export const tableMark = '\uE001';

/** Without characters that XML cannot hold, and without our marks. */
export function cleanText(text: string): string {
  return text.replace(/[\uFFFE\uFFFF\uE000\uE001]/g, '');
}

/** A text of a cell: what looks like the format's own escape is escaped. */
export function safeText(text: string): string {
  return cleanText(text).replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x');
}

export class SheetDraft {
  readonly name: string;
  /** Made by the export, not part of the model. */
  readonly added: boolean;
  readonly cells = new Map<string, Partial<Cell>>();
  readonly widths = new Map<number, number>();
  readonly validations: DataValidation[] = [];
  readonly rules: ConditionalRule[] = [];
  readonly charts: SheetChart[] = [];
  readonly tables: LiveTable[] = [];
  frozen = { rows: 0, columns: 0 };
  lastRow = -1;
  lastColumn = -1;
  /** First row that nothing stands in, charts included. */
  #free = 0;

  constructor(name: string, added = false) {
    this.name = name;
    this.added = added;
  }

  put(row: number, column: number, cell: Partial<Cell>): void {
    const { value } = cell;
    this.cells.set(
      `${row},${column}`,
      typeof value === 'string' ? { ...cell, value: safeText(value) } : cell,
    );
    this.lastRow = Math.max(this.lastRow, row);
    this.lastColumn = Math.max(this.lastColumn, column);
    this.#free = Math.max(this.#free, row + 1);
  }

  at(row: number, column: number): Partial<Cell> | undefined {
    return this.cells.get(`${row},${column}`);
  }

  /** Rows below everything, after one that stays empty; returns the first. */
  takeRows(count: number): number {
    const first = this.#free === 0 ? 0 : this.#free + 1;
    this.#free = first + count;
    return first;
  }

  /** Adds a conditional format; those added first win. */
  addRule(area: string, rule: Omit<ConditionalRule, 'range' | 'priority'>): void {
    this.rules.push({ ...rule, range: plainArea(area), priority: this.rules.length + 1 });
  }

  toSheet(): WriteSheet {
    const last = Math.max(this.lastColumn, ...this.widths.keys());
    const { rows, columns } = this.frozen;
    return {
      name: this.name,
      cells: this.cells,
      columns: Array.from({ length: last + 1 }, (_, column) => {
        const pixels = this.widths.get(column);
        return pixels === undefined ? {} : { width: charactersOf(pixels) };
      }),
      dataValidations: this.validations,
      conditionalRules: this.rules,
      charts: this.charts,
      view: { showGridLines: false },
      pageSetup: {
        orientation: 'landscape',
        paperSize: 'a4',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
      },
      ...((rows > 0 || columns > 0) && { freezePane: { rows, columns } }),
    };
  }
}

function plainArea(area: string): string {
  const place = parseArea(area);
  return place ? areaName(place) : area;
}

/** Width of a column in the file: characters of seven pixels. */
export function charactersOf(pixels: number): number {
  return Math.round((pixels / 7) * 10_000) / 10_000;
}

export function pixelsOf(characters: number): number {
  return Math.trunc(((256 * characters + Math.trunc(128 / 7)) / 256) * 7);
}
