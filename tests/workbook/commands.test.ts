import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnName } from '../../src/workbook/address.ts';
import { WorkbookDesk } from '../../src/workbook/desk.ts';
import type { WorkbookCommand } from '../../src/workbook/schema.ts';
import { workbookCommandSchema, workbookFileSchema } from '../../src/workbook/schema.ts';
import { CellError } from '../../src/workbook/value.ts';
import { Workbook, WorkbookError } from '../../src/workbook/workbook.ts';

const sheet = fc.constantFrom('P', 'Q', 'Cash flow');
const place = fc
  .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 5 }))
  .map(([column, row]) => `${columnName(column)}${row}`);
const input = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  fc.constantFrom(null, 'text', true, '=1+', '=Rate*2', '=SUM(A1:C3)', '=SEQUENCE(2,2)', '=OFFSET(A1,1,1)'),
  fc.tuple(sheet, place).map(([name, at]) => `='${name}'!${at}+1`),
  place.map((at) => `=$${at}/2`),
);
const id = fc.constantFrom('one', 'two');

const command: fc.Arbitrary<WorkbookCommand> = fc.oneof(
  fc.record({
    do: fc.constant('write' as const),
    sheet,
    at: place,
    rows: fc.array(fc.array(input, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
  }),
  fc
    .tuple(sheet, place)
    .map(([name, at]): WorkbookCommand => ({ do: 'fill', sheet: name, from: at, to: `${at}:G7` })),
  fc.record({ do: fc.constant('add-sheet' as const), name: sheet, at: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ do: fc.constant('remove-sheet' as const), name: sheet }),
  fc.record({
    do: fc.constant('define-name' as const),
    name: fc.constantFrom('Rate', 'Twice'),
    refersTo: fc.constantFrom('P!$A$1', 'Q!$B$2', 'Rate*2', null),
  }),
  fc.record({
    do: fc.constant('widths' as const),
    sheet,
    widths: fc.constantFrom({ A: 120 }, { B: 60 }, {}),
  }),
  fc.record({ do: fc.constant('freeze' as const), sheet, rows: fc.nat(3), columns: fc.nat(3) }),
  fc.tuple(sheet, place, fc.boolean()).map(
    ([name, area, add]): WorkbookCommand => ({
      do: 'format',
      sheet: name,
      rules: [{ area, format: '0%', role: 'input' }],
      ...(add && { add: true }),
    }),
  ),
  fc.tuple(sheet, place).map(
    ([name, area]): WorkbookCommand => ({
      do: 'conditional',
      sheet: name,
      rules: [{ area, when: 'below', value: 0, show: 'bad' }],
      add: true,
    }),
  ),
  fc.tuple(id, fc.boolean()).map(
    ([key, gone]): WorkbookCommand => ({
      do: 'set-driver',
      id: key,
      driver: gone ? null : { id: key, label: key, cell: 'P!A1', least: 0, most: 1, step: 0.1 },
    }),
  ),
  fc.tuple(id, fc.boolean()).map(
    ([key, gone]): WorkbookCommand => ({
      do: 'set-check',
      id: key,
      check: gone ? null : { id: key, label: key, range: 'P!A1:C1', tolerance: 0.01 },
    }),
  ),
  fc.tuple(id, fc.integer({ min: 2, max: 4 })).map(
    ([key, most]): WorkbookCommand => ({
      do: 'set-sensitivity',
      id: key,
      sensitivity: {
        id: key,
        title: key,
        output: 'P!B1',
        across: { cell: 'P!A1', label: 'A', values: [1, most] },
      },
    }),
  ),
);

/** What is kept, and what is shown. */
function stateOf(workbook: Workbook): string {
  const shown = [...workbook.engine.formulas()].map((cell) => [
    workbook.engine.nameOf(cell),
    cell.value instanceof CellError ? cell.value.code : cell.value,
  ]);
  return JSON.stringify([workbook.toFile(), shown.toSorted()]);
}

describe('any list of changes', () => {
  it('is undone and done again, leaves nothing behind where it is refused, and is rebuilt from its record', () => {
    fc.assert(
      fc.property(fc.array(fc.array(command, { minLength: 1, maxLength: 4 }), { maxLength: 12 }), (lists) => {
        const record: WorkbookCommand[] = [];
        const desk = new WorkbookDesk({ title: 'Any', onCommand: (each) => record.push(each) });
        const states = [stateOf(desk.workbook)];
        for (const list of [[{ do: 'add-sheet', name: 'P' } as const], ...lists]) {
          desk.beginStep('A change');
          try {
            desk.apply(list, 'person');
            states.push(stateOf(desk.workbook));
          } catch (error) {
            expect(error).toBeInstanceOf(WorkbookError);
            expect(stateOf(desk.workbook)).toBe(states.at(-1));
          }
        }
        for (const state of states.toReversed().slice(1)) {
          desk.undo();
          expect(stateOf(desk.workbook)).toBe(state);
        }
        for (const state of states.slice(1)) {
          desk.redo();
          expect(stateOf(desk.workbook)).toBe(state);
        }
        const kept = record.map((each) => workbookCommandSchema.parse(JSON.parse(JSON.stringify(each))));
        expect(stateOf(Workbook.fromCommands('Any', kept))).toBe(states.at(-1));
        if (desk.workbook.sheets.length === 0) return;
        const file = workbookFileSchema.parse(JSON.parse(JSON.stringify(desk.workbook.toFile())));
        expect(stateOf(Workbook.fromFile(file))).toBe(states.at(-1));
      }),
      { numRuns: 500 },
    );
  });
});
