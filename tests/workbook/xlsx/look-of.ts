/** What a file says of each cell, whichever rules say it. */
import { cellName, parseArea } from '../../../src/workbook/address.ts';
import type { WorkbookFile } from '../../../src/workbook/schema.ts';

type SheetFile = WorkbookFile['sheets'][number];

/** Format and role of every cell that has any, by address; only inside what the sheet uses. */
export function looksOf(sheet: SheetFile): Record<string, string> {
  const used = Object.keys(sheet.cells).flatMap((address) => parseArea(address) ?? []);
  const lastRow = Math.max(-1, ...used.map(({ bottom }) => bottom));
  const lastColumn = Math.max(-1, ...used.map(({ right }) => right));
  const looks = new Map<string, { format?: string; role?: string }>();
  for (const { area, format, role } of sheet.formats) {
    const place = parseArea(area);
    if (!place) continue;
    for (let row = place.top; row <= Math.min(place.bottom, lastRow); row += 1) {
      for (let column = place.left; column <= Math.min(place.right, lastColumn); column += 1) {
        const address = cellName(row, column);
        looks.set(address, {
          ...looks.get(address),
          ...(format !== undefined && { format }),
          ...(role && { role }),
        });
      }
    }
  }
  return Object.fromEntries(
    [...looks].map(([address, { format, role }]) => [address, `${role} ${format}`]).sort(),
  );
}

/** A file with its formats written cell by cell. */
export function plainly(file: WorkbookFile) {
  return {
    ...file,
    sheets: file.sheets.map((sheet) => ({
      ...sheet,
      formats: looksOf(sheet),
      cells: Object.fromEntries(Object.entries(sheet.cells).sort()),
    })),
    names: Object.fromEntries(Object.entries(file.names).sort()),
  };
}
