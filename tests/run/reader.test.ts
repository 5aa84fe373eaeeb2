import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { exportJsonl, exportName, exportZip, readmeText } from '../../src/run/export.ts';
import { createReplayHeader } from '../../src/run/header.ts';
import { importRecord } from '../../src/run/import.ts';
import { assertWhole, damageOf, findDamage, wholePart } from '../../src/run/integrity.ts';
import { exportOtel } from '../../src/run/otel.ts';
import { MOST_RECORD_BYTES, readRecord } from '../../src/run/reader.ts';
import { RecordError } from '../../src/run/record-error.ts';
import { Recorder, toJsonl } from '../../src/run/recorder.ts';
import type { RunEvent, RunRecord } from '../../src/run/schema.ts';
import { tellStory } from '../../src/run/story.ts';
import { summarise } from '../../src/run/summary.ts';
import { testHeader, testRecorder } from '../doubles/run-setup.ts';

function small(): Recorder {
  const recorder = testRecorder();
  recorder.append({ type: 'RUN_STARTED', threadId: 'run-0123456789ab', runId: 'run-0123456789ab.r1' });
  recorder.fact('human', { kind: 'request', text: 'Bau „Größe“ 😀\u2028' });
  recorder.append({ type: 'STEP_STARTED', stepName: 'step-1' });
  recorder.append({ type: 'TOOL_CALL_START', toolCallId: 'c1', toolCallName: 'write_file' });
  recorder.append({ type: 'TOOL_CALL_END', toolCallId: 'c1' });
  recorder.fact('usage', {
    input: 10,
    output: 2,
    cacheRead: 0,
    cacheWrite: 0,
    reasoning: 0,
    microUsd: 7,
    estimated: false,
    finish: 'tools',
  });
  recorder.fact('file', {
    path: '/src/a.ts',
    by: 'agent',
    before: null,
    after: 'const a = "😀";\n',
    callId: 'c1',
  });
  recorder.append({
    type: 'TOOL_CALL_RESULT',
    messageId: 'r',
    toolCallId: 'c1',
    content: 'Wrote it.',
    role: 'tool',
  });
  recorder.fact('line', { callId: 'c1', text: 'Wrote a.ts', ok: true, ms: 3 });
  recorder.append({ type: 'STEP_FINISHED', stepName: 'step-1' });
  recorder.append({
    type: 'RUN_FINISHED',
    threadId: 'run-0123456789ab',
    runId: 'run-0123456789ab.r1',
    outcome: { type: 'success' },
  });
  return recorder;
}

function failure(read: () => unknown): RecordError {
  try {
    read();
  } catch (error) {
    if (error instanceof RecordError) return error;
    throw error;
  }
  throw new Error('It should have been refused.');
}

const plain = (record: RunRecord) =>
  JSON.parse(JSON.stringify({ header: record.header, events: record.events }));

describe('a record', () => {
  it('is the same after it was written and read, whatever it says', () => {
    const event: fc.Arbitrary<RunEvent> = fc.oneof(
      fc.record({
        type: fc.constant('TEXT_MESSAGE_CONTENT' as const),
        messageId: fc.string(),
        delta: fc.string({ unit: 'binary' }),
      }),
      fc.record({
        type: fc.constant('TOOL_CALL_ARGS' as const),
        toolCallId: fc.string(),
        delta: fc.string(),
      }),
      fc.record({ type: fc.constant('STEP_STARTED' as const), stepName: fc.string() }),
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const recorder = testRecorder();
        for (const one of events) recorder.append(one);
        expect(readRecord(recorder.toJsonl())).toEqual(plain(recorder));
        expect(toJsonl(readRecord(strToU8(recorder.toJsonl())))).toBe(recorder.toJsonl());
      }),
    );
  });

  it('counts from 1, tells every listener in order, and gives what is new', () => {
    const recorder = testRecorder();
    const heard: number[] = [];
    recorder.subscribe(({ seq }) => {
      // One event leads to another: the next listener still hears them in order.
      if (seq === 1) recorder.append({ type: 'STEP_FINISHED', stepName: 'a' });
    });
    const off = recorder.subscribe(({ seq }) => heard.push(seq));
    recorder.append({ type: 'STEP_STARTED', stepName: 'a' });
    off();
    recorder.append({ type: 'STEP_STARTED', stepName: 'b' });
    expect(heard).toEqual([1, 2]);
    expect(recorder.since(1).map(({ seq }) => seq)).toEqual([2, 3]);
    expect(recorder.since(3)).toEqual([]);
    expect(new Recorder({ header: recorder.header, events: recorder.events }).nextId('m')).toBe('m1');
  });

  it('keeps events and facts of later versions', () => {
    const text = `${small().toJsonl()}{"type":"WEATHER","seq":12,"timestamp":1,"sky":{"a":[1]}}\n{"type":"CUSTOM","name":"firsthand.future","value":7,"seq":13,"timestamp":1}\n{"type":"CUSTOM","name":"other.thing","value":7,"seq":14,"timestamp":1}\n`;
    expect(readRecord(text).events.slice(-3)).toMatchObject([
      { sky: { a: [1] } },
      { value: 7 },
      { name: 'other.thing' },
    ]);
  });

  it('may have a mark at its beginning and Windows line ends', () => {
    expect(readRecord(`\ufeff${small().toJsonl().replaceAll('\n', '\r\n')}`).events).toHaveLength(11);
  });
});

