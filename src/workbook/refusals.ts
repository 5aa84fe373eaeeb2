/** What a workbook refuses, and why: each throws `WorkbookError`, or makes one. */
import {
  type AreaAddress,
  type CellAddress,
  cellName,
  definedNamePattern,
  lastColumn,
  lastRow,
  parseArea,
  parseCell,
  sheetNamePattern,
} from './address.ts';
import type { Cell } from './cell.ts';
import type { CellEdit, CellInput, Engine } from './engine.ts';
import { explainErrors } from './explain.ts';
import { workbookLimits } from './limits.ts';
import { isFormula } from './move-formula.ts';
import { parseFormula } from './parse.ts';
import { FormulaSyntaxError } from './tokens.ts';
import { WorkLimitError } from './work.ts';
import { WorkbookError } from './workbook-error.ts';

export function cellAt(text: string): CellAddress {
  const place = parseCell(text);
  if (place) return place;
  throw new WorkbookError('bad-place', `“${text}” is not a cell`, 'Give a cell like B7');
}

export function areaAt(text: string): AreaAddress {
  const area = parseArea(text);
  if (area) return area;
  throw new WorkbookError('bad-place', `“${text}” is no cell and no range`, 'Give a range like B7:M7');
}

export function refuseTooMany(count: number): void {
  const { cellsPerWrite } = workbookLimits;
  if (count <= cellsPerWrite) return;
  throw new WorkbookError(
    'limit',
    `${count} cells in one write; ${cellsPerWrite} are allowed`,
    'Write it in parts',
  );
}

export function refuseOutside({ row, column }: CellAddress, rows: readonly (readonly CellInput[])[]): void {
  const width = rows.reduce((most, { length }) => Math.max(most, length), 0);
  if (row + rows.length - 1 <= lastRow && column + width - 1 <= lastColumn) return;
  throw new WorkbookError('bad-place', 'This goes beyond the end of the sheet', 'Begin further up or left');
}

export function refuseLongTexts(edits: readonly CellEdit[]): void {
  const { charactersOfText } = workbookLimits;
  const long = edits.find(({ input }) => typeof input === 'string' && input.length > charactersOfText);
  if (!long) return;
  throw new WorkbookError(
    'limit',
    `A cell may hold ${charactersOfText} characters`,
    'Shorten the text, or put it in several cells',
    `${long.sheet}!${cellName(long.row, long.column)}`,
  );
}

export function refuseSheetName(name: string): void {
  if (sheetNamePattern.test(name) && name.trim() === name) return;
  throw new WorkbookError(
    'bad-name',
    `“${name}” cannot be the name of a sheet`,
    "Use 1 to 31 characters, none of \\ / ? * [ ] : ' and no space at the ends",
  );
}

export function refuseName(name: string): void {
  if (parseCell(name) || /^(true|false)$/i.test(name))
    throw new WorkbookError(
      'bad-name',
      `“${name}” means something else already`,
      'Choose a word, like Tax_rate',
    );
  if (definedNamePattern.test(name)) return;
  throw new WorkbookError(
    'bad-name',
    `“${name}” cannot be a name`,
    'Use letters, digits, _ and . and begin with a letter, like Tax_rate',
  );
}

export function refuseTooFull(cells: number): void {
  if (cells <= workbookLimits.cells) return;
  throw new WorkbookError(
    'limit',
    `The workbook would have ${cells} cells; ${workbookLimits.cells} are allowed`,
    'Take out what the model does not need',
  );
}

/** Refuses cells that read one another and did not before. */
export function refuseNewCircle(engine: Engine, before: ReadonlySet<Cell>): void {
  const fresh = engine.cycles.flat().find((cell) => !before.has(cell));
  if (!fresh) return;
  const { cycles } = explainErrors(engine);
  const way = cycles.find(({ path }) => path.includes(engine.nameOf(fresh)))?.path ?? [];
  throw new WorkbookError(
    'cycle',
    `This makes a circle: ${way.join(' → ')}`,
    'Base interest on the opening balance, or use last period’s value; nothing was written',
    way[0],
  );
}

/** What a failure of the engine is to those who asked for the change; anything unknown stays as it is. */
export function refusalOf(error: unknown, edits: readonly CellEdit[] = []): unknown {
  if (error instanceof WorkLimitError) return tooMuchWork();
  if (!(error instanceof FormulaSyntaxError)) return error;
  const bad = edits.find(({ input }) => isFormula(input) && !canRead(input));
  const cell = bad && `${bad.sheet}!${cellName(bad.row, bad.column)}`;
  return new WorkbookError(
    'bad-formula',
    `${cell}: ${error.message}`,
    `The formula was ${bad?.input}; nothing was written`,
    cell,
  );
}

function tooMuchWork(): WorkbookError {
  return new WorkbookError(
    'limit',
    'This takes too long to calculate, so nothing was changed',
    'Refer to fewer cells: to the rows that are used instead of whole columns, and not to large arrays',
  );
}

/** Defines a name; what cannot be read is refused. */
export function readableName(name: string, define: () => void): void {
  try {
    define();
  } catch (error) {
    if (!(error instanceof FormulaSyntaxError)) throw error;
    throw new WorkbookError(
      'bad-formula',
      `${name}: ${error.message}`,
      'A name refers to a cell or range, like Inputs!$C$4',
    );
  }
}

function canRead(input: string): boolean {
  try {
    parseFormula(input.slice(1));
    return true;
  } catch {
    return false;
  }
}
