import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

import { observableFiles } from './observable-files.ts';

/**
 * The fingerprint of what can be observed of a project: the same whatever the order of its files, and where only
 * what nobody can see of them differs; another where what the page does or the tests try differs, or anything in
 * its workbook, all of which stands on its sheets. 32 hexadecimal digits.
 */
export function fingerprint(files: Readonly<Record<string, string>>, workbook: unknown = null): string {
  const hash = sha256.create();
  for (const entry of observableFiles(files)) hash.update(utf8ToBytes(`${JSON.stringify(entry)}\n`));
  if (workbook !== null) hash.update(utf8ToBytes(stableText(workbook)));
  return bytesToHex(hash.digest()).slice(0, 32);
}

/** JSON with sorted keys: a workbook that was built in another order is still the same. */
function stableText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
