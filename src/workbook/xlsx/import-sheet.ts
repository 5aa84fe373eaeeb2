/** One sheet of a file as the workbook keeps it. */
import type { Cell, ConditionalRule, DataValidation, Sheet } from 'hucre/xlsx';
import { type AreaAddress, areaName, cellName, columnName, parseArea } from '../address.ts';
import type { CellInput } from '../engine.ts';
import { moveFormula } from '../move-formula.ts';
import { roleOf, toneOf } from './cell-look.ts';
import { pixelsOf } from './draft.ts';
import type { CellRole, SheetFile } from './file-terms.ts';
import type { FormulaReader } from './import-formula.ts';
import type { Keepsake } from './keepsake.ts';
import type { LeftOutList } from './left-out.ts';
import { type Marked, rectangles } from './rectangles.ts';
import { dataTables, writtenValues } from './sheet-xml.ts';

export interface SheetSource {
  readonly sheet: Sheet;
  /** Its name in the workbook. */
  readonly name: string;
  readonly xml: string;
  /** Present where we wrote the file. */
  readonly keepsake: Keepsake | null;
  readonly dateShift: number;
  readonly formulas: FormulaReader;
  readonly leftOut: LeftOutList;
}

/** What formulas showed in the file, by address. */
export type ShownValues = Map<string, string | number | boolean>;

const mostFormats = 2000;
const longestText = 8000;
/** A day of the calendar that begins in 1904, in the one that begins in 1900. */
export const macShift = 1462;

export function importSheet(source: SheetSource): { file: SheetFile; shown: ShownValues } {
  const { sheet, name, leftOut } = source;
  const cells = readCells(source);
  noteWhatIsLost(sheet, name, leftOut);
  const file: SheetFile = {
    name,
    cells: cells.inputs,
    formats: readFormats(source, cells.skipped),
    validations: readValidations(source),
    conditionals: readConditionals(source),
    widths: readWidths(source),
    frozen: {
      rows: Math.min(50, sheet.freezePane?.rows ?? 0),
      columns: Math.min(20, sheet.freezePane?.columns ?? 0),
    },
  };
  return { file, shown: cells.shown };
}

interface ReadCells {
  readonly inputs: Record<string, CellInput>;
  readonly shown: ShownValues;
  /** Whether a cell is no part of the model. */
  readonly skipped: (row: number, column: number) => boolean;
}

function within(areas: readonly AreaAddress[], row: number, column: number): AreaAddress | undefined {
  return areas.find(
    (area) => area.top <= row && row <= area.bottom && area.left <= column && column <= area.right,
  );
}

function areasOf(texts: readonly string[]): AreaAddress[] {
  return texts.flatMap((text) => parseArea(text) ?? []);
}

function readCells(source: SheetSource): ReadCells {
  const { sheet, xml, keepsake, name, leftOut } = source;
  const written = lazily(() => writtenValues(xml));
  const ours = areasOf((keepsake?.tables ?? []).flatMap((table) => (table.sheet === name ? table.area : [])));
  for (const area of dataTables(xml)) {
    const place = parseArea(area);
    if (place && !within(ours, place.top, place.left)) leftOut.add('data-tables', `${name}!${area}`);
  }
  const spilled = areasOf([...(sheet.cells?.values() ?? [])].flatMap((cell) => spillArea(cell) ?? []));
  const skipped = (row: number, column: number) => within(ours, row, column) !== undefined;
  const inputs: Record<string, CellInput> = {};
  const shown: ShownValues = new Map();
  const shared = sharedFormulas(sheet);
  for (const [row, values] of sheet.rows.entries()) {
    for (const [column, plain] of values.entries()) {
      const cell = sheet.cells?.get(`${row},${column}`);
      if ((plain === null && cell?.formula === undefined) || skipped(row, column)) continue;
      const address = cellName(row, column);
      const spill = within(spilled, row, column);
      if (spill && (spill.top !== row || spill.left !== column)) continue;
      const exact = exactValue(cell, plain, () => written().get(address));
      const formula = cell && formulaOf(cell, row, column, shared);
      const input =
        formula === undefined
          ? constantOf(source, address, cell, exact)
          : source.formulas.read(formula, exact, { place: `${name}!${address}`, sheet: sheet.name });
      if (input === null) continue;
      inputs[address] = input;
      if (formula !== undefined && exact !== null && isFormula(input)) shown.set(address, exact);
    }
  }
  return { inputs, shown, skipped };
}

