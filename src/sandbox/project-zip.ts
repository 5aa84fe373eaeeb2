/** What a participant does with zips: take the project home, or bring one in. */
import type { Sandbox } from './sandbox.ts';
import { readProjectZip, writeZip } from './zip.ts';

/** The project as the bytes of a .zip that opens anywhere. */
export function exportProject(sandbox: Sandbox): Promise<Uint8Array> {
  return sandbox.snapshot();
}

/**
 * Replaces the project by a person's zip. A wrapping folder, `node_modules` and `.git` are
 * left out. Everything is checked first: a refused zip changes nothing.
 * @returns how many files came in
 * @throws SandboxError `bad-snapshot`
 */
export async function importProject(sandbox: Sandbox, zip: Uint8Array): Promise<number> {
  const entries = readProjectZip(zip);
  await sandbox.restore(writeZip(entries));
  return entries.filter((entry) => entry.data !== null).length;
}