describe('a file that is refused', () => {
  const whole = small().toJsonl();
  const lines = whole.trimEnd().split('\n');
  const withLine = (at: number, line: string) =>
    [...lines.slice(0, at), line, ...lines.slice(at + 1), ''].join('\n');

  it.each([
    ['empty', '', 'empty', undefined],
    ['blank', ' \n\n', 'empty', undefined],
    ['another JSON', '{"hello":1}\n', 'foreign', 1],
    ['a picture', '\u0089PNG\r\n\u001a', 'foreign', 1],
    ['a newer version', whole.replace('"version":1', '"version":2'), 'newer-version', 1],
    ['a broken header', whole.replace('"primary":"#0e6a5b"', '"primary":"green"'), 'foreign', 1],
    ['an event without a number', withLine(4, '{"type":"STEP_STARTED"}'), 'bad-event', 5],
    [
      'an event that does not fit',
      withLine(4, '{"type":"TOOL_CALL_START","seq":4,"timestamp":1}'),
      'bad-event',
      5,
    ],
    [
      'a fact that does not fit',
      withLine(4, '{"type":"CUSTOM","name":"firsthand.file","value":{"path":7},"seq":4,"timestamp":1}'),
      'bad-event',
      5,
    ],
    ['a list', withLine(4, '[1]'), 'bad-event', 5],
  ])('%s', (_name, text, code, line) => {
    const error = failure(() => readRecord(text));
    expect(error).toMatchObject({ code, line });
    expect(error.hint).not.toBe('');
  });

  it('cut exactly at the end of a line is whole as far as it goes', () => {
    expect(readRecord(`${lines.slice(0, 5).join('\n')}\n`).events).toHaveLength(4);
  });

  it('too large', () => {
    expect(failure(() => readRecord(new Uint8Array(MOST_RECORD_BYTES + 1)))).toMatchObject({
      code: 'oversized',
    });
    expect(failure(() => importRecord(new Uint8Array(MOST_RECORD_BYTES + 1)))).toMatchObject({
      code: 'oversized',
    });
  });

  it('any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(failure(() => importRecord(bytes))).toBeInstanceOf(RecordError);
      }),
    );
  });
});

