/**
 * Paths inside a sandbox: absolute, `/` between parts, the project's root is `/`. One form
 * a file, so that two spellings never mean two files, and nothing that could mean another
 * place once a project leaves the sandbox in a zip.
 */
import { FILE_LIMITS } from './limits.ts';
import { SandboxError } from './sandbox.ts';

/** Top folders that belong to the shell: scratch files, devices and the commands themselves. */
export const RESERVED_FOLDERS: ReadonlySet<string> = new Set(['bin', 'usr', 'dev', 'proc', 'tmp']);

/** Control characters, halves of characters, and marks that reverse how a name reads (`exe.txt` for `txt.exe`). */
const TRICK_CHARACTERS = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

function refuse(path: string, why: string, hint: string): never {
  const shown = path.length > 80 ? `${path.slice(0, 80)}…` : path;
  throw new SandboxError('bad-path', `“${shown}” cannot be used: ${why}.`, hint);
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function checkSegment(path: string, segment: string): void {
  if (segment === '..') {
    refuse(path, 'it leads out of its folder', 'Use the full path from the project root, without “..”.');
  }
  if (byteLength(segment) > FILE_LIMITS.segmentBytes) {
    refuse(path, 'one part of it is too long', `Keep each name under ${FILE_LIMITS.segmentBytes} bytes.`);
  }
}

/**
 * The one form of a path. A path without a leading `/` is taken from the project root.
 * @throws SandboxError `bad-path` for `..`, backslashes, control characters, names too long
 * or too deep, and folders that belong to the shell.
 */
export function normalisePath(path: string): string {
  if (typeof path !== 'string') refuse(String(path), 'it is not text', 'Pass the path as text.');
  if (TRICK_CHARACTERS.test(path)) {
    refuse(JSON.stringify(path), 'it has hidden characters', 'Use letters, digits, “-”, “_” and “.”.');
  }
  if (path.includes('\\')) refuse(path, 'it has a backslash', 'Put “/” between folders.');
  if (byteLength(path) > FILE_LIMITS.pathBytes) {
    refuse(path, 'it is too long', `Keep paths under ${FILE_LIMITS.pathBytes} bytes.`);
  }
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  for (const segment of segments) checkSegment(path, segment);
  if (segments.length > FILE_LIMITS.depth) {
    refuse(path, 'it has too many folders', `Use at most ${FILE_LIMITS.depth} levels.`);
  }
  if (RESERVED_FOLDERS.has(segments[0] ?? '')) {
    refuse(path, `/${segments[0]} belongs to the sandbox`, 'Put the file in another folder, such as /src.');
  }
  return `/${segments.join('/')}`;
}

/** Folder that holds a normalised path; the root's is the root. */
export function parentOf(path: string): string {
  const cut = path.lastIndexOf('/');
  return cut <= 0 ? '/' : path.slice(0, cut);
}

/** Whether a normalised path is `folder` itself or lies anywhere below it. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

/** The folders above a normalised path, outermost first, without the root. */
export function ancestorsOf(path: string): string[] {
  const found: string[] = [];
  for (let folder = parentOf(path); folder !== '/'; folder = parentOf(folder)) found.unshift(folder);
  return found;
}
