import { describe, expect, it } from 'vitest';
import { readModel } from '../../../scripts/workbook-corpus/models.ts';
import { Workbook } from '../../../src/workbook/workbook.ts';
import { exportXlsx, type WorkbookOrigin } from '../../../src/workbook/xlsx/export.ts';
import { importXlsx } from '../../../src/workbook/xlsx/import.ts';
import { plainly } from './look-of.ts';
import { smallModel } from './small-model.ts';

const origin: WorkbookOrigin = { mode: 'live', at: Date.UTC(2026, 10, 21), model: 'some-model' };

describe('a workbook that goes out and comes in again', () => {
  it('is the same, whatever it holds', async () => {
    const back = await importXlsx(await exportXlsx(Workbook.fromFile(smallModel), { origin }));
    expect(plainly(back.file)).toEqual(plainly(smallModel));
    expect(back.notUnderstood).toEqual([]);
    expect(back.origin).toEqual(origin);
  });

  it('is the same for a model of 60 months and 8,163 formulas', async () => {
    const model = readModel('model-60m');
    if (!model) throw new Error('The model is missing');
    const back = await importXlsx(await exportXlsx(Workbook.fromFile(model)));
    expect(plainly(back.file)).toEqual(plainly(model));
    expect(back.notUnderstood).toEqual([]);
    expect(back.origin).toBeUndefined();
  });

  it('gives the same bytes each time, and again from what came in', async () => {
    const bytes = await exportXlsx(Workbook.fromFile(smallModel), { origin });
    expect(await exportXlsx(Workbook.fromFile(smallModel), { origin })).toEqual(bytes);
    const { file } = await importXlsx(bytes);
    const again = await importXlsx(await exportXlsx(Workbook.fromFile(file), { origin }));
    expect(again.file).toEqual(file);
  });

  it('leaves the workbook as it was, values too', async () => {
    const workbook = Workbook.fromFile(smallModel);
    const before = workbook.toFile();
    const values = [...workbook.engine.formulas()].map(({ value }) => value);
    await exportXlsx(workbook, { origin });
    expect(workbook.toFile()).toEqual(before);
    expect([...workbook.engine.formulas()].map(({ value }) => value)).toEqual(values);
  });
});