describe('a damaged record', () => {
  const whole = small().toJsonl();
  const lines = whole.trimEnd().split('\n');
  const file = (...parts: readonly (string | undefined)[]) => `${parts.join('\n')}\n`;

  it.each([
    ['an event is missing', file(...lines.slice(0, 4), ...lines.slice(5)), 'gap', 4],
    ['the first event is missing', file(lines[0], ...lines.slice(2)), 'gap', 1],
    ['an event is there twice', file(...lines.slice(0, 5), ...lines.slice(4)), 'duplicate', 5],
    [
      'two events have changed places',
      file(...lines.slice(0, 4), lines[5], lines[4], ...lines.slice(6)),
      'gap',
      4,
    ],
    ['the record begins anew', file(...lines, ...lines.slice(1)), 'order', 12],
    ['a line is not JSON', file(...lines.slice(0, 4), 'oops', ...lines.slice(5)), 'unreadable', 4],
    ['the last line is cut', whole.slice(0, -20), 'cut', 11],
    ['it was said so before', whole.replace('"mode":', '"damage":{"code":"cut","from":8},"mode":'), 'cut', 8],
  ] as const)('is refused where %s, and everything before can be had', (_name, text, code, from) => {
    const error = failure(() => readRecord(text));
    expect(error.code).toBe('damaged');
    const { readable } = error;
    if (!readable) throw new Error('What can be read is offered.');
    expect(damageOf(readable)).toEqual({ code, from });
    expect(wholePart(readable).events).toEqual(readRecord(whole).events.slice(0, from - 1));
    expect(damageOf(wholePart(readable))).toBeNull();
    // The note travels with the file that is written of it.
    expect(failure(() => readRecord(toJsonl(readable))).readable?.header.damage).toEqual({ code, from });
  });

  it('is found in a cut inside a character', () => {
    const bytes = strToU8(whole);
    const emoji = bytes.findIndex((byte, at) => byte === 0xf0 && bytes[at + 1] === 0x9f);
    const error = failure(() => readRecord(bytes.slice(0, emoji + 2)));
    expect(error.readable?.header.damage).toMatchObject({ code: 'cut' });
  });

  it('is told from the step on that cannot be shown any more', () => {
    const record = { header: testHeader(), events: small().events.filter(({ seq }) => seq !== 9) };
    expect(() => assertWhole(record)).toThrow('This record is damaged, from step 3: events are missing');
    expect(assertWhole(wholePart(record)).events).toHaveLength(8);
  });

  it('never has more of its parts believed than a reader saw', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(8), { maxLength: 12 }), (order) => {
        const events = order.flatMap((at) => small().events[at] ?? []);
        const damage = findDamage(events);
        const { events: relied } = wholePart({ header: testHeader(), events });
        expect(relied.map(({ seq }) => seq)).toEqual(relied.map((_event, at) => at + 1));
        expect(damage === null).toBe(relied.length === events.length);
      }),
    );
  });

  it('goes into a zip as it is, with a README that says what can be relied on', () => {
    const record = { header: testHeader(), events: small().events.filter(({ seq }) => seq !== 6) };
    const entries = unzipSync(exportZip(record));
    const text = (name: string) => new TextDecoder().decode(entries[name]);
    expect(text('README.txt')).toContain('This record is damaged, from step 3: events are missing');
    expect(Object.keys(entries).sort()).toEqual(['README.txt', 'run.jsonl']);
    expect(text('run.jsonl')).toBe(toJsonl(record));
  });

  it('is none where lines are empty', () => {
    const spaced = `\n${lines.slice(0, 4).join('\n\n')}\n \n${lines.slice(4).join('\r\n')}\n\n\n`;
    expect(plain(readRecord(spaced))).toEqual(plain(readRecord(whole)));
  });
});

