/**
 * Opens the package of an .xlsx without trusting it: what its directory says is checked before anything is
 * inflated, and what comes out is counted while it is. Only parts that hold XML are inflated at all.
 */
import { Inflate } from 'fflate';
import { workbookLimits } from '../limits.ts';
import { importLimits } from './import-limits.ts';
import { XlsxError } from './xlsx-error.ts';

/** The parts of a package: XML inflated, of the others only the name. */
export interface OpenedPackage {
  readonly xml: ReadonlyMap<string, Uint8Array>;
  readonly names: readonly string[];
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly inflated: number;
  readonly offset: number;
}

const nothingChanged = 'Nothing was changed.';
const saveAgain = 'Open it in a spreadsheet program and save it again as .xlsx.';

/** Throws {@link XlsxError} at the first thing that is wrong. */
export function openPackage(bytes: Uint8Array): OpenedPackage {
  refuseOtherKinds(bytes);
  const entries = readDirectory(bytes);
  refuseUnsafe(entries);
  refuseBombs(entries, bytes.length);
  refuseMacros(entries);
  refuseOtherPackages(entries);
  const ranges = entries.map((entry) => dataRange(bytes, entry));
  refuseOverlaps(ranges, entries);
  const xml = new Map<string, Uint8Array>();
  for (const [index, entry] of entries.entries()) {
    const [start, end] = ranges[index] ?? [0, 0];
    if (/\.(xml|rels)$/i.test(entry.name)) xml.set(entry.name, inflate(bytes.subarray(start, end), entry));
  }
  return { xml, names: entries.map(({ name }) => name) };
}

function startsWith(bytes: Uint8Array, ...signature: number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** Text in two bytes a letter, as old containers name their streams. */
function holdsWide(bytes: Uint8Array, text: string): boolean {
  const wanted = [...text].flatMap((letter) => [letter.charCodeAt(0), 0]);
  const last = Math.min(bytes.length, 4_000_000) - wanted.length;
  for (let at = 0; at <= last; at += 2) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}

function refuseOtherKinds(bytes: Uint8Array): void {
  if (bytes.length > workbookLimits.fileBytes) {
    throw new XlsxError(
      'too-large',
      `The file has ${Math.round(bytes.length / 1_000_000)} MB; ${workbookLimits.fileBytes / 1_000_000} MB are allowed.`,
      nothingChanged,
      'Take out pictures and sheets that the model does not need.',
    );
  }
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) refuseContainer(bytes);
  if (startsWith(bytes, 0x09, 0x08) || startsWith(bytes, 0x09, 0x04)) refuseOldFormat();
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return;
  const [what, remedy] = otherKind(bytes);
  throw new XlsxError('not-a-spreadsheet', what, nothingChanged, remedy);
}

function refuseContainer(bytes: Uint8Array): never {
  if (holdsWide(bytes, 'EncryptedPackage')) {
    throw new XlsxError(
      'encrypted',
      'The file is protected with a password.',
      `It cannot be read without it, and passwords are not asked for here. ${nothingChanged}`,
      'Save a copy without a password and open that.',
    );
  }
  return refuseOldFormat();
}

function refuseOldFormat(): never {
  throw new XlsxError(
    'old-format',
    'The file is of an older format (.xls).',
    `Only .xlsx is read here. ${nothingChanged}`,
    saveAgain,
  );
}

function otherKind(bytes: Uint8Array): readonly [what: string, remedy: string] {
  if (bytes.length === 0) return ['The file is empty.', 'Choose another file.'];
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46))
    return ['The file is a PDF.', 'Choose the .xlsx it was made from.'];
  if (startsWith(bytes, 0x50, 0x4b)) return ['The file is an empty package.', 'Choose another file.'];
  if (isText(bytes.subarray(0, 4000))) {
    return [
      'The file is plain text, such as CSV or a web page, although its name may say .xlsx.',
      'Open it in a spreadsheet program and save it as .xlsx, or paste its rows into a sheet here.',
    ];
  }
  return ['The file is not an .xlsx.', 'Choose a workbook that was saved as .xlsx.'];
}

function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13);
}

function damaged(what: string): XlsxError {
  return new XlsxError('damaged', what, `It cannot be read whole. ${nothingChanged}`, saveAgain);
}

function unsafe(what: string): XlsxError {
  return new XlsxError(
    'unsafe',
    what,
    `No spreadsheet program writes that; the file may be made to mislead. ${nothingChanged}`,
    'Ask who sent it for a fresh copy.',
  );
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;

function readDirectory(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count === 0xffff || at === 0xffffffff) {
    throw damaged('The file is written in a form for packages over 4 GB.');
  }
  if (count > importLimits.parts) {
    throw new XlsxError(
      'bomb',
      `The package has ${count} parts; ${importLimits.parts} are allowed.`,
      `It is made to use up memory. ${nothingChanged}`,
      'Ask who sent it for a fresh copy.',
    );
  }
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== entrySignature) {
      throw damaged('The directory of the package is damaged.');
    }
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) throw damaged('The directory of the package is damaged.');
    if ((view.getUint16(at + 8, true) & 1) !== 0) {
      throw new XlsxError(
        'encrypted',
        'Parts of the package are protected with a password.',
        `They cannot be read. ${nothingChanged}`,
        'Save a copy without a password and open that.',
      );
    }
    entries.push({
      name: partName(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      compressed: view.getUint32(at + 20, true),
      inflated: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at = next;
  }
  return entries;
}

/** Some programs for Windows write their own separator: it is the same part. */
function partName(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replaceAll('\\', '/');
}

/** The record at the end of a package; a file that was cut off has none. */
function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - 65_557);
  for (let at = view.byteLength - 22; at >= first; at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  throw damaged('The end of the file is missing: it was not copied or downloaded whole.');
}

