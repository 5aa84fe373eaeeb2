/** Reads a run record that comes from outside: every line is looked at before any of it is used. */
import { EventSchema } from '@ag-ui/core/schemas';
import { z } from 'astro/zod';
import { RecordError } from './record-error.ts';
import {
  ownEventSchema,
  RECORD_VERSION,
  type RecordedEvent,
  type RecordHeader,
  type RunRecord,
  recordHeaderSchema,
} from './schema.ts';

/** Largest file that is read, bytes. A run of an hour is about 3 MB. */
export const MOST_RECORD_BYTES = 20 * 1024 * 1024;

const stampSchema = z.looseObject({
  type: z.string().max(80),
  seq: z.int().min(1),
  timestamp: z.number().min(0),
});

const KNOWN_TYPES: ReadonlySet<string> = new Set(
  EventSchema.options.flatMap((option) => [...option.shape.type.values]),
);
const KNOWN_FACTS: ReadonlySet<string> = new Set(
  ownEventSchema.options.flatMap((option) => [...option.shape.name.values]),
);

/**
 * Parses a record. Types of events and names of facts that this version does not know are kept as they are.
 * @throws RecordError Where the last line was cut, `readable` holds everything before it.
 */
export function readRecord(input: string | Uint8Array): RunRecord {
  const text = decode(input);
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  if (lines.every((line) => line.trim() === '')) {
    throw new RecordError(
      'empty',
      'The file is empty.',
      'Choose a file that was exported from a run (.jsonl or .zip).',
    );
  }
  const header = readHeader(lines[0] ?? '');
  return { header, events: readEvents(header, lines, text.endsWith('\n')) };
}

function decode(input: string | Uint8Array): string {
  const bytes = typeof input === 'string' ? input.length : input.byteLength;
  if (bytes > MOST_RECORD_BYTES) throw oversized(bytes);
  if (typeof input === 'string') return input.replace(/^\ufeff/, '');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(input);
  } catch {
    // A cut in the middle of a character is told by the line it is in.
    return new TextDecoder().decode(input);
  }
}

export function oversized(bytes: number): RecordError {
  return new RecordError(
    'oversized',
    `The file has ${Math.ceil(bytes / 1024 / 1024)} MB, more than the ${MOST_RECORD_BYTES / 1024 / 1024} MB that are read.`,
    'Choose the .jsonl file of a single run.',
  );
}

function readHeader(line: string): RecordHeader {
  const value = parse(line);
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'firsthand.run') {
    throw new RecordError(
      'foreign',
      'The file is not a run record: its first line does not say so.',
      'Choose a file that was exported from a run (.jsonl or .zip).',
      { line: 1 },
    );
  }
  if ('version' in value && typeof value.version === 'number' && value.version > RECORD_VERSION) {
    throw new RecordError(
      'newer-version',
      `The record has version ${value.version}; this kit reads up to ${RECORD_VERSION}.`,
      'Open it with a newer version of the kit.',
      { line: 1 },
    );
  }
  const parsed = recordHeaderSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new RecordError(
    'foreign',
    `The first line of the record does not fit: ${firstProblem(parsed.error)}.`,
    'Export the run again; the file may have been changed by hand.',
    { line: 1 },
  );
}

function readEvents(header: RecordHeader, lines: readonly string[], closed: boolean): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  for (let at = 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const value = parse(line);
    if (value === undefined) {
      const last = at === lines.length - 1;
      if (last && !closed) throw truncated(at + 1, { header, events });
      throw notJson(at + 1, line);
    }
    events.push(readEvent(value, at + 1, events.at(-1)?.seq ?? 0));
  }
  return events;
}

function truncated(line: number, readable: RunRecord): RecordError {
  return new RecordError(
    'truncated',
    `The file was cut in line ${line}: its last event is not whole.`,
    `The ${readable.events.length} events before it can be read; open those, or get the whole file.`,
    { line, readable },
  );
}

function notJson(line: number, text: string): RecordError {
  return new RecordError(
    'not-json',
    text.trim() === '' ? `Line ${line} is empty.` : `Line ${line} is not JSON.`,
    'Export the run again; the file may have been changed by hand.',
    { line },
  );
}

function readEvent(value: unknown, line: number, before: number): RecordedEvent {
  const stamp = stampSchema.safeParse(value);
  if (!stamp.success) throw badEvent(line, firstProblem(stamp.error));
  if (stamp.data.seq <= before) throw badEvent(line, `number ${stamp.data.seq} does not follow ${before}`);
  const { type, name } = stamp.data;
  if (KNOWN_TYPES.has(type)) {
    const known = EventSchema.safeParse(value);
    if (!known.success) throw badEvent(line, firstProblem(known.error));
  }
  if (type === 'CUSTOM' && typeof name === 'string' && KNOWN_FACTS.has(name)) {
    const own = ownEventSchema.safeParse(value);
    if (!own.success) throw badEvent(line, firstProblem(own.error));
  }
  // Everything a reader of the record relies on was looked at above; the rest is kept and passed over.
  return value as RecordedEvent;
}

function badEvent(line: number, problem: string): RecordError {
  return new RecordError(
    'bad-event',
    `The event in line ${line} does not fit: ${problem}.`,
    'Export the run again; the file may have been changed by hand.',
    { line },
  );
}

function firstProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return 'unknown problem';
  return issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ${issue.message}` : issue.message;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
