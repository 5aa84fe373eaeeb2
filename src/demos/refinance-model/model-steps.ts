/** The assumptions as the calls that write them, and what all names stand for. */
import type { CellInput } from '../../workbook/engine.ts';
import { type PlacedGroup, placedGroups } from './inputs.ts';
import { lineRange, resultLines } from './plans.ts';

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
    ['What is typed is coloured and cites its paragraph. All else is worked out.'],
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
  return Object.fromEntries(Object.entries(resultLines).map(([name, line]) => [name, lineRange(line)]));
}
