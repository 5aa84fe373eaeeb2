import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type ModelName,
  type ModelValues,
  modelNames,
  readModel,
  valuesPath,
} from '../../../scripts/workbook-corpus/models.ts';
import { secondShift } from '../../../scripts/workbook-corpus/second-shift.ts';
import { parseCell } from '../../../src/workbook/address.ts';
import { CellError, type Scalar } from '../../../src/workbook/value.ts';
import { Workbook } from '../../../src/workbook/workbook.ts';
import { exportXlsx } from '../../../src/workbook/xlsx/export.ts';
import { importXlsx } from '../../../src/workbook/xlsx/import.ts';
import { plainly } from './look-of.ts';

/** Formulas that each model has at least. */
const least: Readonly<Record<ModelName, number>> = {
  'model-60m': 8163,
  'second-shift': 2800,
  'subscription-model': 2000,
  'refinance-model': 1000,
};

/** Relative 1e-9; differences under 5e-9 are rounding residue. */
function same(ours: Scalar, theirs: number | string | boolean): boolean {
  if (typeof ours !== 'number' || typeof theirs !== 'number') return (ours ?? '') === theirs;
  return Math.abs(ours - theirs) <= Math.max(5e-9, 1e-9 * Math.abs(theirs));
}

function differences(workbook: Workbook, values: ModelValues): string[] {
  return Object.entries(values).flatMap(([sheet, cells]) =>
    Object.entries(cells).flatMap(([address, theirs]) => {
      const place = parseCell(address);
      const value = place ? (workbook.engine.sheet(sheet)?.valueAt(place.row, place.column) ?? null) : null;
      const ours = value instanceof CellError ? value.code : value;
      return same(ours, theirs) ? [] : [`${sheet}!${address}: ${String(ours)} instead of ${String(theirs)}`];
    }),
  );
}

/** Cells that LibreOffice's sensitivity tables and the sheets added on export have no place in. */
function ofTheModel(workbook: Workbook, values: ModelValues): ModelValues {
  return Object.fromEntries(
    Object.entries(values).map(([sheet, cells]) => [
      sheet,
      Object.fromEntries(
        Object.entries(cells).filter(([address]) => {
          const place = parseCell(address);
          const cell = place && workbook.engine.sheet(sheet)?.find(place.row, place.column);
          return cell && (!cell.isBlank || cell.spilledFrom);
        }),
      ),
    ]),
  );
}

describe.each(modelNames)('the whole model %s', (name) => {
  const file = readModel(name);
  if (!file) throw new Error(`${name} is missing: node scripts/make-workbook-models.ts`);
  let workbook: Workbook;
  let values: ModelValues;
  beforeAll(() => {
    workbook = Workbook.fromFile(file);
    values = ofTheModel(workbook, JSON.parse(readFileSync(valuesPath(name), 'utf8')));
  });

  it('has the value that LibreOffice has in each cell', () => {
    const formulas = [...workbook.engine.formulas()];
    expect(formulas.length).toBeGreaterThanOrEqual(least[name]);
    const compared = Object.values(values).reduce((sum, cells) => sum + Object.keys(cells).length, 0);
    expect(compared).toBeGreaterThan(formulas.length);
    expect(differences(workbook, values)).toEqual([]);
    expect(workbook.engine.cycles).toEqual([]);
  });

  it('comes back from .xlsx as it went', async () => {
    const back = await importXlsx(await exportXlsx(workbook));
    expect(plainly(back.file)).toEqual(plainly(file));
    expect(back.notUnderstood).toEqual([]);
  });
});

describe('the model of a second shift', () => {
  it('is the one that its script writes', () => {
    expect(readModel('second-shift')).toEqual(secondShift());
  });

  it('uses functions that the others do not', () => {
    const text = JSON.stringify(readModel('second-shift'));
    for (const name of ['IPMT', 'PPMT', 'XNPV', 'SORTBY', 'UNIQUE', 'SEQUENCE', 'IFS', 'SWITCH', 'TEXTJOIN'])
      expect(text).toContain(`${name}(`);
  });
});
