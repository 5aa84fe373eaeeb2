/** Hands a run to the person as a file. */

import { saveFile } from '../../components/save-file.ts';
import type { RunRecord } from '../schema.ts';

export type ExportForm = 'zip' | 'jsonl' | 'otel';

export const exportForms: readonly {
  readonly form: ExportForm;
  readonly label: string;
  readonly help: string;
}[] = [
  { form: 'zip', label: 'Zip with the files', help: 'The record, the files, and a note' },
  { form: 'jsonl', label: 'Record (.jsonl)', help: 'One event a line, to import again' },
  { form: 'otel', label: 'OpenTelemetry spans', help: 'For tools that read traces' },
];

export async function exportRun(record: RunRecord, form: ExportForm): Promise<void> {
  const { exportJsonl, exportName, exportZip } = await import('../export.ts');
  const name = exportName(record);
  switch (form) {
    case 'zip':
      return saveFile(`${name}.zip`, blob(exportZip(record), 'application/zip'));
    case 'jsonl':
      return saveFile(`${name}.jsonl`, blob(exportJsonl(record), 'application/x-ndjson'));
    case 'otel': {
      const { exportOtel } = await import('../otel.ts');
      return saveFile(`${name}.otel.json`, new Blob([exportOtel(record)], { type: 'application/json' }));
    }
  }
}

function blob(bytes: Uint8Array, type: string): Blob {
  return new Blob([new Uint8Array(bytes)], { type });
}
