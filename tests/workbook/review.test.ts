import { describe, expect, it } from 'vitest';
import { parseCell } from '../../src/workbook/address.ts';
import { Engine } from '../../src/workbook/engine.ts';
import { reviewWorkbook } from '../../src/workbook/review.ts';

function review(inputs: Record<string, string | number>) {
  const engine = new Engine();
  engine.addSheet('P');
  engine.set(
    Object.entries(inputs).map(([address, input]) => ({
      sheet: 'P',
      ...(parseCell(address) ?? { row: 0, column: 0 }),
      input,
    })),
  );
  engine.recalculate();
  return reviewWorkbook(engine).map((finding) => `${finding.kind} ${finding.cells}`);
}

describe('the structural review', () => {
  it('has nothing to say about a clean row', () => {
    expect(
      review({ A1: 'Price', B1: 10, A2: 'Sales', B2: '=$B$1*12', C2: '=$B$1*12', D2: '=ROUND($B$1/12,2)' }),
    ).toEqual([]);
  });

  it('flags a number typed into formulas once for the whole run', () => {
    const row = { A2: 'Tax', B2: '=B1*0.21', C2: '=C1*0.21', D2: '=D1*0.21' };
    expect(review(row)).toEqual(['typed-number P!B2:D2']);
  });

  it('flags the cell that breaks the rule of its row, not the first period', () => {
    const row = {
      A1: 'x',
      B1: '=A9',
      C1: '=B1+1',
      D1: '=C1+1',
      E1: '=D1+1',
      F1: '=E1',
      G1: '=F1+1',
      H1: '=G1+1',
    };
    expect(review(row)).toEqual(['uneven-row P!F1']);
  });

  it('takes copies of a formula with fixed ranges for one rule, and totals of the row for no part of it', () => {
    const row: Record<string, string> = { A1: 'x', B1: '=SUM(C1:H1)', C1: '=A9' };
    for (const [index, column] of ['D', 'E', 'F', 'G', 'H'].entries()) {
      row[`${column}1`] = `=SUM($A$5:$B$6)+SUM($C2:${column}2)+${'CDEFG'[index]}1`;
    }
    expect(review(row)).toEqual([]);
  });

  it('flags an assumption that nothing reads and a text that looks like a number', () => {
    expect(review({ A1: 'Churn', B1: 0.02, A2: 'Price', B2: '12.5' })).toEqual([
      'unused-input P!B1',
      'text-number P!B2',
    ]);
  });
});
