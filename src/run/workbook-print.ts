/** The fingerprint of a workbook. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Workbook } from '../workbook/workbook.ts';

/**
 * The same for the same cells, names, formats, charts and checks, in whatever order they came; another where a single
 * input differs. Values are not part of it: they follow from the inputs. 64 hexadecimal digits.
 */
export function workbookPrint(workbook: Pick<Workbook, 'toFile'>): string {
  return bytesToHex(sha256(utf8ToBytes(canonical(workbook.toFile()))));
}

/** JSON with the keys of every object in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1)))
      : item,
  );
}
