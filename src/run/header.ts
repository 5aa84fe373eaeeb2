import type { RecordHeader } from './schema.ts';

/** Makes a run id of 96 random bits. `random` fills a byte array; by default the browser's generator. */
export function createRunId(
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): string {
  const bytes = random(new Uint8Array(12));
  return `run-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** The first line of a new record. `startedAt` in ms since 1970. */
export function createHeader(
  fields: Omit<RecordHeader, 'type' | 'version' | 'startedAt'> & { readonly startedAt: number },
): RecordHeader {
  return {
    type: 'firsthand.run',
    version: 1,
    ...fields,
    startedAt: new Date(fields.startedAt).toISOString(),
  };
}

/** The header of a replay of `original`, under a run id of its own. */
export function createReplayHeader(original: RecordHeader, runId: string, startedAt: number): RecordHeader {
  const source = original.replayOf ?? {
    runId: original.runId,
    mode: original.mode,
    model: original.model,
    startedAt: original.startedAt,
  };
  const { parentRunId: _parent, ...rest } = original;
  return createHeader({ ...rest, runId, mode: 'replay', model: source.model, replayOf: source, startedAt });
}
