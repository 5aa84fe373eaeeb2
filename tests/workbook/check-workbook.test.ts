import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { columnName } from '../../src/workbook/address.ts';
import { explainImbalance } from '../../src/workbook/balance-finding.ts';
import { checkWorkbook } from '../../src/workbook/check-workbook.ts';
import { type WorkbookCommand, workbookFileSchema } from '../../src/workbook/schema.ts';
import { Workbook } from '../../src/workbook/workbook.ts';

type Cells = Record<string, string | number>;
interface Model {
  names: Record<string, string>;
  sheets: { name: string; cells: Cells }[];
}

const fixture = join(import.meta.dirname, '..', 'fixtures', 'workbook', 'model-60m.json');
const model: Model = JSON.parse(readFileSync(fixture, 'utf8'));
/** The columns of the 60 months. */
const months = Array.from({ length: 60 }, (_, index) => columnName(index + 4));

const balanceCheck = {
  id: 'balance',
  label: 'The balance sheet balances',
  range: 'Balance!E20:BL20',
  tolerance: 0.01,
};

const whole = Workbook.fromFile(
  workbookFileSchema.parse({
    type: 'firsthand.workbook',
    version: 1,
    title: 'Model',
    sheets: model.sheets.map(({ name, cells }) => ({ name, cells })),
    names: model.names,
    checks: [balanceCheck],
  }),
);
/** Takes the changes of the test before back. */
let back: readonly WorkbookCommand[] = [];

/** The whole model, with formulas of one sheet changed in some months. */
function modelWith(
  sheet: string,
  change: (cells: Cells, column: string) => void,
  columns = months,
): Workbook {
  whole.apply(back);
  back = [];
  const before = model.sheets.find(({ name }) => name === sheet)?.cells ?? {};
  const cells = { ...before };
  for (const column of columns) change(cells, column);
  const changed = Object.keys(before).filter((address) => cells[address] !== before[address]);
  const writes = changed.map(
    (at): WorkbookCommand => ({ do: 'write', sheet, at, rows: [[cells[at] ?? null]] }),
  );
  back = whole.apply(writes).back;
  return whole;
}

/** One more change of the whole model. */
function applied(...commands: WorkbookCommand[]): Workbook {
  back = [...whole.apply(commands).back, ...back];
  return whole;
}

function turned(cells: Cells, address: string): void {
  cells[address] = `=-(${String(cells[address]).slice(1)})`;
}

function reasons(workbook: Workbook) {
  const range = workbook.engine.reference(balanceCheck.range);
  return range ? explainImbalance(workbook, range, balanceCheck.tolerance) : [];
}

describe('a balance sheet that is off', () => {
  it.each([
    ['net income', 6],
    ['depreciation', 7],
    ['the change in receivables', 8],
    ['the change in inventory', 9],
    ['the change in payables', 10],
    ['capital expenditure', 12],
    ['the drawdown of the loan', 14],
    ['the repayment of the loan', 15],
  ])('names the cash line whose sign is wrong: %s', (_, row) => {
    const [best] = reasons(modelWith('CashFlow', (cells, column) => turned(cells, `${column}${row}`)));
    expect(best).toMatchObject({
      range: `CashFlow!E${row}:BL${row}`,
      kind: 'wrong-sign',
      basis: 'change',
      partial: false,
    });
  });

  it.each([6, 7, 8, 9, 10])('names the cash line that its total leaves out: row %i', (row) => {
    const others = [6, 7, 8, 9, 10].filter((each) => each !== row);
    const workbook = modelWith('CashFlow', (cells, column) => {
      cells[`${column}11`] = `=${others.map((each) => column + each).join('+')}`;
    });
    const [best] = reasons(workbook);
    expect(best).toMatchObject({ range: `CashFlow!E${row}:BL${row}`, kind: 'left-out', isRead: false });
  });

  it('names a line of the balance sheet that its total leaves out', () => {
    const workbook = modelWith('Balance', (cells, column) => {
      cells[`${column}10`] = `=${column}6+${column}7+${column}8`;
    });
    expect(reasons(workbook)[0]).toMatchObject({ range: 'Balance!E9:BL9', kind: 'left-out', basis: 'level' });
  });

  it('names what is missing where the cash flow has no line for it at all', () => {
    const workbook = modelWith('CashFlow', (cells, column) => {
      delete cells[`${column}7`];
    });
    expect(reasons(workbook)[0]).toMatchObject({ label: 'Depreciation', kind: 'left-out' });
  });

  it('finds the line where its sign is wrong from a month on, or in one month only', () => {
    const turn = (cells: Cells, column: string) => turned(cells, `${column}9`);
    const late = modelWith('CashFlow', turn, months.slice(2));
    expect(checkWorkbook(late).integrity[0]).toMatchObject({
      holds: false,
      off: 58,
      first: { cell: 'Balance!G20', period: 'Mar-26' },
    });
    expect(reasons(late)[0]).toMatchObject({ cell: 'CashFlow!G9', kind: 'wrong-sign', partial: true });
    const once = modelWith('CashFlow', turn, months.slice(7, 8));
    expect(reasons(once)[0]).toMatchObject({ cell: 'CashFlow!L9', kind: 'wrong-sign', partial: true });
  });

  it.each([[[8, 9]], [[9, 10]], [[8, 9, 10]], [[7, 12, 15]], [[8, 9, 10, 12]]])(
    'names all cash lines whose signs are wrong together: rows %j',
    (rows) => {
      const workbook = modelWith('CashFlow', (cells, column) => {
        for (const row of rows) turned(cells, `${column}${row}`);
      });
      const [finding] = checkWorkbook(workbook).integrity;
      expect(finding?.matches).toEqual([]);
      expect(finding?.jointly.map(({ range }) => range)).toEqual(
        rows.map((row) => `CashFlow!E${row}:BL${row}`),
      );
    },
  );

  it('has no reason to name where it balances, or where no line fits', () => {
    expect(reasons(modelWith('CashFlow', () => {}))).toEqual([]);
    const odd = modelWith('Balance', (cells, column) => {
      cells[`${column}10`] = `=SUM(${column}6:${column}9)+17*${column}2*${column}2`;
    });
    expect(checkWorkbook(odd).integrity[0]).toMatchObject({ holds: false, matches: [], jointly: [] });
  });

  it('is found again once the line is turned around, and then holds', () => {
    const workbook = modelWith('CashFlow', (cells, column) => turned(cells, `${column}9`));
    const [best] = reasons(workbook);
    if (!best) throw new Error('There is no reason');
    applied(
      { do: 'write', sheet: 'CashFlow', at: 'E9', rows: [['=-Balance!E8', '=Balance!E8-Balance!F8']] },
      { do: 'fill', sheet: 'CashFlow', from: 'F9', to: 'F9:BL9' },
    );
    expect(checkWorkbook(workbook).integrity.map(({ holds }) => holds)).toEqual([true]);
  });
});

