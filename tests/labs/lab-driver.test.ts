import { beforeEach, describe, expect, it } from 'vitest';
import type { LabAttempt } from '../../src/labs/attempt.ts';
import { fingerprint } from '../../src/labs/fingerprint.ts';
import { type Fingerprint, LabDriver } from '../../src/labs/lab-driver.ts';
import { factsOf } from '../../src/labs/lab-usage.ts';
import { type AttemptEvent, advance, changeState, standing } from '../../src/labs/progress.ts';
import type { UsageFact } from '../../src/usage/schema.ts';
import { at, play, predicted, webApp } from './sample-lab.ts';
import { SessionDouble } from './session-double.ts';

let attempt: LabAttempt;
let session: SessionDouble;
let driver: LabDriver;
let facts: UsageFact[];
let second: number;
let comparing: Fingerprint | null;

beforeEach(() => {
  attempt = play([predicted]);
  session = new SessionDouble();
  facts = [];
  second = 10;
  comparing = fingerprint;
  driver = new LabDriver({
    session: session.actions,
    getAttempt: () => attempt,
    record,
    rungNow: () => 'free',
    fingerprint: () => comparing,
    now: () => new Date(at(second)),
  });
});

function record(event: AttemptEvent): void {
  const next = advance(webApp, attempt, event, at(second++));
  facts.push(...factsOf(webApp, attempt, next));
  attempt = next;
}

function build(): void {
  session.round('Build an app');
  session.set({ status: 'working' });
  session.testRun(1);
  session.write('/src/app.tsx', 'first');
  session.testRun(0);
  session.set({ status: 'done' });
  session.check(8, at(9));
}

describe('the lab driver', () => {
  it('measures the build by the clock, the tests and the checks', () => {
    build();
    expect(session.walks).toBe(1);
    expect(attempt.build).toMatchObject({ minutes: 1.5, failedTestRuns: 1, checks: { passed: 8, total: 8 } });
    // A rehearsal: what its script took is no measurement.
    expect(facts).toEqual([]);
  });

  it('judges a build once what compares is there, by the time at which the agent came to rest', () => {
    comparing = null;
    build();
    expect(session.walks).toBe(0);
    expect(attempt.build).toBeNull();
    session.ms += 60_000;
    comparing = fingerprint;
    driver.follow();
    expect(attempt.build).toMatchObject({ minutes: 1.5, checks: { passed: 8, total: 8 } });
  });

  it('takes a stopped run for no build', () => {
    session.write('/src/app.tsx', 'half');
    session.set({ status: 'stopped' });
    session.check(8, at(9));
    expect(attempt.build).toBeNull();
  });

  it('proves an own change by other files and passed checks', async () => {
    build();
    await driver.ask('worked', 'Rebrand');
    expect(attempt.changes.map((change) => [change.rung, changeState(change)])).toEqual([
      ['worked', 'asked'],
    ]);
    session.write('/src/brand.ts', 'Harrow');
    session.set({ status: 'done' });
    expect(session.walks).toBe(2);
    expect(standing(webApp, attempt).felt).toBe(false);
    session.check(8, at(30));
    expect(standing(webApp, attempt).felt).toBe(true);
    expect(facts.map((fact) => fact.kind)).toEqual(['own_change', 'check_passed', 'completed']);
  });

  it('proves nothing where the agent changed no file', async () => {
    build();
    await driver.ask('worked', 'Say hello');
    session.set({ status: 'done' });
    session.check(8, at(30));
    expect(attempt.changes.map(changeState)).toEqual(['unchanged']);
    expect(facts).toEqual([]);
  });

  it('takes a question for no end of a change, and its answer for none of their own', async () => {
    build();
    await driver.ask('worked', 'Rebrand');
    session.tell({ status: 'asks' });
    session.set({ status: 'done' });
    expect(attempt.changes.map(changeState)).toEqual(['asked']);
    session.human('answer', 'Blue');
    session.tell({ status: 'working' });
    session.set({ status: 'working' });
    session.write('/src/brand.ts', 'blue');
    session.tell({ status: 'done' });
    session.set({ status: 'done' });
    session.check(8, at(30));
    expect(attempt.changes.map((change) => [change.request, changeState(change)])).toEqual([
      ['Rebrand', 'proven'],
    ]);
  });

  it('counts what is asked for outside the guide, for the rung where the person stands', () => {
    build();
    session.round('Add a chart');
    session.set({ status: 'working' });
    session.write('/src/chart.tsx', 'x');
    session.set({ status: 'done' });
    session.check(7, at(30));
    expect(attempt.changes.map((change) => [change.rung, changeState(change)])).toEqual([
      ['free', 'failing'],
    ]);
  });

  it('does not take the goal of a run for a change of the person', () => {
    build();
    expect(attempt.changes).toEqual([]);
    expect(attempt.run?.id).toBe('run-00000001');
  });

  it('takes one change back for one undo, though the files come back one by one', async () => {
    build();
    for (const [rung, file] of [
      ['worked', 'b'],
      ['guided', 'c'],
    ] as const) {
      await driver.ask(rung, `Change ${file}`);
      session.write(`/src/${file}.ts`, file);
      session.set({ status: 'done' });
      session.check(8, at(file === 'b' ? 30 : 40));
    }
    expect(attempt.changes.map(changeState)).toEqual(['proven', 'proven']);
    session.human('undo');
    session.set({});
    for (const files of [
      { '/a.ts': '1', half: '' },
      { '/a.ts': '1', '/src/app.tsx': 'first', '/src/b.ts': 'b' },
    ]) {
      session.tell({ files });
      session.set({ checksStale: true });
    }
    expect(attempt.changes.map(changeState)).toEqual(['proven', 'undone']);
  });

  it('judges what a command wrote after the agent came to rest', async () => {
    build();
    await driver.ask('worked', 'Rebrand');
    session.write('/src/brand.ts', 'Harrow');
    session.set({ status: 'done' });
    session.write('/src/late.ts', 'late');
    session.check(8, at(30));
    expect(attempt.changes.map(changeState)).toEqual(['proven']);
  });

  it('takes the checks that the agent itself had walked last, once it rests', async () => {
    build();
    await driver.ask('worked', 'Rebrand');
    session.write('/src/brand.ts', 'Harrow');
    session.check(8, at(30));
    expect(attempt.changes.map(changeState)).toEqual(['asked']);
    session.set({ status: 'done' });
    expect(attempt.changes.map(changeState)).toEqual(['proven']);
    expect(session.walks).toBe(1);
  });

  it('takes the proof back with an undo', async () => {
    build();
    await driver.ask('worked', 'Rebrand');
    session.write('/src/brand.ts', 'Harrow');
    session.set({ status: 'done' });
    session.check(8, at(30));
    session.human('undo');
    session.tell({ files: { '/a.ts': '1', '/src/app.tsx': 'first' } });
    session.set({ checksStale: true });
    expect(attempt.changes.map(changeState)).toEqual(['undone']);
    expect(standing(webApp, attempt).felt).toBe(false);
  });

  it('tells of seen only after the right answer, and of used only for a live own brief', async () => {
    build();
    record({ type: 'observed', answer: 'never' });
    record({ type: 'observed', answer: 'once' });
    record({ type: 'observed', answer: 'once' });
    session.set({ mode: { mode: 'live', rung: 'live', label: 'a-model' } });
    await driver.ask('free', 'Something of my own');
    session.write('/src/own.tsx', 'x');
    session.set({ status: 'done' });
    session.check(8, at(40));
    const kinds = facts.map((fact) => fact.kind);
    expect(kinds.filter((kind) => kind === 'seen')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'used')).toHaveLength(1);
  });

  it('holds no words of the person in any fact', async () => {
    build();
    await driver.ask('guided', 'A secret wish');
    session.write('/src/own.tsx', 'x');
    session.set({ status: 'done' });
    session.check(8, at(40));
    record({ type: 'reflected', surprise: 'repair', use: 'team', line: 'A secret line' });
    expect(JSON.stringify(facts)).not.toContain('secret');
  });
});

