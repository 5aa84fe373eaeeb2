/** Workbooks as other programs write them, part by part. */
import { strToU8, zipSync } from 'fflate';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export interface ForeignSheet {
  readonly name: string;
  /** What stands in `sheetData`. */
  readonly rows: string;
  /** Elements before `sheetData`, such as views and columns. */
  readonly before?: string;
  /** Elements after it. */
  readonly after?: string;
  /** Attributes of the sheet's entry, such as `state="hidden"`. */
  readonly attributes?: string;
}

export interface Foreign {
  readonly sheets: readonly ForeignSheet[];
  readonly names?: string;
  readonly strings?: readonly string[];
  readonly styles?: string;
  readonly workbookPr?: string;
  readonly more?: Readonly<Record<string, string | Uint8Array>>;
  readonly contentType?: string;
}

const plainStyles = `<fonts count="1"><font><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/><xf numFmtId="10" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/></cellXfs>`;

/** The parts of the package by path. */
export function foreignParts(file: Foreign): Record<string, Uint8Array> {
  const parts: Record<string, Uint8Array> = {};
  const put = (path: string, text: string) => {
    parts[path] = strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${text}`);
  };
  const sheets = file.sheets.map((_, index) => index + 1);
  put(
    '[Content_Types].xml',
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${file.contentType ?? `${types}.sheet.main+xml`}"/>${sheets.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${types}.worksheet+xml"/>`).join('')}</Types>`,
  );
  put(
    '_rels/.rels',
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  put(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((n) => `<Relationship Id="rId${n}" Type="${relations}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}<Relationship Id="rIdS" Type="${relations}/styles" Target="styles.xml"/><Relationship Id="rIdT" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  );
  put(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${relations}">${file.workbookPr ?? ''}<sheets>${file.sheets.map(({ name, attributes = '' }, index) => `<sheet name="${name}" sheetId="${index + 1}" ${attributes} r:id="rId${index + 1}"/>`).join('')}</sheets>${file.names ? `<definedNames>${file.names}</definedNames>` : ''}</workbook>`,
  );
  put('xl/styles.xml', `<styleSheet xmlns="${main}">${file.styles ?? plainStyles}</styleSheet>`);
  put(
    'xl/sharedStrings.xml',
    `<sst xmlns="${main}">${(file.strings ?? []).map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  );
  for (const [index, { rows, before = '', after = '' }] of file.sheets.entries()) {
    put(
      `xl/worksheets/sheet${index + 1}.xml`,
      `<worksheet xmlns="${main}" xmlns:r="${relations}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`,
    );
  }
  for (const [path, part] of Object.entries(file.more ?? {}))
    parts[path] = typeof part === 'string' ? strToU8(part) : part;
  return parts;
}

export function foreignFile(file: Foreign): Uint8Array {
  return zipSync(foreignParts(file), { level: 6 });
}

/** A small workbook with nothing special in it. */
export const plain: Foreign = {
  sheets: [
    { name: 'Model', rows: '<row r="1"><c r="A1"><v>2</v></c><c r="B1"><f>A1*3</f><v>6</v></c></row>' },
  ],
};
