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
 * Reads a record from the bytes of a file, by its content and not by its name. A zip may have been unpacked and
 * packed again: the record may lie in a folder, beside files that an operating system adds.
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
  let wholeRecord = false;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        entries += 1;
        if (entries > MOST_ENTRIES) throw archive('It holds too many files.');
        wholeRecord ||= baseName(name) === 'record.json';
        if (!baseName(name).endsWith('.jsonl') || isAdded(name)) return false;
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
  return onlyRecord(files, wholeRecord);
}

function onlyRecord(files: Readonly<Record<string, Uint8Array>>, wholeRecord: boolean): Uint8Array {
  if (wholeRecord) {
    throw archive(
      'It is a whole record with all its runs.',
      'Bring it in under My record, “Import a record”.',
    );
  }
  const all = Object.entries(files);
  const named = all.filter(([name]) => baseName(name) === RECORD_NAME);
  const [first, second] = named.length > 0 ? named : all;
  if (!first) throw archive(`There is no ${RECORD_NAME} in it.`);
  if (second)
    throw archive('It holds more than one run.', 'Unpack it and choose the .jsonl files, all at once.');
  return first[1];
}

/** A path as every zip should write it: some programs write backslashes. */
export function plainName(name: string): string {
  return name.replaceAll('\\', '/');
}

function baseName(name: string): string {
  return plainName(name).split('/').at(-1) ?? '';
}

/** Files that macOS adds beside those of a person. */
function isAdded(name: string): boolean {
  return plainName(name).split('/').includes('__MACOSX') || baseName(name).startsWith('._');
}

function archive(
  why: string,
  remedy = 'Choose a zip that was exported from a run, or its run.jsonl.',
): RecordError {
  return new RecordError('bad-archive', `The zip cannot be read. ${why}`, remedy);
}
