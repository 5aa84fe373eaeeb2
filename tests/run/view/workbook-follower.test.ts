import { describe, expect, it } from 'vitest';
import { WorkbookFollower } from '../../../src/run/view/workbook-follower.ts';
import { workbookAt } from '../../../src/run/workbook-at.ts';
import { workbookPrint } from '../../../src/run/workbook-print.ts';
import { WorkbookDesk } from '../../../src/workbook/desk.ts';
import type { WorkbookCommand } from '../../../src/workbook/schema.ts';
import { TestClock, testRecorder } from '../../doubles/run-setup.ts';

const count1 = { do: 'write', sheet: 'S', at: 'D1' } as const;

function record(count: number, extra: readonly WorkbookCommand[] = []) {
  const recorder = testRecorder({}, new TestClock());
  recorder.fact('workbook', { by: 'agent', command: { do: 'add-sheet', name: 'S' } });
  for (const command of extra) recorder.fact('workbook', { by: 'agent', command });
  for (let row = 1; row <= count; row += 1) {
    recorder.fact('phase', { title: `Row ${row}` });
    const rows = [[row, row === 1 ? '=A1' : `=A${row}+B${row - 1}`]];
    recorder.fact('workbook', { by: 'agent', command: { do: 'write', sheet: 'S', at: `A${row}`, rows } });
    // The same cell again and again: the order in which changes are taken back counts.
    if (row % 2 === 0) recorder.fact('workbook', { by: 'agent', command: { ...count1, rows: [[row]] } });
  }
  return recorder;
}

describe('a workbook that follows a record', () => {
  it('is what the record says at every place, forwards, backwards and in leaps', () => {
    const { events, lastSeq } = record(60);
    const desk = new WorkbookDesk({ title: '' });
    const follower = new WorkbookFollower(desk, events);
    for (const seq of [
      1,
      2,
      3,
      9,
      8,
      7,
      3,
      40,
      20,
      4,
      40,
      11,
      lastSeq,
      lastSeq - 1,
      lastSeq - 30,
      5,
      0,
      lastSeq,
      60,
      61,
    ]) {
      follower.follow(seq);
      expect(workbookPrint(desk.workbook), `at ${seq}`).toBe(workbookPrint(workbookAt(events, seq)));
    }
  });

  it('does nothing between two changes', () => {
    const { events } = record(3);
    const desk = new WorkbookDesk({ title: '' });
    let told = 0;
    desk.subscribe(() => {
      told += 1;
    });
    const follower = new WorkbookFollower(desk, events);
    follower.follow(3);
    const before = told;
    follower.follow(4);
    follower.follow(3);
    expect(told).toBe(before);
  });

  it('leaves out what cannot be carried out', () => {
    const bad: WorkbookCommand = { do: 'write', sheet: 'Nowhere', at: 'A1', rows: [[1]] };
    const { events, lastSeq } = record(3, [bad]);
    const desk = new WorkbookDesk({ title: '' });
    const follower = new WorkbookFollower(desk, events);
    for (const seq of [lastSeq, 3, lastSeq]) {
      follower.follow(seq);
      expect(workbookPrint(desk.workbook)).toBe(workbookPrint(workbookAt(events, seq)));
    }
  });
});
