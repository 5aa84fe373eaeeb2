/** The least .xlsx that carries formulas to LibreOffice and values back. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

export interface CorpusCell {
  /** A1 address. */
  readonly address: string;
  readonly constant?: string | number | boolean;
  /** Without `=`, in the file format's spelling. */
  readonly formula?: string;
  /** Range that an array formula covers. */
  readonly array?: string;
}

export interface CorpusSheet {
  readonly name: string;
  readonly cells: readonly CorpusCell[];
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function cellXml({ address, constant, formula, array }: CorpusCell): string {
  if (formula !== undefined) {
    const kind = array === undefined ? '' : ` t="array" ref="${array}"`;
    return `<c r="${address}"><f${kind}>${escapeXml(formula)}</f></c>`;
  }
  if (typeof constant === 'number') return `<c r="${address}"><v>${constant}</v></c>`;
  if (typeof constant === 'boolean') return `<c r="${address}" t="b"><v>${Number(constant)}</v></c>`;
  return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(constant ?? '')}</t></is></c>`;
}

function rowOf(address: string): number {
  return Number(address.replace(/\D/g, ''));
}

function columnOf(address: string): number {
  return [...address.replace(/\d/g, '')].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0);
}

function sheetXml(cells: readonly CorpusCell[]): string {
  const rows = new Map<number, CorpusCell[]>();
  for (const cell of cells) rows.set(rowOf(cell.address), [...(rows.get(rowOf(cell.address)) ?? []), cell]);
  const xml = [...rows]
    .sort(([a], [b]) => a - b)
    .map(([row, found]) => {
      const sorted = found.toSorted((a, b) => columnOf(a.address) - columnOf(b.address));
      return `<row r="${row}">${sorted.map(cellXml).join('')}</row>`;
    });
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${xml.join('')}</sheetData></worksheet>`;
}

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The bytes of a workbook. */
export function writeCorpusXlsx(
  sheets: readonly CorpusSheet[],
  names: Readonly<Record<string, string>>,
): Uint8Array {
  const files: Record<string, Uint8Array> = {};
  const put = (path: string, text: string) => {
    files[path] = strToU8(text);
  };
  put(
    '[Content_Types].xml',
    `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${sheets.map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
  );
  put(
    '_rels/.rels',
    `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  put(
    'xl/_rels/workbook.xml.rels',
    `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}</Relationships>`,
  );
  const defined = Object.entries(names).map(
    ([name, refersTo]) => `<definedName name="${name}">${escapeXml(refersTo)}</definedName>`,
  );
  put(
    'xl/workbook.xml',
    `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relations}"><sheets>${sheets.map(({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets><definedNames>${defined.join('')}</definedNames></workbook>`,
  );
  for (const [index, { cells }] of sheets.entries())
    put(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(cells));
  return zipSync(files);
}

export type CorpusValue = number | string | boolean | null;

function plain(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&amp;', '&');
}

/** Values by address of one sheet (1-based) of a file that LibreOffice wrote. */
export function readCorpusXlsx(bytes: Uint8Array, sheet: number): Map<string, CorpusValue> {
  const files = unzipSync(bytes);
  const textOf = (path: string) => strFromU8(files[path] ?? new Uint8Array());
  const shared = [...textOf('xl/sharedStrings.xml').matchAll(/<si>([\s\S]*?)<\/si>/g)].map((item) =>
    [...(item[1] ?? '').matchAll(/<t[^>]*>([\s\S]*?)<\/t>/g)].map((part) => plain(part[1] ?? '')).join(''),
  );
  const values = new Map<string, CorpusValue>();
  for (const [, attributes = '', inner = ''] of textOf(`xl/worksheets/sheet${sheet}.xml`).matchAll(
    /<c ([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g,
  )) {
    const address = /r="([A-Z]+\d+)"/.exec(attributes)?.[1];
    const kind = /t="(\w+)"/.exec(attributes)?.[1] ?? 'n';
    const raw = /<v>([\s\S]*?)<\/v>/.exec(inner)?.[1];
    if (address) values.set(address, cellValue(kind, raw, shared));
  }
  return values;
}

function cellValue(kind: string, raw: string | undefined, shared: readonly string[]): CorpusValue {
  if (kind === 'str') return plain(raw ?? '');
  if (raw === undefined) return null;
  if (kind === 's') return shared[Number(raw)] ?? '';
  if (kind === 'b') return raw === '1';
  if (kind === 'e') return plain(raw);
  return Number(raw);
}
