/** Whether what a model promises holds: each integrity check, period by period. */
import { cellName } from './address.ts';
import type { Sheet } from './cell.ts';
import { columnLabel, rowHead } from './labels.ts';
import type { IntegrityCheck } from './schema.ts';
import { CellError, clip, type Range } from './value.ts';
import type { Workbook } from './workbook.ts';

export interface IntegrityFinding {
  readonly check: IntegrityCheck;
  readonly holds: boolean;
  /** Cells looked at, and how many of them are off. */
  readonly periods: number;
  readonly off: number;
  /** The first period that is off: its cell with the sheet, what heads it, and the difference. */
  readonly first?: { readonly cell: string; readonly period: string; readonly difference: number };
  /** Why it cannot hold where it is no difference: an empty range, a text, an error value. */
  readonly problem?: string;
}

/** Each check of the workbook, in its order. */
export function testIntegrity(workbook: Workbook): IntegrityFinding[] {
  return workbook.checks.map((check) => testCheck(workbook, check));
}

/** One check, declared or not. */
export function testCheck(workbook: Workbook, check: IntegrityCheck): IntegrityFinding {
  const found = workbook.engine.reference(check.range);
  if (!found) return failing(check, `${check.range} is no range of this workbook`);
  const range = clip(found);
  const values = lineCells(range).map(({ row, column }) => range.sheet.valueAt(row, column));
  const count = values.filter((value) => value !== null).length;
  if (count === 0) return failing(check, `${check.range} is empty`);
  const odd = values.findIndex((value) => value instanceof CellError || typeof value === 'string');
  if (odd >= 0) {
    const value = values[odd];
    const what = value instanceof CellError ? `shows ${value.code}` : 'holds a text';
    return failing(check, `${nameAt(range, odd)} ${what} where a difference is wanted`, count);
  }
  const offs = values.flatMap((value, index) => {
    const difference = Number(value ?? 0);
    return Math.abs(difference) <= check.tolerance ? [] : [{ index, difference }];
  });
  const [first] = offs;
  if (!first) return { check, holds: true, periods: count, off: 0 };
  return {
    check,
    holds: false,
    periods: count,
    off: offs.length,
    first: {
      cell: nameAt(range, first.index),
      period: periodAt(range, first.index),
      difference: first.difference,
    },
  };
}

function failing(check: IntegrityCheck, problem: string, periods = 0): IntegrityFinding {
  return { check, holds: false, periods, off: periods, problem };
}

/** The cells of a range in reading order. */
export function lineCells(range: Range): { row: number; column: number }[] {
  return Array.from({ length: range.rows * range.columns }, (_, index) => ({
    row: range.top + Math.floor(index / range.columns),
    column: range.left + (index % range.columns),
  }));
}

function nameAt(range: Range, index: number): string {
  const place = lineCells(range)[index] ?? { row: range.top, column: range.left };
  return `${range.sheet.name}!${cellName(place.row, place.column)}`;
}

/** What a person calls the period of a cell of a range: its column’s head, or its row’s where it runs downwards. */
export function periodAt(range: Range, index: number): string {
  const { row, column } = lineCells(range)[index] ?? { row: range.top, column: range.left };
  const sheet = range.sheet as Sheet;
  return range.rows > range.columns ? rowHead(sheet, row, column) : columnLabel(sheet, row, column);
}
