import { describe, expect, it } from 'vitest';
import { columnName } from '../../src/workbook/address.ts';
import { explainErrors } from '../../src/workbook/explain.ts';
import type { WorkbookCommand } from '../../src/workbook/schema.ts';
import { CellError } from '../../src/workbook/value.ts';
import { pastedRows } from '../../src/workbook/view/clipboard.ts';
import { rulesOf } from '../../src/workbook/view/sheet-rules.ts';
import { Workbook, WorkbookError } from '../../src/workbook/workbook.ts';

function workbookWith(...rows: (string | number | null)[][]): Workbook {
  const workbook = new Workbook('Hostile');
  workbook.apply([{ do: 'add-sheet', name: 'S' }, write('A1', rows)]);
  return workbook;
}

function write(at: string, rows: (string | number | null)[][]): WorkbookCommand {
  return { do: 'write', sheet: 'S', at, rows };
}

/** What became of it: the value at A1, or the code of the refusal. Nothing may hang or be changed by a refusal. */
function outcome(workbook: Workbook, ...commands: WorkbookCommand[]): string {
  const before = JSON.stringify(workbook.toFile());
  try {
    workbook.apply(commands);
    const value = workbook.engine.sheet('S')?.valueAt(0, 0);
    return value instanceof CellError ? value.code : typeof value;
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    expect(JSON.stringify(workbook.toFile())).toBe(before);
    return error.code;
  } finally {
    explainErrors(workbook.engine);
  }
}

function formulas(count: number, formula: (index: number) => string): (string | null)[][] {
  const rows = Math.ceil(count / 100);
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: 100 }, (__, column) => formula(row * 100 + column)),
  );
}

const nested = (depth: number) => `=${'('.repeat(depth)}1${')'.repeat(depth)}`;

describe('one formula', () => {
  it.each([
    ['a text of a billion signs', '=REPT("x",1000000000)', '#VALUE!'],
    ['a text that doubles', '=LET(a,REPT("x",30000),a&a)', '#VALUE!'],
    ['a joined text of many', '=TEXTJOIN(REPT("x",9999),FALSE,SEQUENCE(90000))', '#VALUE!'],
    ['an array of a billion cells', '=SUM(SEQUENCE(100000,10000))', '#VALUE!'],
    ['an array made by an operator', '=SUM(SEQUENCE(200000)*SEQUENCE(1,200000))', '#NUM!'],
    ['an array over more cells than there may be', '=SEQUENCE(240000)', '#SPILL!'],
    ['counting each against each', '=SUM(FREQUENCY(SEQUENCE(200000),SEQUENCE(200000)))', 'limit'],
    ['deviations of many', '=AVEDEV(SEQUENCE(200000))', 'number'],
    ['a product of large matrices', '=SUM(MMULT(SEQUENCE(500,500),SEQUENCE(500,500)))', 'limit'],
    ['looking up each in all', '=SUM(XMATCH(SEQUENCE(100000),SEQUENCE(100000,1,100000,-1)))', 'limit'],
    ['a choice of a million from a billion', '=COMBIN(1000000000,500000000)', '#NUM!'],
    ['a sum over a billion periods', '=CUMIPMT(0.01,1E12,1,1,1E12,0)', 'limit'],
    ['a fixed text of a billion places', '=FIXED(1,1000000000)', '#VALUE!'],
    ['a pattern that branches at every sign', `=COUNTIF(B1,"${'*a'.repeat(30)}b")`, 'number'],
    ['a search that branches at every sign', `=SEARCH("${'a*'.repeat(30)}b",REPT("a",30000))`, '#VALUE!'],
    ['days from here to nowhere', '=NETWORKDAYS(1,9E15)', '#NUM!'],
    ['an indirect reference to itself', '=INDIRECT("A"&1)', 'cycle'],
    ['every cell of a sheet', '=SUM(B1:XFD1048576)', 'number'],
    ['parentheses, very deep', nested(4000), 'bad-formula'],
    ['signs, very deep', `=${'-'.repeat(8000)}1`, 'bad-formula'],
    ['percent signs without end', `=1${'%'.repeat(8000)}`, 'bad-formula'],
    ['functions, very deep', `=${'SUM('.repeat(1000)}1${')'.repeat(1000)}`, 'bad-formula'],
    ['arrays in arrays', `=${'{'.repeat(4000)}1`, 'bad-formula'],
    ['a quotation that never ends', `="${'""'.repeat(4000)}`, 'bad-formula'],
    ['a sheet name that never ends', `='${"''".repeat(4000)}`, 'bad-formula'],
    ['operators without end', `=1${'+1'.repeat(4000)}`, 'bad-formula'],
    ['as many operators as there may be', `=1${'+1'.repeat(1000)}`, 'number'],
    ['more signs than there may be', `=SUM(${'1,'.repeat(5000)}1)`, 'bad-formula'],
    ['code', '=constructor.constructor("return 1")()', 'bad-formula'],
    ['a call of what every object has', '=toString()+__proto__+constructor(1)', '#NAME?'],
  ])('%s', (_, formula, expected) => {
    const workbook = workbookWith([0, 'a'.repeat(30_000)]);
    expect(outcome(workbook, write('A1', [[formula]]))).toBe(expected);
  });
});

