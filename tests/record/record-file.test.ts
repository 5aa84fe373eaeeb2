import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../src/record/csv.ts';
import { packRecord, RecordFileError, unpackRecord } from '../../src/record/record-file.ts';
import type { UsageEvent } from '../../src/usage/schema.ts';
import { at, play, whole } from '../labs/sample-lab.ts';

const attempt = play(whole);
const usage: UsageEvent[] = [
  { id: '01938a3e-0000-7000-8000-000000000001', at: 1_790_000_000_000, kind: 'lab_opened', lab: 'web-app' },
];
const runs = new Map([['run-00000001', '{"type":"firsthand.run"}\n']]);
const contents = { attempts: [attempt], usage, runs };
const all = { ...contents, browser: [], playground: null, playgroundAside: null };

function codeOf(bytes: Uint8Array): string {
  try {
    unpackRecord(bytes);
    return 'read';
  } catch (error) {
    return error instanceof RecordFileError ? error.code : String(error);
  }
}

describe('the record as a file', () => {
  it('comes back as it went out', () => {
    expect(unpackRecord(packRecord(all, at(0)))).toEqual(contents);
  });

  it('reads as tables without the kit', () => {
    const files = unzipSync(packRecord(all, at(0)));
    const table = (name: string) => strFromU8(files[name] ?? new Uint8Array());
    expect(table('predictions.csv')).toContain('web-app,offsite-planner,minutes,480,1.5,script,,,rehearsal');
    const live = { ...attempt, build: attempt.build && { ...attempt.build, mode: 'live' as const } };
    const ofLive = unzipSync(packRecord({ ...all, attempts: [live] }, at(0)))['predictions.csv'];
    expect(strFromU8(ofLive ?? new Uint8Array())).toContain('minutes,480,1.5,measured,319,over,live');
    expect(table('attempts.csv').split('\r\n')).toHaveLength(3);
    expect(table('changes.csv')).toContain('proven');
    expect(table('usage.csv')).toContain('lab_opened');
  });

  it('refuses what is no zip, no record, newer, damaged or too large, and says which', () => {
    const record = (value: unknown) => zipSync({ 'record.json': strToU8(JSON.stringify(value)) });
    const good = { type: 'firsthand.record', version: 1, exportedAt: at(0), attempts: [attempt] };
    expect(codeOf(strToU8('no zip at all'))).toBe('not-a-zip');
    expect(codeOf(zipSync({ 'other.txt': strToU8('x') }))).toBe('not-a-record');
    expect(codeOf(record({ ...good, version: 2 }))).toBe('newer');
    expect(codeOf(record({ ...good, attempts: [{ ...attempt, changes: 'all' }] }))).toBe('damaged');
    expect(codeOf(record('text'))).toBe('damaged');
    expect(codeOf(zipSync({ 'record.json': new Uint8Array(8 * 1024 * 1024) }, { level: 9 }))).toBe(
      'too-large',
    );
    expect(codeOf(record(good))).toBe('read');
  });

  it('comes back where it was unpacked and packed again, in a folder with an odd name', () => {
    const files = Object.entries(unzipSync(packRecord(all, at(0))));
    const again = files.reverse().map(([name, data]) => [`Übung #1/mein Ordner/${name}`, data] as const);
    const bytes = zipSync({ ...Object.fromEntries(again), '__MACOSX/._record.json': strToU8('x') });
    expect(unpackRecord(bytes)).toEqual(contents);
    const windows = files.map(([name, data]) => [`mine\\${name.replaceAll('/', '\\')}`, data] as const);
    expect(unpackRecord(zipSync(Object.fromEntries(windows)))).toEqual(contents);
  });

  it('takes no path that leads elsewhere', () => {
    const bytes = zipSync({
      'record.json': strToU8(
        JSON.stringify({ type: 'firsthand.record', version: 1, exportedAt: at(0), attempts: [] }),
      ),
      'runs/../../evil.jsonl': strToU8('x'),
      'runs/ok-run-1.jsonl': strToU8('y'),
    });
    expect([...unpackRecord(bytes).runs.keys()]).toEqual(['ok-run-1']);
  });
});

describe('a table', () => {
  it('guards cells that a spreadsheet would run, and quotes what must be quoted', () => {
    expect(toCsv(['a'], [['=1+1'], ['+x'], ['-x'], ['@x'], ['\tx']])).toBe(
      "a\r\n'=1+1\r\n'+x\r\n'-x\r\n'@x\r\n'\tx\r\n",
    );
    expect(
      toCsv(
        ['a', 'b'],
        [
          ['say "hi", now', -3],
          [null, undefined],
        ],
      ),
    ).toBe('a,b\r\n"say ""hi"", now",-3\r\n,\r\n');
  });
});
