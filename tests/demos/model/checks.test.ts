import { describe, expect, it } from 'vitest';
import { places } from '../../../src/demos/subscription-model/plans.ts';
import { inputRow } from '../../../src/demos/subscription-model/sheets-front.ts';
import type { WorkbookCommand } from '../../../src/workbook/schema.ts';
import { Workbook } from '../../../src/workbook/workbook.ts';
import { builtWorkbook, failing, refill, results } from './built-model.ts';

const at = (sheet: string, key: string) => places.row(sheet, key);

function write(sheet: string, cell: string, value: string | number | null): WorkbookCommand {
  return { do: 'write', sheet, at: cell, rows: [[value]] };
}

interface Mutant {
  readonly what: string;
  /** A check that must see it; others may see it too. */
  readonly caughtBy: string;
  readonly commands: () => WorkbookCommand[];
}

const line = (sheet: string, key: string, formula: (row: number) => string) => () => {
  const row = at(sheet, key);
  return refill(sheet, row, formula(row));
};

const mutants: Mutant[] = [
  {
    what: 'the change in receivables with the wrong sign',
    caughtBy: 'balance',
    commands: line(
      'CashFlow',
      'receivables',
      () => `=Financing!D${at('Financing', 'receivables')}-Financing!C${at('Financing', 'receivables')}`,
    ),
  },
  {
    what: 'the wrong sign, hidden by equity as a remainder',
    caughtBy: 'balance',
    commands: () => [
      ...line(
        'CashFlow',
        'receivables',
        () => `=Financing!D${at('Financing', 'receivables')}-Financing!C${at('Financing', 'receivables')}`,
      )(),
      ...line(
        'Balance',
        'paid_in',
        () =>
          `=D${at('Balance', 'assets')}-SUM(D${at('Balance', 'payables')}:D${at('Balance', 'overdraft')})-D${at('Balance', 'kept')}`,
      )(),
    ],
  },
  {
    what: 'equity as a remainder, where nothing is wrong yet',
    caughtBy: 'balance',
    commands: line(
      'Balance',
      'equity',
      () => `=D${at('Balance', 'assets')}-SUM(D${at('Balance', 'payables')}:D${at('Balance', 'overdraft')})`,
    ),
  },
  {
    what: 'cash of the balance sheet as a remainder',
    caughtBy: 'balance',
    commands: line(
      'Balance',
      'cash',
      () =>
        `=SUM(D${at('Balance', 'payables')}:D${at('Balance', 'overdraft')})+Balance!D${at('Balance', 'equity')}-D${at('Balance', 'receivables')}-D${at('Balance', 'machines')}`,
    ),
  },
  {
    what: 'cash of the balance sheet a month late',
    caughtBy: 'cash',
    commands: line('Balance', 'cash', () => `=CashFlow!D${at('CashFlow', 'opening')}`),
  },
  {
    what: 'opening cash that is not what was there',
    caughtBy: 'cash',
    commands: () => [write('CashFlow', `D${at('CashFlow', 'opening')}`, '=0*Churn')],
  },
  {
    what: 'rent that is added',
    caughtBy: 'signs',
    commands: line('Costs', 'rent', () => `=Rent_month*D${at('Costs', 'inflation')}`),
  },
  {
    what: 'machines bought that bring cash',
    caughtBy: 'signs',
    commands: line('CashFlow', 'capex', () => `=Machines!D${at('Machines', 'bought')}`),
  },
  {
    what: 'repayments that bring cash',
    caughtBy: 'signs',
    commands: line('CashFlow', 'repaid', () => `=-Financing!D${at('Financing', 'repaid')}`),
  },
  {
    what: 'the right number typed over one month of revenue',
    caughtBy: 'typed-numbers',
    commands: () => [write('Profit', `R${at('Profit', 'revenue')}`, 400_000)],
  },
  {
    what: 'a number inside a formula, with the same result',
    caughtBy: 'typed-numbers',
    commands: line('Costs', 'rent', () => `=-24000*D${at('Costs', 'inflation')}`),
  },
  {
    what: 'a number typed over a month of a row that has no name',
    caughtBy: 'typed-numbers',
    commands: () => [write('Costs', `AA${at('Costs', 'social')}`, -30_000)],
  },
  {
    what: 'opening cash typed beside the cash flow',
    caughtBy: 'typed-numbers',
    commands: () => [write('CashFlow', `C${at('CashFlow', 'closing')}`, 160_000)],
  },
  {
    what: 'a month that is missing',
    caughtBy: 'recompute',
    commands: () => [write('Profit', `BK${at('Profit', 'interest')}`, null)],
  },
  {
    what: 'a name that ends a month too early',
    caughtBy: 'recompute',
    commands: () => [
      {
        do: 'define-name',
        name: 'Revenue',
        refersTo: `Profit!$D$${at('Profit', 'revenue')}:$BJ$${at('Profit', 'revenue')}`,
      },
    ],
  },
  {
    what: 'revenue of last month’s customers',
    caughtBy: 'recompute',
    commands: () =>
      refill(
        'Revenue',
        at('Revenue', 'revenue_Team'),
        `=C${at('Revenue', 'customers_Team')}*D${at('Revenue', 'price_Team')}`,
      ),
  },
  {
    what: 'prices that rise a year early',
    caughtBy: 'recompute',
    commands: () => refill('Revenue', at('Revenue', 'price_Team'), '=Price_Team*(1+Price_rise)^D$4'),
  },
  {
    what: 'interest on the closing balance of the loan',
    caughtBy: 'recompute',
    commands: line('Financing', 'loan_interest', () => `=-D${at('Financing', 'loan')}*Loan_rate/12`),
  },
  {
    what: 'machines written off one month too long',
    caughtBy: 'recompute',
    commands: line('Machines', 'new', () => {
      const bought = `$D$${at('Machines', 'bought')}:$BK$${at('Machines', 'bought')}`;
      return `=-SUMIFS(${bought},$D$3:$BK$3,">="&D$3-Machine_life,$D$3:$BK$3,"<="&D$3)/Machine_life`;
    }),
  },
  {
    what: 'a tax that comes back on losses',
    caughtBy: 'recompute',
    commands: line('Financing', 'taxable', () => `=D${at('Financing', 'before_tax')}`),
  },
  {
    what: 'scenarios with their columns swapped',
    caughtBy: 'scenarios',
    commands: () => {
      const row = inputRow('Churn');
      return [write('Assumptions', `D${row}`, `=E${row}+CHOOSE(Scenario,0,G${row},F${row})`)];
    },
  },
  {
    what: 'a switch that chooses nothing',
    caughtBy: 'scenarios',
    commands: () =>
      ['Churn', 'New_factor', 'Price_rise', 'Wage_rise'].map((name) =>
        write('Assumptions', `D${inputRow(name)}`, `=E${inputRow(name)}`),
      ),
  },
  {
    what: 'an assumption without its source',
    caughtBy: 'citations',
    commands: () => [write('Assumptions', `C${inputRow('DPO')}`, null)],
  },
  {
    what: 'an assumption that cites a paragraph that is not there',
    caughtBy: 'citations',
    commands: () => [write('Assumptions', `C${inputRow('Churn')}`, 'P51')],
  },
  {
    what: 'an assumption that cites a paragraph about something else',
    caughtBy: 'citations',
    commands: () => [write('Assumptions', `C${inputRow('Tax_rate')}`, 'P2')],
  },
  {
    what: 'notes that do not name the contradiction',
    caughtBy: 'open-points',
    commands: () => [{ do: 'write', sheet: 'Notes', at: 'A3', rows: [[null, null, null]] }],
  },
  {
    what: 'notes that do not name what is open',
    caughtBy: 'open-points',
    commands: () => [{ do: 'write', sheet: 'Notes', at: 'A4', rows: [[null, null, null]] }],
  },
];

