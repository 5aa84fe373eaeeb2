import { describe, expect, it } from 'vitest';
import { workbookAt } from '../../src/run/workbook-at.ts';
import { workbookPrint } from '../../src/run/workbook-print.ts';
import type { WorkbookCommand } from '../../src/workbook/schema.ts';
import { Workbook } from '../../src/workbook/workbook.ts';
import { TestClock, testRecorder } from '../doubles/run-setup.ts';

const commands: readonly WorkbookCommand[] = [
  { do: 'add-sheet', name: 'Inputs' },
  { do: 'write', sheet: 'Inputs', at: 'A1', rows: [['Price', 40]] },
  { do: 'define-name', name: 'Price', refersTo: 'Inputs!$B$1' },
  { do: 'write', sheet: 'Inputs', at: 'A2', rows: [['Twice', '=Price*2']] },
];

function record(list: readonly WorkbookCommand[]) {
  const recorder = testRecorder({}, new TestClock());
  recorder.fact('file', { path: '/briefing.md', by: 'seed', before: null, after: 'P1' });
  for (const command of list) recorder.fact('workbook', { by: 'agent', command });
  return recorder;
}

const shown = (workbook: Workbook, row: number) => workbook.engine.sheet('Inputs')?.find(row, 1)?.value;

describe('the workbook of a run', () => {
  it('is folded from its commands, up to any place', () => {
    const { events } = record(commands);
    expect(shown(workbookAt(events), 1)).toBe(80);
    expect(shown(workbookAt(events, 3), 0)).toBe(40);
    expect(shown(workbookAt(events, 3), 1)).toBeUndefined();
    expect(workbookAt(events, 0).sheets).toEqual([]);
  });

  it('passes over what cannot be carried out', () => {
    const bad: WorkbookCommand = { do: 'write', sheet: 'Nowhere', at: 'A1', rows: [[1]] };
    const worse: WorkbookCommand = { do: 'write', sheet: 'Inputs', at: 'C1', rows: [['=SUM(']] };
    const [first, ...rest] = commands;
    if (!first) throw new Error('No command.');
    const workbook = workbookAt(record([first, bad, ...rest, worse]).events);
    expect(workbookPrint(workbook)).toBe(workbookPrint(workbookAt(record(commands).events)));
  });
});

describe('the fingerprint of a workbook', () => {
  it('does not depend on the order of the changes', () => {
    const [sheet, one, name, other] = commands;
    if (!sheet || !one || !name || !other) throw new Error('No commands.');
    const cost: WorkbookCommand = { do: 'define-name', name: 'Cost', refersTo: 'Inputs!$B$2' };
    const widths = (all: Record<string, number>): WorkbookCommand => ({
      do: 'widths',
      sheet: 'Inputs',
      widths: all,
    });
    const turned = Workbook.fromCommands('', [sheet, widths({ B: 90, A: 80 }), other, cost, name, one]);
    const straight = Workbook.fromCommands('', [...commands, cost, widths({ A: 80, B: 90 })]);
    expect(workbookPrint(turned)).toBe(workbookPrint(straight));
  });

  it('is another one for another input, format or name', () => {
    const print = (more: readonly WorkbookCommand[]) =>
      workbookPrint(Workbook.fromCommands('', [...commands, ...more]));
    const prints = [
      print([]),
      print([{ do: 'write', sheet: 'Inputs', at: 'B1', rows: [[41]] }]),
      print([{ do: 'write', sheet: 'Inputs', at: 'B1', rows: [['40']] }]),
      print([{ do: 'define-name', name: 'Cost', refersTo: 'Inputs!$B$1' }]),
      print([{ do: 'format', sheet: 'Inputs', rules: [{ area: 'B1', role: 'input' }] }]),
    ];
    expect(new Set(prints).size).toBe(prints.length);
  });
});
