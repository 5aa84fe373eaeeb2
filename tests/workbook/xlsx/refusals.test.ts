import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importXlsx } from '../../../src/workbook/xlsx/import.ts';
import { XlsxError, type XlsxErrorCode } from '../../../src/workbook/xlsx/xlsx-error.ts';
import { foreignFile, foreignParts, plain } from './foreign.ts';

async function refusalOf(bytes: Uint8Array): Promise<XlsxError> {
  try {
    await importXlsx(bytes);
  } catch (error) {
    if (error instanceof XlsxError) return error;
    throw error;
  }
  throw new Error('The file was opened');
}

function withBytes(length: number, ...signature: number[]): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(signature);
  return bytes;
}

const container = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

function encrypted(): Uint8Array {
  const bytes = withBytes(4096, ...container);
  for (const [index, letter] of [...'EncryptedPackage'].entries())
    bytes[1024 + index * 2] = letter.charCodeAt(0);
  return bytes;
}

/** Changes a package's bytes at a place counted from a signature. */
function patched(
  bytes: Uint8Array,
  signature: readonly number[],
  offset: number,
  put: readonly number[],
): Uint8Array {
  const copy = bytes.slice();
  for (let at = copy.length - signature.length; at >= 0; at -= 1) {
    if (!signature.every((byte, index) => copy[at + index] === byte)) continue;
    copy.set(put, at + offset);
    return copy;
  }
  throw new Error('No such signature');
}

const directoryEntry = [0x50, 0x4b, 0x01, 0x02];
const localEntry = [0x50, 0x4b, 0x03, 0x04];

function sheetWith(rows: string): Uint8Array {
  return foreignFile({ sheets: [{ name: 'Model', rows }] });
}

/** The same name twice: two packages' entries and directories, one behind the other. */
function duplicated(): Uint8Array {
  const parts = foreignParts(plain);
  const twin = {
    ...parts,
    'xl/worksheets/sheet9.xml': parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array(),
  };
  const text = Buffer.from(zipSync(twin, { level: 0 })).toString('latin1');
  return Uint8Array.from(Buffer.from(text.replaceAll('sheet9.xml', 'sheet1.xml'), 'latin1'));
}

/** A part that lies inside another one: its bytes count twice. */
function overlapping(): Uint8Array {
  const inner = { 'xl/b.xml': strToU8('<b/>') };
  const alone = zipSync(inner, { level: 0 });
  const chunk = alone.subarray(0, Buffer.from(alone).indexOf(Buffer.from(directoryEntry)));
  const bytes = zipSync({ ...foreignParts(plain), 'xl/a.bin': chunk, ...inner }, { level: 0 });
  const at = Buffer.from(bytes).indexOf(Buffer.from(chunk));
  const offset = [at & 255, (at >> 8) & 255, (at >> 16) & 255, 0];
  return patched(bytes, directoryEntry, 42, offset);
}

const manyParts = Object.fromEntries(
  Array.from({ length: 2100 }, (_, index) => [`x/${index}.xml`, new Uint8Array()]),
);
const zeros = strToU8(`<a>${'0'.repeat(20_000_000)}</a>`);
const laughs = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>';

