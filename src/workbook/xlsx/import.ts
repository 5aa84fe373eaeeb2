/** An .xlsx as a workbook's file. Load this file only when somebody opens one. */
import { zipSync } from 'fflate';
import { type Workbook as ReadWorkbook, readXlsx, type Sheet } from 'hucre/xlsx';
import { definedNamePattern, parseCell } from '../address.ts';
import { parseFormula } from '../parse.ts';
import { type WorkbookChart, type WorkbookFile, workbookFileSchema } from '../schema.ts';
import { CellError } from '../value.ts';
import { Workbook } from '../workbook.ts';
import { WorkbookError } from '../workbook-error.ts';
import type { WorkbookOrigin } from './file-terms.ts';
import { FormulaReader } from './import-formula.ts';
import { importSheet, macShift, type ShownValues } from './import-sheet.ts';
import { type Keepsake, readKeepsake } from './keepsake.ts';
import { type LeftOut, LeftOutList } from './left-out.ts';
import { openPackage } from './package-guard.ts';
import { allSheetNames, sheetPaths } from './sheet-xml.ts';
import { fromFileSpelling, renameSheets, wordsOf } from './spelling.ts';
import { XlsxError } from './xlsx-error.ts';
import { refuseTooManyCells, xmlText } from './xml-guard.ts';

export interface ImportedWorkbook {
  readonly file: WorkbookFile;
  /** One sentence for each kind of thing that was not taken over. */
  readonly notUnderstood: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** Where the file says that it comes from; only files that were exported here do. */
  readonly origin: WorkbookOrigin | undefined;
}

/** Opens a file. Throws {@link XlsxError} with a reason where it is refused. */
export async function importXlsx(bytes: Uint8Array): Promise<ImportedWorkbook> {
  const parts = openPackage(bytes);
  const texts = new Map([...parts.xml].map(([name, part]) => [name, xmlText(name, part)] as const));
  refuseMacroTypes(texts.get('[Content_Types].xml') ?? '');
  refuseTooManyCells([...texts].filter(([name]) => /worksheets\/[^/]+\.xml$/.test(name)));
  const paths = sheetPaths(texts.get('xl/workbook.xml') ?? '', texts.get('xl/_rels/workbook.xml.rels') ?? '');
  const read = await readParts(parts.xml, paths);
  const leftOut = new LeftOutList();
  noteParts(parts.names, texts, paths, leftOut);
  const keepsake = findKeepsake(texts);
  try {
    return assemble(read, { texts, paths, keepsake, leftOut });
  } catch (error) {
    throw error instanceof XlsxError ? error : damaged();
  }
}

function damaged(): XlsxError {
  return new XlsxError(
    'damaged',
    'The workbook cannot be read.',
    'What it says about itself does not fit together. Nothing was changed.',
    'Open it in a spreadsheet program and save it again as .xlsx.',
  );
}

function refuseMacroTypes(contentTypes: string): void {
  if (!/macroEnabled/i.test(contentTypes)) return;
  throw new XlsxError(
    'macros',
    'The file is a workbook for macros.',
    'Macros are programs; they are neither run nor kept here. Nothing was changed.',
    'Save a copy as “Excel workbook (.xlsx)” and open that.',
  );
}

