/** The whole record in one zip: JSON that the kit reads back, tables and runs that anybody reads. */
import { z } from 'astro/zod';
import { strFromU8, strToU8, zipSync } from 'fflate';
import { attemptSchema, type LabAttempt } from '../labs/attempt.ts';
import { UnpackError, unpack } from '../run/unpack.ts';
import { type UsageEvent, usageEventSchema } from '../usage/schema.ts';
import type { ExportedItem } from './kept-here.ts';
import { attemptsTable, changesTable, predictionsTable, usageTable } from './record-tables.ts';

/** Version of the record file. */
const RECORD_FILE_VERSION = 1;

/** Caps on a record that comes in. */
export const RECORD_LIMITS = {
  /** The zip itself: some hundred runs. */
  archiveBytes: 60 * 1024 * 1024,
  /** All files unpacked. */
  totalBytes: 250 * 1024 * 1024,
} as const;

const recordFileSchema = z.object({
  type: z.literal('firsthand.record'),
  version: z.number(),
  exportedAt: z.iso.datetime(),
  attempts: z.array(z.unknown()).max(1000),
});

export interface RecordContents {
  readonly attempts: readonly LabAttempt[];
  /** Events the server holds; empty where it could not be asked. */
  readonly usage: readonly UsageEvent[];
  /** Run records as JSON lines, by run id. */
  readonly runs: ReadonlyMap<string, string>;
}

/** All that goes into the file. */
export interface RecordExport extends RecordContents {
  /** The small things of the browser, as they are kept. */
  readonly browser: readonly ExportedItem[];
  /** The playground's files as a zip; null where there are none. */
  readonly playground: Uint8Array | null;
  /** Earlier files of the playground that could not be opened. */
  readonly playgroundAside: Uint8Array | null;
}

/** A record could not be read. Nothing was changed. */
export class RecordFileError extends Error {
  readonly code: 'too-large' | 'not-a-zip' | 'not-a-record' | 'newer' | 'damaged';
  readonly hint: string;
  constructor(code: RecordFileError['code'], message: string, hint: string) {
    super(message);
    this.name = 'RecordFileError';
    this.code = code;
    this.hint = hint;
  }
}

const readme = `Your record from Firsthand

record.json      your attempts at labs, complete; the kit reads this file back
attempts.csv     one row a lab
predictions.csv  your guesses beside what came of it, and whether that was measured or a script’s
changes.csv      what you asked the agent for, and whether the checks passed
usage.csv/.json  what the kit's server held about you when you exported this
browser.json     your brand, settings and notes, as the browser keeps them
playground.zip   the files of the playground, where there are any
runs/            each run as JSON lines: a header, then every event

The tables open in any spreadsheet. Nothing here needs the kit.
`;

/** The record as the bytes of a .zip. */
export function packRecord(
  { attempts, usage, runs, browser, playground, playgroundAside }: RecordExport,
  exportedAt: string,
): Uint8Array {
  const json = { type: 'firsthand.record', version: RECORD_FILE_VERSION, exportedAt, attempts };
  return zipSync({
    'README.txt': strToU8(readme),
    'record.json': strToU8(JSON.stringify(json, null, 2)),
    'attempts.csv': strToU8(attemptsTable(attempts)),
    'predictions.csv': strToU8(predictionsTable(attempts)),
    'changes.csv': strToU8(changesTable(attempts)),
    'usage.json': strToU8(JSON.stringify(usage, null, 2)),
    'usage.csv': strToU8(usageTable(usage)),
    'browser.json': strToU8(JSON.stringify(browser, null, 2)),
    ...(playground ? { 'playground.zip': playground } : {}),
    ...(playgroundAside ? { 'playground-set-aside.zip': playgroundAside } : {}),
    ...Object.fromEntries([...runs].map(([id, text]) => [`runs/${id}.jsonl`, strToU8(text)])),
  });
}

/**
 * Reads a record back. All of it is checked before anything is handed out.
 * @throws RecordFileError
 */
export function unpackRecord(bytes: Uint8Array): RecordContents {
  if (bytes.length > RECORD_LIMITS.archiveBytes) throw tooLarge();
  const files = unzip(bytes);
  const text = files.get('record.json');
  if (text === undefined) {
    throw new RecordFileError(
      'not-a-record',
      'This zip is not a record of the kit.',
      'Choose the zip that “Export everything” made. A single run is imported under My runs.',
    );
  }
  return { attempts: readAttempts(text), usage: readUsage(files.get('usage.json')), runs: runsIn(files) };
}

function unzip(bytes: Uint8Array): ReadonlyMap<string, string> {
  try {
    const options = { wants: (name: string) => wanted.test(name), maxBytes: RECORD_LIMITS.totalBytes };
    const texts = [...unpack(bytes, options)].map(([name, data]) => [name, strFromU8(data)] as const);
    return withinFolder(new Map(texts));
  } catch (error) {
    if (!(error instanceof UnpackError)) throw error;
    if (error.code !== 'damaged') throw tooLarge();
    throw new RecordFileError(
      'not-a-zip',
      'This file is not a zip, or it is damaged.',
      'Choose another file.',
    );
  }
}

/** Names the kit writes, in whatever folder; all else in a zip is passed over, so no path can lead anywhere. */
const wanted = /^(?:.*\/)?(record\.json|usage\.json|runs\/[a-z0-9-]{8,64}\.jsonl)$/;

/** A file that was unpacked and packed again lies in a folder: names are those beside its `record.json`. */
function withinFolder(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const record = [...files.keys()].sort((one, other) => one.length - other.length).find(isRecord);
  const folder = record?.slice(0, -RECORD_NAME.length) ?? '';
  const inside = [...files].filter(([name]) => name.startsWith(folder));
  return new Map(
    inside
      .map(([name, text]) => [name.slice(folder.length), text] as const)
      .filter(
        ([name]) => !name.includes('..') && (isRecord(name) || /^(usage\.json|runs\/[^/]+)$/.test(name)),
      ),
  );
}

const RECORD_NAME = 'record.json';

function isRecord(name: string): boolean {
  return name === RECORD_NAME || name.endsWith(`/${RECORD_NAME}`);
}

function runsIn(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const runs = [...files].filter(([name]) => name.startsWith('runs/'));
  return new Map(runs.map(([name, text]) => [name.slice('runs/'.length, -'.jsonl'.length), text]));
}

function readAttempts(text: string): readonly LabAttempt[] {
  const file = recordFileSchema.safeParse(parseJson(text));
  if (!file.success) throw damaged();
  if (file.data.version > RECORD_FILE_VERSION) {
    throw new RecordFileError(
      'newer',
      'This record was written by a newer version of the kit.',
      'Update the kit, then import it again.',
    );
  }
  return file.data.attempts.map((each) => {
    const attempt = attemptSchema.safeParse(each);
    if (!attempt.success) throw damaged();
    return attempt.data;
  });
}

/** Only for the person to read: the server's own copy is never written from a file. */
function readUsage(text: string | undefined): readonly UsageEvent[] {
  const events = z.array(usageEventSchema).safeParse(parseJson(text ?? '[]'));
  return events.success ? events.data : [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function tooLarge(): RecordFileError {
  return new RecordFileError('too-large', 'This zip is larger than a record can be.', 'Choose another file.');
}

function damaged(): RecordFileError {
  return new RecordFileError(
    'damaged',
    'This record is damaged, or was changed by hand.',
    'Choose another copy of it. Nothing was changed here.',
  );
}
