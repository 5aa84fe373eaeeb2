/**
 * Zips in and out: a snapshot of a sandbox, the export a person takes home, and the import
 * of somebody's zip. A zip that comes in is untrusted: everything is checked and unpacked in
 * memory first, so that a refused zip changes nothing.
 */
import { deflateSync, Inflate, type Zippable, zipSync } from 'fflate';
import { ZIP_LIMITS } from './limits.ts';
import { ancestorsOf, normalisePath, RESERVED_FOLDERS } from './paths.ts';
import { SandboxError, type SandboxFiles } from './sandbox.ts';
import { badZip, readZipDirectory, type ZipEntry } from './zip-directory.ts';

/** A file or folder of a project; a folder has no data. */
export interface ProjectEntry {
  /** Normalised. */
  readonly path: string;
  readonly data: Uint8Array | null;
}

/** Zip stores local times from 1980; one fixed time makes equal files give equal zips. */
const FIXED_TIME = new Date(1980, 0, 1);

/** Left out of an import: other programs' stores, never the project's own work. */
const IGNORED = new Set(['node_modules', '.git', '.DS_Store', '__MACOSX', 'Thumbs.db', 'desktop.ini']);

/** Folders that a project has at its root: one of these alone on top is no wrapper. */
const PROJECT_FOLDERS = new Set(['src', 'public', 'tests', 'components']);

/** The bytes of a .zip. Equal entries give equal bytes. */
export function writeZip(entries: readonly ProjectEntry[]): Uint8Array {
  const sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const files: Zippable = Object.create(null);
  const holding = new Set(sorted.flatMap((entry) => ancestorsOf(entry.path)));
  for (const { path, data } of sorted) {
    if (data) files[path.slice(1)] = [data, { level: levelFor(data) }];
    else if (!holding.has(path)) files[`${path.slice(1)}/`] = new Uint8Array();
  }
  return zipSync(files, { level: 6, mtime: FIXED_TIME });
}

/** What would look like a bomb to `readZip` is stored as it is, so that every snapshot can be restored. */
function levelFor(data: Uint8Array): 0 | 6 {
  if (data.length < ZIP_LIMITS.ratioFromBytes) return 6;
  return deflateSync(data, { level: 6 }).length * ZIP_LIMITS.ratio > data.length * 2 ? 6 : 0;
}

/**
 * Files and folders of a snapshot, exactly as they are in it.
 * @throws SandboxError `bad-snapshot`
 */
export function readZip(bytes: Uint8Array): ProjectEntry[] {
  return unpack(readZipDirectory(bytes), (name) => name);
}

/**
 * Files and folders of a person's zip: without `node_modules`, `.git` and system litter, and
 * without the one folder that many programs put around everything.
 * @throws SandboxError `bad-snapshot`
 */
export function readProjectZip(bytes: Uint8Array): ProjectEntry[] {
  const kept = readZipDirectory(bytes, (name) => !name.split('/').some((part) => IGNORED.has(part)));
  if (!kept.some((entry) => !entry.name.endsWith('/'))) {
    throw badZip('there are no project files in it', 'Choose a zip that holds the files of a project.');
  }
  const wrapper = wrapperOf(kept.map((entry) => entry.name));
  return unpack(kept, (name) => (wrapper ? name.slice(wrapper.length) : name));
}

function wrapperOf(names: readonly string[]): string {
  const top = names[0]?.split('/')[0] ?? '';
  const isPlain = /^[\p{L}\p{N}_@(][^:\\]*$/u.test(top) && !RESERVED_FOLDERS.has(top);
  const alone = names.every((name) => name.startsWith(`${top}/`));
  return alone && isPlain && !PROJECT_FOLDERS.has(top) ? `${top}/` : '';
}

function unpack(entries: readonly ZipEntry[], rename: (name: string) => string): ProjectEntry[] {
  const kinds = new Map<string, 'file' | 'folder'>();
  const wanted = entries.flatMap((entry) => {
    const name = rename(entry.name);
    if (name === '') return [];
    const isFolder = entry.name.endsWith('/');
    const path = safePath(name);
    const twice = kinds.has(path) && !(isFolder && kinds.get(path) === 'folder');
    if (twice) throw badZip(`it has “${name}” twice`);
    kinds.set(path, isFolder ? 'folder' : 'file');
    return [{ path, entry, isFolder }];
  });
  checkNesting(kinds);
  return wanted.map(({ path, entry, isFolder }) => ({ path, data: isFolder ? null : inflate(entry) }));
}

/** A file cannot be a folder of another one; file systems that fold case cannot hold two spellings. */
function checkNesting(kinds: ReadonlyMap<string, 'file' | 'folder'>): void {
  const folded = new Set<string>();
  for (const path of kinds.keys()) {
    if (ancestorsOf(path).some((folder) => kinds.get(folder) === 'file')) {
      throw badZip(`“${path}” lies in something that is a file`);
    }
    const key = path.normalize('NFC').toLowerCase();
    if (folded.has(key)) throw badZip(`it has “${path}” in two spellings`);
    folded.add(key);
  }
}

function safePath(name: string): string {
  const isAbsolute = name.startsWith('/') || /^[a-z]:/i.test(name);
  if (isAbsolute) throw badZip(`“${name}” names a place outside the project`);
  try {
    return normalisePath(name);
  } catch (error) {
    throw error instanceof SandboxError ? badZip(error.message.replace(/\.$/, ''), error.hint) : error;
  }
}

/** Unpacks one entry, and stops as soon as it is larger than the directory said. */
function inflate(entry: ZipEntry): Uint8Array {
  const data = entry.method === 0 ? entry.packed.slice() : inflateBounded(entry);
  if (data.length !== entry.size) throw badZip(`“${entry.name}” is not as large as it says`);
  if (crc32(data) !== entry.crc) throw badZip(`“${entry.name}” is damaged`);
  return data;
}

function inflateBounded(entry: ZipEntry): Uint8Array {
  const data = new Uint8Array(entry.size);
  let length = 0;
  const stream = new Inflate((chunk) => {
    if (length + chunk.length > data.length) throw badZip(`“${entry.name}” is larger than it says`);
    data.set(chunk, length);
    length += chunk.length;
  });
  try {
    for (let at = 0; at < entry.packed.length; at += ZIP_LIMITS.inflateChunkBytes) {
      const next = at + ZIP_LIMITS.inflateChunkBytes;
      stream.push(entry.packed.subarray(at, next), next >= entry.packed.length);
    }
  } catch (error) {
    throw error instanceof SandboxError ? error : badZip(`“${entry.name}” is damaged`);
  }
  return data.subarray(0, length);
}

/** CRC-32 as zip uses it: polynomial 0xEDB88320, reflected. */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Reads a whole sandbox: every file and folder. */
export async function readAll(files: SandboxFiles): Promise<ProjectEntry[]> {
  const entries = await files.list('/', { recursive: true });
  return Promise.all(
    entries.map(async ({ path, kind }) => ({ path, data: kind === 'file' ? await files.read(path) : null })),
  );
}