/** Hands the library only parts that were looked through, uncompressed. */
async function readParts(
  xml: ReadonlyMap<string, Uint8Array>,
  paths: ReadonlyMap<string, string>,
): Promise<ReadWorkbook> {
  const wanted = [...xml].filter(([name]) => !/pivotCacheRecords|calcChain|^customXml\//i.test(name));
  try {
    const checked = zipSync(Object.fromEntries(wanted), { level: 0 });
    return await readXlsx(checked, { readStyles: true, sheets: ({ name }) => paths.has(name) });
  } catch {
    throw damaged();
  }
}

function findKeepsake(texts: ReadonlyMap<string, string>): Keepsake | null {
  for (const [name, text] of texts) {
    const found = /^customXml\/item\d+\.xml$/i.test(name) ? readKeepsake(text) : null;
    if (found) return found;
  }
  return null;
}

function noteParts(
  names: readonly string[],
  texts: ReadonlyMap<string, string>,
  paths: ReadonlyMap<string, string>,
  leftOut: LeftOutList,
): void {
  const count = (pattern: RegExp) => names.filter((name) => pattern.test(name)).length;
  const images = count(/\/media\/[^/]+$/i);
  if (images > 0) leftOut.add('images', undefined, undefined, images);
  const controls = count(/\/(activeX|ctrlProps|embeddings)\/[^/]+\.(xml|bin|docx|xlsx)$/i);
  if (controls > 0) leftOut.add('controls', undefined, undefined, controls);
  for (const name of allSheetNames(texts.get('xl/workbook.xml') ?? '')) {
    if (!paths.has(name)) leftOut.add('charts', name);
  }
}

interface Context {
  readonly texts: ReadonlyMap<string, string>;
  readonly paths: ReadonlyMap<string, string>;
  readonly keepsake: Keepsake | null;
  readonly leftOut: LeftOutList;
}

function assemble(read: ReadWorkbook, context: Context): ImportedWorkbook {
  const { keepsake, leftOut } = context;
  const added = new Set(keepsake?.added ?? []);
  const sheets = read.sheets.filter(({ name }) => !added.has(name));
  const called = namesOfSheets(sheets, leftOut);
  const renamed = new Map(
    [...called].filter(([old, fresh]) => old !== fresh).map(([old, fresh]) => [old.toUpperCase(), fresh]),
  );
  const { names, scoped } = readNames(read, renamed, leftOut);
  const formulas = new FormulaReader({
    names: new Set(Object.keys(names).map((name) => name.toUpperCase())),
    scoped,
    renamed,
    leftOut,
  });
  const dateShift = read.dateSystem === '1904' ? macShift : 0;
  if (dateShift > 0) leftOut.add('mac-dates');
  const imported = sheets.map((sheet) =>
    importSheet({
      sheet,
      name: called.get(sheet.name) ?? sheet.name,
      xml: context.texts.get(context.paths.get(sheet.name) ?? '') ?? '',
      keepsake,
      dateShift,
      formulas,
      leftOut,
    }),
  );
  const file = checked({
    type: 'firsthand.workbook',
    version: 1,
    title: (keepsake?.title ?? read.properties?.title ?? 'Imported workbook').slice(0, 200),
    sheets: imported.map((each) => each.file),
    names,
    checks: keepsake?.checks ?? [],
    drivers: keepsake?.drivers ?? [],
    sensitivities: keepsake?.sensitivities ?? [],
    ...(keepsake?.scenario && { scenario: keepsake.scenario }),
    charts: [...(keepsake?.charts ?? []), ...readCharts(sheets, called, keepsake, leftOut)].slice(0, 40),
  });
  calculate(
    file,
    imported.map(({ shown }) => shown),
    dateShift === 0,
    leftOut,
  );
  const list = leftOut.toList();
  return { file, notUnderstood: list.map(({ says }) => says), leftOut: list, origin: originOf(keepsake) };
}

function originOf(keepsake: Keepsake | null): WorkbookOrigin | undefined {
  if (!keepsake?.origin) return undefined;
  const { mode, at, model } = keepsake.origin;
  return { mode, at, ...(model !== undefined && { model }) };
}

/** The names that sheets get here: a quote in them is not allowed, nor two that differ only in case. */
function namesOfSheets(sheets: readonly Sheet[], leftOut: LeftOutList): Map<string, string> {
  if (sheets.length === 0 || sheets.length > 40) {
    throw new XlsxError(
      sheets.length === 0 ? 'damaged' : 'too-large',
      sheets.length === 0
        ? 'There is no sheet in the workbook.'
        : `The workbook has ${sheets.length} sheets; 40 are allowed.`,
      'Nothing was changed.',
      'Keep only the sheets that belong to the model.',
    );
  }
  const called = new Map<string, string>();
  const taken = new Set<string>();
  for (const { name } of sheets) {
    let fresh = name.replace(/[\\/?*[\]:']/g, '’').slice(0, 31);
    for (let count = 2; taken.has(fresh.toUpperCase()); count += 1) fresh = `${name.slice(0, 27)} ${count}`;
    if (fresh !== name) leftOut.add('sheet-names', fresh);
    taken.add(fresh.toUpperCase());
    called.set(name, fresh);
  }
  return called;
}

interface ReadNames {
  readonly names: Record<string, string>;
  /** What names of one sheet are called here, by sheet and old name in upper case. */
  readonly scoped: ReadonlyMap<string, Map<string, string>>;
}

/**
 * Names of the workbook keep their name. Here every name belongs to the workbook, so one of a sheet gets the
 * sheet into its name, and the formulas of that sheet follow; what it is elsewhere in the file stays as it is.
 */
function readNames(
  read: ReadWorkbook,
  renamed: ReadonlyMap<string, string>,
  leftOut: LeftOutList,
): ReadNames {
  const all = (read.namedRanges ?? []).filter(({ name }) => !/^_xlnm\./i.test(name));
  const ofSheets = new Set(
    all.flatMap(({ name, scope }) => (scope === undefined ? [] : [name.toUpperCase()])),
  );
  const names: Record<string, string> = {};
  const taken = new Set(all.map(({ name }) => name.toUpperCase()));
  const seen = new Set<string>();
  const scoped = new Map<string, Map<string, string>>();
  for (const { name, range, scope } of all) {
    const text = readName(name, range, renamed);
    const key = `${scope?.toUpperCase() ?? ''}!${name.toUpperCase()}`;
    // Which sheet's name another name means depends on where that one is read.
    const isUnclear = text !== null && [...(wordsOf(text)?.names ?? [])].some((word) => ofSheets.has(word));
    const fresh = scope === undefined ? name : nameForSheet(name, scope, taken);
    if (text === null || isUnclear || seen.has(key) || fresh === null) {
      leftOut.add('names', scope === undefined ? name : `${name} (${scope})`);
      continue;
    }
    seen.add(key);
    names[fresh] = text;
    if (scope === undefined) continue;
    const own = scoped.get(scope.toUpperCase()) ?? new Map<string, string>();
    scoped.set(scope.toUpperCase(), own.set(name.toUpperCase(), fresh));
  }
  return { names, scoped };
}

/** `Total` of the sheet South as `Total_South`; null where that cannot be a name. */
function nameForSheet(name: string, sheet: string, taken: Set<string>): string | null {
  const base = `${name}_${sheet.replace(/[^\p{L}\p{N}]+/gu, '_')}`.slice(0, 60);
  let fresh = base;
  for (let count = 2; taken.has(fresh.toUpperCase()); count += 1) fresh = `${base}_${count}`;
  if (!definedNamePattern.test(fresh)) return null;
  taken.add(fresh.toUpperCase());
  return fresh;
}

function readName(name: string, range: string, renamed: ReadonlyMap<string, string>): string | null {
  if (!definedNamePattern.test(name) || parseCell(name) || range.length > 500) return null;
  if (/#REF!|\[/.test(range)) return null;
  try {
    const text = renameSheets(fromFileSpelling(range), renamed);
    parseFormula(text);
    return text;
  } catch {
    return null;
  }
}

type ReadChart = NonNullable<Sheet['charts']>[number];

/** Charts that the file has beside those we wrote ourselves. */
function readCharts(
  sheets: readonly Sheet[],
  called: ReadonlyMap<string, string>,
  keepsake: Keepsake | null,
  leftOut: LeftOutList,
): WorkbookChart[] {
  const ours = new Set(keepsake?.charts.map(({ title }) => title));
  const found: WorkbookChart[] = [];
  for (const sheet of sheets) {
    const name = called.get(sheet.name) ?? sheet.name;
    for (const chart of sheet.charts ?? []) {
      if (ours.has(chart.title ?? '')) continue;
      const read = chartOf(chart, name, found.length + 1);
      if (read) found.push(read);
      else leftOut.add('charts', name);
    }
  }
  return found;
}

function chartOf(chart: ReadChart, sheet: string, number: number): WorkbookChart | null {
  const [kind] = chart.kinds;
  const drawn =
    kind === 'line' ? 'line' : kind !== 'bar' ? null : chart.barGrouping === undefined ? 'bar' : 'stacked';
  const series = (chart.series ?? []).flatMap(({ name, valuesRef }, index) =>
    valuesRef === undefined
      ? []
      : [{ name: (name ?? `Series ${index + 1}`).slice(0, 60), values: valuesRef }],
  );
  if (!drawn || chart.kinds.length !== 1 || series.length === 0) return null;
  if (series.some(({ values }) => /[,([]/.test(values))) return null;
  return {
    id: `imported-${number}`,
    kind: drawn,
    title: (chart.title ?? 'Chart').slice(0, 120),
    sheet,
    labels: chart.series?.[0]?.categoriesRef ?? '',
    series: series.slice(0, 12),
  };
}

function checked(file: unknown): WorkbookFile {
  const parsed = workbookFileSchema.safeParse(file);
  if (parsed.success) return parsed.data;
  throw damaged();
}

/** Calculates the workbook once, and says where it comes to other values than the file shows. */
function calculate(
  file: WorkbookFile,
  shown: readonly ShownValues[],
  compare: boolean,
  leftOut: LeftOutList,
): void {
  const workbook = opened(file);
  for (const cycle of workbook.engine.cycles) {
    const [first] = cycle;
    leftOut.add('circles', first && workbook.engine.nameOf(first));
  }
  if (!compare) return;
  for (const [index, { name }] of file.sheets.entries()) {
    const sheet = workbook.engine.sheet(name);
    for (const [address, theirs] of shown[index] ?? []) {
      const place = parseCell(address);
      const cell = place && sheet?.find(place.row, place.column);
      if (!cell || cell.inCycle || /\b(NOW|TODAY|RAND\w*)\(/i.test(cell.formula ?? '')) continue;
      const ours = cell.value instanceof CellError ? cell.value.code : cell.value;
      if (!alike(ours, theirs)) leftOut.add('other-values', `${name}!${address}`);
    }
  }
}

function opened(file: WorkbookFile): Workbook {
  try {
    return Workbook.fromFile(file);
  } catch (error) {
    if (!(error instanceof WorkbookError) || error.code !== 'limit') throw error;
    throw new XlsxError(
      'too-large',
      `${error.message}.`,
      'It is larger than a model may be here. Nothing was changed.',
      'Take out the sheets that the model does not need.',
    );
  }
}

function alike(ours: string | number | boolean | null, theirs: string | number | boolean): boolean {
  if (typeof ours === 'number' && typeof theirs === 'number') {
    return Math.abs(ours - theirs) <= Math.max(1e-6, 1e-7 * Math.abs(theirs));
  }
  return ours === theirs || (ours ?? '') === theirs;
}
