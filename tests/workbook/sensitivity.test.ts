import { describe, expect, it } from 'vitest';
import type { Sensitivity } from '../../src/workbook/schema.ts';
import { computeSensitivity, SensitivityError, sensitivitySteps } from '../../src/workbook/sensitivity.ts';
import { Workbook } from '../../src/workbook/workbook.ts';

function loan(): Workbook {
  const workbook = new Workbook('Loan');
  workbook.apply([
    { do: 'add-sheet', name: 'In' },
    {
      do: 'write',
      sheet: 'In',
      at: 'A1',
      rows: [
        ['Rate', 0.1],
        ['Years', 2],
        ['Live rate', '=B1'],
        ['Inverse', '=1/B2'],
      ],
    },
    { do: 'define-name', name: 'Rate', refersTo: 'In!$B$1' },
    { do: 'add-sheet', name: 'Out' },
    { do: 'write', sheet: 'Out', at: 'A1', rows: [['=100*(1+In!B3)^In!B2'], ['=In!B4']] },
  ]);
  return workbook;
}

const table: Sensitivity = {
  id: 'growth',
  title: 'What 100 grow to',
  output: 'Out!A1',
  across: { cell: 'Rate', label: 'Rate', values: [0, 0.1, 0.2] },
  down: { cell: 'In!B2', label: 'Years', values: [1, 3] },
};

describe('a sensitivity table', () => {
  it('has the output for every combination, and what the model says now', () => {
    const { values, now } = computeSensitivity(loan(), table);
    expect(values.map((row) => row.map((value) => Math.round(Number(value) * 100) / 100))).toEqual([
      [100, 110, 120],
      [100, 133.1, 172.8],
    ]);
    expect([Math.round(Number(now.output)), now.across, now.down]).toEqual([121, 0.1, 2]);
  });

  it('leaves the workbook as it is and tells nobody', () => {
    const workbook = loan();
    const before = workbook.toFile();
    workbook.subscribe(() => expect.unreachable());
    computeSensitivity(workbook, table);
    expect(workbook.toFile()).toEqual(before);
  });

  it('is computed from a file, step by step, with its progress', () => {
    const file = structuredClone(loan().toFile());
    const steps = sensitivitySteps(file, table);
    const seen: string[] = [];
    let last = steps.next();
    for (; !last.done; last = steps.next()) seen.push(`${last.value.done} of ${last.value.total}`);
    expect(seen).toEqual(['1 of 6', '2 of 6', '3 of 6', '4 of 6', '5 of 6', '6 of 6']);
    expect(last.value.values).toEqual(computeSensitivity(file, table).values);
  });

  it('may vary one input, also one that a formula chooses, and shows errors by their code', () => {
    const { down: _down, ...one } = table;
    const byLive = { ...one, across: { cell: 'In!B3', label: 'Live rate', values: [0, 1] } };
    expect(computeSensitivity(loan(), byLive).values).toEqual([[100, 400]]);
    const broken = { ...one, output: 'Out!A2', across: { cell: 'In!B2', label: 'Years', values: [0, 4] } };
    expect(computeSensitivity(loan(), broken).values).toEqual([['#DIV/0!', 0.25]]);
  });

  it.each([
    ['an output that is not there', { output: 'Nowhere!A1' }],
    ['an output of many cells', { output: 'In!B1:B2' }],
    ['an input that is not there', { across: { ...table.across, cell: 'Rat' } }],
  ])('is refused with %s, and says what to give', (_, part) => {
    expect(() => computeSensitivity(loan(), { ...table, ...part })).toThrow(SensitivityError);
  });
});
