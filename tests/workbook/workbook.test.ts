import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnName, parseCell } from '../../src/workbook/address.ts';
import { type WorkbookCommand, workbookFileSchema } from '../../src/workbook/schema.ts';
import { Workbook, type WorkbookChange, WorkbookError } from '../../src/workbook/workbook.ts';

function workbookWith(...commands: WorkbookCommand[]): Workbook {
  const workbook = new Workbook('Test');
  workbook.apply({ do: 'add-sheet', name: 'P' });
  for (const command of commands) workbook.apply(command);
  return workbook;
}

function write(at: string, ...rows: (string | number | null)[][]): WorkbookCommand {
  return { do: 'write', sheet: 'P', at, rows };
}

function value(workbook: Workbook, address: string): unknown {
  const place = parseCell(address);
  return workbook.engine.sheet('P')?.valueAt(place?.row ?? -1, place?.column ?? -1);
}

function refusal(run: () => unknown): WorkbookError {
  try {
    run();
  } catch (error) {
    if (error instanceof WorkbookError) return error;
    throw error;
  }
  throw new Error('Nothing was refused');
}

describe('a write', () => {
  it('says which cells changed', () => {
    const workbook = workbookWith(write('A1', [2], ['=A1*3']));
    const { cells } = workbook.apply(write('A1', [5]));
    expect([...cells].map((cell) => workbook.engine.nameOf(cell))).toEqual(['P!A2']);
    expect(value(workbook, 'A2')).toBe(15);
  });

  it('is refused whole where one formula cannot be read, and says which', () => {
    const workbook = workbookWith(write('A1', [1, 2]));
    const error = refusal(() => workbook.apply(write('A1', [7, 8], ['=A1', '=SUM(A1'])));
    expect([error.code, error.cell]).toEqual(['bad-formula', 'P!B2']);
    expect([value(workbook, 'A1'), value(workbook, 'A2')]).toEqual([1, null]);
  });

  it('is taken back where it makes a circle, and says the way round', () => {
    const workbook = workbookWith(write('A1', ['=B1+1', 1]));
    const error = refusal(() => workbook.apply(write('B1', ['=C1', '=A1'])));
    expect(error.code).toBe('cycle');
    expect(error.message).toContain('P!A1');
    expect([value(workbook, 'A1'), value(workbook, 'B1'), value(workbook, 'C1')]).toEqual([2, 1, null]);
  });

  it('is refused on a sheet that is not there, at no cell, and when it is huge', () => {
    const workbook = workbookWith();
    expect(refusal(() => workbook.apply({ do: 'write', sheet: 'X', at: 'A1', rows: [[1]] })).code).toBe(
      'no-sheet',
    );
    expect(refusal(() => workbook.apply(write('1A', [1]))).code).toBe('bad-place');
    const huge = Array.from({ length: 500 }, () => new Array<number>(300).fill(1));
    expect(refusal(() => workbook.apply(write('A1', ...huge))).code).toBe('limit');
  });
});

describe('formulas that reach one another while they run', () => {
  it('have the same values when they are written one by one as when they are opened', () => {
    const workbook = workbookWith(
      write('C3', ['=$E5/2', '=OFFSET(A1,1,1)', '=$A1/2'], ['=$A1/2'], [null, '=$A1/2', -1]),
      { do: 'fill', sheet: 'P', from: 'D3', to: 'D3:G7' },
    );
    const opened = Workbook.fromFile(workbookFileSchema.parse(workbook.toFile()));
    for (const at of ['C3', 'E4', 'E5', 'G5', 'G6'])
      expect([at, value(workbook, at)]).toEqual([at, value(opened, at)]);
    expect(value(workbook, 'G6')).toBe(0);
  });
});

