/** What the tools of a workbook tell the model: findings, values, refusals. */
import { cellName } from '../../../workbook/address.ts';
import type { BalanceMatch } from '../../../workbook/balance-finding.ts';
import type { Cell } from '../../../workbook/cell.ts';
import type { ExplainedIntegrity } from '../../../workbook/check-workbook.ts';
import { type CycleFinding, type ErrorFinding, explainErrors } from '../../../workbook/explain.ts';
import { isDate } from '../../../workbook/labels.ts';
import { formatNumber } from '../../../workbook/number-format.ts';
import type { ReviewFinding } from '../../../workbook/review.ts';
import { CellError, numberToText, type Scalar } from '../../../workbook/value.ts';
import { type Workbook, WorkbookError } from '../../../workbook/workbook.ts';
import type { ToolResult } from '../../tool.ts';

/** A change that the workbook refused, as a result the model can act on. Anything else is thrown on. */
export function refusal(error: unknown, line: string): ToolResult {
  if (!(error instanceof WorkbookError)) throw error;
  const what = error.message.replace(/\.?$/, '.');
  const hint = error.hint.replace(/\.?$/, '.');
  return { ok: false, text: `Nothing was changed. ${what} ${hint}`, line };
}

export function failure(text: string, line: string): ToolResult {
  return { ok: false, text, line };
}

/** A value as the model reads it: numbers whole, texts quoted, dates with their day. */
export function valueText(value: Scalar): string {
  if (value === null) return '(empty)';
  if (value instanceof CellError) return value.code;
  if (typeof value === 'string')
    return JSON.stringify(value.length > 200 ? `${value.slice(0, 199)}…` : value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return numberToText(Math.abs(value) >= 1 ? Number(value.toPrecision(12)) : value);
}

/** An amount in a sentence: "−4,120.50". */
export function amountText(value: number): string {
  return formatNumber(value, Math.abs(value) < 1 ? '#,##0.0000' : '#,##0.00').text;
}

/** A cell with what stands in it: "F9 =F8/F6 → 0.41". */
export function cellText(cell: Cell, withSheet = false): string {
  const name = `${withSheet ? `${cell.sheet.name}!` : ''}${cellName(cell.row, cell.column)}`;
  const date = isDate(cell.value) && cell.formula !== undefined && /DATE|MONTH\(/i.test(cell.formula);
  const value = date
    ? `${valueText(cell.value)} (${formatNumber(Number(cell.value), 'd mmm yyyy').text})`
    : valueText(cell.value);
  return cell.formula === undefined ? `${name} ${value}` : `${name} =${cell.formula} → ${value}`;
}

export function errorText(finding: ErrorFinding): string {
  const { cell, code, formula, firstOf, cause, downstream, hint, didYouMean } = finding;
  const first = firstOf > 1 ? ` (first of ${firstOf} alike)` : '';
  const after =
    downstream > 0 ? ` ${countText(downstream, 'cell')} further on show an error only because of it.` : '';
  const mean = didYouMean && didYouMean.length > 0 ? ` Did you mean ${didYouMean.join(' or ')}?` : '';
  return `${code} in ${cell}${first}: ${formula}: ${cause}; ${hint}.${mean}${after}`;
}

export function cycleText({ path, hint }: CycleFinding): string {
  return `CYCLE ${path.join(' → ')}: ${hint}.`;
}

/** Errors and circles of the workbook, root causes first; an empty text where there are none. */
export function errorsText(workbook: Workbook, most = 8): string {
  const { errors, cycles } = explainErrors(workbook.engine);
  const lines = [...cycles.map(cycleText), ...errors.map(errorText)];
  return shortList(lines, most);
}

export function integrityText(finding: ExplainedIntegrity): string {
  const { check, holds, periods, off, first, problem, matches, jointly, implied } = finding;
  const name = implied ? `Row “${check.label}”` : `“${check.label}”`;
  if (holds) return `HOLDS ${name} (${check.range}, ${countText(periods, 'cell')}).`;
  if (problem !== undefined) return `NOT CHECKED ${name}: ${problem}.`;
  const code =
    matches.length + jointly.length > 0 || /balanc/i.test(check.label) ? 'UNBALANCED' : 'DOES NOT HOLD';
  const head = `${code} ${name} ${check.range}: first_period ${first?.period} (${first?.cell}), difference ${amountText(first?.difference ?? 0)}; off in ${off} of ${periods}.`;
  if (jointly.length > 0) return `${head} ${jointText(jointly)}`;
  if (matches.length === 0)
    return `${head} No single line explains it: compare what changed in ${first?.period}, and trace ${first?.cell}.`;
  const [best, ...others] = matches;
  const rest = others.map(({ range, label }) => `${range}${label ? ` (${label})` : ''}`);
  const also = rest.length > 0 ? ` Would fit too: ${rest.join(', ')}.` : '';
  return `${head} ${best ? matchText(best) : ''}${also}`;
}

function jointText(lines: readonly BalanceMatch[]): string {
  const named = lines.map(({ range, label, formula, cell }) => {
    const now = formula === undefined ? '' : ` (${formula} in ${cell})`;
    return `${range}${label ? ` “${label}”` : ''}${now}`;
  });
  return `matches: ${named.join(' and ')}: together the difference changes by twice their sum in every period, so the sign of each of them is wrong: turn them all around.`;
}

/** The line that explains the differences, and what to do about it. */
export function matchText({
  range,
  cell,
  label,
  kind,
  basis,
  formula,
  isRead,
  partial,
}: BalanceMatch): string {
  const times = kind === 'wrong-sign' ? 'twice this line' : 'this line';
  const periods = partial ? 'in each period that is off' : 'in every period';
  const how =
    basis === 'change'
      ? `the difference changes by ${times} ${periods}`
      : `the difference is ${times} ${periods}`;
  const remedy =
    kind === 'wrong-sign'
      ? 'its sign is wrong: turn it around here, or where it is added up'
      : isRead
        ? 'it is missing on one side, or counted twice: take it in where its counterpart stands'
        : 'no total takes it in: add it to its total';
  const now = formula === undefined ? '' : ` It reads ${formula} in ${cell}.`;
  return `matches: ${range}${label ? ` “${label}”` : ''}: ${how}, so ${remedy}.${now}`;
}

export function reviewText(finding: ReviewFinding): string {
  switch (finding.kind) {
    case 'typed-number':
      return `TYPED NUMBER ${finding.numbers.join(', ')} in ${finding.cells}: ${finding.hint}.`;
    case 'uneven-row':
      return `UNEVEN ROW ${finding.cells} differs from ${finding.differsFrom}: ${finding.hint}.`;
    case 'unused-input':
      return `UNUSED ${finding.cells}: ${finding.hint}.`;
    case 'text-number':
      return `TEXT ${finding.cells} “${finding.text}”: ${finding.hint}.`;
  }
}

/** At most so many lines; how many more there are is said. */
export function shortList(lines: readonly string[], most: number): string {
  const rest = lines.length - most;
  return [...lines.slice(0, most), ...(rest > 0 ? [`… and ${rest} more.`] : [])].join('\n');
}

export function countText(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
}
