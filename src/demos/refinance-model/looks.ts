/** How the sheets look: a bank's model, with amounts in thousands, brackets for what is negative, bold totals. */
import type { FormatRule } from '../../workbook/schema.ts';
import type { SheetPlan, SheetRow } from '../model/model-sheet.ts';
import { type PlacedInput, placedGroups, rowsAfterInputs } from './inputs.ts';
import { places } from './plans.ts';

export interface SheetLook {
  readonly rules: readonly FormatRule[];
  readonly freeze: { readonly rows: number; readonly columns: number };
  readonly widths: Readonly<Record<string, number>>;
  readonly conditionals?: readonly Readonly<Record<string, unknown>>[];
}

/** The rules of a sheet of months, one for each row that is not plain. */
export function monthLook(plan: SheetPlan): SheetLook {
  const { first, last } = places.span(plan.sheet);
  const rows = plan.parts.flatMap((part) => part.rows);
  const rules = rows.flatMap((row, index) => rowRules(row, index + 1, first, last));
  return {
    rules: [{ area: `B6:B${rows.length}`, role: 'note' }, ...rules],
    freeze: { rows: 4, columns: 2 },
    widths: { A: 260, B: 112, C: 28 },
    ...(plan.sheet === 'Balance' && { conditionals: balanceSigns(first, last) }),
  };
}

function rowRules({ role, format }: SheetRow, row: number, first: string, last: string): FormatRule[] {
  const rules: FormatRule[] = [];
  if (format) rules.push({ area: `${first}${row}:${last}${row}`, format });
  if (role) rules.push({ area: role === 'title' ? `A${row}` : `A${row}:${last}${row}`, role });
  return rules;
}

/** Differences are marked, and own funds that do not suffice. */
function balanceSigns(first: string, last: string) {
  const row = (key: string) => places.row('Balance', key);
  const across = (key: string) => `${first}${row(key)}:${last}${row(key)}`;
  return [
    { area: `${first}${row('difference')}:${last}${row('bookTie')}`, when: 'not-zero', show: 'bad' },
    { area: across('spare'), when: 'below', value: 0, show: 'bad' },
  ];
}

export const inputsLook: SheetLook = {
  rules: [
    { area: 'A1', role: 'title' },
    { area: 'A2', role: 'note' },
    { area: 'A3:G3', role: 'heading' },
    { area: `F4:G${rowsAfterInputs - 1}`, role: 'note' },
    ...placedGroups.flatMap(({ row, inputs }): FormatRule[] => [
      { area: `A${row}:G${row}`, role: 'heading' },
      ...inputs.flatMap(inputRules),
    ]),
  ],
  freeze: { rows: 3, columns: 1 },
  widths: { A: 300, B: 108, C: 96, D: 96, E: 96, F: 72, G: 320 },
};

function inputRules({ row, format, value }: PlacedInput): FormatRule[] {
  if (typeof value === 'number') return [{ area: `B${row}`, format, role: 'input' }];
  return [
    { area: `B${row}`, format },
    { area: `C${row}:E${row}`, format, role: 'input' },
  ];
}

export const notesLook: SheetLook = {
  rules: [
    { area: 'A1', role: 'title' },
    { area: 'A2:D2', role: 'heading' },
  ],
  freeze: { rows: 2, columns: 1 },
  widths: { A: 120, B: 420, C: 420, D: 90 },
};

export const summaryLook = {
  freeze: { rows: 4, columns: 1 },
  widths: { A: 280, B: 110, C: 110, D: 110, E: 110 },
} as const;

/** Formats of what a change adds to the assumptions. */
export function addedRules(row: number, formats: readonly string[]): FormatRule[] {
  return [
    ...formats.map((format, index): FormatRule => ({ area: `B${row + index}`, format, role: 'input' })),
    { area: `F${row}:G${row + formats.length - 1}`, role: 'note' },
  ];
}
