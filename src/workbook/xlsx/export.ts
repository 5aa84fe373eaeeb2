/** The workbook as an .xlsx with live formulas. Load this file only when somebody asks for the file. */
import { type WriteOptions, writeXlsx } from 'hucre/xlsx';
import { columnName } from '../address.ts';
import { type FormulaNode, parseFormula } from '../parse.ts';
import type { Workbook } from '../workbook.ts';
import { originText, writeAbout } from './about-sheet.ts';
import { addChart, type ChartPlaces } from './chart-sheet.ts';
import { cleanText, errorMark, SheetDraft, tableMark } from './draft.ts';
import { fileFormat } from './file-format.ts';
import type { WorkbookOrigin } from './file-terms.ts';
import { finishFile } from './finish.ts';
import { type Keepsake, keepsakeXml } from './keepsake.ts';
import { addLiveTable, type TablePlaces, type TableValues, tableValues } from './live-table.ts';
import { draftSheet } from './model-sheet.ts';
import { safeName, toFileSpelling } from './spelling.ts';

export type { WorkbookOrigin } from './file-terms.ts';

export interface ExportOptions {
  /** Where the model comes from; stands in the file, on every printed page too. */
  readonly origin?: WorkbookOrigin;
  /** The checks by program saw how it is put together, and not whether its numbers are right. */
  readonly structureOnly?: boolean;
  /** Values of a sensitivity table that are known already, row by row; calculated where there are none. */
  readonly tableValues?: (id: string) => TableValues | undefined;
}

/** The bytes of the .xlsx. The workbook stays as it is. */
export async function exportXlsx(workbook: Workbook, options: ExportOptions = {}): Promise<Uint8Array> {
  const names = readNames(workbook);
  const arrays = { findName: (name: string) => names.get(name.toUpperCase()) };
  const notes: string[] = [];
  const model = workbook.sheets.map((look) => draftSheet(workbook, look, arrays, (text) => notes.push(text)));
  const drafts = new Drafts(model, notes);
  const fitted = fittedWidths(workbook, model);
  const tables = writeTables(workbook, drafts, options);
  for (const chart of workbook.charts) addChart(workbook, chart, drafts);
  drafts.finish((about, notes) => writeAbout(about, workbook, options, notes));
  const sheets = drafts.all();
  const at = options.origin?.at ?? 0;
  const written = await writeXlsx({
    sheets: sheets.map((draft) => ({ ...draft.toSheet(), headerFooter: footer(workbook, options.origin) })),
    namedRanges: namedRanges(workbook),
    properties: {
      title: cleanText(workbook.title),
      creator: 'Firsthand',
      created: new Date(at),
      modified: new Date(at),
      ...(options.origin && { description: originText(options.origin) }),
    },
  });
  const keepsake: Keepsake = {
    version: 1,
    title: workbook.title,
    charts: [...workbook.charts],
    checks: [...workbook.checks],
    drivers: [...workbook.drivers],
    sensitivities: [...workbook.sensitivities],
    ...(workbook.scenario && { scenario: workbook.scenario }),
    ...(options.origin && { origin: options.origin }),
    added: sheets.filter(({ added }) => added).map(({ name }) => name),
    tables,
    fitted,
    formats: rewrittenFormats(workbook),
    heats: sheets.reduce(
      (sum, { rules }) => sum + rules.filter(({ type }) => type === 'colorScale').length,
      0,
    ),
  };
  return finishFile(written, {
    tables: sheets.map((draft) => draft.tables),
    keepsake: keepsakeXml(keepsake),
    at,
  });
}