describe('a model changed by hand', () => {
  let content = 'a';
  let version = 0;

  beforeEach(() => {
    driver.dispose();
    [content, version] = ['a', 0];
    driver = new LabDriver({
      session: session.actions,
      getAttempt: () => attempt,
      record,
      rungNow: () => 'worked',
      fingerprint: () => comparing,
      workbook: () => content,
      figures: () => ({ Profit: 12 }),
      now: () => new Date(at(second)),
    });
    build();
  });

  function edit(next: string, kind: 'edit' | 'undo' | 'redo' = 'edit'): void {
    content = next;
    version += 1;
    session.human(kind, 'Margin to 1.25 %');
    session.set({ workbookVersion: version, checksStale: true });
  }

  it('is an own change once the checks pass on it, and the figures of the build are kept', () => {
    expect(attempt.build?.figures).toEqual({ Profit: 12 });
    edit('b');
    session.check(8, at(30));
    expect(attempt.changes.map((change) => [change.rung, changeState(change)])).toEqual([
      ['worked', 'proven'],
    ]);
  });

  it('is judged too where it came while the checks were walked for the one before', async () => {
    edit('b');
    expect(session.walks).toBe(2);
    await Promise.resolve();
    session.set({ checking: true });
    edit('c');
    expect(session.walks).toBe(2);
    session.set({ checking: false });
    expect(session.walks).toBe(3);
    session.check(8, at(40));
    expect(attempt.changes.map(changeState)).toEqual(['proven', 'proven']);
  });

  it('is taken back by an undo, and counts again after a redo', () => {
    edit('b');
    session.check(8, at(30));
    edit('a', 'undo');
    expect(attempt.changes.map(changeState)).toEqual(['undone']);
    edit('b', 'redo');
    session.check(8, at(40));
    expect(attempt.changes.map(changeState)).toEqual(['undone', 'proven']);
  });

  it('that leads to the same model is none', () => {
    edit('a');
    expect(attempt.changes.map(changeState)).toEqual(['unchanged']);
  });
});
