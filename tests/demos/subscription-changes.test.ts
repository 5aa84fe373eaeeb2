import { beforeAll, describe, expect, it } from 'vitest';
import { demo } from '../../src/demos/subscription-model/demo.ts';
import { places } from '../../src/demos/subscription-model/plans.ts';
import type { WorkbookCommand } from '../../src/workbook/schema.ts';
import { builtTable, misfit, results } from './model/built-model.ts';
import { modelChangesContract } from './model/change-contract.ts';
import { ModelTable } from './model/play-model.ts';

const script = demo.rehearsal(demo.brand);
const labels = demo.changes.map(({ label }) => label);

let commands: readonly WorkbookCommand[] = [];
beforeAll(async () => {
  commands = (await builtTable()).commands;
});

/** Answers that the test gives in place of a tool, since it looks for itself. */
const looksItself: Record<string, string> = { run_checks: 'PASS' };

/** Plays a request; the checks by program are left to the test. */
async function ask(table: ModelTable, request: string, answers = looksItself): Promise<ModelTable> {
  const part = script.answer(request);
  if (!part) throw new Error(`The script does not know “${request}”`);
  table.desk.beginStep(request);
  return table.play(part, (tool) => {
    const text = answers[tool];
    return text === undefined ? undefined : { ok: true, text };
  });
}

/** Carried out, sound, and still what the second calculation says. */
function expectDone(table: ModelTable, what: string): void {
  expect(table.said.at(-1), what).toMatch(/balances, and every check passes/);
  expect(
    table.calls.filter(({ result }) => !result.ok),
    what,
  ).toEqual([]);
  for (const { tool, result } of table.calls) {
    if (tool === 'write_range') expect(result.text, what).toMatch(/No errors in the workbook/);
  }
  expect(misfit(table.desk.workbook), what).toEqual([]);
}

modelChangesContract({
  demo,
  more: [demo.flaw?.repair ?? '', 'Set churn to 2.5 %'],
  misfit: ({ desk }) => misfit(desk.workbook),
});

describe('the changes of the subscription model', () => {
  it('are at least six', () => {
    expect(labels.length).toBeGreaterThanOrEqual(6);
  });

  const row = (sheet: string, key: string) => places.row(sheet, key);
  const inTheWay: [string, string, string, string | number][] = [
    ['Add a fourth plan, Campus', 'Revenue', `A${row('Revenue', 'new_gap')}`, 'My own plan'],
    ['Add a fourth plan, Campus', 'Machines', `H${row('Machines', 'value_Floor')}`, 5],
    ['Raise 400,000 of equity in month 18', 'CashFlow', `F${row('CashFlow', 'equity_gap')}`, 100],
    ['Raise 400,000 of equity in month 18', 'Balance', `G${row('Balance', 'paid_in')}`, '=F17+1'],
    ['Raise prices by 5 % in the third year', 'Revenue', `AB${row('Revenue', 'price_Team')}`, 500],
    ['Freeze hiring on the route in the second year', 'Costs', `R${row('Costs', 'route')}`, 20],
    ['Lease the machines from the second year on', 'Profit', `A${row('Profit', 'lease_gap')}`, 'Gifts'],
    ['Carry tax losses forward', 'Financing', `D${row('Financing', 'losses_gap')}`, -1],
  ];

  it.each(inTheWay)(
    'touch nothing where a person’s edit is in the way: %s, %s!%s',
    async (request, sheet, at, value) => {
      const table = new ModelTable(demo, commands);
      table.desk.apply({ do: 'write', sheet, at, rows: [[value]] }, 'person');
      const before = JSON.stringify(table.desk.workbook.toFile());
      await ask(table, request);
      expect(table.said.at(-1)).toMatch(new RegExp(`${sheet}!.*by hand.*Nothing was touched.*live model`));
      expect(JSON.stringify(table.desk.workbook.toFile())).toBe(before);
    },
  );

  it('find their place below what a person wrote under the assumptions', async () => {
    const table = new ModelTable(demo, commands);
    table.desk.apply(
      { do: 'write', sheet: 'Assumptions', at: 'A70', rows: [['A remark of mine']] },
      'person',
    );
    await ask(table, 'Freeze hiring on the route in the second year');
    expectDone(table, 'freeze');
    expect(table.desk.workbook.engine.reference('Freeze_from')?.top).toBeGreaterThan(69);
  });
});

