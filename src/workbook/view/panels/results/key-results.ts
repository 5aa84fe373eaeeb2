/** The few numbers that a model is made for: what a change of a driver or scenario is measured by. */
import { splitSheet } from '../../../address.ts';
import type { Cell, Sheet } from '../../../cell.ts';
import type { Workbook } from '../../../workbook.ts';
import { phraseOf } from '../../labels.ts';
import { cellOf, valueText } from '../shown.ts';

export interface KeyResult {
  /** Address, like `CashFlow!BN20`. */
  readonly id: string;
  readonly label: string;
  readonly value: number | null;
  readonly format: string | undefined;
  readonly text: string;
}

/** More than this nobody compares at a glance. */
const MOST_RESULTS = 4;

/**
 * Outputs of sensitivity tables first (the author named them), then the last point of each line of
 * the charts, then defined names of single formulas.
 */
export function keyResults(workbook: Workbook): KeyResult[] {
  const found = new Map<string, KeyResult>();
  const add = (reference: string, label?: string) => {
    if (found.size >= MOST_RESULTS) return;
    const result = resultAt(workbook, reference, label);
    if (result && !found.has(result.id)) found.set(result.id, result);
  };
  for (const table of workbook.sensitivities) add(table.output);
  for (const chart of workbook.charts) {
    if (chart.kind === 'line')
      for (const { values, name } of chart.series) addLast(workbook, values, name, add);
  }
  for (const { name, refersTo } of workbook.engine.names) {
    if (isSingleFormula(workbook, refersTo)) add(refersTo, name.replaceAll('_', ' '));
  }
  return [...found.values()];
}

function addLast(
  workbook: Workbook,
  values: string,
  name: string,
  add: (reference: string, label?: string) => void,
): void {
  const range = workbook.engine.reference(values);
  if (!range) return;
  const cell = sheetCell(workbook, range.sheet.name, range.bottom, range.right);
  if (!cell) return;
  const period = phraseOf(workbook, cell).split(', ').slice(1).at(-1);
  add(workbook.engine.nameOf(cell), period === undefined ? name : `${name}, ${period}`);
}

function isSingleFormula(workbook: Workbook, refersTo: string): boolean {
  const range = workbook.engine.reference(refersTo);
  if (!range || range.rows > 1 || range.columns > 1) return false;
  return sheetCell(workbook, range.sheet.name, range.top, range.left)?.formula !== undefined;
}

function sheetCell(workbook: Workbook, sheet: string, row: number, column: number): Cell | undefined {
  const found: Sheet | undefined = workbook.engine.sheet(sheet);
  return found?.find(row, column);
}

function resultAt(workbook: Workbook, reference: string, label: string | undefined): KeyResult | null {
  const named = /^[A-Za-z_][\w.]*$/.test(reference) && splitSheet(reference).sheet === undefined;
  const range = workbook.engine.reference(reference.replaceAll('$', ''));
  if (!range) return null;
  const { sheet, row, column, value, format, text } = cellOf(workbook, range, 0, 0);
  const cell = sheetCell(workbook, sheet, row, column);
  if (!cell) return null;
  return {
    id: workbook.engine.nameOf(cell),
    label: label ?? (named ? reference.replaceAll('_', ' ') : phraseOf(workbook, cell)),
    value: typeof value === 'number' && Number.isFinite(value) ? value : null,
    format,
    text: text || '–',
  };
}

export interface ResultChange {
  /** What it was, in its format; null where nothing changed. */
  readonly before: string | null;
  /** "+12 %", "−3.1 points"; null where it cannot be said. */
  readonly change: string | null;
  readonly direction: 'up' | 'down' | 'same';
}

/** How a result differs from what it was before. */
export function changeOf(result: KeyResult, before: number | null | undefined): ResultChange {
  const { value, format } = result;
  if (before === undefined || before === value || valueText(before, format) === result.text)
    return { before: null, change: null, direction: 'same' };
  if (before === null || value === null)
    return { before: before === null ? '–' : valueText(before, format), change: null, direction: 'same' };
  return {
    before: valueText(before, format),
    change: differenceWords(before, value, format),
    direction: value > before ? 'up' : 'down',
  };
}

/** Shares are compared in points, amounts in per cent; amounts that cross zero are not. */
function differenceWords(before: number, value: number, format: string | undefined): string | null {
  const sign = value > before ? '+' : '−';
  if (format?.includes('%')) return `${sign}${(Math.abs(value - before) * 100).toFixed(1)} points`;
  if (before <= 0 || value < 0) return null;
  const share = Math.abs(value / before - 1) * 100;
  if (share >= 1000) return null;
  return `${sign}${share < 10 ? share.toFixed(1) : Math.round(share)} %`;
}
