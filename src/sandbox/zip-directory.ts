/**
 * Reads the directory of a zip that may be hostile. Nothing is unpacked here: every rule
 * that can be checked on sizes, names and flags is checked before a byte is inflated.
 * Layout: PKWARE APPNOTE 6.3, sections 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (end).
 */
import { FILE_LIMITS, ZIP_LIMITS } from './limits.ts';
import { SandboxError } from './sandbox.ts';

/** One entry of the directory, with the place of its packed bytes. */
export interface ZipEntry {
  /** As written in the zip. Folders end in `/`. */
  readonly name: string;
  readonly packed: Uint8Array;
  readonly size: number;
  readonly crc: number;
  readonly method: 0 | 8;
}

const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const DIRECTORY_BYTES = 46;
const LOCAL_BYTES = 30;
const COMMENT_MAX = 0xffff;
const ZIP64 = 0xffffffff;
const ENCRYPTED = 0x0001 | 0x0040 | 0x2000;
const UTF8_NAME = 0x0800;
const UNIX_TYPE = 0o170000;
const UNIX_FILE = 0o100000;
const UNIX_FOLDER = 0o040000;
const MADE_ON_UNIX = 3;

/** The refusal of a zip: what is wrong with it, and what to do. */
export function badZip(
  what: string,
  hint = 'Make the zip again with a common program and try that one.',
): SandboxError {
  return new SandboxError('bad-snapshot', `This zip was not opened: ${what}.`, hint);
}

function findEnd(view: DataView): number {
  const last = Math.max(0, view.byteLength - END_BYTES - COMMENT_MAX);
  for (let at = view.byteLength - END_BYTES; at >= last; at -= 1) {
    const fits = view.getUint32(at, true) === END;
    if (fits && at + END_BYTES + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  throw badZip('it is not a zip, or a part of it is missing');
}

function decodeName(bytes: Uint8Array, flags: number): string {
  try {
    const name = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return name;
  } catch {
    if (flags & UTF8_NAME) throw badZip('a file name in it is damaged');
    // Older programs write names in a code page; only the ASCII part of it is certain.
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }
}

function checkKind(name: string, madeBy: number, attributes: number, flags: number): void {
  if (flags & ENCRYPTED) throw badZip('it is protected by a password', 'Make it again without a password.');
  if (madeBy >> 8 !== MADE_ON_UNIX) return;
  const type = (attributes >>> 16) & UNIX_TYPE;
  if (type !== 0 && type !== UNIX_FILE && type !== UNIX_FOLDER) {
    throw badZip(`“${name}” is a link or a device, not a file`, 'Replace links by the files they lead to.');
  }
}

function checkSizes(name: string, packed: number, size: number, method: number): asserts method is 0 | 8 {
  if (packed === ZIP64 || size === ZIP64) throw badZip('it is far too large');
  if (method !== 0 && method !== 8) throw badZip(`“${name}” is packed in a way that is not known here`);
  if (method === 0 && packed !== size) throw badZip(`the sizes of “${name}” contradict each other`);
  if (name.endsWith('/') && size > 0) throw badZip(`the folder “${name}” has contents of its own`);
  if (size >= ZIP_LIMITS.ratioFromBytes && size > packed * ZIP_LIMITS.ratio) {
    throw badZip(`“${name}” would grow more than ${ZIP_LIMITS.ratio} times when unpacked`);
  }
}

/** Where the packed bytes of an entry lie; its local header must agree with the directory. */
function locate(bytes: Uint8Array, view: DataView, at: number, packed: number, rawName: Uint8Array) {
  if (at + LOCAL_BYTES > bytes.length || view.getUint32(at, true) !== LOCAL) throw badZip('it is damaged');
  const nameLength = view.getUint16(at + 26, true);
  const start = at + LOCAL_BYTES + nameLength + view.getUint16(at + 28, true);
  const localName = bytes.subarray(at + LOCAL_BYTES, at + LOCAL_BYTES + nameLength);
  const same =
    localName.length === rawName.length && localName.every((byte, index) => byte === rawName[index]);
  if (!same) throw badZip('it names the same file in two ways');
  if (start + packed > bytes.length) throw badZip('a part of it is missing');
  return { from: at, start, to: start + packed };
}

/**
 * All entries of a zip, in its order.
 * @param keep decides by name which entries count for the size of the project; the others are left out.
 * @throws SandboxError `bad-snapshot`
 */
export function readZipDirectory(
  bytes: Uint8Array,
  keep: (name: string) => boolean = () => true,
): ZipEntry[] {
  if (bytes.length > ZIP_LIMITS.archiveBytes)
    throw badZip('it is too large', 'Leave out node_modules and pictures.');
  if (bytes.length < END_BYTES) throw badZip('it is not a zip, or a part of it is missing');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (view.getUint16(end + 4, true) !== 0 || count !== view.getUint16(end + 8, true)) {
    throw badZip('it is one part of several');
  }
  if (count > ZIP_LIMITS.entries) throw badZip(`it has more than ${ZIP_LIMITS.entries} files`);
  const entries: ZipEntry[] = [];
  const ranges: { from: number; to: number }[] = [];
  let total = 0;
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + DIRECTORY_BYTES > end || view.getUint32(at, true) !== DIRECTORY) throw badZip('it is damaged');
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const packed = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const nameEnd = at + DIRECTORY_BYTES + view.getUint16(at + 28, true);
    if (nameEnd > end) throw badZip('it is damaged');
    const rawName = bytes.subarray(at + DIRECTORY_BYTES, nameEnd);
    const name = decodeName(rawName, flags);
    const local = view.getUint32(at + 42, true);
    const crc = view.getUint32(at + 16, true);
    const attributes = view.getUint32(at + 38, true);
    const madeBy = view.getUint16(at + 4, true);
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (!keep(name)) continue;
    checkKind(name, madeBy, attributes, flags);
    checkSizes(name, packed, size, method);
    total += size;
    if (size > FILE_LIMITS.fileBytes) throw badZip(`“${name}” is too large when unpacked`);
    if (total > FILE_LIMITS.totalBytes) throw badZip('its files are too large together');
    const place = locate(bytes, view, local, packed, rawName);
    ranges.push(place);
    entries.push({ name, packed: bytes.subarray(place.start, place.to), size, crc, method });
    if (entries.length > FILE_LIMITS.entries) throw badZip(`it has more than ${FILE_LIMITS.entries} files`);
  }
  checkOverlap(ranges);
  return entries;
}

/** Entries that share packed bytes make small zips that unpack to anything. */
function checkOverlap(ranges: { from: number; to: number }[]): void {
  ranges.sort((a, b) => a.from - b.from);
  let reached = 0;
  for (const range of ranges) {
    if (range.from < reached) throw badZip('two of its files share the same bytes');
    reached = range.to;
  }
}
