import { describe, expect, it } from 'vitest';
import { moveFormula } from '../../src/workbook/move-formula.ts';
import { Workbook } from '../../src/workbook/workbook.ts';

describe('a formula that is copied', () => {
  it.each([
    ['B1*$B$2+B$3+$B4', 1, 2, 'D2*$B$2+D$3+$B5'],
    ['SUM($B$2:B2)', 3, 0, 'SUM($B$2:B5)'],
    ["SUM('Cash flow'!A1:B2)-PnL!C3", 0, 1, "SUM('Cash flow'!B1:C2)-PnL!D3"],
    ['SUM(A:B)+SUM($A:B)+SUM(2:3)+SUM($2:3)', 1, 1, 'SUM(B:C)+SUM($A:C)+SUM(3:4)+SUM($2:4)'],
    ['IF(A1="A1 is B2",LOG10(A1),Rate_1)', 1, 0, 'IF(A2="A1 is B2",LOG10(A2),Rate_1)'],
    ['A1+ 2 * ( B2 )', 0, 1, 'B1+ 2 * ( C2 )'],
    ['A1+SUM(B2:A1)', -1, 0, '#REF!+SUM(#REF!)'],
    ['PnL!A1', 0, -1, 'PnL!#REF!'],
    ['XFD1', 0, 1, '#REF!'],
    ['INDEX(A1:A9,2):B3', 1, 1, 'INDEX(B2:B10,2):C4'],
    ['LET(x,A1,x*2)', 0, 1, 'LET(x,B1,x*2)'],
    ['A1#', 1, 0, 'A2#'],
  ])('%s by %i rows and %i columns becomes %s', (formula, rows, columns, moved) => {
    expect(moveFormula(formula, rows, columns)).toBe(moved);
  });
});

function filled(rows: (string | number | null)[][], from: string, to: string): Workbook {
  const workbook = new Workbook('Fill');
  workbook.apply([
    { do: 'add-sheet', name: 'S' },
    { do: 'write', sheet: 'S', at: 'A1', rows },
    { do: 'fill', sheet: 'S', from, to },
  ]);
  return workbook;
}

function inputs(workbook: Workbook, row: number, columns: number) {
  return Array.from({ length: columns }, (_, column) => workbook.inputAt('S', row, column));
}

describe('a fill', () => {
  it('copies a column to the right with its references moved', () => {
    const workbook = filled([[1, '=A1+1']], 'B1', 'B1:D1');
    expect(inputs(workbook, 0, 4)).toEqual([1, '=A1+1', '=B1+1', '=C1+1']);
    expect(workbook.engine.sheet('S')?.valueAt(0, 3)).toBe(4);
  });

  it('repeats a pattern over both directions, constants and blanks too', () => {
    const workbook = filled(
      [
        ['x', '=A1'],
        [null, 5],
      ],
      'A1:B2',
      'A1:D4',
    );
    expect([0, 1, 2, 3].map((row) => inputs(workbook, row, 4))).toEqual([
      ['x', '=A1', 'x', '=C1'],
      [null, 5, null, 5],
      ['x', '=A3', 'x', '=C3'],
      [null, 5, null, 5],
    ]);
  });

  it.each([
    ['an area that begins elsewhere', 'B1', 'A1:D1'],
    ['an area that is smaller', 'A1:B2', 'A1:B1'],
    ['too many cells', 'A1', 'A1:CV900'],
  ])('is refused over %s and changes nothing', (_, from, to) => {
    const workbook = filled([[1, 2]], 'A1', 'A1');
    const before = workbook.toFile();
    expect(() => workbook.apply({ do: 'fill', sheet: 'S', from, to })).toThrow();
    expect(workbook.toFile()).toEqual(before);
  });
});