describe('what a check asks for', () => {
  const payables = places.row('CashFlow', 'payables');
  it.each<[string, WorkbookCommand[]]>([
    [
      'a number typed over a month of revenue',
      [{ do: 'write', sheet: 'Profit', at: `R${places.row('Profit', 'revenue')}`, rows: [[400_000]] }],
    ],
    [
      'a line of the cash flow with its sign turned',
      [
        { do: 'write', sheet: 'CashFlow', at: `D${payables}`, rows: [['=Financing!C7-Financing!D7']] },
        { do: 'fill', sheet: 'CashFlow', from: `D${payables}`, to: `D${payables}:BK${payables}` },
      ],
    ],
  ])('is repaired by the rehearsal: %s', async (_, damage) => {
    const table = new ModelTable(demo, commands);
    const before = JSON.stringify(table.desk.workbook.toFile());
    table.desk.apply(damage, 'person');
    const failed = (await results(table.desk.workbook)).filter(({ pass }) => !pass);
    await ask(table, failed.find(({ id }) => id === 'balance' || id === 'typed-numbers')?.fix ?? '');
    expect(table.said.at(-1)).toMatch(/balances, and every check passes/);
    expect((await results(table.desk.workbook)).filter(({ pass }) => !pass)).toEqual([]);
    expect(JSON.stringify(table.desk.workbook.toFile())).toBe(before);
  });

  it('is left alone where a person has put a formula of their own there meanwhile', async () => {
    const table = new ModelTable(demo, commands);
    const at = `R${places.row('Profit', 'revenue')}`;
    table.desk.apply({ do: 'write', sheet: 'Profit', at, rows: [['=1+1']] }, 'person');
    const before = JSON.stringify(table.desk.workbook.toFile());
    await ask(table, `Replace the number typed into Profit!${at} with the formula of its row.`);
    expect(table.said.at(-1)).toMatch(/holds a formula by now.*Nothing was touched/);
    expect(JSON.stringify(table.desk.workbook.toFile())).toBe(before);
  });

  it('is left alone where there is nothing to copy', async () => {
    const table = new ModelTable(demo, commands);
    await ask(table, 'Replace the number typed into Notes!C5 with the formula of its row.');
    expect(table.said.at(-1)).toMatch(/live model is needed/);
  });
});

describe('requests in a person’s words', () => {
  it('set an assumption and say what moved', async () => {
    const table = await ask(new ModelTable(demo, commands), 'please set churn to 2.5%');
    expect(table.said.join(' ')).toMatch(/“Churn” is 2.5 % now, it was 1.9 %.*money at the end.*moves from/);
  });

  it('say what the scenario makes of it', async () => {
    const table = await ask(new ModelTable(demo, commands), 'Show the downside');
    await ask(table, 'set churn to 2 %');
    expect(table.said.join(' ')).toMatch(/With what the chosen scenario adds that makes 2.4 %/);
    expectDone(table, 'downside');
  });

  it('refuse what lies outside the model', async () => {
    const table = await ask(new ModelTable(demo, commands), 'set churn to 80 %');
    expect(table.said.join(' ')).toMatch(/outside what this model is made for.*Nothing was changed/);
    expect(table.calls.map(({ tool }) => tool)).toEqual(['set_phase']);
  });

  it('write over the live cell where a person has put a number there', async () => {
    const table = new ModelTable(demo, commands);
    const place = table.desk.workbook.engine.reference('Churn');
    const at = `D${(place?.top ?? 0) + 1}`;
    table.desk.apply({ do: 'write', sheet: 'Assumptions', at, rows: [[0.03]] }, 'person');
    await ask(table, 'set churn to 2 %');
    expect(table.desk.workbook.inputAt('Assumptions', place?.top ?? 0, 3)).toBe(0.02);
  });

  it('leave taking back to the workbench', () => {
    const said = script.answer('Undo the last change')?.next({ ok: true, text: '' }).value;
    expect(said).toMatchObject({ move: 'say', text: expect.stringContaining('press Undo') });
  });

  it.each(['Build a rocket', 'Raise prices and open a shop', 'Add a dividend', 'Do not add a fourth plan'])(
    'leave what the script does not know to a live model: %s',
    (request) => {
      expect(script.answer(request)).toBeNull();
      expect(script.nearest(request).length).toBeGreaterThan(0);
    },
  );

  it.each([
    ['Add a campus plan', 'Add a fourth plan, Campus'],
    ['Could you lease the machines please', 'Lease the machines from the second year on'],
    ['pay our suppliers later', 'Pay suppliers after 60 days'],
    ['Show us the break-even month', 'Show the month in which it breaks even'],
    ['quarterly summary', 'Show a summary by quarter'],
    ['carry losses forward', 'Carry tax losses forward'],
  ])('mean a change: %s', (request, label) => {
    const first = script.answer(request)?.next({ ok: true, text: '' }).value;
    const second = script.answer(label)?.next({ ok: true, text: '' }).value;
    expect(first).toEqual(second);
    const [one, other] = [request, label].map((text) => {
      const part = script.answer(text);
      part?.next({ ok: true, text: '' });
      return part?.next({ ok: true, text: '' }).value;
    });
    expect(one).toEqual(other);
  });
});
