/** Checks and findings as one list in plain words: what holds, what does not, and where to look. */
import { explainImbalance } from '../../../balance-finding.ts';
import { explainErrors } from '../../../explain.ts';
import { type IntegrityFinding, testIntegrity } from '../../../integrity.ts';
import { type ReviewFinding, reviewWorkbook } from '../../../review.ts';
import type { Workbook } from '../../../workbook.ts';
import type { PanelCheck } from '../props.ts';
import { shownCell, valueText } from '../shown.ts';

export interface CheckLine {
  readonly id: string;
  readonly tone: 'good' | 'bad' | 'warn' | 'wait';
  readonly title: string;
  /** What was measured, and where. */
  readonly detail: string;
  /** Cells to select. */
  readonly cells?: string | undefined;
}

/** The promises of the model, each over all its periods. Cheap: computed at every change. */
export function integrityLines(workbook: Workbook): CheckLine[] {
  return testIntegrity(workbook).map((finding) => integrityLine(workbook, finding));
}

function integrityLine(workbook: Workbook, finding: IntegrityFinding): CheckLine {
  const { check, holds, periods, off, first, problem } = finding;
  const base = { id: `check-${check.id}`, title: check.label };
  if (holds)
    return {
      ...base,
      tone: 'good',
      detail: periods === 1 ? 'Holds.' : `Holds in all ${periods} periods.`,
      cells: check.range,
    };
  if (!first)
    return { ...base, tone: 'bad', detail: sentence(problem ?? 'It does not hold'), cells: check.range };
  const format = shownCell(workbook, first.cell)?.format;
  const rest = off > 1 ? ` ${off} of ${periods} periods are off.` : '';
  return {
    ...base,
    tone: 'bad',
    detail: `Off by ${differenceText(first.difference, format)}, first in ${first.period}.${rest}`,
    cells: first.cell,
  };
}

function differenceText(difference: number, format: string | undefined): string {
  const shown = valueText(difference, format);
  return /[1-9]/.test(shown) ? shown : valueText(difference, undefined);
}

/** Checks by program, as the session ran them. */
export function programLines(checks: readonly PanelCheck[]): CheckLine[] {
  const tones = { waiting: 'wait', running: 'wait', unmeasured: 'wait', pass: 'good', fail: 'bad' } as const;
  return checks.map((check) => ({
    id: `program-${check.id}`,
    tone: tones[check.state],
    title: check.title,
    detail: check.detail || (check.state === 'running' ? 'Being measured.' : 'Not measured yet.'),
    cells: cellsOf(check),
  }));
}

function cellsOf({ where }: PanelCheck): string | undefined {
  return where && 'cells' in where && typeof where.cells === 'string' ? where.cells : undefined;
}

/** What a careful reader would object to: errors first, then lines that explain an imbalance, then form. */
export function findingLines(workbook: Workbook): CheckLine[] {
  return [...errorLines(workbook), ...imbalanceLines(workbook), ...reviewLines(workbook)];
}

function errorLines(workbook: Workbook): CheckLine[] {
  const { errors, cycles } = explainErrors(workbook.engine);
  return [
    ...errors.map(
      ({ cell, code, cause, hint, firstOf, downstream }): CheckLine => ({
        id: `error-${cell}`,
        tone: 'bad',
        title: `${cell} shows ${code}`,
        detail: sentence(
          `${cause}${firstOf > 1 ? `; ${firstOf} cells alike` : ''}${downstream > 0 ? `; ${count(downstream, 'cell follows', 'cells follow')} from it` : ''}. ${upper(hint)}`,
        ),
        cells: cell,
      }),
    ),
    ...cycles.map(
      ({ path, hint }): CheckLine => ({
        id: `circle-${path[0]}`,
        tone: 'bad',
        title: 'Formulas run in a circle',
        detail: sentence(`${path.slice(0, 5).join(' → ')}${path.length > 5 ? ' …' : ''}. ${upper(hint)}`),
        cells: path[0],
      }),
    ),
  ];
}

/** Lines that explain what a check is off by. */
export function imbalanceLines(workbook: Workbook): CheckLine[] {
  return testIntegrity(workbook).flatMap(({ check, first }) => {
    const range = first && workbook.engine.reference(check.range);
    if (!range) return [];
    const [match] = explainImbalance(workbook, range, check.tolerance);
    if (!match) return [];
    const what = match.label ? `“${match.label}”` : match.cell;
    return [
      {
        id: `imbalance-${check.id}`,
        tone: 'bad' as const,
        title:
          match.kind === 'wrong-sign'
            ? `${what} seems to have the wrong sign`
            : `${what} seems to be left out`,
        detail:
          match.kind === 'wrong-sign'
            ? `What “${check.label}” is off by is twice this line.`
            : `What “${check.label}” is off by is just this line.`,
        cells: match.range,
      },
    ];
  });
}

function reviewLines(workbook: Workbook): CheckLine[] {
  return reviewWorkbook(workbook.engine).map((finding) => ({
    id: `${finding.kind}-${finding.cells}`,
    tone: 'warn',
    title: reviewTitle(finding),
    detail: sentence(upper(finding.hint)),
    cells: finding.cells,
  }));
}

function reviewTitle(finding: ReviewFinding): string {
  switch (finding.kind) {
    case 'typed-number':
      return `${finding.cells} has a number typed into its formula: ${finding.numbers.slice(0, 3).join(', ')}`;
    case 'uneven-row':
      return `${finding.cells} differs from the rest of its row`;
    case 'unused-input':
      return `Nothing reads ${finding.cells}`;
    case 'text-number':
      return `${finding.cells} holds a text that looks like a number`;
  }
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sentence(text: string): string {
  const whole = upper(text.trim());
  return /[.!?…]$/.test(whole) ? whole : `${whole}.`;
}
