import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { exportZip } from '../../src/run/export.ts';
import { exportRunXlsx, workbookFiles } from '../../src/run/export-workbook.ts';
import { importRecord } from '../../src/run/import.ts';
import { workbookAt } from '../../src/run/workbook-at.ts';
import { workbookPrint } from '../../src/run/workbook-print.ts';
import { workbookFileSchema } from '../../src/workbook/schema.ts';
import { Workbook } from '../../src/workbook/workbook.ts';
import { importXlsx } from '../../src/workbook/xlsx/import.ts';
import { TestClock, testRecorder } from '../doubles/run-setup.ts';

function record() {
  const recorder = testRecorder({ mode: 'rehearsal', model: 'Small rehearsal' }, new TestClock());
  recorder.fact('file', { path: '/briefing.md', by: 'seed', before: null, after: 'P1 Ten.' });
  recorder.fact('workbook', { by: 'agent', command: { do: 'add-sheet', name: 'PnL' } });
  recorder.fact('workbook', {
    by: 'agent',
    command: {
      do: 'write',
      sheet: 'PnL',
      at: 'A1',
      rows: [
        ['Price', 10],
        ['Twice', '=B1*2'],
      ],
    },
  });
  return recorder;
}

describe('an exported run that made a model', () => {
  it('holds record, briefing, model as JSON and as .xlsx', async () => {
    const run = record();
    const files = unzipSync(exportZip(run, await workbookFiles(run)));
    const xlsx = Object.keys(files).find((name) => name.endsWith('.xlsx')) ?? '';
    expect(Object.keys(files).sort()).toEqual(
      ['README.txt', 'files/briefing.md', 'model.workbook.json', 'run.jsonl', xlsx].sort(),
    );
    const json: unknown = JSON.parse(strFromU8(files['model.workbook.json'] ?? new Uint8Array()));
    const opened = Workbook.fromFile(workbookFileSchema.parse(json));
    expect(opened.engine.sheet('PnL')?.find(1, 1)?.value).toBe(20);
    const { file, origin } = await importXlsx(files[xlsx] ?? new Uint8Array());
    expect(Workbook.fromFile(file).engine.sheet('PnL')?.find(1, 1)?.value).toBe(20);
    expect(origin).toMatchObject({ mode: 'rehearsal' });
    expect(strFromU8(files['README.txt'] ?? new Uint8Array())).toContain('model.workbook.json');
  });

  it('comes back with the same model', async () => {
    const run = record();
    const { events } = importRecord(exportZip(run, await workbookFiles(run)));
    expect(workbookPrint(workbookAt(events))).toBe(workbookPrint(workbookAt(run.events)));
  });

  it('has nothing of a model where there is none', async () => {
    const run = testRecorder();
    run.fact('file', { path: '/a.ts', by: 'seed', before: null, after: '' });
    expect(await workbookFiles(run)).toEqual({});
    expect(await exportRunXlsx(run)).toBeNull();
    expect(Object.keys(unzipSync(exportZip(run)))).not.toContain('model.workbook.json');
  });
});
