/** How each sheet of months is laid out: title, months and their numbers on top, a free row between parts. */
import { gap, heading, type SheetPart, type SheetPlan, type SheetRow } from '../model/model-sheet.ts';
import { month, share } from './inputs.ts';

export { heading };

/** Months of the model. */
export const MONTHS = 36;
/** Whole amounts shown in thousands. */
export const thousands = '#,##0,;(#,##0,);"–"';
/** The sheet whose months all others show. */
const clock = 'Lending';

export function monthSheet(sheet: string, title: string, parts: readonly SheetPart[]): SheetPlan {
  const months = sheet === clock ? '=EDATE(First_month,[period]-1)' : `=[${clock}!month]`;
  const top: SheetPart = {
    purpose: `the months of the sheet ${sheet}`,
    rows: [
      { label: title, role: 'title' },
      { label: 'Amounts in thousands', role: 'note' },
      { key: 'month', label: 'Month', formula: months, format: month, role: 'heading' },
      { key: 'period', label: 'Number of the month', formula: '=COLUMNS($D$1:D1)', format: '0' },
      gap,
    ],
  };
  const spaced = parts.map((part, index) =>
    index < parts.length - 1 ? { ...part, rows: [...part.rows, gap] } : part,
  );
  return { sheet, lead: 3, periods: MONTHS, parts: [top, ...spaced] };
}

export function money(key: string, label: string, formula: string, role?: SheetRow['role']): SheetRow {
  return { key, label, unit: 'thousands', formula, format: thousands, ...(role && { role }) };
}

export function rate(key: string, label: string, formula: string): SheetRow {
  return { key, label, unit: '%', formula, format: share };
}
