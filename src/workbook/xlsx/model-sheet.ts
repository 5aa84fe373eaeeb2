/** One sheet of the workbook as the file keeps it: formulas with their values, looks, rules. */
import type { Cell, CellValue, DataValidation } from 'hucre/xlsx';
import { areaName, cellName, columnIndex, parseArea } from '../address.ts';
import type { Cell as EngineCell } from '../cell.ts';
import { parseFormula } from '../parse.ts';
import type { ConditionalRule, ValidationRule } from '../schema.ts';
import { CellError, type Scalar } from '../value.ts';
import type { SheetLook, Workbook } from '../workbook.ts';
import { type ArrayContext, needsArray } from './array-formula.ts';
import { styleOf, toneStyle } from './cell-look.ts';
import { pixelsFor, shownText } from './column-width.ts';
import { cleanText, errorMark, SheetDraft, safeText } from './draft.ts';
import { fileFormat } from './file-format.ts';
import type { CellRole } from './file-terms.ts';
import { toFileSpelling } from './spelling.ts';

/** Writes a sheet of the workbook. `arrays` says what names mean. */
export function draftSheet(
  workbook: Workbook,
  look: SheetLook,
  arrays: ArrayContext,
  note: (text: string) => void,
): SheetDraft {
  const draft = new SheetDraft(look.name);
  draft.frozen = { ...look.frozen };
  const sheet = workbook.engine.sheet(look.name);
  if (!sheet) return draft;
  const styles = stylesOf(look, sheet.lastRow, sheet.lastColumn);
  for (const cell of sheet.cells()) {
    const style = styles.at(cell.row, cell.column);
    const written = writtenCell(cell, arrays);
    if (written || style) draft.put(cell.row, cell.column, { ...written, ...(style && { style }) });
  }
  styles.each((row, column, style) => {
    if (!draft.at(row, column)) draft.put(row, column, { value: null, style });
  });
  setWidths(draft, look, workbook, styles);
  for (const rule of look.validations) {
    const written = validationOf(rule);
    if (written) draft.validations.push(written);
    else note(`The list of choices at ${look.name}!${rule.area} is left out: it is too long for the file.`);
  }
  for (const rule of look.conditionals) addConditional(draft, rule);
  return draft;
}

function writtenCell(cell: EngineCell, arrays: ArrayContext): Partial<Cell> | undefined {
  if (cell.formula !== undefined) return formulaCell(cell, cell.formula, arrays);
  const value = cell.spilledFrom ? cell.value : cell.constant;
  if (value === null) return undefined;
  if (value instanceof CellError) return { value: value.code };
  return { value };
}

function formulaCell(cell: EngineCell, formula: string, arrays: ArrayContext): Partial<Cell> {
  const result = cachedValue(cell.value);
  const written: Partial<Cell> = {
    value: null,
    formula: toFileSpelling(formula),
    ...(result !== null && { formulaResult: result }),
  };
  if (!cell.spill && !needsArray(parseFormula(formula), arrays)) return written;
  const { rows, columns } = cell.spill ?? { rows: 1, columns: 1 };
  const area = {
    top: cell.row,
    left: cell.column,
    bottom: cell.row + rows - 1,
    right: cell.column + columns - 1,
  };
  return { ...written, formulaType: 'array', formulaRef: areaName(area), formulaDynamic: true };
}

/** The value that a program shows before it calculates. A circle counts as 0, as in the format. */
function cachedValue(value: Scalar): CellValue {
  if (value instanceof CellError) return value.code === '#CYCLE!' ? 0 : errorMark + value.code;
  return typeof value === 'string' ? safeText(value) : value;
}

type Style = NonNullable<ReturnType<typeof styleOf>>;

interface Styles {
  at(row: number, column: number): Style | undefined;
  formatAt(row: number, column: number): string | undefined;
  each(visit: (row: number, column: number, style: Style) => void): void;
}

