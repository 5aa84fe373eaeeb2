/** Which inputs cite which paragraph of the briefing: an input's row holds a text like “P4”. */
import { areaName, cellName, parseArea, quoteSheet } from '../../../address.ts';
import type { Cell, Sheet } from '../../../cell.ts';
import { citedParagraphs, onlyCites } from '../../../cited-paragraphs.ts';
import type { Workbook } from '../../../workbook.ts';
import { phraseOf, wordsOf } from '../../labels.ts';
import type { PanelSelection } from '../props.ts';
import { formatOf, valueText } from '../shown.ts';

export interface CitingInput {
  /** `Assumptions!C12` */
  readonly cell: string;
  readonly label: string;
  /** The value as the cell shows it. */
  readonly text: string;
}

/** Inputs by the paragraph that they cite, in the order of sheets. */
export function inputsByParagraph(workbook: Workbook): ReadonlyMap<string, readonly CitingInput[]> {
  const byParagraph = new Map<string, CitingInput[]>();
  for (const name of workbook.engine.sheetNames) {
    const sheet = workbook.engine.sheet(name);
    if (!sheet) continue;
    const sources = hasSources(sheet);
    for (const cells of rowsOf(sheet).values()) {
      const cited = citedInRow(cells, sources);
      if (cited.length === 0) continue;
      const inputs = cells.filter(isInput);
      for (const input of inputs) {
        for (const paragraph of cited) {
          const list = byParagraph.get(paragraph) ?? [];
          list.push(citing(workbook, sheet, input, inputs.length > 1));
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

function citedInRow(cells: Iterable<Cell>, onlySources: boolean): string[] {
  const texts = [...cells].flatMap(({ value }) =>
    typeof value === 'string' && (!onlySources || onlyCites(value)) ? [value] : [],
  );
  return [...new Set(texts.flatMap(citedParagraphs))];
}

/** Where a sheet has cells that only cite, a “P1” inside another text is a product, not a paragraph. */
function hasSources(sheet: Sheet): boolean {
  for (const { value } of sheet.cells()) if (typeof value === 'string' && onlyCites(value)) return true;
  return false;
}

function isInput(cell: Cell): boolean {
  return cell.formula === undefined && typeof cell.constant === 'number';
}

function citing(workbook: Workbook, sheet: Sheet, cell: Cell, isOneOfMany: boolean): CitingInput {
  return {
    cell: `${quoteSheet(sheet.name)}!${cellName(cell.row, cell.column)}`,
    label: isOneOfMany ? phraseOf(workbook, cell) : wordsOf(workbook, sheet, cell.row, cell.column).label,
    text: valueText(cell.value, formatOf(workbook, sheet.name, cell.row, cell.column)),
  };
}

/** Paragraphs that the rows of what is selected cite. */
export function citedBySelection(workbook: Workbook, selection: PanelSelection | null): string[] {
  const area = selection && parseArea(selection.area);
  const sheet = selection && workbook.engine.sheet(selection.sheet);
  if (!area || !sheet || area.bottom - area.top > 200) return [];
  const sources = hasSources(sheet);
  const rows = Array.from({ length: area.bottom - area.top + 1 }, (_, index) => area.top + index);
  return [
    ...new Set(rows.flatMap((row) => citedInRow(sheet.within(row, 0, row, sheet.lastColumn), sources))),
  ];
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
