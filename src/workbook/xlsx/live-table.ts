/** Sensitivity tables as the spreadsheet's own data tables, which recalculate when an input is edited. */
import { type AreaAddress, areaName, cellName, quoteSheet } from '../address.ts';
import type { Sensitivity } from '../schema.ts';
import { CellError, type Range, type Scalar } from '../value.ts';
import type { Workbook } from '../workbook.ts';
import { styleOf } from './cell-look.ts';
import { errorMark, type SheetDraft } from './draft.ts';
import { fileFormat } from './file-format.ts';
import type { CellRole } from './file-terms.ts';

/** Results row by row: one row for each value down, one column for each value across. */
export type TableValues = readonly (readonly Scalar[])[];

export interface TablePlaces {
  sheetFor(name: string): SheetDraft;
  /** Something to write on the sheet that says what the file is, after what it says. */
  later(write: (about: SheetDraft) => void): void;
  note(text: string): void;
}

/**
 * Writes a table below the inputs that it varies: a data table reaches only inputs of its own sheet.
 * Where the two inputs stand on different sheets, its values are written with a note.
 * Returns the area that it takes on a sheet of the model, title and labels included.
 */
export function addLiveTable(
  workbook: Workbook,
  table: Sensitivity,
  values: TableValues,
  places: TablePlaces,
): { sheet: string; area: string } | undefined {
  const across = inputOf(workbook, table.across.cell);
  const down = table.down && inputOf(workbook, table.down.cell);
  const output = workbook.engine.reference(table.output);
  if (!across || down === null || !output || values.length === 0) {
    places.note(`The table “${table.title}” is left out: its cells lead nowhere.`);
    return undefined;
  }
  if (down && down.sheet !== across.sheet) {
    places.later((about) => putTable(about, table, values, undefined));
    places.note(
      `The table “${table.title}” is a copy of its values: its two inputs are on different sheets, where a data table cannot reach them.`,
    );
    return undefined;
  }
  const draft = places.sheetFor(across.sheet.name);
  const { whole, results } = putTable(draft, table, values, {
    formula: addressFrom(output, draft.name),
    value: output.at(0, 0),
  });
  draft.tables.push({
    area: areaName(results),
    across: cellName(across.top, across.left),
    down: down && cellName(down.top, down.left),
  });
  return { sheet: draft.name, area: areaName(whole) };
}

function inputOf(workbook: Workbook, cell: string): Range | null {
  return workbook.engine.reference(cell);
}

function addressFrom({ sheet, top, left }: Range, home: string): string {
  const address = cellName(top, left);
  return sheet.name === home ? address : `${quoteSheet(sheet.name)}!${address}`;
}

/** Title, labels, corner and values; returns the area of all of it, and of the results. */
function putTable(
  draft: SheetDraft,
  table: Sensitivity,
  values: TableValues,
  corner: { readonly formula: string; readonly value: Scalar } | undefined,
): { whole: AreaAddress; results: AreaAddress } {
  const { across, down } = table;
  const format = fileFormat(table.format ?? '') || '#,##0.00';
  const top = draft.takeRows((down?.values.length ?? 1) + 3);
  const put = (row: number, column: number, value: Scalar, role: CellRole, code?: string) => {
    const style = styleOf(role, code);
    draft.put(row, column, { value: plain(value), ...(style && { style }) });
  };
  put(top, 0, table.title, 'subtotal');
  put(top + 1, 0, down ? `${down.label} ↓   ${across.label} →` : `${across.label} →`, 'note');
  if (corner !== undefined) {
    const [row, column] = down ? [top + 2, 0] : [top + 3, 0];
    const shown = styleOf('formula', format);
    const { value } = corner;
    const now = value instanceof CellError ? errorMark + value.code : value;
    draft.put(row, column, {
      value: null,
      formula: corner.formula,
      ...(now !== null && { formulaResult: now }),
      ...(shown && { style: shown }),
    });
  }
  for (const [index, value] of across.values.entries()) put(top + 2, index + 1, value, 'heading');
  for (const [index, value] of (down?.values ?? []).entries()) put(top + 3 + index, 0, value, 'heading');
  for (const [row, line] of values.entries()) {
    for (const [column, value] of line.entries()) put(top + 3 + row, 1 + column, value, 'formula', format);
  }
  const end = { bottom: top + 2 + values.length, right: across.values.length };
  return { whole: { top, left: 0, ...end }, results: { top: top + 3, left: 1, ...end } };
}

function plain(value: Scalar): string | number | boolean | null {
  return value instanceof CellError ? value.code : value;
}

/**
 * Every combination tried in turn, and what stood there put back. Nothing is recorded and nobody is told;
 * the workbook is afterwards as it was before.
 */
export function tableValues(workbook: Workbook, table: Sensitivity): TableValues {
  const output = workbook.engine.reference(table.output);
  const across = editOf(workbook, table.across.cell);
  const down = table.down && editOf(workbook, table.down.cell);
  if (!output || !across || down === null) return [];
  try {
    return (table.down?.values ?? [undefined]).map((second) =>
      table.across.values.map((first) => {
        workbook.engine.set([
          { ...across, input: first },
          ...(down && second !== undefined ? [{ ...down, input: second }] : []),
        ]);
        workbook.engine.recalculate();
        return output.at(0, 0);
      }),
    );
  } finally {
    workbook.engine.set([across, ...(down ? [down] : [])]);
    workbook.engine.recalculate();
  }
}

function editOf(workbook: Workbook, cell: string) {
  const place = workbook.engine.reference(cell);
  if (!place) return null;
  const home = place.sheet.name;
  return {
    sheet: home,
    row: place.top,
    column: place.left,
    input: workbook.inputAt(home, place.top, place.left),
  };
}
