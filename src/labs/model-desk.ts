/** What the guide reads of a model: key figures, assumptions that may be moved, scenarios, a cell in words. */
import { rowLabel } from '../workbook/labels.ts';
import { ruleOf, shownCell } from '../workbook/view/panels/shown.ts';
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

/** Fewer drivers than this leave nothing to choose from. */
const MIN_DRIVERS = 3;

/** The drivers of a model, with where they stand now; with few of them, also its other named numbers. */
export function assumptionsOf(workbook: Workbook | null): readonly LabAssumption[] {
  if (!workbook) return [];
  const drivers = workbook.movableDrivers.flatMap((driver) => assumptionAt(workbook, driver));
  if (drivers.length >= MIN_DRIVERS) return drivers;
  const labels = new Set(drivers.map(({ label }) => label));
  return [...drivers, ...namedNumbers(workbook).filter(({ label }) => !labels.has(label))];
}

function assumptionAt(
  workbook: Workbook,
  { label, cell, least, most }: { label: string; cell: string; least: number; most: number },
): LabAssumption[] {
  const shown = shownCell(workbook, cell);
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
}

/** Single cells with a name and a typed number, as far as they may sensibly be moved: to nothing, or to twice as much. */
function namedNumbers(workbook: Workbook): LabAssumption[] {
  return workbook.engine.names.flatMap(({ name }) => {
    const range = workbook.engine.reference(name);
    if (range?.rows !== 1 || range.columns !== 1 || workbook.choosesScenario(name)) return [];
    const rule = ruleOf(workbook, range.sheet.name, range.top, range.left);
    if (rule?.kind === 'list') return [];
    const cell = workbook.engine.sheet(range.sheet.name)?.find(range.top, range.left);
    const value = cell?.constant;
    if (!cell || typeof value !== 'number' || value === 0) return [];
    const label = rowLabel(cell.sheet, cell.row, cell.column) ?? name;
    const [least, most] = value > 0 ? [0, 2 * value] : [2 * value, 0];
    return assumptionAt(workbook, { label, cell: name, least, most });
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
