/** The commands that put another workbook in place of this one: one edit, which undo takes back whole. */
import { cellName, parseCell } from '../../../address.ts';
import type { CellInput } from '../../../engine.ts';
import type { WorkbookCommand, WorkbookFile } from '../../../schema.ts';
import type { Workbook } from '../../../workbook.ts';

type SheetFile = WorkbookFile['sheets'][number];

export function replaceCommands(current: Workbook, file: WorkbookFile): WorkbookCommand[] {
  return [
    ...emptied(current),
    ...file.sheets.map(({ name }): WorkbookCommand => ({ do: 'add-sheet', name })),
    ...Object.entries(file.names).map(
      ([name, refersTo]): WorkbookCommand => ({ do: 'define-name', name, refersTo }),
    ),
    ...file.sheets.flatMap(sheetCommands),
    ...file.charts.map((chart): WorkbookCommand => ({ do: 'set-chart', id: chart.id, chart })),
    ...file.checks.map((check): WorkbookCommand => ({ do: 'set-check', id: check.id, check })),
    ...file.drivers.map((driver): WorkbookCommand => ({ do: 'set-driver', id: driver.id, driver })),
    ...file.sensitivities.map(
      (sensitivity): WorkbookCommand => ({ do: 'set-sensitivity', id: sensitivity.id, sensitivity }),
    ),
    ...(file.scenario ? [{ do: 'set-scenario' as const, scenario: file.scenario }] : []),
  ];
}

function emptied(workbook: Workbook): WorkbookCommand[] {
  return [
    ...workbook.charts.map(({ id }): WorkbookCommand => ({ do: 'set-chart', id, chart: null })),
    ...workbook.checks.map(({ id }): WorkbookCommand => ({ do: 'set-check', id, check: null })),
    ...workbook.drivers.map(({ id }): WorkbookCommand => ({ do: 'set-driver', id, driver: null })),
    ...workbook.sensitivities.map(
      ({ id }): WorkbookCommand => ({ do: 'set-sensitivity', id, sensitivity: null }),
    ),
    ...(workbook.scenario ? [{ do: 'set-scenario' as const, scenario: null }] : []),
    ...workbook.engine.names.map(
      ({ name }): WorkbookCommand => ({ do: 'define-name', name, refersTo: null }),
    ),
    ...workbook.sheets.map(({ name }): WorkbookCommand => ({ do: 'remove-sheet', name })),
  ];
}

function sheetCommands(sheet: SheetFile): WorkbookCommand[] {
  const { name, formats, validations, conditionals, widths, frozen } = sheet;
  return [
    ...cellCommands(sheet),
    ...(formats.length > 0 ? [{ do: 'format' as const, sheet: name, rules: formats }] : []),
    ...(validations.length > 0 ? [{ do: 'validate' as const, sheet: name, rules: validations }] : []),
    ...(conditionals.length > 0 ? [{ do: 'conditional' as const, sheet: name, rules: conditionals }] : []),
    ...(Object.keys(widths).length > 0 ? [{ do: 'widths' as const, sheet: name, widths }] : []),
    { do: 'freeze', sheet: name, ...frozen },
  ];
}

/** Most cells of a row in one write, as the commands allow. */
const MOST_COLUMNS = 400;

/** One write for each run of neighbours in a row. */
function cellCommands({ name, cells }: SheetFile): WorkbookCommand[] {
  const rows = new Map<number, { column: number; input: CellInput }[]>();
  for (const [address, input] of Object.entries(cells)) {
    const place = parseCell(address);
    if (!place) continue;
    const row = rows.get(place.row) ?? [];
    row.push({ column: place.column, input });
    rows.set(place.row, row);
  }
  return [...rows].sort(([a], [b]) => a - b).flatMap(([row, found]) => rowCommands(name, row, found));
}

function rowCommands(
  sheet: string,
  row: number,
  cells: readonly { column: number; input: CellInput }[],
): WorkbookCommand[] {
  const runs: { at: number; inputs: CellInput[] }[] = [];
  for (const { column, input } of cells.toSorted((a, b) => a.column - b.column)) {
    const run = runs.at(-1);
    if (run && run.at + run.inputs.length === column && run.inputs.length < MOST_COLUMNS)
      run.inputs.push(input);
    else runs.push({ at: column, inputs: [input] });
  }
  return runs.map(({ at, inputs }) => ({ do: 'write', sheet, at: cellName(row, at), rows: [inputs] }));
}
