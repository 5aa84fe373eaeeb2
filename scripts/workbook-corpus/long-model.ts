/** A long model, for measuring only: a whole model several times over, all copies on the same assumptions. */
import { type WorkbookFile, workbookFileSchema } from '../../src/workbook/schema.ts';
import { renameSheets } from '../../src/workbook/xlsx/spelling.ts';

/** Copies all sheets but the first until there are so many formulas; the driver on the first reaches them all. */
export function longModel(file: WorkbookFile, formulas: number): WorkbookFile {
  const [assumptions, ...others] = file.sheets;
  if (!assumptions) return file;
  const sheets = [...file.sheets];
  for (let copy = 2; countFormulas(sheets) < formulas; copy += 1) {
    const called = new Map(others.map(({ name }) => [name.toUpperCase(), `${name}_${copy}`]));
    for (const sheet of others) {
      if (countFormulas(sheets) >= formulas) break;
      sheets.push({ ...sheet, name: `${sheet.name}_${copy}`, cells: renamed(sheet.cells, called) });
    }
  }
  return workbookFileSchema.parse({ ...file, sheets, charts: [], checks: [], sensitivities: [] });
}

type Cells = WorkbookFile['sheets'][number]['cells'];

function renamed(cells: Cells, called: ReadonlyMap<string, string>): Cells {
  return Object.fromEntries(
    Object.entries(cells).map(([address, input]) => [
      address,
      isFormula(input) ? `=${renameSheets(input.slice(1), called)}` : input,
    ]),
  );
}

function isFormula(input: unknown): input is string {
  return typeof input === 'string' && input.startsWith('=');
}

function countFormulas(sheets: readonly { readonly cells: Cells }[]): number {
  return sheets.reduce((sum, { cells }) => sum + Object.values(cells).filter(isFormula).length, 0);
}
