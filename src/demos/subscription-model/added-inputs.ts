/** Assumptions that a change brings: below all others, with the request as their source. */
import { columnName } from '../../workbook/address.ts';
import type { CellInput } from '../../workbook/engine.ts';
import { type ChangeStep, InTheWay, namesStep, placeOfAddress, writeStep } from '../model/change-model.ts';
import { tryRead } from '../model/read-cells.ts';
import type { Part } from '../script.ts';

export interface AddedInput {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly format: string;
}

const title = 'Added on request';
/** Rows that are looked through for the end of the assumptions; two columns of them are read at once. */
const mostRows = 250;
/** Rows below the last label that are looked through in all columns at once. */
const rowsBelow = 60;

/** The labels of all assumptions: where one of a change is among them, the change was made. */
export function markOf(text: string): { range: string; text: string } {
  return { range: 'Assumptions!A1:A200', text };
}

/** Steps that write assumptions and name them, wherever the others stand now. */
export function* addInputs(added: readonly AddedInput[], purpose: string): Part<readonly ChangeStep[]> {
  const known = yield* tryRead('Churn');
  const live = known?.cells[0];
  const base = /^=([A-Z]+)\d+\+CHOOSE\(Scenario,0,/.exec(live?.formula ?? '')?.[1];
  if (!known || !live || base === undefined)
    throw new InTheWay('The assumption Churn', 'is not worked out from base and scenarios any more');
  const { column } = placeOfAddress(live.address);
  const { sheet } = known;
  const labels = yield* tryRead(`${sheet}!A1:B${mostRows}`);
  const labelled = Math.max(0, ...(labels?.cells.map((cell) => cell.row) ?? []));
  const below = yield* tryRead(`${sheet}!A${labelled + 1}:${columnName(column + 3)}${labelled + rowsBelow}`);
  // A remark beside the assumptions takes its row as well.
  const begun = Math.max(labelled, ...(below?.cells.map((cell) => cell.row) ?? []));
  const titled = labels?.cells.some((cell) => cell.value === title) ?? false;
  const first = begun + (titled ? 1 : 3);
  const up = columnName(column + 2);
  const down = columnName(column + 3);
  const rows = added.map(({ label, unit, value }, index): CellInput[] => {
    const row = first + index;
    return [
      label,
      unit,
      'Your request',
      `=${base}${row}+CHOOSE(Scenario,0,${up}${row},${down}${row})`,
      value,
    ];
  });
  const heading: readonly CellInput[][] = titled ? [] : [[title]];
  const at = `A${first - heading.length}`;
  return [
    writeStep({ purpose, sheet, at, rows: [...heading, ...rows] }),
    namesStep(
      Object.fromEntries(
        added.map(({ name }, index) => [name, `${sheet}!$${columnName(column)}$${first + index}`]),
      ),
    ),
    lookStep(sheet, added, first, [columnName(column), base, down], !titled),
  ];
}

function lookStep(
  sheet: string,
  added: readonly AddedInput[],
  first: number,
  [live = 'D', base = 'E', last = 'G']: readonly string[],
  withTitle: boolean,
): ChangeStep {
  const end = first + added.length - 1;
  const rules = [
    ...(withTitle ? [{ area: `A${first - 1}:${last}${first - 1}`, role: 'heading' }] : []),
    { area: `B${first}:C${end}`, role: 'note' },
    { area: `${base}${first}:${last}${end}`, role: 'input' },
    ...added.map(({ format }, index) => ({
      area: `${live}${first + index}:${last}${first + index}`,
      format,
    })),
  ];
  return {
    tool: 'format_range',
    input: { purpose: 'the new assumptions as inputs', sheet, rules },
    doing: 'give the new assumptions their look',
  };
}