describe('many formulas', () => {
  it('that each read a sheet with a cell at its far corner are refused', () => {
    const workbook = workbookWith([0]);
    workbook.apply([write('XFD1', [[1]]), write('A1048576', [[1]])]);
    const rows = formulas(5_000, (index) => `=SUM(A1:XFD${1_000_000 + index})`);
    workbook.apply({ do: 'add-sheet', name: 'T' });
    const commands = rows.map(
      (row, index): WorkbookCommand => ({
        do: 'write',
        sheet: 'T',
        at: `A${index + 1}`,
        rows: [row.map((formula) => String(formula).replace('(', '(S!'))],
      }),
    );
    expect(['limit', 'number']).toContain(outcome(workbook, ...commands));
  });

  it('that each read all before them are refused or calculated, never hang', () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => [index === 0 ? 1 : `=SUM(A$1:A${index})/2`]);
    const commands = Array.from({ length: 10 }, (_, part) =>
      write(`A${part * 2000 + 1}`, rows.slice(part * 2000, (part + 1) * 2000)),
    );
    expect(outcome(workbookWith([0]), ...commands)).toBe('limit');
  });

  it('that chase one another through OFFSET come to an end', () => {
    const rows = Array.from({ length: 400 }, (_, index) => [
      `=OFFSET(A$1,MOD(A${400 - index}+${index},400),0)+1`,
    ]);
    expect(['#CYCLE!', 'cycle', 'number', 'limit', '#VALUE!']).toContain(
      outcome(workbookWith([0]), write('A1', rows)),
    );
  });

  it('that fill the sheet with arrays stop where the memory would', () => {
    const rows = Array.from({ length: 300 }, () => ['=SEQUENCE(1,10000)']);
    const workbook = workbookWith([0]);
    outcome(workbook, write('A1', rows));
    const shown = [...(workbook.engine.sheet('S')?.cells() ?? [])].filter(
      ({ value }) => typeof value === 'number',
    );
    expect(shown.length).toBeLessThanOrEqual(200_100);
  });

  it('a chain as long as the sheet may be is calculated', () => {
    const rows = Array.from({ length: 2000 }, (_, row) =>
      Array.from({ length: 20 }, (__, column) =>
        row + column === 0 ? 1 : `=${column === 0 ? `T${row}` : `${columnName(column - 1)}${row + 1}`}+1`,
      ),
    );
    const workbook = workbookWith([0]);
    expect(outcome(workbook, write('A1', rows))).toBe('number');
    expect(workbook.engine.sheet('S')?.valueAt(1999, 19)).toBe(40_000);
  });
});