/** A small model with its periods downwards. */
function downwards(inventory: string): Workbook {
  const workbook = new Workbook('Down');
  const rows = ['Jan', 'Feb', 'Mar', 'Apr'].map((month, index) => {
    const row = index + 2;
    const before = (column: string) => (index === 0 ? '0' : `${column}${row - 1}`);
    return [
      month,
      [30, 45, 25, 70][index] ?? 0,
      [200, 210, 190, 250][index] ?? 0,
      inventory.replaceAll('NOW', `B${row}`).replaceAll('BEFORE', before('B')),
      `=C${row}+D${row}`,
      `=${before('F')}+E${row}`,
      `=${before('G')}+C${row}`,
      `=B${row}+F${row}-G${row}`,
    ];
  });
  workbook.apply([
    { do: 'add-sheet', name: 'S' },
    {
      do: 'write',
      sheet: 'S',
      at: 'A1',
      rows: [
        ['Month', 'Inventory', 'Profit', 'Change in inventory', 'Cash flow', 'Cash', 'Equity', 'Difference'],
        ...rows,
      ],
    },
  ]);
  return workbook;
}

describe('a check of the workbook', () => {
  it('understands a model whose periods run downwards', () => {
    const check = { id: 'b', label: 'It balances', range: 'S!H2:H5', tolerance: 0.01 };
    const right = downwards('=BEFORE-NOW');
    right.apply({ do: 'set-check', id: 'b', check });
    expect(checkWorkbook(right).integrity[0]).toMatchObject({ holds: true, periods: 4 });
    const wrong = downwards('=NOW-BEFORE');
    wrong.apply({ do: 'set-check', id: 'b', check });
    const [finding] = checkWorkbook(wrong).integrity;
    expect(finding).toMatchObject({ first: { cell: 'S!H2', period: 'Jan', difference: 60 } });
    expect(finding?.matches[0]).toMatchObject({
      range: 'S!D2:D5',
      label: 'Change in inventory',
      kind: 'wrong-sign',
    });
  });

  it('looks at rows that call themselves a check where none was declared', () => {
    const workbook = modelWith('CashFlow', (cells, column) => turned(cells, `${column}9`));
    applied({ do: 'set-check', id: 'balance', check: null });
    const [finding] = checkWorkbook(workbook).integrity;
    expect(finding).toMatchObject({ implied: true, holds: false, check: { range: 'Balance!E20:BL20' } });
    expect(finding?.matches[0]?.range).toBe('CashFlow!E9:BL9');
  });

  it.each([
    ['Nowhere!A1:B1', 'is no range'],
    ['Balance!E40:BL40', 'is empty'],
    ['Balance!A6:E6', 'holds a text'],
  ])('does not take %s for a row of zeros', (range, problem) => {
    const workbook = modelWith('CashFlow', () => {});
    applied({ do: 'set-check', id: 'balance', check: { ...balanceCheck, range } });
    expect(checkWorkbook(workbook).integrity[0]).toMatchObject({
      holds: false,
      problem: expect.stringContaining(problem),
    });
  });

  it('finds nothing in a sound model but what its builder typed into formulas', () => {
    const findings = checkWorkbook(modelWith('CashFlow', () => {}));
    expect([findings.errors, findings.cycles, findings.integrity.map(({ holds }) => holds)]).toEqual([
      [],
      [],
      [true],
    ]);
    expect(new Set(findings.review.map(({ kind }) => kind))).toEqual(new Set(['typed-number', 'uneven-row']));
    expect(findings.review.filter(({ kind }) => kind === 'uneven-row').map(({ cells }) => cells)).toEqual([
      'Annual!G16',
    ]);
  });
});
