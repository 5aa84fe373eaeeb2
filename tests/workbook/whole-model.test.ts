import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseCell } from '../../src/workbook/address.ts';
import { type CellEdit, Engine } from '../../src/workbook/engine.ts';
import { CellError, type Scalar } from '../../src/workbook/value.ts';

interface Model {
  names: Record<string, string>;
  sheets: { name: string; cells: Record<string, string | number> }[];
}
type Values = Record<string, Record<string, string | number>>;

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'workbook');
const model: Model = JSON.parse(readFileSync(join(fixtures, 'model-60m.json'), 'utf8'));
/** LibreOffice 25.2's value of every cell. */
const values: Values = JSON.parse(readFileSync(join(fixtures, 'model-60m.values.json'), 'utf8'));

function editsOf({ sheets }: Model): CellEdit[] {
  return sheets.flatMap(({ name, cells }) =>
    Object.entries(cells).map(([address, input]) => ({ sheet: name, ...placeOf(address), input })),
  );
}

function placeOf(address: string) {
  const place = parseCell(address);
  if (!place) throw new Error(`${address} is not a cell`);
  return place;
}

function load(): Engine {
  const engine = new Engine();
  for (const { name } of model.sheets) engine.addSheet(name);
  for (const [name, refersTo] of Object.entries(model.names)) engine.defineName(name, refersTo);
  engine.set(editsOf(model));
  engine.recalculate();
  return engine;
}

/** Relative 1e-9; differences under 5e-9 are rounding residue. */
function same(ours: Scalar, theirs: string | number): boolean {
  if (typeof ours !== 'number' || typeof theirs !== 'number') return (ours ?? '') === theirs;
  return Math.abs(ours - theirs) <= Math.max(5e-9, 1e-9 * Math.abs(theirs));
}

function differences(engine: Engine): string[] {
  return Object.entries(values).flatMap(([sheet, cells]) =>
    Object.entries(cells).flatMap(([address, theirs]) => {
      const { row, column } = placeOf(address);
      const value = engine.sheet(sheet)?.valueAt(row, column) ?? null;
      const ours = value instanceof CellError ? value.code : value;
      return same(ours, theirs) ? [] : [`${sheet}!${address}: ${ours} instead of ${theirs}`];
    }),
  );
}

describe('a whole model of 60 months and 8,163 formulas', () => {
  let engine: Engine;
  beforeAll(() => {
    engine = load();
  });

  it('has the value that LibreOffice has in each of its 8,677 cells', () => {
    expect(differences(engine)).toEqual([]);
    expect(engine.cycles).toEqual([]);
  });

  it('comes back to the same values after a driver was changed and put back', () => {
    const driver = { sheet: 'Assumptions', ...placeOf('D7') };
    engine.set([{ ...driver, input: 0.08 }]);
    expect(engine.recalculate().size).toBeGreaterThan(1000);
    expect(differences(engine).length).toBeGreaterThan(1000);
    engine.set([{ ...driver, input: 0.03 }]);
    engine.recalculate();
    expect(differences(engine)).toEqual([]);
  });

  it('has the same values after a change as when it is calculated from the beginning', () => {
    const changed = structuredClone(model);
    const assumptions = changed.sheets[0];
    if (assumptions) assumptions.cells.C2 = 2;
    const fresh = new Engine();
    for (const { name } of changed.sheets) fresh.addSheet(name);
    for (const [name, refersTo] of Object.entries(changed.names)) fresh.defineName(name, refersTo);
    fresh.set(editsOf(changed));
    fresh.recalculate();
    engine.set([{ sheet: 'Assumptions', ...placeOf('C2'), input: 2 }]);
    engine.recalculate();
    for (const cell of fresh.formulas()) {
      expect(engine.sheet(cell.sheet.name)?.valueAt(cell.row, cell.column)).toEqual(cell.value);
    }
  });
});
