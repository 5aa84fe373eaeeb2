import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

import { observableText } from './observable-text.ts';

/**
 * The fingerprint of what can be observed of a project: the same whatever the order of its files, and where only
 * comments, layout or explanations differ; another where code, style, text or anything in its workbook does. 32
 * hexadecimal digits.
 */
export function fingerprint(files: Readonly<Record<string, string>>, workbook: unknown = null): string {
  const hash = sha256.create();
  for (const path of Object.keys(files).sort()) {
    const text = observableText(path, files[path] ?? '');
    if (text !== null) hash.update(utf8ToBytes(`${JSON.stringify([path, text])}\n`));
  }
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
