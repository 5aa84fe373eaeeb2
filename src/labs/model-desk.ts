/** What the guide reads of a model: key figures, assumptions that may be moved, scenarios, a cell in words. */
import { rowLabel } from '../workbook/labels.ts';
import { shownCell } from '../workbook/view/panels/shown.ts';
import type { Workbook } from '../workbook/workbook.ts';
import type { LabAssumption, LabFigure } from './desk.ts';

/** Key figures by their names; one that shows no number is left out. */
export function figuresOf(
  workbook: Workbook | null,
  headlines: readonly { readonly name: string; readonly label: string }[],
): readonly LabFigure[] {
  return headlines.flatMap(({ name, label }) => {
    const cell = workbook && shownCell(workbook, name);
    return cell && typeof cell.value === 'number'
      ? [{ name, label, value: cell.value, shown: cell.text }]
      : [];
  });
}

/** The drivers of a model, with where they stand now. */
export function assumptionsOf(workbook: Workbook | null): readonly LabAssumption[] {
  return (workbook?.drivers ?? []).flatMap(({ label, cell, least, most }) => {
    const shown = workbook && shownCell(workbook, cell);
    if (!shown || typeof shown.value !== 'number') return [];
    const percent = shown.format?.includes('%') === true;
    const factor = percent ? 100 : 1;
    return [
      {
        label,
        now: tidy(shown.value * factor),
        least: tidy(least * factor),
        most: tidy(most * factor),
        unit: percent ? '%' : '',
      },
    ];
  });
}

/** 38 rather than 38.00000000000001. */
function tidy(value: number): number {
  return Number(value.toPrecision(10));
}

/** "Lost of a loan that defaults: 72.00%"; null where nothing stands there. */
export function cellWords(workbook: Workbook | null, address: string): string | null {
  const cell = workbook && shownCell(workbook, address);
  const sheet = cell && workbook?.engine.sheet(cell.sheet);
  if (!cell || !sheet || cell.value === null) return null;
  const label = cell.column === 0 ? undefined : rowLabel(sheet, cell.row, cell.column);
  return label === undefined || label === cell.text ? cell.text : `${label}: ${cell.text}`;
}