describe('names', () => {
  const name = (label: string, refersTo: string): WorkbookCommand => ({
    do: 'define-name',
    name: label,
    refersTo,
  });

  it('that lead to themselves are refused', () => {
    const workbook = workbookWith(['=Loop']);
    expect(outcome(workbook, name('Loop', 'Loop+1'))).toBe('bad-formula');
    expect(outcome(workbook, name('Ring', 'Loop+1'), name('Loop', 'Ring+1'))).toBe('bad-formula');
  });

  it('that double at every step are refused', () => {
    const doubling = Array.from({ length: 60 }, (_, index) =>
      name(`Name_${index + 1}`, index === 0 ? '1' : `Name_${index}+Name_${index}`),
    );
    expect(outcome(workbookWith(['=Name_60']), ...doubling)).toBe('bad-formula');
  });

  it('by the ten thousand are refused', () => {
    const many = Array.from({ length: 2001 }, (_, index) => name(`Name_${index}`, 'S!$A$1'));
    expect(outcome(workbookWith([0]), ...many)).toBe('limit');
  });
});

describe('a change that is too large', () => {
  it.each([
    ['a text of a hundred million signs', () => [write('A1', [['x'.repeat(100_000_000)]])]],
    ['a paste of a hundred thousand cells', () => [write('A1', formulas(100_000, () => '1') as string[][])]],
    [
      'a fill over the whole sheet',
      () => [{ do: 'fill', sheet: 'S', from: 'A1', to: 'A1:XFD1048576' } as const],
    ],
    [
      'more cells than a workbook may have',
      () =>
        Array.from({ length: 5 }, (_, sheet) => [
          { do: 'add-sheet', name: `P${sheet}` } as const,
          { do: 'write', sheet: `P${sheet}`, at: 'A1', rows: formulas(49_900, () => '1') } as const,
        ]).flat(),
    ],
    [
      'more sheets than a workbook may have',
      () => Array.from({ length: 41 }, (_, sheet) => ({ do: 'add-sheet', name: `P${sheet}` }) as const),
    ],
  ] as const)('is refused whole: %s', (_, commands) => {
    expect(outcome(workbookWith([1]), ...commands())).toBe('limit');
  });

  it('leaves every value as it was', () => {
    const workbook = workbookWith([1, '=A1+1', '=SUM(A1:B1)']);
    const values = () => [0, 1, 2].map((column) => workbook.engine.sheet('S')?.valueAt(0, column));
    expect(
      outcome(
        workbook,
        write('A1', [[50, null, null, '=SUM(FREQUENCY(SEQUENCE(200000),SEQUENCE(200000)))']]),
      ),
    ).toBe('limit');
    expect(values()).toEqual([1, 2, 3]);
    workbook.apply(write('A1', [[5]]));
    expect(values()).toEqual([5, 6, 11]);
  });
});

describe('a paste', () => {
  const target = {
    area: { top: 0, left: 0, bottom: 0, right: 0 },
    rules: rulesOf({
      formats: [],
      validations: [],
      conditionals: [],
      name: 'S',
      widths: {},
      frozen: { rows: 0, columns: 0 },
    }),
  };

  it.each([
    ['of a hundred million signs', '1\t'.repeat(50_000_000)],
    ['of a million lines', '1\n'.repeat(1_000_000)],
    ['of one line with a million cells', '1\t'.repeat(1_000_000)],
  ])('%s is refused before it is written', (_, text) => {
    expect(pastedRows(text, null, target)).toHaveProperty('what');
  });

  it('of a quotation that never ends is one text, which no cell takes', () => {
    const pasted = pastedRows(`"${'a\t'.repeat(50_000)}`, null, target);
    const workbook = workbookWith([1]);
    if ('rows' in pasted) expect(outcome(workbook, write('A1', pasted.rows as string[][]))).toBe('limit');
    else expect(pasted.what).toContain('too large');
  });
});