/** Rules laid over one another; later ones win, format and role apart. Clipped to what the sheet uses. */
function stylesOf(look: SheetLook, lastRow: number, lastColumn: number): Styles {
  const faces = new Map<number, { format?: string; role?: CellRole }>();
  const width = lastColumn + 1;
  for (const { area, format, role } of look.formats) {
    const place = parseArea(area);
    if (!place) continue;
    for (let row = place.top; row <= Math.min(place.bottom, lastRow); row += 1) {
      for (let column = place.left; column <= Math.min(place.right, lastColumn); column += 1) {
        const before = faces.get(row * width + column);
        faces.set(row * width + column, {
          ...before,
          ...(format !== undefined && { format }),
          ...(role && { role }),
        });
      }
    }
  }
  const made = new Map<string, Style | undefined>();
  const styleAt = (face: { format?: string; role?: CellRole } | undefined) => {
    if (!face) return undefined;
    const key = `${face.role}|${face.format}`;
    if (!made.has(key)) {
      made.set(key, styleOf(face.role, face.format === undefined ? undefined : fileFormat(face.format)));
    }
    return made.get(key);
  };
  return {
    at: (row, column) => styleAt(faces.get(row * width + column)),
    formatAt: (row, column) => faces.get(row * width + column)?.format,
    each(visit) {
      for (const [key, face] of faces) {
        const style = styleAt(face);
        if (style) visit(Math.floor(key / width), key % width, style);
      }
    },
  };
}

function setWidths(draft: SheetDraft, look: SheetLook, workbook: Workbook, styles: Styles): void {
  for (const cell of workbook.engine.sheet(look.name)?.cells() ?? []) {
    const text = shownText(cell.value, styles.formatAt(cell.row, cell.column));
    // A long sentence runs over into empty cells beside it; it says nothing about its column.
    if (text === '' || (cell.formula === undefined && text.length > 44)) continue;
    const pixels = pixelsFor(text);
    if (pixels > (draft.widths.get(cell.column) ?? 0)) draft.widths.set(cell.column, pixels);
  }
  for (const [name, pixels] of Object.entries(look.widths)) draft.widths.set(columnIndex(name), pixels);
}

/** Characters of all choices together, as the format has it; a comma stands between them. */
const longestList = 255;

/** Undefined where the format cannot hold the list. */
function validationOf(rule: ValidationRule): DataValidation | undefined {
  const { area, kind, list = [], least, most } = rule;
  const shared = { range: area, allowBlank: true, showErrorMessage: true, errorTitle: 'Not allowed here' };
  if (kind === 'list') {
    const tooLong = list.join(',').length > longestList || list.some((each) => /[,"]/.test(each));
    if (tooLong || list.length === 0) return undefined;
    return { ...shared, type: 'list', values: list.map(cleanText), errorMessage: 'Choose one of the list.' };
  }
  const bounds =
    least !== undefined && most !== undefined
      ? ({ operator: 'between', formula1: String(least), formula2: String(most) } as const)
      : least !== undefined
        ? ({ operator: 'greaterThanOrEqual', formula1: String(least) } as const)
        : ({ operator: 'lessThanOrEqual', formula1: String(most ?? 0) } as const);
  return { ...shared, type: 'decimal', ...bounds, errorMessage: boundsText(least, most) };
}

function boundsText(least: number | undefined, most: number | undefined): string {
  if (least !== undefined && most !== undefined) return `Give a number from ${least} to ${most}.`;
  return least !== undefined ? `Give a number of ${least} or more.` : `Give a number of ${most} or less.`;
}

function addConditional(draft: SheetDraft, { area, when, value = 0, show }: ConditionalRule): void {
  const style = toneStyle(show);
  if (when === 'not-zero') {
    const place = parseArea(area);
    const first = place ? cellName(place.top, place.left) : 'A1';
    // Half a cent of rounding is zero to the reader.
    draft.addRule(area, {
      type: 'expression',
      formula: `AND(ISNUMBER(${first}),ABS(${first})>0.005)`,
      style,
    });
    return;
  }
  const operator = when === 'below' ? 'lessThan' : 'greaterThan';
  draft.addRule(area, { type: 'cellIs', operator, formula: String(value), style });
}
