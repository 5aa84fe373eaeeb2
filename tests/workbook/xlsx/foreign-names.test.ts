/** Names and part names as programs of other languages and systems write them. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { refuseName } from '../../../src/workbook/refusals.ts';
import { Workbook } from '../../../src/workbook/workbook.ts';
import { importXlsx } from '../../../src/workbook/xlsx/import.ts';

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

interface MadeSheet {
  readonly name: string;
  /** By address: a number, or a formula with the value that the file shows. */
  readonly cells: Readonly<Record<string, number | readonly [formula: string, shown: number]>>;
}

/** A small file; `separator` is what stands between the folders of its parts. */
function made(sheets: readonly MadeSheet[], definedNames = '', separator = '/'): Uint8Array {
  const numbered = sheets.map((sheet, index) => ({ ...sheet, number: index + 1 }));
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${numbered.map(({ number }) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${numbered.map(({ name, number }) => `<sheet name="${name}" sheetId="${number}" r:id="rId${number}"/>`).join('')}</sheets>${definedNames === '' ? '' : `<definedNames>${definedNames}</definedNames>`}</workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${packages}/relationships">${numbered.map(({ number }) => `<Relationship Id="rId${number}" Type="${office}/worksheet" Target="worksheets/sheet${number}.xml"/>`).join('')}</Relationships>`,
    ...Object.fromEntries(numbered.map((each) => [`xl/worksheets/sheet${each.number}.xml`, sheetXml(each)])),
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, text]) => [name.replaceAll('/', separator), strToU8(text)]),
    ),
  );
}

function sheetXml({ cells }: MadeSheet): string {
  const rows = Object.entries(cells).map(([address, cell]) => {
    const inside = typeof cell === 'number' ? `<v>${cell}</v>` : `<f>${cell[0]}</f><v>${cell[1]}</v>`;
    return `<row r="${address.slice(1)}"><c r="${address}">${inside}</c></row>`;
  });
  return `${xml}<worksheet xmlns="${main}" xmlns:r="${office}"><sheetData>${rows.join('')}</sheetData></worksheet>`;
}

const name = (called: string, range: string, sheet?: number) =>
  `<definedName name="${called}"${sheet === undefined ? '' : ` localSheetId="${sheet}"`}>${range}</definedName>`;

async function opened(bytes: Uint8Array) {
  const { file, notUnderstood } = await importXlsx(bytes);
  const workbook = Workbook.fromFile(file);
  const value = (sheet: string, row: number) => workbook.engine.sheet(sheet)?.valueAt(row, 0);
  const input = (sheet: string, row: number) => workbook.inputAt(sheet, row, 0);
  return { notUnderstood, value, input, workbook };
}

describe('names in other alphabets', () => {
  it('keep the formulas that use them alive', async () => {
    const { notUnderstood, value, input, workbook } = await opened(
      made(
        [
          {
            name: 'Übersicht',
            cells: { A1: 100, A2: 0.05, A3: ['Größe*(1+Zins_Änderung)', 105], A4: ['Größe*2+Объём', 300] },
          },
        ],
        name('Größe', 'Übersicht!$A$1') +
          name('Zins_Änderung', 'Übersicht!$A$2') +
          name('Объём', 'Übersicht!$A$1'),
      ),
    );
    expect(notUnderstood).toEqual([]);
    expect(input('Übersicht', 2)).toBe('=Größe*(1+Zins_Änderung)');
    workbook.apply({ do: 'write', sheet: 'Übersicht', at: 'A1', rows: [[200]] });
    expect([value('Übersicht', 2), value('Übersicht', 3)]).toEqual([210, 600]);
  });

  it('are names here too, and signs are none', () => {
    for (const good of ['Größe', '売上', 'Объём', 'Tax_rate']) expect(() => refuseName(good)).not.toThrow();
    for (const bad of ['a–b', '2x', 'a b', '×', '😀', ''])
      expect(() => refuseName(bad)).toThrow(/cannot be a name/);
  });
});

describe('names that belong to one sheet', () => {
  it('are read on their own sheet, and before those of the workbook', async () => {
    const sheets = [
      { name: 'North', cells: { A1: 10, A2: ['Total*2', 20] as const } },
      { name: 'South & East', cells: { A1: 700, A2: ['Total*2', 1400] as const } },
      { name: 'All', cells: { A1: 5, A2: ['Total*2', 10] as const } },
    ].map((sheet) => ({ ...sheet, name: sheet.name.replace('&', '&amp;') }));
    const { notUnderstood, value, input } = await opened(
      made(
        sheets,
        name('Total', 'North!$A$1', 0) +
          name('Total', "'South &amp; East'!$A$1", 1) +
          name('Total', 'All!$A$1'),
      ),
    );
    expect(notUnderstood).toEqual([]);
    expect(['North', 'South & East', 'All'].map((sheet) => value(sheet, 1))).toEqual([20, 1400, 10]);
    expect(input('South & East', 1)).toBe('=Total_South_East*2');
  });

  it('freeze what reads them from elsewhere, which is said', async () => {
    const { notUnderstood, value, input } = await opened(
      made(
        [
          { name: 'North', cells: { A1: 10, A2: ['Total*2', 20] } },
          { name: 'Sum', cells: { A2: ['Total*2', 77], A3: ['Twice', 20] } },
        ],
        name('Total', 'North!$A$1', 0) + name('Twice', 'Total*2'),
      ),
    );
    expect([value('North', 1), input('Sum', 1), input('Sum', 2)]).toEqual([20, 77, 20]);
    expect(notUnderstood.join(' ')).toMatch(/Twice/);
    expect(notUnderstood.join(' ')).toMatch(/2 formulas with names/);
  });
});

describe('names that point at a sheet that is called otherwise here', () => {
  it('follow it, those of the workbook and those of the sheet', async () => {
    const { value, workbook } = await opened(
      made(
        [{ name: "Compte d'exploitation", cells: { A1: 10, A2: ['Marge*2', 20], A3: ['Taux+1', 11] } }],
        name('Marge', "'Compte d''exploitation'!$A$1") + name('Taux', "'Compte d''exploitation'!$A$1", 0),
      ),
    );
    const sheet = 'Compte d’exploitation';
    expect([value(sheet, 1), value(sheet, 2)]).toEqual([20, 11]);
    workbook.apply({ do: 'write', sheet, at: 'A1', rows: [[30]] });
    expect([value(sheet, 1), value(sheet, 2)]).toEqual([60, 31]);
  });
});

describe('parts named with the separator of Windows', () => {
  const sheet = { name: 'S', cells: { A1: 1, A2: ['A1+1', 2] as const } };
  it('are the same parts', async () => {
    const { value } = await opened(made([sheet], '', '\\'));
    expect(value('S', 1)).toBe(2);
  });
  it('still cannot lead out of the package', async () => {
    const bytes = zipSync({ '..\\outside.xml': strToU8('<a/>') });
    await expect(importXlsx(bytes)).rejects.toMatchObject({
      message: expect.stringContaining('leads out of it'),
    });
  });
});
