/** Last hand on a written file: error values, live tables, and the keepsake, which the library cannot write. */
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { errorMark, type LiveTable, tableMark } from './draft.ts';

export interface Finish {
  /** Live tables by sheet, in the order of the file's sheets. */
  readonly tables: readonly (readonly LiveTable[])[];
  readonly keepsake: string;
  /** Milliseconds since 1970; written as the time of every part. */
  readonly at: number;
}

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Rewrites the parts that need it; equal input gives equal bytes. */
export function finishFile(bytes: Uint8Array, finish: Finish): Uint8Array {
  const parts = unzipSync(bytes);
  const change = (path: string, edit: (xml: string) => string) => {
    const part = parts[path];
    if (part) parts[path] = strToU8(edit(strFromU8(part)));
  };
  for (const [index, tables] of finish.tables.entries()) {
    change(`xl/worksheets/sheet${index + 1}.xml`, (xml) => withTables(withErrors(xml), tables));
  }
  // With settings for calculation LibreOffice shows data tables empty; without any, programs take their own.
  change('xl/workbook.xml', (xml) => xml.replace(/<calcPr[^<>]*>/, ''));
  // The dialect of the file. LibreOffice takes the values of formulas as they are only from writers it knows;
  // from others it calculates some anew beside a data table, with other last digits than their neighbours.
  change('docProps/app.xml', (xml) =>
    xml.replace(
      /<Application>[^<>]*<\/Application>/,
      '<Application>Microsoft Excel</Application><AppVersion>16.0300</AppVersion>',
    ),
  );
  addKeepsake(change, parts, finish.keepsake);
  const files: Zippable = {};
  for (const [path, part] of Object.entries(parts)) files[path] = part;
  return zipSync(files, { level: 6, mtime: new Date(Math.max(finish.at, Date.UTC(1981, 0, 1))) });
}

/** Results that are errors are of a type of their own. */
function withErrors(xml: string): string {
  if (!xml.includes(errorMark)) return xml;
  const formula = new RegExp(`t="str"([^<>]*>(?:<f[^<>]*>[^<>]*</f>)?<v>)${errorMark}`, 'g');
  return xml.replace(formula, 't="e"$1').replaceAll(errorMark, '');
}

/** The first cell of a table's area carries the table; the others only their values. */
function withTables(xml: string, tables: readonly LiveTable[]): string {
  let written = xml;
  for (const [index, { area, across, down }] of tables.entries()) {
    const kind =
      down === undefined ? `dt2D="0" dtr="1" r1="${across}"` : `dt2D="1" dtr="1" r1="${across}" r2="${down}"`;
    written = written.replace(`<f>${tableMark}${index}</f>`, `<f t="dataTable" ref="${area}" ${kind}/>`);
  }
  return written;
}

function addKeepsake(
  change: (path: string, edit: (xml: string) => string) => void,
  parts: Record<string, Uint8Array>,
  keepsake: string,
): void {
  parts['customXml/item1.xml'] = strToU8(keepsake);
  parts['customXml/itemProps1.xml'] = strToU8(
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?><ds:datastoreItem ds:itemID="{6C2C1B0A-6F0E-4E63-9D0B-0F1257A8D001}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs/></ds:datastoreItem>',
  );
  parts['customXml/_rels/item1.xml.rels'] = strToU8(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/customXmlProps" Target="itemProps1.xml"/></Relationships>`,
  );
  change('xl/_rels/workbook.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      `<Relationship Id="rIdKeepsake" Type="${relations}/customXml" Target="../customXml/item1.xml"/></Relationships>`,
    ),
  );
  change('[Content_Types].xml', (xml) =>
    xml.replace(
      '</Types>',
      '<Override PartName="/customXml/itemProps1.xml" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/></Types>',
    ),
  );
}
