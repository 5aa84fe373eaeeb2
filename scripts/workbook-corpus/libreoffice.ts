/** A workbook sent through LibreOffice: every formula calculated anew, values and formulas read back. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { type CorpusValue, readCorpusXlsx } from './xlsx.ts';

/** What LibreOffice made of one sheet. */
export interface AnsweredSheet {
  readonly name: string;
  readonly values: ReadonlyMap<string, CorpusValue>;
  /** Formulas without `=`, as the file spells them. */
  readonly formulas: ReadonlyMap<string, string>;
}

/** Takes the values that formulas carry out of a file, so that every one must be calculated. */
function withoutCachedValues(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  for (const path of Object.keys(parts)) {
    if (!/^xl\/worksheets\/sheet\d+\.xml$/.test(path)) continue;
    const xml = strFromU8(parts[path] ?? new Uint8Array());
    parts[path] = strToU8(xml.replace(/(<f[^<>]*(?:\/>|>[^<>]*<\/f>))<v>[^<>]*<\/v>/g, '$1'));
  }
  return zipSync(parts);
}

/** Converts a file. `command` runs soffice, with words before its options. */
function convert(bytes: Uint8Array, command: readonly string[], format: string): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'workbook-'));
  try {
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'model.xlsx'), bytes);
    const [program = 'soffice', ...before] = command;
    const profile = `-env:UserInstallation=file:///tmp/firsthand-soffice`;
    const target = ['--convert-to', format, '--outdir', join(folder, 'out'), join(folder, 'model.xlsx')];
    execFileSync(program, [...before, profile, '--headless', ...target], { stdio: 'pipe' });
    return readFileSync(join(folder, 'out', `model.${format.split(':')[0]}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const filter = 'xlsx:Calc MS Excel 2007 XML';

/** What LibreOffice calculates for each cell of a file. */
export function answersOf(bytes: Uint8Array, command: readonly string[]): AnsweredSheet[] {
  return readSheets(convert(withoutCachedValues(bytes), command, filter));
}

/** What LibreOffice shows of a file as it is, with the values that its formulas carry. */
export function shownBy(bytes: Uint8Array, command: readonly string[]): AnsweredSheet[] {
  return readSheets(convert(bytes, command, filter));
}

/** Sheets of a file with their formulas and the values in it. */
function readSheets(bytes: Uint8Array): AnsweredSheet[] {
  const parts = unzipSync(bytes);
  const workbook = strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array());
  return [...workbook.matchAll(/<sheet [^>]*?name="([^"]*)"/g)].map(([, name = ''], index) => ({
    name: plain(name),
    values: readCorpusXlsx(bytes, index + 1),
    formulas: readFormulas(strFromU8(parts[`xl/worksheets/sheet${index + 1}.xml`] ?? new Uint8Array())),
  }));
}

function readFormulas(xml: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, address = '', formula = ''] of xml.matchAll(
    /<c r="([A-Z]+\d+)"[^<>]*><f[^<>]*>([^<>]+)<\/f>/g,
  )) {
    found.set(address, plain(formula));
  }
  return found;
}

function plain(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
