/** A sheet that says what the file is: where it comes from, whether its checks hold, what was drawn otherwise. */
import { areaName, parseArea, quoteSheet, splitSheet } from '../address.ts';
import { structureOnly, structureOnlyNote } from '../judged.ts';
import { monthNames } from '../number-format.ts';
import { CellError, matrixOf } from '../value.ts';
import type { Workbook } from '../workbook.ts';
import { styleOf, toneStyle } from './cell-look.ts';
import type { SheetDraft } from './draft.ts';
import type { ExportOptions } from './export.ts';
import type { CellRole, WorkbookOrigin } from './file-terms.ts';

/** "21 November 2026", by Greenwich. */
export function dateText(at: number): string {
  const date = new Date(at);
  return `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** Where a file comes from, in one line. */
export function originText({ mode, at, model }: WorkbookOrigin): string {
  const day = dateText(at);
  switch (mode) {
    case 'live':
      return `Made by an agent in a live run${model === undefined ? '' : ` with ${model}`} on ${day}.`;
    case 'rehearsal':
      return `Made in a rehearsal on ${day}: an authored script played the model’s part, no model was asked.`;
    case 'replay':
      return `Made in a replay of an earlier run on ${day}.`;
    case 'hand':
      return `Made by hand on ${day}.`;
  }
}

/** Fills the sheet from its first row on. */
export function writeAbout(
  draft: SheetDraft,
  workbook: Workbook,
  { origin, structureOnly: isStructureOnly }: Pick<ExportOptions, 'origin' | 'structureOnly'>,
  notes: readonly string[],
): void {
  const line = (role: CellRole, ...texts: readonly (string | number)[]) => {
    const row = draft.lastRow + 1;
    const style = styleOf(role, undefined);
    for (const [column, value] of texts.entries()) draft.put(row, column, { value, ...(style && { style }) });
    return row;
  };
  const gap = () => draft.put(draft.lastRow + 1, 0, { value: null });
  draft.widths.set(0, 300);
  for (const column of [1, 2, 3, 4]) draft.widths.set(column, 120);
  line('title', workbook.title);
  if (origin) line('note', originText(origin));
  if (isStructureOnly) line('note', `${structureOnly}. ${structureOnlyNote}`);
  line('note', 'Formulas are alive: change an input and everything recalculates.');
  writeChecks(draft, workbook, line, gap);
  writeSwitches(draft, workbook, line, gap);
  if (notes.length > 0) {
    gap();
    line('heading', 'Good to know');
    for (const note of notes) line('label', note);
  }
}

type Line = (role: CellRole, ...texts: readonly (string | number)[]) => number;

function writeChecks(draft: SheetDraft, workbook: Workbook, line: Line, gap: () => void): void {
  const { checks } = workbook;
  if (checks.length === 0) return;
  gap();
  const head = line('heading', 'Checks', 'Largest difference', 'Allowed', 'State');
  for (const { label, range, tolerance } of checks) {
    const row = line('label', label);
    const area = wholeAddress(range);
    const worst = largestDifference(workbook, range);
    const amount = styleOf('formula', '#,##0.00');
    const state = `IFERROR(IF(B${row + 1}<=C${row + 1},"holds","does not hold"),"does not hold")`;
    draft.put(row, 1, {
      value: null,
      formula: `MAX(MAX(${area}),-MIN(${area}))`,
      ...(worst !== null && { formulaResult: worst }),
      ...(amount && { style: amount }),
    });
    draft.put(row, 2, { value: tolerance, ...(amount && { style: amount }) });
    const holds = worst !== null && worst <= tolerance;
    draft.put(row, 3, { value: null, formula: state, formulaResult: holds ? 'holds' : 'does not hold' });
  }
  const states = `D${head + 2}:D${head + 1 + checks.length}`;
  const rule = (text: string, tone: 'good' | 'bad') =>
    draft.addRule(states, {
      type: 'cellIs',
      operator: 'equal',
      formula: `"${text}"`,
      style: toneStyle(tone),
    });
  rule('holds', 'good');
  rule('does not hold', 'bad');
}

function writeSwitches(draft: SheetDraft, workbook: Workbook, line: Line, gap: () => void): void {
  const { scenario, movableDrivers: drivers } = workbook;
  if (scenario) {
    gap();
    line('heading', 'Scenarios', 'Cell');
    for (const [index, label] of scenario.labels.entries())
      line('label', `${index + 1}  ${label}`, scenario.cell);
  }
  if (drivers.length === 0) return;
  gap();
  line('heading', 'Drivers', 'Cell', 'Now', 'Least', 'Most');
  for (const { label, cell, least, most } of drivers) {
    const row = line('label', label, cell);
    const now = workbook.engine.reference(cell)?.at(0, 0);
    draft.put(row, 2, {
      value: null,
      formula: wholeAddress(cell),
      ...(typeof now === 'number' && { formulaResult: now }),
    });
    draft.put(row, 3, { value: least });
    draft.put(row, 4, { value: most });
  }
}

/** Of the numbers in a range of differences; null where an error stands among them. */
function largestDifference(workbook: Workbook, reference: string): number | null {
  const range = workbook.engine.reference(reference);
  if (!range) return null;
  const { data } = matrixOf(range);
  if (data.some((value) => value instanceof CellError)) return null;
  return data.reduce<number>(
    (most, value) => (typeof value === 'number' ? Math.max(most, Math.abs(value)) : most),
    0,
  );
}

/** An address with its sheet quoted where it must be; a name as it is. */
function wholeAddress(text: string): string {
  const { sheet, address } = splitSheet(text);
  const place = parseArea(address);
  if (!place) return text;
  return sheet === undefined ? areaName(place) : `${quoteSheet(sheet)}!${areaName(place)}`;
}
