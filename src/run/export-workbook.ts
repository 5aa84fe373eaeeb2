/** The workbook of a run as files. Loaded when one is exported. */
import { strToU8 } from 'fflate';
import { judgesStructureOnly } from '../workbook/judged.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { exportXlsx } from '../workbook/xlsx/export.ts';
import { exportName } from './export.ts';
import { assertWhole } from './integrity.ts';
import type { RunRecord } from './schema.ts';
import { tellStory } from './story.ts';
import { workbookAt } from './workbook-at.ts';

/**
 * `model.workbook.json`, and the same with live formulas as .xlsx; nothing where the run made no workbook.
 *
 * @throws RecordDamagedError
 */
export async function workbookFiles(record: RunRecord): Promise<Readonly<Record<string, Uint8Array>>> {
  const workbook = workbookOf(record);
  if (!workbook) return {};
  const json = strToU8(`${JSON.stringify(workbook.toFile(), null, 1)}\n`);
  return { 'model.workbook.json': json, [`${exportName(record)}.xlsx`]: await xlsxOf(workbook, record) };
}

/**
 * The model at the end of a run as .xlsx; null where it made none.
 *
 * @throws RecordDamagedError
 */
export async function exportRunXlsx(record: RunRecord): Promise<Uint8Array | null> {
  const workbook = workbookOf(record);
  return workbook && xlsxOf(workbook, record);
}

function workbookOf(record: RunRecord): Workbook | null {
  const { header, events } = assertWhole(record);
  const workbook = workbookAt(events, undefined, header.title);
  return workbook.sheets.length > 0 ? workbook : null;
}

function xlsxOf(workbook: Workbook, record: RunRecord): Promise<Uint8Array> {
  const { mode, model, checks } = tellStory(record);
  const at = Date.parse(record.header.startedAt);
  return exportXlsx(workbook, {
    origin: { mode, at, ...(mode === 'live' ? { model } : {}) },
    structureOnly: judgesStructureOnly(checks?.results ?? []),
  });
}
