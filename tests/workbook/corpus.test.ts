import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCell } from '../../src/workbook/address.ts';
import { Engine } from '../../src/workbook/engine.ts';
import { CellError, type Scalar } from '../../src/workbook/value.ts';

type Known = number | string | boolean | null;
interface Corpus {
  data: Record<string, string | number | boolean>;
  names: Record<string, string>;
  scalars: { formula: string; value: Known }[];
  arrays: { formula: string; values: Known[][] }[];
}

const corpus: Corpus = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'fixtures', 'workbook', 'corpus.json'), 'utf8'),
);

function engineWithData(): Engine {
  const engine = new Engine();
  engine.addSheet('Data');
  engine.addSheet('Cases');
  for (const [name, refersTo] of Object.entries(corpus.names)) engine.defineName(name, refersTo);
  engine.set(
    Object.entries(corpus.data).map(([address, input]) => {
      const { row, column } = parseCell(address) ?? { row: 0, column: 0 };
      return { sheet: 'Data', row, column, input };
    }),
  );
  return engine;
}

function plain(value: Scalar): Known {
  return value instanceof CellError ? value.code : value;
}

/**
 * Relative 1e-9; differences under 5e-9 are rounding residue. LibreOffice writes #VALUE! for every
 * argument it does not like, where the file format tells #NUM!, #REF! and #N/A apart; and 1 for TRUE in arrays.
 */
function agrees(ours: Known, theirs: Known): boolean {
  if (typeof ours === 'number' && typeof theirs === 'number') {
    return Math.abs(ours - theirs) <= Math.max(5e-9, 1e-9 * Math.abs(theirs));
  }
  if (theirs === '#VALUE!') return typeof ours === 'string' && ours.startsWith('#');
  if (typeof ours === 'boolean' && typeof theirs === 'number') return Number(ours) === theirs;
  return ours === theirs || ((ours ?? '') === '' && (theirs ?? '') === '');
}

describe('single formulas', () => {
  const engine = engineWithData();
  engine.set(
    corpus.scalars.map(({ formula }, row) => ({
      sheet: 'Cases',
      row: row * 12,
      column: 20,
      input: `=${formula}`,
    })),
  );
  engine.recalculate();

  it('are at least 600', () => {
    expect(corpus.scalars.length + corpus.arrays.length).toBeGreaterThanOrEqual(600);
  });

  it.each(corpus.scalars.map(({ formula, value }, row) => ({ formula, value, row })))(
    '$formula is $value',
    ({ value, row }) => {
      const ours = plain(engine.sheet('Cases')?.valueAt(row * 12, 20) ?? null);
      expect({ value: ours, agrees: agrees(ours, value) }).toEqual({ value: ours, agrees: true });
    },
  );
});

describe('formulas that spill', () => {
  const engine = engineWithData();
  engine.set(
    corpus.arrays.map(({ formula }, index) => ({
      sheet: 'Cases',
      row: index * 12,
      column: 0,
      input: `=${formula}`,
    })),
  );
  engine.recalculate();

  it.each(corpus.arrays.map(({ formula, values }, index) => ({ formula, values, index })))(
    '$formula',
    ({ values, index }) => {
      const ours = values.map((line, row) =>
        line.map((_, column) => plain(engine.sheet('Cases')?.valueAt(index * 12 + row, column) ?? null)),
      );
      const same = values.every((line, row) =>
        line.every((value, column) => agrees(ours[row]?.[column] ?? null, value)),
      );
      expect(same ? values : ours).toEqual(values);
    },
  );
});
