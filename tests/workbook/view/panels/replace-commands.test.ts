import { describe, expect, it } from 'vitest';
import { WorkbookDesk } from '../../../../src/workbook/desk.ts';
import { workbookCommandSchema } from '../../../../src/workbook/schema.ts';
import { replaceCommands } from '../../../../src/workbook/view/panels/open/replace-commands.ts';
import { panelWorkbook } from './panel-workbook.ts';

describe('a file in place of the model', () => {
  const other = panelWorkbook();
  other.apply([
    { do: 'define-name', name: 'Price', refersTo: 'Inputs!$B$2' },
    { do: 'write', sheet: 'Inputs', at: 'H9', rows: [['far', null, 3]] },
    { do: 'set-check', id: 'b', check: { id: 'b', label: 'B', range: "'Cash flow'!B4:D4", tolerance: 0.01 } },
    { do: 'set-scenario', scenario: { cell: 'Inputs!B5', labels: ['Base', 'Upside'] } },
    { do: 'freeze', sheet: 'Inputs', rows: 1, columns: 1 },
  ]);
  const file = other.toFile();

  it('is the same file, and one step that undo takes back whole', () => {
    const desk = new WorkbookDesk({ title: file.title });
    desk.apply(
      [
        { do: 'add-sheet', name: 'Inputs' },
        { do: 'write', sheet: 'Inputs', at: 'A1', rows: [[1, '=A1*2', 'old']] },
        { do: 'define-name', name: 'Old', refersTo: 'Inputs!$A$1' },
        {
          do: 'set-driver',
          id: 'd',
          driver: { id: 'd', label: 'D', cell: 'Inputs!A1', least: 0, most: 2, step: 1 },
        },
      ],
      'seed',
    );
    const before = desk.workbook.toFile();
    desk.beginStep('Opened');
    desk.apply(replaceCommands(desk.workbook, file), 'person');
    expect(desk.workbook.toFile()).toEqual(file);
    desk.undo();
    expect(desk.workbook.toFile()).toEqual(before);
  });

  it('comes in commands that a record can hold', () => {
    const desk = new WorkbookDesk({ title: '' });
    for (const command of replaceCommands(desk.workbook, file)) {
      expect(workbookCommandSchema.safeParse(command).success).toBe(true);
    }
  });
});
