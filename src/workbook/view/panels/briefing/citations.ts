/** Which inputs cite which paragraph of the briefing: an input's row holds a text like “P4”. */
import { areaName, cellName, parseArea, quoteSheet } from '../../../address.ts';
import type { Cell, Sheet } from '../../../cell.ts';
import type { Workbook } from '../../../workbook.ts';
import type { PanelSelection } from '../props.ts';
import { formatOf, valueText } from '../shown.ts';

export interface CitingInput {
  /** `Assumptions!C12` */
  readonly cell: string;
  readonly label: string;
  /** The value as the cell shows it. */
  readonly text: string;
}

/** Paragraphs that a text cites: “P4”, “P4, P6” and “P4–P6”. */
export function citedIn(text: string): string[] {
  const found: string[] = [];
  for (const [, first = '', last] of text.matchAll(/\bP(\d{1,2})(?:\s?[–-]\s?P?(\d{1,2}))?\b/g)) {
    const from = Number(first);
    const to = last === undefined ? from : Math.max(from, Math.min(Number(last), from + 30));
    for (let number = from; number <= to; number += 1) found.push(`P${number}`);
  }
  return [...new Set(found)];
}

/** Inputs by the paragraph that they cite, in the order of sheets. */
export function inputsByParagraph(workbook: Workbook): ReadonlyMap<string, readonly CitingInput[]> {
  const byParagraph = new Map<string, CitingInput[]>();
  for (const name of workbook.engine.sheetNames) {
    const sheet = workbook.engine.sheet(name);
    if (!sheet) continue;
    for (const [row, cells] of rowsOf(sheet)) {
      const cited = citedInRow(cells);
      if (cited.length === 0) continue;
      for (const input of cells.filter(isInput)) {
        for (const paragraph of cited) {
          const list = byParagraph.get(paragraph) ?? [];
          list.push(citing(workbook, sheet, row, input));
          byParagraph.set(paragraph, list);
        }
      }
    }
  }
  return byParagraph;
}

function rowsOf(sheet: Sheet): Map<number, Cell[]> {
  const rows = new Map<number, Cell[]>();
  for (const cell of sheet.cells()) {
    const cells = rows.get(cell.row);
    if (cells) cells.push(cell);
    else rows.set(cell.row, [cell]);
  }
  return rows;
}

function citedInRow(cells: readonly Cell[]): string[] {
  return [...new Set(cells.flatMap(({ value }) => (typeof value === 'string' ? citedIn(value) : [])))];
}

function isInput(cell: Cell): boolean {
  return cell.formula === undefined && typeof cell.constant === 'number';
}

function citing(workbook: Workbook, sheet: Sheet, row: number, cell: Cell): CitingInput {
  const label = [...sheet.within(row, 0, row, cell.column)].find(
    ({ value }) => typeof value === 'string' && citedIn(value).length === 0,
  )?.value;
  return {
    cell: `${quoteSheet(sheet.name)}!${cellName(cell.row, cell.column)}`,
    label: typeof label === 'string' ? label : cellName(cell.row, cell.column),
    text: valueText(cell.value, formatOf(workbook, sheet.name, cell.row, cell.column)),
  };
}

/** Paragraphs that the rows of what is selected cite. */
export function citedBySelection(workbook: Workbook, selection: PanelSelection | null): string[] {
  const area = selection && parseArea(selection.area);
  const sheet = selection && workbook.engine.sheet(selection.sheet);
  if (!area || !sheet || area.bottom - area.top > 200) return [];
  const cited = [...sheet.within(area.top, 0, area.bottom, sheet.lastColumn)].flatMap(({ value }) =>
    typeof value === 'string' ? citedIn(value) : [],
  );
  return [...new Set(cited)];
}

/** Several inputs as one area where they stand together in a column of a sheet; else the first of them. */
export function areaOfInputs(inputs: readonly CitingInput[]): string | undefined {
  const [first] = inputs;
  if (!first) return undefined;
  const split = (cell: string) => {
    const at = cell.lastIndexOf('!');
    return { sheet: cell.slice(0, at), area: parseArea(cell.slice(at + 1)) };
  };
  const places = inputs.map(({ cell }) => split(cell));
  const [head] = places;
  const tail = places.at(-1);
  const together = places.every(
    ({ sheet, area }, index) =>
      sheet === head?.sheet &&
      area?.left === head.area?.left &&
      area?.top === (head.area?.top ?? Number.NaN) + index,
  );
  if (!together || !head?.area || !tail?.area) return first.cell;
  return `${head.sheet}!${areaName({ ...head.area, bottom: tail.area.bottom })}`;
}
