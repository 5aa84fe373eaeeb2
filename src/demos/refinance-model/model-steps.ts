/** The correct model as the calls that write it: one call a block, copied through all months. */
import type { CellInput } from '../../workbook/engine.ts';
import { type PlacedGroup, placedGroups, rowsAfterInputs } from './inputs.ts';
import { plans, resultLines } from './plans.ts';
import {
  FIRST,
  LAST,
  MONTH_ROW,
  MONTHS,
  PERIOD_ROW,
  type PlacedBlock,
  type SheetPlan,
} from './sheet-lines.ts';

/** What `write_range` is given. */
export interface WriteCall {
  readonly sheet: string;
  readonly at: string;
  readonly rows: readonly (readonly CellInput[])[];
  readonly fill_right?: number;
  readonly purpose: string;
}

export const inputHeader: WriteCall = {
  sheet: 'Inputs',
  at: 'A1',
  rows: [
    ['Northquay Bank: the refinance unit'],
    ['What is typed is blue and cites its paragraph. All else is worked out.'],
    ['Assumption', 'In use', 'Base', 'Rate shock', 'Severe', 'Source', 'Remark'],
  ],
  purpose: 'the sheet for the assumptions',
};

/** A group of assumptions; `given` replaces what the briefing says, where the agent misreads it. */
export function inputsCall(group: PlacedGroup, given: Readonly<Record<string, number>> = {}): WriteCall {
  const rows = group.inputs.map(({ name, label, value, source, remark, row }): CellInput[] => {
    const cases = typeof value === 'number' ? [null, null, null] : [...value];
    const inUse =
      typeof value === 'number' ? (given[name] ?? value) : `=CHOOSE(Scenario,C${row},D${row},E${row})`;
    return [label, inUse, ...cases, source, remark ?? null];
  });
  return {
    sheet: 'Inputs',
    at: `A${group.row}`,
    rows: [[group.heading], ...rows],
    purpose: group.purpose,
  };
}

/** Name → the cell that formulas read. */
export function inputNames(): Record<string, string> {
  return Object.fromEntries(
    placedGroups.flatMap(({ inputs }) => inputs.map(({ name, row }) => [name, `Inputs!$B$${row}`])),
  );
}

/** Name → the line, one cell a month. */
export function lineNames(): Record<string, string> {
  const month = `Lending!$${FIRST}$${MONTH_ROW}:$${LAST}$${MONTH_ROW}`;
  return {
    Month: month,
    ...Object.fromEntries(Object.entries(resultLines).map(([name, key]) => [name, plans.range(key)])),
  };
}

/** Title, months and their numbers. */
export function sheetHeader({ name, title }: SheetPlan): WriteCall {
  const months =
    name === 'Lending' ? `=EDATE(First_month,${FIRST}${PERIOD_ROW}-1)` : `=Lending!${FIRST}${MONTH_ROW}`;
  return {
    sheet: name,
    at: 'A1',
    rows: [
      [title, null, null, null],
      ['Amounts in thousands', null, null, null],
      ['Month', null, null, months],
      ['Number', null, null, `=COLUMNS($${FIRST}$1:${FIRST}$1)`],
    ],
    fill_right: MONTHS - 1,
    purpose: `the months of the sheet ${name}`,
  };
}

export function blockCall({ sheet, at, rows, purpose }: PlacedBlock): WriteCall {
  return { sheet, at, rows, fill_right: MONTHS - 1, purpose };
}

/** Row on the sheet of inputs where the assumptions of a change begin; each change has its own. */
export const addedRows = {
  heading: rowsAfterInputs,
  broker: rowsAfterInputs + 1,
  hires: rowsAfterInputs + 4,
  agent: rowsAfterInputs + 6,
} as const;
