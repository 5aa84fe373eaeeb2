/** Takes in a file that a person chose: a `.jsonl` record or a zip that holds one. Nothing is kept where it is refused. */
import { unzipSync } from 'fflate';
import { MOST_RECORD_BYTES, oversized, readRecord } from './reader.ts';
import { RecordError } from './record-error.ts';
import type { RunRecord } from './schema.ts';

/** A zip with more entries was not exported by the kit. */
const MOST_ENTRIES = 2_000;
/** Text packs 20 to 1 at the most; far more is made to fill the memory. */
const MOST_RATIO = 200;
const RATIO_FROM_BYTES = 256 * 1024;

/** Name of the record inside an exported zip. */
const RECORD_NAME = 'run.jsonl';

/**
 * Reads a record from the bytes of a file, by its content and not by its name.
 * @throws RecordError
 */
export function importRecord(bytes: Uint8Array): RunRecord {
  if (bytes.byteLength > MOST_RECORD_BYTES) throw oversized(bytes.byteLength);
  return readRecord(isZip(bytes) ? unpack(bytes) : bytes);
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

function unpack(bytes: Uint8Array): Uint8Array {
  let entries = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        entries += 1;
        if (entries > MOST_ENTRIES) throw archive('It holds too many files.');
        if (name !== RECORD_NAME) return false;
        if (originalSize > MOST_RECORD_BYTES) throw oversized(originalSize);
        if (originalSize > RATIO_FROM_BYTES && originalSize > size * MOST_RATIO) {
          throw archive('It is packed far too densely to be a run.');
        }
        return true;
      },
    });
  } catch (error) {
    throw error instanceof RecordError ? error : archive('It is damaged.');
  }
  const record = files[RECORD_NAME];
  if (!record) throw archive(`There is no ${RECORD_NAME} in it.`);
  return record;
}

function archive(why: string): RecordError {
  return new RecordError(
    'bad-archive',
    `The zip cannot be read. ${why}`,
    'Choose a zip that was exported from a run, or its run.jsonl.',
  );
}
