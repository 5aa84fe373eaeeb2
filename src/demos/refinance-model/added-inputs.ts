/** Assumptions that a change brings: below all others, citing what the briefing says near them. */
import type { CellInput } from '../../workbook/engine.ts';
import { type ChangeStep, formatStep, namesStep, writeStep } from '../model/change-model.ts';
import { tryRead } from '../model/read-cells.ts';
import type { Part } from '../script.ts';
import { rowsAfterInputs } from './inputs.ts';
import { addedRules } from './looks.ts';

interface AddedInput {
  readonly name: string;
  readonly label: string;
  readonly value: number;
  readonly format: string;
}

const title = 'Added on request';
/** Rows below the assumptions that are looked through: one read of seven columns. */
const endOfAdded = rowsAfterInputs + 59;

/** The label of an assumption that a change brings: where it is, the change was made. */
export function markOf(text: string): { range: string; text: string } {
  return { range: `Inputs!A${rowsAfterInputs}:A${endOfAdded}`, text };
}

/** Steps that write assumptions and name them, below whatever stands there now. */
export function* addInputs(
  added: readonly AddedInput[],
  near: string,
  purpose: string,
): Part<readonly ChangeStep[]> {
  const below = yield* tryRead(`Inputs!A${rowsAfterInputs}:G${endOfAdded}`);
  const cells = below?.cells ?? [];
  const end = Math.max(rowsAfterInputs - 1, ...cells.map(({ row }) => row));
  const isTitled = cells.some(({ value }) => value === title);
  const gap = isTitled || end < rowsAfterInputs ? 0 : 1;
  const first = end + 1 + gap + (isTitled ? 0 : 1);
  const rows = added.map(({ label, value }): CellInput[] => [label, value, null, null, null, near, title]);
  return [
    writeStep({
      purpose,
      sheet: 'Inputs',
      at: `A${isTitled ? first : first - 1}`,
      rows: isTitled ? rows : [[title], ...rows],
    }),
    formatStep('Inputs', 'the new assumptions', [
      ...(isTitled ? [] : [{ area: `A${first - 1}:G${first - 1}`, role: 'heading' }]),
      ...addedRules(
        first,
        added.map(({ format }) => format),
      ),
    ]),
    namesStep(Object.fromEntries(added.map(({ name }, index) => [name, `Inputs!$B$${first + index}`]))),
  ];
}
