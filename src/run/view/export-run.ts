/** Hands a run to the person as a file. */

import { saveFile } from '../../components/save-file.ts';
import { damageOf } from '../integrity.ts';
import type { RunRecord } from '../schema.ts';

export type ExportForm = 'zip' | 'jsonl' | 'otel' | 'xlsx';

export interface ExportChoice {
  readonly form: ExportForm;
  readonly label: string;
  readonly help: string;
}

const xlsxForm: ExportChoice = {
  form: 'xlsx',
  label: 'Excel workbook (.xlsx)',
  help: 'The model at the end, with live formulas',
};

const recordForms: readonly ExportChoice[] = [
  { form: 'jsonl', label: 'Record (.jsonl)', help: 'One event a line, to import again' },
  { form: 'otel', label: 'OpenTelemetry spans', help: 'For tools that read traces' },
];

const damagedForms: readonly ExportChoice[] = [
  { form: 'jsonl', label: 'Record (.jsonl)', help: 'As it is, with a note of its damage' },
  { form: 'zip', label: 'Zip with the files', help: 'As they were before the damage' },
];

/** In which forms a run can be taken away. A damaged one only in forms that can say so. */
export function exportForms(makesWorkbook: boolean, damaged: boolean): readonly ExportChoice[] {
  if (damaged) return damagedForms;
  const help = makesWorkbook ? 'The record, the model, and a note' : 'The record, the files, and a note';
  const label = makesWorkbook ? 'Zip with the model' : 'Zip with the files';
  return [...(makesWorkbook ? [xlsxForm] : []), { form: 'zip', label, help }, ...recordForms];
}

export async function exportRun(record: RunRecord, form: ExportForm): Promise<void> {
  const { exportJsonl, exportName, exportZip } = await import('../export.ts');
  const name = exportName(record);
  switch (form) {
    case 'zip':
      return saveFile(`${name}.zip`, blob(exportZip(record, await besides(record)), 'application/zip'));
    case 'jsonl':
      return saveFile(`${name}.jsonl`, blob(exportJsonl(record), 'application/x-ndjson'));
    case 'otel': {
      const { exportOtel } = await import('../otel.ts');
      return saveFile(`${name}.otel.json`, new Blob([exportOtel(record)], { type: 'application/json' }));
    }
    case 'xlsx': {
      const { exportRunXlsx } = await import('../export-workbook.ts');
      const bytes = await exportRunXlsx(record);
      if (bytes) saveFile(`${name}.xlsx`, blob(bytes, XLSX_TYPE));
    }
  }
}

const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The workbook of a run that made one. */
async function besides(record: RunRecord): Promise<Readonly<Record<string, Uint8Array>>> {
  if (damageOf(record)) return {};
  const makesWorkbook = record.events.some(
    (event) => event.type === 'CUSTOM' && event.name === 'firsthand.workbook',
  );
  if (!makesWorkbook) return {};
  const { workbookFiles } = await import('../export-workbook.ts');
  return workbookFiles(record);
}

function blob(bytes: Uint8Array, type: string): Blob {
  return new Blob([new Uint8Array(bytes)], { type });
}