const cases: readonly (readonly [string, XlsxErrorCode, () => Uint8Array, RegExp])[] = [
  ['nothing at all', 'not-a-spreadsheet', () => new Uint8Array(), /empty/],
  ['rows of text named .xlsx', 'not-a-spreadsheet', () => strToU8('a,b\n1,2\n'), /CSV/],
  ['a PDF', 'not-a-spreadsheet', () => strToU8('%PDF-1.7 …'), /PDF/],
  ['a picture', 'not-a-spreadsheet', () => withBytes(100, 0x89, 0x50, 0x4e, 0x47), /not an \.xlsx/],
  ['an empty package', 'not-a-spreadsheet', () => zipSync({}), /empty package/],
  [
    'a package of something else',
    'not-a-spreadsheet',
    () => zipSync({ 'a.txt': strToU8('a') }),
    /no workbook/,
  ],
  ['a document', 'not-a-spreadsheet', () => zipSync({ 'word/document.xml': strToU8('<a/>') }), /document/],
  ['an OpenDocument file', 'not-a-spreadsheet', () => zipSync({ mimetype: strToU8('x') }), /OpenDocument/],
  ['an old .xls', 'old-format', () => withBytes(4096, ...container), /older format/],
  ['a very old .xls', 'old-format', () => withBytes(100, 0x09, 0x08, 0x10, 0x00), /older format/],
  ['a binary .xlsb', 'old-format', () => zipSync({ 'xl/workbook.bin': new Uint8Array(4) }), /xlsb/],
  ['a file with a password', 'encrypted', encrypted, /password/],
  [
    'a package with protected parts',
    'encrypted',
    () => patched(foreignFile(plain), directoryEntry, 8, [0x01, 0x00]),
    /password/,
  ],
  [
    'macros',
    'macros',
    () => foreignFile({ ...plain, more: { 'xl/vbaProject.bin': new Uint8Array(10) } }),
    /carries macros/,
  ],
  [
    'a workbook for macros without any',
    'macros',
    () => foreignFile({ ...plain, contentType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' }),
    /for macros/,
  ],
  [
    'old macro sheets',
    'macros',
    () => foreignFile({ ...plain, more: { 'xl/macrosheets/sheet1.xml': '<a/>' } }),
    /macros/,
  ],
  [
    'a file that was cut off',
    'damaged',
    () => foreignFile(plain).subarray(0, 900),
    /end of the file is missing/,
  ],
  [
    'a file with its middle gone',
    'damaged',
    () => {
      const bytes = foreignFile(plain);
      return Uint8Array.from([...bytes.subarray(0, 300), ...bytes.subarray(700)]);
    },
    /./,
  ],
  [
    'a part whose bytes were changed',
    'damaged',
    () => {
      const bytes = zipSync(foreignParts(plain), { level: 0 });
      const at = Buffer.from(bytes).indexOf('A1*3');
      bytes[at] = 'B'.charCodeAt(0);
      return bytes;
    },
    /damaged/,
  ],
  ['XML that breaks off', 'damaged', () => sheetWith('<row r="1"><c r="A1"'), /breaks off/],
  [
    'elements 300 deep',
    'damaged',
    () => foreignFile({ ...plain, more: { 'xl/a.xml': '<a>'.repeat(300) + '</a>'.repeat(300) } }),
    /breaks off/,
  ],
  ['no sheet', 'damaged', () => foreignFile({ sheets: [] }), /no sheet/],
  [
    'wide letters',
    'damaged',
    () => foreignFile({ ...plain, more: { 'xl/styles.xml': Uint8Array.of(0xff, 0xfe, 60, 0) } }),
    /encoding/,
  ],
  [
    '20 MB of zeros in 20 KB',
    'bomb',
    () => foreignFile({ ...plain, more: { 'xl/a.xml': zeros } }),
    /unpacks to/,
  ],
  [
    'a part that is larger than it says',
    'bomb',
    () => {
      const bytes = foreignFile({ ...plain, more: { 'xl/z.xml': strToU8(`<a>${'ab'.repeat(50_000)}</a>`) } });
      return patched(bytes, directoryEntry, 24, [0x10, 0x00, 0x00, 0x00]);
    },
    /unpacks/,
  ],
  ['2,100 parts', 'bomb', () => zipSync(manyParts), /parts/],
  [
    'words that grow',
    'unsafe',
    () => foreignFile({ ...plain, more: { 'xl/styles.xml': `${laughs}<styleSheet/>` } }),
    /DTD/,
  ],
  ['the same part twice', 'unsafe', duplicated, /twice/],
  ['a part inside another', 'unsafe', overlapping, /lie over one another/],
  [
    '210,000 cells',
    'too-large',
    () =>
      sheetWith(Array.from({ length: 2100 }, () => `<row>${'<c><v>1</v></c>'.repeat(100)}</row>`).join('')),
    /cells/,
  ],
  [
    'a path that leads out',
    'unsafe',
    () => foreignFile({ ...plain, more: { 'xl/../../x.xml': '<a/>' } }),
    /leads out/,
  ],
  [
    'a path from the root',
    'unsafe',
    () => foreignFile({ ...plain, more: { '/etc/x.xml': '<a/>' } }),
    /leads out/,
  ],
  [
    'a path of another system',
    'unsafe',
    () => foreignFile({ ...plain, more: { '..\\x.xml': '<a/>' } }),
    /leads out/,
  ],
  [
    'a part with two names',
    'unsafe',
    () => patched(foreignFile(plain), localEntry, 30, [0x58]),
    /one place and otherwise in another/,
  ],
  ['more bytes than are allowed', 'too-large', () => withBytes(20_000_001, ...localEntry), /MB/],
  [
    'two cells in far corners',
    'too-large',
    () =>
      sheetWith(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
      ),
    /far apart/,
  ],
  ['a million cells', 'too-large', () => sheetWith(`<row r="1">${'<c/>'.repeat(700_000)}</row>`), /cells/],
  [
    '41 sheets',
    'too-large',
    () =>
      foreignFile({ sheets: Array.from({ length: 41 }, (_, index) => ({ name: `S${index}`, rows: '' })) }),
    /41 sheets/,
  ],
];

describe('a file that is refused', () => {
  it.each(cases)('%s', async (_, code, make, says) => {
    const error = await refusalOf(make());
    expect(error.code).toBe(code);
    expect(error.what).toMatch(says);
    expect(error.means).toMatch(/Nothing was changed\./);
    expect(error.do.length).toBeGreaterThan(10);
    expect(`${error.what} ${error.means} ${error.do}`).not.toMatch(/hucre|fflate|undefined|Error/);
  });

  it('is not made of what is allowed', async () => {
    expect((await importXlsx(foreignFile(plain))).notUnderstood).toEqual([]);
  });
});
