/** Reads a run record that comes from outside: every line is looked at before any of it is used. */
import { EventSchema } from '@ag-ui/core/schemas';
import { z } from 'astro/zod';
import { damageOf, damageText, firstDamage, markDamage } from './integrity.ts';
import { RecordError } from './record-error.ts';
import {
  ownEventSchema,
  RECORD_VERSION,
  type RecordDamage,
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
 * Parses a record. Types of events and names of facts that this version does not know are kept as they are;
 * empty lines are passed over.
 * @throws RecordError Where events are missing, doubled, out of order or cut, `readable` holds all that can be
 * read, with its damage noted.
 */
export function readRecord(input: string | Uint8Array): RunRecord {
  const record = readMarkedRecord(input);
  const { damage } = record.header;
  if (damage) throw damaged(record, damage);
  return record;
}

/**
 * Parses a record that may be damaged: what can be read of it, with the damage noted in its header.
 * @throws RecordError for everything that is no record at all.
 */
export function readMarkedRecord(input: string | Uint8Array): RunRecord {
  const text = decode(input);
  const lines = numberedLines(text);
  const [first, ...rest] = lines;
  if (!first) {
    throw new RecordError(
      'empty',
      'The file is empty.',
      'Choose a file that was exported from a run (.jsonl or .zip).',
    );
  }
  return readEvents(readHeader(first), rest, text.endsWith('\n'));
}

interface NumberedLine {
  readonly text: string;
  /** 1-based place in the file. */
  readonly at: number;
}

function numberedLines(text: string): readonly NumberedLine[] {
  return text
    .split('\n')
    .map((line, index) => ({ text: line, at: index + 1 }))
    .filter((line) => line.text.trim() !== '');
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

function readHeader({ text, at }: NumberedLine): RecordHeader {
  const value = parse(text);
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'firsthand.run') {
    throw new RecordError(
      'foreign',
      'The file is not a run record: its first line does not say so.',
      'Choose a file that was exported from a run (.jsonl or .zip).',
      { line: at },
    );
  }
  if ('version' in value && typeof value.version === 'number' && value.version > RECORD_VERSION) {
    throw new RecordError(
      'newer-version',
      `The record has version ${value.version}; this kit reads up to ${RECORD_VERSION}.`,
      'Open it with a newer version of the kit.',
      { line: at },
    );
  }
  const parsed = recordHeaderSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new RecordError(
    'foreign',
    `The first line of the record does not fit: ${firstProblem(parsed.error)}.`,
    'Export the run again; the file may have been changed by hand.',
    { line: at },
  );
}

function readEvents(header: RecordHeader, lines: readonly NumberedLine[], closed: boolean): RunRecord {
  const events: RecordedEvent[] = [];
  for (const [index, { text, at }] of lines.entries()) {
    const value = parse(text);
    if (value === undefined) {
      const cut = index === lines.length - 1 && !closed;
      const code = cut ? 'cut' : 'unreadable';
      const found = firstDamage(damageOf({ header, events }), { code, from: events.length + 1 });
      return markDamage({ header, events }, found);
    }
    events.push(readEvent(value, at));
  }
  return markDamage({ header, events }, damageOf({ header, events }));
}

function damaged(readable: RunRecord, damage: RecordDamage): RecordError {
  return new RecordError(
    'damaged',
    `The record is damaged: ${damageText(damage)}`,
    `The ${damage.from - 1} events before it can be relied on: import what can be read, or get the whole file.`,
    { readable },
  );
}

function readEvent(value: unknown, line: number): RecordedEvent {
  const stamp = stampSchema.safeParse(value);
  if (!stamp.success) throw badEvent(line, firstProblem(stamp.error));
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
