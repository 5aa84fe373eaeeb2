/** The project's own files: what the record keeps of them, and what a command changed in them. */
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { ToolFact } from '../tool.ts';
import { readText } from './text-file.ts';

/** Folders of tools and packages; nobody wrote what is in them. */
const FOREIGN_FOLDERS = new Set(['node_modules', '.git', 'dist', 'build', '.vite', 'coverage']);

/** Kept in the record at most; past this a project is no longer one that people read. */
const MOST_FILES = 500;
const MOST_BYTES = 300_000;

export function isOwnFile(path: string): boolean {
  return !path.split('/').some((part) => FOREIGN_FOLDERS.has(part));
}

/** Path → text of the project's own text files. */
export async function readProject(sandbox: Sandbox): Promise<Map<string, string>> {
  const entries = await sandbox.fs.list('/', { recursive: true });
  const own = entries.filter(
    (entry) => entry.kind === 'file' && entry.size <= MOST_BYTES && isOwnFile(entry.path),
  );
  const texts = await Promise.all(
    own
      .slice(0, MOST_FILES)
      .map(async (entry) => [entry.path, await readText(sandbox.fs, entry.path)] as const),
  );
  return new Map(texts.filter((pair): pair is readonly [string, string] => pair[1] !== null));
}

/** What changed between two readings, sorted by path. */
export function projectChanges(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Extract<ToolFact, { type: 'file' }>[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths
    .map((path) => ({
      type: 'file' as const,
      path,
      before: before.get(path) ?? null,
      after: after.get(path) ?? null,
    }))
    .filter((change) => change.before !== change.after);
}
