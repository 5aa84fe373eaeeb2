/** What a careful reader would object to in a model that has no errors: the structural checks. */
import { areaName, cellName } from './address.ts';
import type { Cell, Sheet } from './cell.ts';
import type { Engine } from './engine.ts';
import { relativeText } from './formula-text.ts';
import { type FormulaNode, parseFormula } from './parse.ts';
import { parseNumber } from './value.ts';

export type ReviewFinding =
  | {
      readonly kind: 'typed-number';
      readonly cells: string;
      readonly numbers: readonly string[];
      readonly hint: string;
    }
  | {
      readonly kind: 'uneven-row';
      readonly cells: string;
      readonly differsFrom: string;
      readonly hint: string;
    }
  | { readonly kind: 'unused-input'; readonly cells: string; readonly hint: string }
  | { readonly kind: 'text-number'; readonly cells: string; readonly text: string; readonly hint: string };

/** Numbers that are no assumptions: none and one, halves of a range, months, days and weeks of the calendar. */
const harmless = new Set([0, 1, 2, 7, 12, 24, 30, 52, 100, 360, 365, 366, 1000]);
/** Functions whose numbers choose a way of working, not an amount: digits, match types, positions. */
const choosing = new Set([
  'ROUND',
  'ROUNDUP',
  'ROUNDDOWN',
  'TRUNC',
  'MATCH',
  'XMATCH',
  'XLOOKUP',
  'VLOOKUP',
  'HLOOKUP',
  'INDEX',
  'OFFSET',
  'CHOOSE',
  'DATE',
  'EDATE',
  'EOMONTH',
  'LEFT',
  'RIGHT',
  'MID',
  'MOD',
  'LARGE',
  'SMALL',
  'SEQUENCE',
  'WEEKDAY',
  'YEARFRAC',
  'SUBTOTAL',
  'IRR',
  'XIRR',
]);

/** All objections, in the order of sheets. */
export function reviewWorkbook(engine: Engine): ReviewFinding[] {
  return engine.sheetNames.flatMap((name) => {
    const sheet = engine.sheet(name);
    if (!sheet) return [];
    return [...typedNumbers(sheet), ...unevenRows(sheet), ...unusedInputs(sheet), ...textNumbers(sheet)];
  });
}

function treeOf(cell: Cell): FormulaNode {
  return parseFormula(cell.formula ?? '0');
}

/** Literals in a formula that look like assumptions. */
export function typedNumbersOf(node: FormulaNode): string[] {
  if (node.kind === 'number') return harmless.has(node.value) ? [] : [node.text];
  if (node.kind === 'call' && choosing.has(node.name)) {
    return node.arguments.filter((part) => part.kind !== 'number').flatMap(typedNumbersOf);
  }
  if (node.kind === 'array') return [];
  return [...childrenOf(node)].flatMap(typedNumbersOf);
}

function* childrenOf(node: FormulaNode): Generator<FormulaNode> {
  if (node.kind === 'unary' || node.kind === 'spill') yield node.of;
  if (node.kind === 'binary') yield* [node.left, node.right];
  if (node.kind === 'call') yield* node.arguments;
}

/** One finding for a run of copies across a row. */
function typedNumbers(sheet: Sheet): ReviewFinding[] {
  return runsOf(sheet, (cell) => relativeText(treeOf(cell), cell.row, cell.column)).flatMap((run) => {
    const [first] = run;
    const numbers = first ? typedNumbersOf(treeOf(first)) : [];
    if (numbers.length === 0) return [];
    const hint = 'put the number in a cell of the assumptions and refer to it';
    return [{ kind: 'typed-number' as const, cells: spanName(run), numbers, hint }];
  });
}

/** Neighbours in a row whose key is the same, formulas only. */
function runsOf(sheet: Sheet, keyOf: (cell: Cell) => string): Cell[][] {
  const runs: Cell[][] = [];
  let lastKey = '';
  for (const cell of sheet.cells()) {
    if (cell.formula === undefined) continue;
    const key = keyOf(cell);
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && before.row === cell.row && before.column === cell.column - 1 && key === lastKey)
      run.push(cell);
    else runs.push([cell]);
    lastKey = key;
  }
  return runs;
}

function spanName(run: readonly Cell[]): string {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) return '';
  const area = areaName({ top: first.row, left: first.column, bottom: last.row, right: last.column });
  return `${first.sheet.name}!${area}`;
}

/** Least cells of one formula in a row for it to be the rule there. */
const leastForRule = 4;

/**
 * Formulas that break the rule of their row. The first period may differ (it opens a balance), and so
 * may totals, which read the row itself, and whatever stands after a gap.
 */
function unevenRows(sheet: Sheet): ReviewFinding[] {
  const findings: ReviewFinding[] = [];
  for (const whole of stretchesOf(sheet)) {
    const stretch = whole.filter((cell) => !totalsOwnRow(cell));
    const forms = stretch.map((cell) => relativeText(treeOf(cell), cell.row, cell.column));
    const counts = new Map<string, number>();
    for (const form of forms) counts.set(form, (counts.get(form) ?? 0) + 1);
    const [rule = '', count = 0] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
    if (count < leastForRule || count * 2 <= stretch.length) continue;
    const example = stretch[forms.indexOf(rule)];
    for (const [index, cell] of stretch.entries()) {
      if (forms[index] === rule || index === 0 || !example) continue;
      findings.push({
        kind: 'uneven-row',
        cells: `${sheet.name}!${cellName(cell.row, cell.column)}`,
        differsFrom: `${sheet.name}!${cellName(example.row, example.column)}`,
        hint: 'copy the formula of its neighbours, or say beside it why it differs',
      });
    }
  }
  return findings;
}

/** Cells side by side in a row, from the first formula on; constants between formulas belong to the stretch. */
function stretchesOf(sheet: Sheet): Cell[][] {
  return runsOf(sheet, () => '');
}

/** Whether a formula reads a range of three or more cells of its own row. */
function totalsOwnRow(cell: Cell): boolean {
  return cell.ranges.some(
    ({ range }) =>
      range.sheet === cell.sheet &&
      range.top === cell.row &&
      range.bottom === cell.row &&
      range.columns > 2 &&
      (cell.column < range.left || cell.column > range.right),
  );
}

function isRead(cell: Cell): boolean {
  return cell.dependents.size > 0 || cell.sheet.rangesOver(cell).length > 0;
}

function unusedInputs(sheet: Sheet): ReviewFinding[] {
  const findings: ReviewFinding[] = [];
  for (const cell of sheet.cells()) {
    if (typeof cell.constant !== 'number' || isRead(cell)) continue;
    const label = sheet.valueAt(cell.row, 0);
    if (typeof label !== 'string' || label === '') continue;
    findings.push({
      kind: 'unused-input',
      cells: `${sheet.name}!${cellName(cell.row, cell.column)}`,
      hint: `nothing reads “${label}”: use it, or take it out`,
    });
  }
  return findings;
}

function textNumbers(sheet: Sheet): ReviewFinding[] {
  const findings: ReviewFinding[] = [];
  for (const cell of sheet.cells()) {
    if (typeof cell.constant !== 'string' || parseNumber(cell.constant) === null) continue;
    findings.push({
      kind: 'text-number',
      cells: `${sheet.name}!${cellName(cell.row, cell.column)}`,
      text: cell.constant,
      hint: 'this is a text that looks like a number: sums pass over it',
    });
  }
  return findings;
}