describe('the checks of a model', () => {
  it('pass on the model that the rehearsal builds', async () => {
    const found = await results(await builtWorkbook());
    expect(found.filter(({ pass }) => !pass)).toEqual([]);
    for (const { detail } of found) expect(detail).toMatch(/\d|P9/);
  });

  it('fail where there is no model', async () => {
    const empty = await results(new Workbook('Empty'));
    expect(empty.every(({ pass }) => !pass)).toBe(true);
    expect((await results(null)).every(({ pass }) => !pass)).toBe(true);
    for (const { fix } of empty) expect(fix).toMatch(/names/);
  });

  it.each(mutants)('see $what', async ({ caughtBy, commands }) => {
    const workbook = await builtWorkbook();
    for (const command of commands()) workbook.apply(command);
    const found = (await results(workbook)).filter(({ pass }) => !pass);
    expect(found.map(({ id }) => id)).toContain(caughtBy);
    const caught = found.find(({ id }) => id === caughtBy);
    expect(caught?.fix).toBeTruthy();
    if (caughtBy !== 'open-points') {
      expect(caught?.where, caught?.detail).toMatchObject({ cells: expect.stringContaining('!') });
    }
  });

  it('leave the model as it is', async () => {
    const workbook = await builtWorkbook();
    const before = JSON.stringify(workbook.toFile());
    await failing(workbook);
    expect(JSON.stringify(workbook.toFile())).toBe(before);
  });
});
