import { describe, expect, it } from 'vitest';
import { WorkbookDesk } from '../../src/workbook/desk.ts';
import type { WorkbookCommand } from '../../src/workbook/schema.ts';
import { Workbook } from '../../src/workbook/workbook.ts';

function write(at: string, ...rows: (string | number | null)[][]): WorkbookCommand {
  return { do: 'write', sheet: 'P', at, rows };
}

function deskWithRecord() {
  const record: { command: WorkbookCommand; by: string }[] = [];
  const desk = new WorkbookDesk({ title: 'Model', onCommand: (command, by) => record.push({ command, by }) });
  return { desk, record };
}

function first(desk: WorkbookDesk): unknown {
  return desk.workbook.engine.sheet('P')?.valueAt(0, 0);
}

describe('the desk of a workbook', () => {
  it('takes back all of a round, and one edit by hand', () => {
    const { desk } = deskWithRecord();
    desk.beginStep('Build');
    desk.apply({ do: 'add-sheet', name: 'P' }, 'agent');
    desk.apply([write('A1', [1]), write('B1', ['=A1*2'])], 'agent');
    desk.beginStep('A person changes A1');
    desk.apply(write('A1', [5]), 'person');
    expect([desk.undoLabel, first(desk)]).toEqual(['A person changes A1', 5]);
    desk.undo();
    expect([desk.undoLabel, first(desk)]).toEqual(['Build', 1]);
    desk.undo();
    expect([desk.canUndo, desk.workbook.sheets]).toEqual([false, []]);
    desk.redo();
    desk.redo();
    expect([desk.canRedo, first(desk)]).toEqual([false, 5]);
  });

  it('keeps a person’s edit a step of its own in the middle of a round', () => {
    const { desk } = deskWithRecord();
    desk.beginStep('Build');
    desk.apply([{ do: 'add-sheet', name: 'P' }, write('A1', [1])], 'agent');
    desk.beginStep('Edit');
    desk.apply(write('A2', [2]), 'person');
    desk.apply(write('A3', [3]), 'agent');
    desk.apply(write('A4', [4]), 'agent');
    const labels: (string | undefined)[] = [];
    for (; desk.canUndo; desk.undo()) labels.push(desk.undoLabel);
    expect(labels).toEqual(['Build', 'Edit', 'Build']);
  });

  it('forgets what could be redone when something else is done', () => {
    const { desk } = deskWithRecord();
    desk.apply([{ do: 'add-sheet', name: 'P' }, write('A1', [1])], 'person');
    desk.undo();
    desk.apply({ do: 'add-sheet', name: 'Q' }, 'person');
    expect([desk.canRedo, desk.redo()]).toEqual([false, []]);
  });

  it('tells commands so that all of them in order rebuild the workbook', () => {
    const { desk, record } = deskWithRecord();
    desk.apply([{ do: 'add-sheet', name: 'P' }, write('A1', [1, '=A1'])], 'agent');
    desk.beginStep('Edit');
    desk.apply(write('A1', [2]), 'person');
    desk.undo();
    desk.redo();
    expect(record.map(({ by }) => by)).toEqual(['agent', 'agent', 'person', 'person', 'person']);
    const rebuilt = Workbook.fromCommands(
      'Model',
      record.map(({ command }) => command),
    );
    expect(rebuilt.toFile()).toEqual(desk.workbook.toFile());
  });

  it('is as before where a command of a list is refused, and nobody is told', () => {
    const { desk, record } = deskWithRecord();
    desk.apply({ do: 'add-sheet', name: 'P' }, 'person');
    const before = desk.workbook.toFile();
    expect(() =>
      desk.apply([{ do: 'add-sheet', name: 'Q' }, write('A1', [1]), write('A2', ['=SUM('])], 'person'),
    ).toThrow('P!A2');
    expect(desk.workbook.toFile()).toEqual(before);
    expect(record).toHaveLength(1);
  });

  it('takes over a workbook from commands; screens read it anew', () => {
    const { desk, record } = deskWithRecord();
    const kinds: string[] = [];
    desk.subscribe(({ kind }) => kinds.push(kind));
    desk.apply({ do: 'add-sheet', name: 'Old' }, 'person');
    desk.restore([{ do: 'add-sheet', name: 'P' }, write('A1', ['=1+2'])]);
    desk.workbook.try('P', 'A1', 8);
    expect([first(desk), desk.canUndo, record.length]).toEqual([8, false, 1]);
    expect(kinds).toEqual(['apply', 'restore', 'try']);
  });
});
