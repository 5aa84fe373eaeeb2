/** Parts of scripts that build and change a model with the tools of the workbook. */
import type { RehearsalResult } from '../../agent/models/rehearsal.ts';
import { call, OffScript, type Part } from '../script.ts';

type Input = Readonly<Record<string, unknown>>;

/** Calls a tool that must do what the script expects; `doing` follows "could not": "write the revenue". */
export function* must(tool: string, input: Input, doing: string): Part<RehearsalResult> {
  const result = yield* call(tool, input);
  if (!result.ok) throw new OffScript(doing, result);
  return result;
}

/** Writes a block; the input's purpose says what it is. */
export function* writeRange(input: Input & { readonly purpose: string }): Part<RehearsalResult> {
  return yield* must('write_range', input, `write ${input.purpose}`);
}

export function* formatRange(sheet: string, input: Input): Part {
  yield* must('format_range', { sheet, ...input }, `give the sheet ${sheet} its look`);
}

export function* defineNames(names: Readonly<Record<string, string | null>>, purpose: string): Part {
  yield* must('define_name', { purpose, names }, `name ${purpose}`);
}

export function* addChart(chart: Input & { readonly title: string }): Part {
  yield* must('add_chart', { chart }, `draw the chart “${chart.title}”`);
}

export function* addCheck(check: Input & { readonly label: string }): Part {
  yield* must('add_check', check, `add the check “${check.label}”`);
}

export function* addDriver(driver: Input & { readonly label: string }): Part {
  yield* must('add_driver', driver, `offer “${driver.label}” as a driver`);
}

/** Goes on only where the finding blames this row for a wrong sign: what the script says next must be what was found. Returns the first period that is off. */
export function expectWrongSign(finding: string, sheet: string, row: number): string {
  if (new RegExp(`matches: ${sheet}!\\$?[A-Z]+\\$?${row}\\b.*sign`).test(finding))
    return /first_period (.+?) \(/.exec(finding)?.[1] ?? 'one period';
  throw new OffScript('find why the balance sheet is off', { ok: false, text: finding });
}

/** What `check` found. */
export interface WorkbookReading {
  readonly clean: boolean;
  /** The text of a finding that the balance is off, or null. */
  readonly unbalanced: string | null;
  readonly text: string;
}

export function* checkWorkbook(): Part<WorkbookReading> {
  const { ok, text } = yield* call('check', {});
  const unbalanced = text.split('\n').find((line) => line.includes('UNBALANCED')) ?? null;
  return { clean: ok && unbalanced === null, unbalanced, text };
}