describe('export and import', () => {
  it('a zip holds the record, the files and a README that says what it is; it comes back whole', () => {
    const record = small();
    const zip = exportZip(record);
    const entries = unzipSync(zip);
    expect(Object.keys(entries).sort()).toEqual(['README.txt', 'files/src/a.ts', 'run.jsonl']);
    expect(new TextDecoder().decode(entries['files/src/a.ts'])).toBe('const a = "😀";\n');
    expect(plain(importRecord(zip))).toEqual(plain(record));
    expect(plain(importRecord(exportJsonl(record)))).toEqual(plain(record));
    expect(exportZip(record)).toEqual(zip);
    expect(exportName(record)).toBe('offsite-planner-2026-11-21-6789ab');
  });

  it('every export says who played the model’s part', () => {
    const live = small();
    expect(readmeText(live)).toContain('Live · test-model');
    expect(readmeText(live)).toContain('Tokens: 10 in, 2 out, in 1 answer (0.0000 US-$).');
    const header = testHeader({ mode: 'rehearsal', model: 'Planner script' });
    const rehearsal = new Recorder({ header });
    expect(readmeText(rehearsal)).toContain('Rehearsal, real sandbox');
    expect(readmeText(rehearsal)).toContain('Tokens: none were spent.');
    const replay = new Recorder({ header: createReplayHeader(live.header, 'run-replayreplay', 0) });
    expect(readmeText(replay)).toContain('Replay of 21 Nov 2026 · test-model');
    expect(exportJsonl(replay).length).toBeGreaterThan(0);
    live.fact('mode', { mode: 'rehearsal', model: 'Planner script', reason: 'the network went away' });
    expect(readmeText(live)).toContain('Rehearsal, real sandbox (Planner script): the network went away');
  });

  it('never writes a file outside the folder it is unpacked in', () => {
    const record = small();
    for (const path of ['/../evil', '/a/../../evil', 'C:\\evil', '/a\\..\\evil', '/']) {
      record.fact('file', { path, by: 'agent', before: null, after: 'x' });
    }
    expect(Object.keys(unzipSync(exportZip(record))).filter((name) => name.startsWith('files/'))).toEqual([
      'files/src/a.ts',
    ]);
  });

  it.each([
    ['in a folder', (run: Uint8Array) => ({ 'Übung #1/mein Lauf/run.jsonl': run })],
    [
      'with what macOS adds',
      (run: Uint8Array) => ({ '__MACOSX/a/._run.jsonl': strToU8('x'), 'a/run.jsonl': run }),
    ],
    ['under another name', (run: Uint8Array) => ({ 'notes.txt': strToU8('x'), 'offsite #2.jsonl': run })],
    ['in capitals', (run: Uint8Array) => ({ 'A/RUN.JSONL': run })],
    [
      'of a project with such files of its own',
      (run: Uint8Array) => ({
        'a/run.jsonl': run,
        'a/files/run.jsonl': strToU8('{}'),
        'a/files/data/record.json': strToU8('{}'),
      }),
    ],
    ['with backslashes', (run: Uint8Array) => ({ 'a\\files\\x.ts': strToU8('x'), 'a\\run.jsonl': run })],
  ])('a zip that holds the record %s is read', (_name, files) => {
    const record = small();
    expect(plain(importRecord(zipSync(files(exportJsonl(record)))))).toEqual(plain(record));
  });

  it('a zip of several runs, or of a whole record, says where it goes', () => {
    const run = exportJsonl(small());
    expect(failure(() => importRecord(zipSync({ 'a/run.jsonl': run, 'b/run.jsonl': run })))).toMatchObject({
      code: 'bad-archive',
      hint: expect.stringContaining('all at once'),
    });
    expect(
      failure(() => importRecord(zipSync({ 'x/record.json': strToU8('{}'), 'x/runs/run-1.jsonl': run }))),
    ).toMatchObject({ code: 'bad-archive', hint: expect.stringContaining('My record') });
  });

  it.each([
    ['without a record', zipSync({ 'a.txt': strToU8('a') }), 'bad-archive'],
    [
      'with far too many files',
      zipSync(Object.fromEntries(Array.from({ length: 2100 }, (_, at) => [`${at}`, new Uint8Array()]))),
      'bad-archive',
    ],
    ['packed far too densely', zipSync({ 'run.jsonl': new Uint8Array(2_000_000) }), 'bad-archive'],
    ['that is damaged', exportZip(small()).slice(0, 200), 'bad-archive'],
    ['with a foreign file under the name', zipSync({ 'run.jsonl': strToU8('hello') }), 'foreign'],
  ])('a zip %s is refused', (_name, bytes, code) => {
    expect(failure(() => importRecord(bytes))).toMatchObject({ code });
  });

  it('counts what cut answers cost, in the story, the note and the spans, each once', () => {
    const recorder = testRecorder();
    const usage = { cacheRead: 0, cacheWrite: 0, reasoning: 0, estimated: true, microUsd: 10 };
    recorder.append({ type: 'RUN_STARTED', threadId: 'run-0123456789ab', runId: 'run-0123456789ab.r1' });
    recorder.append({ type: 'STEP_STARTED', stepName: 'step-1' });
    recorder.fact('usage', { ...usage, input: 900, output: 40 });
    recorder.fact('retry', { code: 'broken-stream', text: 'It broke off.', hint: '', waitMs: 1, attempt: 1 });
    recorder.fact('usage', { ...usage, input: 1000, output: 60, finish: 'done' });
    recorder.append({ type: 'STEP_FINISHED', stepName: 'step-1' });
    recorder.append({ type: 'STEP_STARTED', stepName: 'step-2' });
    recorder.fact('usage', { ...usage, input: 1100, output: 5 });
    recorder.append({ type: 'STEP_FINISHED', stepName: 'step-2' });
    const story = tellStory(recorder);
    expect(story.usage).toMatchObject({ input: 3000, output: 105, microUsd: 30, answers: 1 });
    expect(summarise(story).tokens).toEqual({ input: 3000, output: 105, microUsd: 30 });
    expect(readmeText(recorder)).toContain('Tokens: 3000 in, 105 out, in 1 answer');
    const { spans } = JSON.parse(exportOtel(recorder)).resourceSpans[0].scopeSpans[0];
    const chats = spans.filter(({ name }: { name: string }) => name.startsWith('chat'));
    expect(chats).toHaveLength(3);
  });

  it('gives spans for OpenTelemetry: a round, its answers and its tools', () => {
    const body = JSON.parse(exportOtel(small()));
    const { spans } = body.resourceSpans[0].scopeSpans[0];
    expect(spans.map(({ name }: { name: string }) => name)).toEqual([
      'chat test-model',
      'execute_tool write_file',
      'invoke_agent offsite-planner',
    ]);
    const [chat, tool, round] = spans;
    expect(chat.parentSpanId).toBe(round.spanId);
    expect(new Set([chat.traceId, tool.traceId, round.traceId]).size).toBe(1);
    expect([chat.traceId, chat.spanId].map((id: string) => id.length)).toEqual([32, 16]);
    expect(chat.attributes).toContainEqual({ key: 'gen_ai.usage.input_tokens', value: { intValue: '10' } });
    expect(tool.attributes).toContainEqual({ key: 'gen_ai.tool.name', value: { stringValue: 'write_file' } });
    expect(BigInt(round.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(round.startTimeUnixNano));
    expect(exportOtel(small())).toBe(exportOtel(small()));
  });
});