/** The sheets of the file: those of the model, and those that the export adds when they are needed. */
class Drafts implements ChartPlaces, TablePlaces {
  readonly #notes: string[];
  readonly #later: ((about: SheetDraft) => void)[] = [];
  readonly #model: readonly SheetDraft[];
  #calculations: SheetDraft | undefined;
  readonly #about: SheetDraft;
  constructor(model: readonly SheetDraft[], notes: string[]) {
    this.#model = model;
    this.#notes = notes;
    this.#about = new SheetDraft(this.#freeName('About'), true);
  }
  sheetFor(name: string): SheetDraft {
    return this.#model.find((draft) => draft.name.toUpperCase() === name.toUpperCase()) ?? this.#about;
  }
  calculations(): SheetDraft {
    this.#calculations ??= new SheetDraft(this.#freeName('Chart data'), true);
    return this.#calculations;
  }
  note(text: string): void {
    this.#notes.push(text);
  }
  later(write: (about: SheetDraft) => void): void {
    this.#later.push(write);
  }
  /** Writes what the file says about itself, then what waited for it. */
  finish(write: (about: SheetDraft, notes: readonly string[]) => void): void {
    write(this.#about, this.#notes);
    for (const each of this.#later) each(this.#about);
  }
  all(): readonly SheetDraft[] {
    return [...this.#model, ...(this.#calculations ? [this.#calculations] : []), this.#about];
  }
  #freeName(wanted: string): string {
    const taken = new Set(this.#model.map(({ name }) => name.toUpperCase()));
    for (let count = 1; ; count += 1) {
      const name = count === 1 ? wanted : `${wanted} ${count}`;
      if (!taken.has(name.toUpperCase())) return name;
    }
  }
}

function readNames(workbook: Workbook): Map<string, FormulaNode> {
  return new Map(
    workbook.engine.names.map(({ name, refersTo }) => [name.toUpperCase(), parseFormula(refersTo)]),
  );
}

function namedRanges(workbook: Workbook): NonNullable<WriteOptions['namedRanges']> {
  return workbook.engine.names.map(({ name, refersTo }) => ({
    name: safeName(name),
    range: toFileSpelling(refersTo),
  }));
}

/** Number formats that the file spells otherwise, so that an import finds them as they were. */
function rewrittenFormats(workbook: Workbook): Keepsake['formats'] {
  const given = workbook.sheets.flatMap(({ formats }) => formats.flatMap(({ format }) => format ?? []));
  return Object.fromEntries(
    given.flatMap((format) => {
      const written = fileFormat(format);
      return written === undefined || written === format ? [] : [[written, format]];
    }),
  );
}

/** Widths that nobody set, so that an import can tell them from those that somebody did. */
function fittedWidths(workbook: Workbook, drafts: readonly SheetDraft[]): Keepsake['fitted'] {
  return Object.fromEntries(
    workbook.sheets.map(({ name, widths }, index) => [
      name,
      Object.fromEntries(
        [...(drafts[index]?.widths ?? [])]
          .map(([column, pixels]) => [columnName(column), pixels] as const)
          .filter(([column]) => !(column in widths)),
      ),
    ]),
  );
}

/** Writes the sensitivity tables; returns where they stand on sheets of the model. */
function writeTables(workbook: Workbook, drafts: Drafts, options: ExportOptions): Keepsake['tables'] {
  const places: Keepsake['tables'] = [];
  for (const table of workbook.sensitivities) {
    const values = options.tableValues?.(table.id) ?? tableValues(workbook, table);
    const place = addLiveTable(workbook, table, values, drafts);
    if (place) places.push(place);
  }
  for (const draft of drafts.all()) {
    for (const [index, { area }] of draft.tables.entries()) markTable(draft, area, index);
  }
  return places;
}

function markTable(draft: SheetDraft, area: string, index: number): void {
  const first = /^([A-Z]+)(\d+)/.exec(area);
  const row = Number(first?.[2]) - 1;
  const anchor = draft.at(row, 1);
  if (!anchor) return;
  const { value = null, ...rest } = anchor;
  const shown = typeof value === 'string' && value.startsWith('#') ? errorMark + value : value;
  draft.put(row, 1, {
    ...rest,
    value: null,
    formula: `${tableMark}${index}`,
    ...(shown !== null && { formulaResult: shown }),
  });
}

function footer(workbook: Workbook, origin: WorkbookOrigin | undefined) {
  // A footer holds 255 characters, and Excel calls a file damaged whose footer is longer.
  const plain = (text: string, length: number) => cleanText(text).replaceAll('&', '&&').slice(0, length);
  const from = origin ? plain(originText(origin), 140) : '';
  return { oddFooter: `&L&8${plain(workbook.title, 80)}&C&8${from}&R&8&P / &N` };
}