function isFormula(input: CellInput): boolean {
  return typeof input === 'string' && input.startsWith('=');
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function spillArea(cell: Cell): string | undefined {
  return cell.formulaType === 'array' ? cell.formulaRef : undefined;
}

/** Shared formulas by number: the text, and the cell it was written for. */
type Shared = ReadonlyMap<number, { readonly text: string; readonly row: number; readonly column: number }>;

function sharedFormulas(sheet: Sheet): Shared {
  const found = new Map<number, { text: string; row: number; column: number }>();
  for (const [key, { formula, formulaType, formulaSharedIndex }] of sheet.cells ?? []) {
    if (formulaType !== 'shared' || formulaSharedIndex === undefined || !formula) continue;
    const [row = 0, column = 0] = key.split(',').map(Number);
    found.set(formulaSharedIndex, { text: formula, row, column });
  }
  return found;
}

function formulaOf(cell: Cell, row: number, column: number, shared: Shared): string | undefined {
  if (cell.formula === undefined || cell.formula !== '') return cell.formula;
  const source = shared.get(cell.formulaSharedIndex ?? -1);
  if (!source) return undefined;
  try {
    return moveFormula(source.text, row - source.row, column - source.column);
  } catch {
    return source.text;
  }
}

type Exact = string | number | boolean | null;

/** A date as the number that it is. */
function exactValue(cell: Cell | undefined, plain: Cell['value'], written: () => string | undefined): Exact {
  const value = cell?.formulaResult ?? plain;
  if (!(value instanceof Date)) return value;
  const number = Number(written());
  return Number.isFinite(number) ? number : null;
}

function constantOf(
  { name, leftOut, dateShift }: SheetSource,
  address: string,
  cell: Cell | undefined,
  exact: Exact,
): CellInput {
  const isDate = cell?.type === 'date' || cell?.value instanceof Date;
  if (typeof exact === 'number') return isDate ? exact + dateShift : exact;
  if (typeof exact !== 'string') return exact;
  if (cell?.type === 'error')
    return /^#(DIV\/0!|N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!)$/.test(exact) ? `=${exact}` : exact;
  const place = `${name}!${address}`;
  if (exact.length > longestText) leftOut.add('long-texts', place);
  const text = exact.slice(0, longestText);
  if (!text.startsWith('=') || text.length < 2) return text;
  leftOut.add('formula-texts', place);
  return `="${text.replaceAll('"', '""')}"`;
}

interface Face {
  readonly format: string | undefined;
  readonly role: CellRole | undefined;
}

function readFormats(source: SheetSource, skipped: ReadCells['skipped']): SheetFile['formats'] {
  const { sheet, keepsake, name, leftOut } = source;
  const marked: Marked<Face>[] = [];
  for (const [key, { style, value }] of sheet.cells ?? []) {
    const [row = 0, column = 0] = key.split(',').map(Number);
    if (!style || skipped(row, column)) continue;
    const role = keepsake ? roleOf(style) : undefined;
    const written = style.numFmt === 'General' ? undefined : style.numFmt;
    const given = written === undefined ? undefined : (keepsake?.formats[written] ?? written);
    const format = given !== undefined && given.length <= 120 ? given : undefined;
    if (!role && value !== null && hasOwnLook(style)) leftOut.add('looks', undefined);
    if (role || format !== undefined)
      marked.push({ row, column, key: `${role}|${format}`, what: { format, role } });
  }
  const found = rectangles(marked);
  if (found.length > mostFormats) leftOut.add('formats', name, undefined, found.length - mostFormats);
  return found.slice(0, mostFormats).map(({ area, what: { format, role } }) => ({
    area,
    ...(format !== undefined && { format }),
    ...(role && { role }),
  }));
}

function hasOwnLook({ font, fill }: NonNullable<Cell['style']>): boolean {
  const coloured = font?.color?.rgb !== undefined && !/000000$/.test(font.color.rgb);
  return (
    coloured ||
    (fill?.type === 'pattern' && fill.pattern === 'solid') ||
    font?.bold === true ||
    font?.italic === true
  );
}

function readWidths({ sheet, name, keepsake }: SheetSource): SheetFile['widths'] {
  const fitted = keepsake?.fitted[name] ?? {};
  const last = Math.max(0, ...sheet.rows.map((row) => row.length));
  const widths: SheetFile['widths'] = {};
  for (const [column, { width }] of (sheet.columns ?? []).slice(0, last).entries()) {
    if (width === undefined || width <= 0) continue;
    const pixels = Math.min(800, Math.max(20, pixelsOf(width)));
    if (fitted[columnName(column)] !== pixels) widths[columnName(column)] = pixels;
  }
  return widths;
}

function listOf({ values, formula1 }: DataValidation, sheet: Sheet): string[] | undefined {
  if (values) return values.map((each) => each.trim());
  const area = parseArea(formula1?.replace(/^[^!]*!/, '') ?? '');
  if (!area || formula1?.includes('!') || area.bottom - area.top + area.right - area.left > 60)
    return undefined;
  const found: string[] = [];
  for (let row = area.top; row <= area.bottom; row += 1) {
    for (let column = area.left; column <= area.right; column += 1) {
      const value = sheet.rows[row]?.[column];
      if (value !== null && value !== undefined) found.push(String(value));
    }
  }
  return found;
}

function eachArea(sqref: string): string[] {
  return sqref.split(/\s+/).flatMap((text) => {
    const area = parseArea(text);
    return area ? [areaName(area)] : [];
  });
}

function readValidations({ sheet, name, leftOut }: SheetSource): SheetFile['validations'] {
  const found: SheetFile['validations'] = [];
  for (const rule of sheet.dataValidations ?? []) {
    const read = validationOf(rule, sheet);
    const areas = eachArea(rule.range);
    if (!read || found.length + areas.length > 200) leftOut.add('validations', `${name}!${rule.range}`);
    else found.push(...areas.map((area) => ({ area, ...read })));
  }
  return found;
}

function validationOf(
  rule: DataValidation,
  sheet: Sheet,
): Omit<SheetFile['validations'][number], 'area'> | undefined {
  if (rule.type === 'list') {
    const list = listOf(rule, sheet);
    const fits = list && list.length > 0 && list.length <= 50 && list.every((each) => each.length <= 60);
    return fits ? { kind: 'list', list } : undefined;
  }
  if (rule.type !== 'decimal' && rule.type !== 'whole') return undefined;
  const first = Number(rule.formula1);
  const second = Number(rule.formula2);
  if (!Number.isFinite(first)) return undefined;
  switch (rule.operator ?? 'between') {
    case 'between':
      return Number.isFinite(second) ? { kind: 'number', least: first, most: second } : undefined;
    case 'greaterThanOrEqual':
      return { kind: 'number', least: first };
    case 'lessThanOrEqual':
      return { kind: 'number', most: first };
    default:
      return undefined;
  }
}

function readConditionals({ sheet, name, leftOut, keepsake }: SheetSource): SheetFile['conditionals'] {
  const found: SheetFile['conditionals'] = [];
  for (const rule of sheet.conditionalRules?.toSorted((a, b) => a.priority - b.priority) ?? []) {
    if (keepsake && keepsake.heats > 0 && rule.type === 'colorScale') continue;
    const read = conditionalOf(rule);
    const areas = eachArea(rule.range);
    if (!read || found.length + areas.length > 200) leftOut.add('conditionals', `${name}!${rule.range}`);
    else found.push(...areas.map((area) => ({ area, ...read })));
  }
  return found;
}

function conditionalOf(rule: ConditionalRule): Omit<SheetFile['conditionals'][number], 'area'> | undefined {
  const show = toneOf(rule.style);
  const formula = Array.isArray(rule.formula) ? rule.formula[0] : rule.formula;
  if (!show || formula === undefined) return undefined;
  if (rule.type === 'expression') {
    return /^AND\(ISNUMBER\([A-Z]+\d+\),ABS\([A-Z]+\d+\)>0\.005\)$/.test(formula)
      ? { when: 'not-zero', show }
      : undefined;
  }
  const value = Number(formula);
  if (rule.type !== 'cellIs' || formula.trim() === '' || !Number.isFinite(value)) return undefined;
  if (rule.operator === 'lessThan') return { when: 'below', value, show };
  if (rule.operator === 'greaterThan') return { when: 'above', value, show };
  return rule.operator === 'notEqual' && value === 0 ? { when: 'not-zero', show } : undefined;
}

function noteWhatIsLost(sheet: Sheet, name: string, leftOut: LeftOutList): void {
  const add = (kind: Parameters<LeftOutList['add']>[0], count: number | undefined) => {
    if (count) leftOut.add(kind, name, undefined, count);
  };
  const cells = [...(sheet.cells?.values() ?? [])];
  add('merged', sheet.merges?.length);
  add('hidden', sheet.hidden || sheet.veryHidden ? 1 : 0);
  add(
    'hidden-lines',
    [...(sheet.rowDefs?.values() ?? []), ...(sheet.columns ?? [])].filter((line) => line.hidden).length,
  );
  add('comments', cells.filter(({ comment }) => comment).length + (sheet.threadedComments?.length ?? 0));
  add('links', cells.filter(({ hyperlink }) => hyperlink).length);
  add('tables', sheet.tables?.length);
  add('filters', sheet.autoFilter ? 1 : 0);
  add('protection', sheet.protection?.sheet ? 1 : 0);
  add('sparklines', sheet.sparklines?.length);
  add('shapes', sheet.textBoxes?.length);
  add('pivots', sheet.pivotTables?.length);
  add('controls', (sheet.slicers?.length ?? 0) + (sheet.timelines?.length ?? 0));
}