function refuseUnsafe(entries: readonly Entry[]): void {
  const seen = new Set<string>();
  for (const { name, method } of entries) {
    const key = name.toLowerCase();
    if (seen.has(key)) throw unsafe(`The package holds “${shortened(name)}” twice.`);
    seen.add(key);
    const leaves = name.startsWith('/') || name.includes('\0') || /^[a-z]:/i.test(name);
    if (leaves || name.split('/').includes('..')) {
      throw unsafe(`A part of the package is named “${shortened(name)}”, which leads out of it.`);
    }
    if (method !== 0 && method !== 8)
      throw damaged('The file is compressed in a way that is not known here.');
  }
}

function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 59)}…` : name;
}

function refuseBombs(entries: readonly Entry[], fileBytes: number): void {
  const total = entries.reduce((sum, { inflated }) => sum + inflated, 0);
  const largest = Math.max(0, ...entries.filter(({ name }) => isXml(name)).map(({ inflated }) => inflated));
  const swells = total > 5_000_000 && total / fileBytes > importLimits.ratio;
  if (total > importLimits.inflatedBytes || largest > importLimits.partBytes || swells) throw bomb(total);
}

function isXml(name: string): boolean {
  return /\.(xml|rels)$/i.test(name);
}

function bomb(bytes: number): XlsxError {
  return new XlsxError(
    'bomb',
    `The file unpacks to ${Math.round(bytes / 1_000_000)} MB or more.`,
    `It is far too large for a model, or made to use up memory. ${nothingChanged}`,
    'Take out what the model does not need, or ask who sent it for a fresh copy.',
  );
}

function refuseMacros(entries: readonly Entry[]): void {
  const macro = entries.find(({ name }) => /vbaProject.*\.bin$|\/macrosheets\/|vbaData\.xml$/i.test(name));
  if (!macro) return;
  throw new XlsxError(
    'macros',
    'The file carries macros.',
    `Macros are programs; they are neither run nor kept here. ${nothingChanged}`,
    'Save a copy as “Excel workbook (.xlsx)”, which leaves the macros out, and open that.',
  );
}

function refuseOtherPackages(entries: readonly Entry[]): void {
  const has = (name: string) => entries.some((entry) => entry.name.toLowerCase() === name);
  if (has('xl/workbook.bin')) {
    throw new XlsxError('old-format', 'The file is a binary workbook (.xlsb).', nothingChanged, saveAgain);
  }
  if (has('[content_types].xml') && entries.some(({ name }) => /(^|\/)workbook\d*\.xml$/i.test(name))) return;
  const what = has('mimetype')
    ? 'The file is an OpenDocument file, not an .xlsx.'
    : entries.some(({ name }) => name.startsWith('word/') || name.startsWith('ppt/'))
      ? 'The file is a document or a presentation, not a workbook.'
      : 'The file is a package, but there is no workbook in it.';
  throw new XlsxError(
    'not-a-spreadsheet',
    what,
    nothingChanged,
    'Choose a workbook that was saved as .xlsx.',
  );
}

/** Where the bytes of a part stand. Its own header must name it as the directory does. */
function dataRange(bytes: Uint8Array, entry: Entry): readonly [number, number] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { offset } = entry;
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== localSignature) {
    throw damaged('A part of the package is missing.');
  }
  const nameLength = view.getUint16(offset + 26, true);
  const name = partName(bytes.subarray(offset + 30, offset + 30 + nameLength));
  if (name !== entry.name)
    throw unsafe(`A part is named “${shortened(name)}” in one place and otherwise in another.`);
  const start = offset + 30 + nameLength + view.getUint16(offset + 28, true);
  if (start + entry.compressed > bytes.length) throw damaged('A part of the package is cut off.');
  return [start, start + entry.compressed];
}

/** Parts that share bytes: a way to make a small file unpack to a large one. */
function refuseOverlaps(ranges: readonly (readonly [number, number])[], entries: readonly Entry[]): void {
  const order = ranges
    .map(([, end], index) => ({ from: entries[index]?.offset ?? 0, end }))
    .sort((a, b) => a.from - b.from);
  for (const [index, { from }] of order.entries()) {
    const before = order[index - 1];
    if (before && from < before.end) throw unsafe('Parts of the package lie over one another.');
  }
}

/** Inflates a part; stops as soon as there is more than its entry says. */
function inflate(data: Uint8Array, entry: Entry): Uint8Array {
  const out = entry.method === 0 ? data : inflated(data, entry);
  if (out.length !== entry.inflated || crc32(out) !== entry.crc) {
    throw damaged(`The part “${shortened(entry.name)}” is damaged.`);
  }
  return out;
}

function inflated(data: Uint8Array, entry: Entry): Uint8Array {
  const out = new Uint8Array(entry.inflated);
  let length = 0;
  const stream = new Inflate((chunk) => {
    if (length + chunk.length > entry.inflated) throw bomb(importLimits.partBytes);
    out.set(chunk, length);
    length += chunk.length;
  });
  const step = 16_384;
  try {
    for (let at = 0; at < data.length; at += step) {
      stream.push(data.subarray(at, at + step), at + step >= data.length);
    }
  } catch (error) {
    if (error instanceof XlsxError) throw error;
    throw damaged(`The part “${shortened(entry.name)}” is damaged.`);
  }
  return out.subarray(0, length);
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
