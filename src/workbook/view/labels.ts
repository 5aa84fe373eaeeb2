/** What a cell is called in words: the label of its row, the heading of its column, the block it stands in. */
import { cellName } from '../address.ts';
import type { Cell, Sheet } from '../cell.ts';
import { rowLabel } from '../labels.ts';
import type { Scalar } from '../value.ts';
import type { SheetLook, Workbook } from '../workbook.ts';
import { isAlone, isDateFormat, shownValue } from './cell-face.ts';
import { rulesOf, type SheetRules } from './sheet-rules.ts';

export interface CellWords {
  /** "Net income", or the cell's name where the row has no label. */
  readonly label: string;
  /** "Mar 27", "Base", or undefined where the column has no heading. */
  readonly period: string | undefined;
  /** Whether that heading is a date or a year. */
  readonly isTime: boolean;
  /** The heading above: "Product 2". */
  readonly block: string | undefined;
}

export function wordsOf(workbook: Workbook, sheet: Sheet, row: number, column: number): CellWords {
  const look = lookOf(workbook, sheet);
  const rules = rulesOf(look);
  return {
    label:
      rowLabel(sheet, row, column, (at) => rules.roleAt(row, at) === 'note') ??
      nameOfCell(workbook, sheet, row, column) ??
      cellName(row, column),
    ...columnHeading({ sheet, rules, heads: look.frozen.rows }, row, column),
    block: blockAbove(sheet, rules, row),
  };
}

/** "Net income, Mar 27" */
export function phraseOf(workbook: Workbook, cell: Pick<Cell, 'sheet' | 'row' | 'column'>): string {
  const { label, period } = wordsOf(workbook, cell.sheet, cell.row, cell.column);
  return period === undefined ? label : `${label}, ${period}`;
}

export function rulesOfSheet(workbook: Workbook, sheet: Sheet): SheetRules {
  return rulesOf(lookOf(workbook, sheet));
}

function lookOf(workbook: Workbook, sheet: Sheet): SheetLook {
  return workbook.sheets.find(({ name }) => name === sheet.name) ?? emptyLook;
}

const emptyLook: SheetLook = {
  name: '',
  formats: [],
  validations: [],
  conditionals: [],
  widths: {},
  frozen: { rows: 0, columns: 0 },
};

function nameOfCell(workbook: Workbook, sheet: Sheet, row: number, column: number): string | undefined {
  const address = `${sheet.name}!${cellName(row, column)}`.toUpperCase();
  const name = workbook.engine.names.find(
    ({ refersTo }) => refersTo.replace(/[$']/g, '').toUpperCase() === address,
  )?.name;
  return name?.replaceAll('_', ' ');
}

/** Rows at the top in which headings of columns are sought, where no rows stay. */
const headRows = 12;

/** Where headings of columns stand: in the rows that stay, else in the first rows. */
interface Heads {
  readonly sheet: Sheet;
  readonly rules: SheetRules;
  /** How many rows stay. */
  readonly heads: number;
}

/** Headings that say nothing of a value. */
const emptyHeading = /^(values?|amounts?|figures?|inputs?|live|units?|sources?|notes?|items?|total)$/i;

type Heading = Pick<CellWords, 'period' | 'isTime'>;

/** The nearest date above in the column, else the nearest heading text, else a year. */
function columnHeading({ sheet, rules, heads }: Heads, row: number, column: number): Heading {
  const last = Math.min(row, heads > 0 ? heads : headRows) - 1;
  let text: string | undefined;
  let year: string | undefined;
  for (let above = last; above >= 0; above -= 1) {
    const value = sheet.valueAt(above, column);
    if (isPeriod(sheet, rules, above, column, heads))
      return { period: shownValue(value, 'mmm yy').text, isTime: true };
    if (typeof value === 'string' && column > 0 && !isAside(sheet, above, column)) text ??= value.trim();
    if (isYear(value)) year ??= String(value);
  }
  if (text === undefined) return { period: year, isTime: year !== undefined };
  return { period: emptyHeading.test(text) ? undefined : text, isTime: false };
}

/** A date in a row that stays; elsewhere in a row of several: a lone date is an input. */
function isPeriod(sheet: Sheet, rules: SheetRules, row: number, column: number, heads: number): boolean {
  const isDate = (at: number) =>
    typeof sheet.valueAt(row, at) === 'number' && isDateFormat(rules.formatAt(row, at));
  if (!isDate(column)) return false;
  return (
    heads > 0 ||
    [column - 2, column - 1, column + 1, column + 2].filter((at) => at >= 0 && isDate(at)).length > 1
  );
}

function isYear(value: Scalar): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1990 && value <= 2100;
}

/** Texts beside a lone label (units, remarks) head nothing: a row of headings has at least two more. */
function isAside(sheet: Sheet, row: number, column: number): boolean {
  let texts = 0;
  for (const cell of sheet.within(row, 0, row, sheet.lastColumn)) {
    if (typeof cell.value === 'string' && cell.value.trim() !== '') texts += 1;
    else if (typeof cell.value === 'number') return true;
  }
  return texts < 2 || sheet.valueAt(row, column) === '';
}

/** Rows that are looked at above a cell for the heading of its block. */
const blockReach = 60;

function blockAbove(sheet: Sheet, rules: SheetRules, row: number): string | undefined {
  for (let above = row - 1; above >= Math.max(0, row - blockReach); above -= 1) {
    const value = sheet.valueAt(above, 0);
    if (typeof value !== 'string' || value.trim() === '') continue;
    const role = rules.roleAt(above, 0);
    if (role === 'title') return undefined;
    if (role === 'heading' || (!rules.hasRoles && above > 0 && isAlone(sheet, above, 0))) return value.trim();
  }
  return undefined;
}
