/** What a session needs for a demo of a model: fetched with the first of them, not before. */
import { createWorkbookTools } from '../agent/tools/workbook/create-workbook-tools.ts';
import { WorkbookDesk } from '../workbook/desk.ts';
import type { WorkbookParts } from './session-parts.ts';
import { followRecord, takeUpWorkbook } from './workbook-history.ts';

export const workbookParts: WorkbookParts = {
  createDesk: (options) => new WorkbookDesk(options),
  createTools: createWorkbookTools,
  takeUp: takeUpWorkbook,
  follow: followRecord,
};
