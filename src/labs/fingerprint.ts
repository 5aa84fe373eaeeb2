import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * The fingerprint of a project: the same for the same paths and texts, whatever the order; another where a
 * single character differs. 32 hexadecimal digits.
 */
export function fingerprint(files: Readonly<Record<string, string>>): string {
  const hash = sha256.create();
  for (const path of Object.keys(files).sort()) {
    hash.update(utf8ToBytes(`${JSON.stringify([path, files[path]])}\n`));
  }
  return bytesToHex(hash.digest()).slice(0, 32);
}
