import { describe, expect, it } from 'vitest';
import { Workbook, type WorkbookChange } from '../../src/workbook/workbook.ts';

function small(): Workbook {
  const workbook = new Workbook('Small');
  workbook.apply({ do: 'add-sheet', name: 'Inputs' });
  workbook.apply({ do: 'write', sheet: 'Inputs', at: 'B2', rows: [[4], ['=B2*10']] });
  return workbook;
}

function shownAt(workbook: Workbook, row: number): unknown {
  return workbook.engine.sheet('Inputs')?.valueAt(row, 1);
}

describe('a number that is only tried', () => {
  it('recalculates and is told as passing', () => {
    const workbook = small();
    const told: WorkbookChange[] = [];
    workbook.subscribe((change) => told.push(change));
    const change = workbook.try('Inputs', 'B2', 7);
    expect(shownAt(workbook, 2)).toBe(70);
    expect(change.cells.size).toBe(1);
    expect(told.map(({ passing }) => passing)).toEqual([true]);
  });

  it('is gone when it is taken back', () => {
    const workbook = small();
    workbook.try('Inputs', 'B2', 7);
    workbook.try('Inputs', 'B2', 8);
    workbook.endTry();
    expect([shownAt(workbook, 1), shownAt(workbook, 2)]).toEqual([4, 40]);
  });

  it('is no step: the command after it is undone to what stood there before', () => {
    const workbook = small();
    workbook.try('Inputs', 'B2', 7);
    const { back } = workbook.apply({ do: 'write', sheet: 'Inputs', at: 'B2', rows: [[9]] });
    expect(shownAt(workbook, 2)).toBe(90);
    workbook.apply(back);
    expect([shownAt(workbook, 1), shownAt(workbook, 2)]).toEqual([4, 40]);
  });

  it('does not stay where another command comes in', () => {
    const workbook = small();
    workbook.try('Inputs', 'B2', 7);
    workbook.apply({ do: 'write', sheet: 'Inputs', at: 'D1', rows: [['note']] });
    expect([shownAt(workbook, 1), shownAt(workbook, 2)]).toEqual([4, 40]);
  });
});
