/** Writes a workbook as an .xlsx and hands it to the person. Loaded when one is wanted. */

import { saveFile } from '../../components/save-file.ts';
import type { Mode } from '../../run/schema.ts';
import type { Workbook } from '../../workbook/workbook.ts';
import { exportXlsx } from '../../workbook/xlsx/export.ts';

export interface XlsxOrigin {
  /** Without its ending. */
  readonly name: string;
  readonly mode: Mode;
  /** Model id, or the title of the rehearsal. */
  readonly model: string;
  /** When the run began, ms since 1970. */
  readonly at: number;
  /** No check knows whether its numbers are right. */
  readonly structureOnly: boolean;
}

export async function saveXlsx(
  workbook: Workbook,
  { name, mode, model, at, structureOnly }: XlsxOrigin,
): Promise<void> {
  workbook.endTry();
  const bytes = await exportXlsx(workbook, {
    origin: { mode, at, ...(mode === 'live' ? { model } : {}) },
    structureOnly,
  });
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  saveFile(`${name}.xlsx`, new Blob([new Uint8Array(bytes)], { type }));
}