describe('a name', () => {
  it.each(['', 'Profit/Loss', "Owner's", ' Sales', 'x'.repeat(32)])('of a sheet is refused: “%s”', (name) => {
    const workbook = workbookWith();
    expect(refusal(() => workbook.apply({ do: 'add-sheet', name })).code).toBe('bad-name');
    expect(workbook.sheets.map((look) => look.name)).toEqual(['P']);
  });

  it.each(['A1', 'tax rate', '1st', 'TRUE', 'x'.repeat(65)])('of a cell is refused: “%s”', (name) => {
    const workbook = workbookWith();
    expect(refusal(() => workbook.apply({ do: 'define-name', name, refersTo: 'P!A1' })).code).toBe(
      'bad-name',
    );
    expect(workbook.engine.names).toEqual([]);
  });
});

describe('undo and redo', () => {
  const place = fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 4 }))
    .map(([c, r]) => `${columnName(c)}${r}`);
  const input = fc.oneof(
    fc.integer({ min: 0, max: 9 }),
    fc.constant(null),
    place.map((other) => `=${other}*2`),
    fc.constant('=1+'),
  );
  const command: fc.Arbitrary<WorkbookCommand> = fc.oneof(
    fc
      .tuple(place, fc.array(fc.array(input, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }))
      .map(([at, rows]): WorkbookCommand => ({ do: 'write', sheet: 'P', at, rows })),
    place.map((refersTo): WorkbookCommand => ({ do: 'define-name', name: 'Tax', refersTo: `P!${refersTo}` })),
    place.map((area): WorkbookCommand => ({ do: 'format', sheet: 'P', rules: [{ area, format: '0.0%' }] })),
  );

  it('lead back through every state, whatever was done', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 25 }), (commands) => {
        const workbook = workbookWith();
        const states = [JSON.stringify(workbook.toFile())];
        const changes: WorkbookChange[] = [];
        for (const each of commands) {
          try {
            changes.push(workbook.apply(each));
            states.push(JSON.stringify(workbook.toFile()));
          } catch (error) {
            expect(error).toBeInstanceOf(WorkbookError);
            expect(JSON.stringify(workbook.toFile())).toBe(states.at(-1));
          }
        }
        for (const [index, { back }] of [...changes.entries()].toReversed()) {
          workbook.apply(back);
          expect(JSON.stringify(workbook.toFile())).toBe(states[index]);
        }
        for (const [index, { commands: forward }] of changes.entries()) {
          workbook.apply(forward);
          expect(JSON.stringify(workbook.toFile())).toBe(states[index + 1]);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the file of a workbook', () => {
  it('opens to the same workbook', () => {
    const workbook = workbookWith(
      write('A1', ['Sales', 100, '=B1*(1+Growth)']),
      { do: 'define-name', name: 'Growth', refersTo: 'P!$A$3' },
      write('A3', [0.1]),
      {
        do: 'set-check',
        id: 'ties',
        check: { id: 'ties', label: 'It ties', range: 'P!C1', tolerance: 0.01 },
      },
      { do: 'set-scenario', scenario: { cell: 'P!A4', labels: ['Base', 'High'] } },
    );
    const file = workbookFileSchema.parse(JSON.parse(JSON.stringify(workbook.toFile())));
    const opened = Workbook.fromFile(file);
    expect(opened.toFile()).toEqual(workbook.toFile());
    expect(opened.engine.sheet('P')?.valueAt(0, 2)).toBeCloseTo(110, 9);
  });

  it.each([
    ['a newer version', { version: 2 }],
    ['no sheets', { sheets: [] }],
    ['a cell that is none', { sheets: [{ name: 'P', cells: { ZZZZ1: 1 } }] }],
    ['a sheet with a bad name', { sheets: [{ name: 'a/b', cells: {} }] }],
  ])('is refused with %s', (_, part) => {
    const file = {
      type: 'firsthand.workbook',
      version: 1,
      title: 'x',
      sheets: [{ name: 'P', cells: {} }],
      ...part,
    };
    expect(workbookFileSchema.safeParse(file).success).toBe(false);
  });
});
