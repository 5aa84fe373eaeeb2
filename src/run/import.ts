/** Takes in a file that a person chose: a `.jsonl` record or a zip that holds one. Nothing is kept where it is refused. */
import { MOST_RECORD_BYTES, oversized, readRecord } from './reader.ts';
import { RecordError } from './record-error.ts';
import type { RunRecord } from './schema.ts';
import { UnpackError, unpack } from './unpack.ts';

/** Name of the record inside an exported zip. */
const RECORD_NAME = 'run.jsonl';

/**
 * Reads a record from the bytes of a file, by its content and not by its name. A zip may have been unpacked and
 * packed again: the record may lie in a folder, beside files that an operating system adds.
 * @throws RecordError
 */
export function importRecord(bytes: Uint8Array): RunRecord {
  if (bytes.byteLength > MOST_RECORD_BYTES) throw oversized(bytes.byteLength);
  return readRecord(isZip(bytes) ? recordIn(bytes) : bytes);
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

function recordIn(bytes: Uint8Array): Uint8Array {
  let [wholeAt, runAt] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const wants = (name: string) => {
    if (isAdded(name)) return false;
    if (baseName(name) === 'record.json') wholeAt = Math.min(wholeAt, depth(name));
    if (!baseName(name).endsWith('.jsonl')) return false;
    runAt = Math.min(runAt, depth(name));
    return true;
  };
  // The project of a run may hold a record.json or a run.jsonl of its own: it lies deeper than the record.
  const isWhole = () => wholeAt <= runAt && Number.isFinite(wholeAt);
  try {
    const files = unpack(bytes, { wants, maxBytes: MOST_RECORD_BYTES });
    return onlyRecord(files, isWhole());
  } catch (error) {
    if (!(error instanceof UnpackError)) throw error;
    throw refused(error, isWhole());
  }
}

const refusals: Readonly<Record<Exclude<UnpackError['code'], 'bytes'>, string>> = {
  entries: 'It holds too many files.',
  ratio: 'It is packed far too densely to be a run.',
  damaged: 'It is damaged.',
};

function refused({ code, bytes }: UnpackError, wholeRecord: boolean): RecordError {
  if (code !== 'bytes') return archive(refusals[code]);
  return wholeRecord ? whole() : oversized(bytes);
}

function whole(): RecordError {
  return archive(
    'It is a whole record with all its runs.',
    'Bring it in under My record, “Import a record”.',
  );
}

function onlyRecord(files: ReadonlyMap<string, Uint8Array>, wholeRecord: boolean): Uint8Array {
  if (wholeRecord) throw whole();
  const all = [...files];
  const named = all.filter(([name]) => baseName(name) === RECORD_NAME);
  const outermost = Math.min(...named.map(([name]) => depth(name)));
  const records = named.filter(([name]) => depth(name) === outermost);
  const [first, second] = records.length > 0 ? records : all;
  if (!first) throw archive(`There is no ${RECORD_NAME} in it.`);
  if (second)
    throw archive('It holds more than one run.', 'Unpack it and choose the .jsonl files, all at once.');
  return first[1];
}

function baseName(name: string): string {
  return (name.split('/').at(-1) ?? '').toLowerCase();
}

function depth(name: string): number {
  return name.split('/').filter((part) => part !== '' && part !== '.').length;
}

/** Files that macOS adds beside those of a person. */
function isAdded(name: string): boolean {
  return name.split('/').includes('__MACOSX') || baseName(name).startsWith('._');
}

function archive(
  why: string,
  remedy = 'Choose a zip that was exported from a run, or its run.jsonl.',
): RecordError {
  return new RecordError('bad-archive', `The zip cannot be read. ${why}`, remedy);
}
