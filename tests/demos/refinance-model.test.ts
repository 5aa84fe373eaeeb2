import { beforeAll, describe, expect, it } from 'vitest';
import type { CheckContext } from '../../src/demos/demo.ts';
import { ModelReading } from '../../src/demos/model/model-reading.ts';
import { demo } from '../../src/demos/refinance-model/demo.ts';
import { flaw } from '../../src/demos/refinance-model/flaw.ts';
import { briefingValues, inputs, placedInput } from '../../src/demos/refinance-model/inputs.ts';
import { lineRange, places } from '../../src/demos/refinance-model/plans.ts';
import { recompute } from '../../src/demos/refinance-model/recompute.ts';
import { briefing, spec } from '../../src/demos/refinance-model/spec.ts';
import type { CellInput } from '../../src/workbook/engine.ts';
import { Workbook } from '../../src/workbook/workbook.ts';
import { WorkbookPlay } from './play-workbook.ts';

const script = demo.rehearsal(demo.brand);
const play = new WorkbookPlay(demo);
let built: string;

function textOf(workbook: Workbook): string {
  return JSON.stringify(workbook.toFile());
}

beforeAll(async () => {
  await play.play(script.build());
  built = textOf(play.workbook);
});

function copy(): Workbook {
  return Workbook.fromFile(play.workbook.toFile());
}

function contextOf(workbook: Workbook): CheckContext {
  return { ...play.context(), workbook };
}

/** The first check that fails, or null. */
async function failing(workbook: Workbook): Promise<string | null> {
  for (const check of demo.checks) {
    const result = await check.run(contextOf(workbook));
    if (!result.pass) return check.id;
  }
  return null;
}

/** Largest difference between the model and the second calculation, as a share. */
function difference(workbook: Workbook): number {
  const model = new ModelReading(workbook, spec);
  const names = [...inputs.map(({ name }) => name), ...spec.optionalInputs.filter((name) => model.has(name))];
  const expected = recompute(Object.fromEntries(names.map((name) => [name, model.input(name)])));
  let largest = 0;
  for (const [name, values] of Object.entries(expected)) {
    const shown = model.line(name);
    const peak = Math.max(1, ...values.map(Math.abs));
    for (const [index, value] of values.entries())
      largest = Math.max(largest, Math.abs((shown[index] ?? 0) - value) / peak);
  }
  return largest;
}

function ask(request: string) {
  const part = script.answer(request);
  if (!part) throw new Error(`The rehearsal does not know “${request}”`);
  return play.play(part);
}

describe('the build', () => {
  it('finds that the balance sheet is off, names the line, repairs it and passes every check', async () => {
    const checks = play.calls.filter(({ tool }) => tool === 'check');
    expect(checks[0]?.result.text).toMatch(/UNBALANCED .* Apr-27.*matches: CashFlow!D11:AM11/);
    expect(checks.at(-1)?.result.text).not.toContain('UNBALANCED');
    expect(play.calls.filter(({ result }) => !result.ok).map(({ tool }) => tool)).toEqual(['check']);
    expect(await failing(play.workbook)).toBeNull();
    expect(play.said.at(-1)).toMatch(/^The model is done/);
  });

  it('is a model of size, without errors', () => {
    expect([...play.workbook.engine.formulas()].length).toBeGreaterThan(4000);
    expect(play.workbook.drivers).toHaveLength(6);
    expect(play.workbook.charts).toHaveLength(3);
    expect(play.workbook.scenario?.labels).toEqual(['Base', 'Rate shock', 'Severe']);
  });

  it('gives every assumption the value of the briefing, but for the one that is misread', () => {
    const model = new ModelReading(play.workbook, spec);
    const other = Object.entries(briefingValues()).filter(([name, value]) => model.input(name) !== value);
    expect(other).toEqual([['Loss_share', 0.28]]);
    for (const { source } of inputs) expect(briefing.paragraphs.map(({ id }) => id)).toContain(source);
  });

  it('agrees with the second calculation to the cent', () => {
    expect(difference(play.workbook)).toBeLessThan(1e-9);
  });
});

describe('the second calculation', () => {
  const base = recompute(briefingValues());
  const last = (name: string) => base[name]?.at(-1) ?? Number.NaN;

  it('follows the briefing by hand for the first months', () => {
    // 4,200 / 12 / 3 apply in January, 38 % of them are paid 212,000 each in March.
    expect(base['Applications']?.[0]).toBeCloseTo(116.6667, 3);
    expect(base['Loans_paid_out']?.slice(0, 2)).toEqual([0, 0]);
    expect(base['Loans_paid_out']?.[2]).toBeCloseTo((4200 / 36) * 0.38 * 212_000, 2);
    expect(base['Cash']?.[0]).toBeCloseTo(12_000_000 - 900_000 - (14 * 62_000 * 1.22 + 480_000) / 12, 2);
  });

  it('keeps the least cash once treasury lends, and own funds are what was paid in and earned', () => {
    expect(last('Cash')).toBeCloseTo(2_000_000, 4);
    const earned = (base['Net_profit'] ?? []).reduce((sum, value) => sum + value, 0);
    expect(last('Own_funds')).toBeCloseTo(28_000_000 + earned, 2);
  });
});

describe('a wrong model is caught', () => {
  const row = (sheet: string, key: string) => places.row(sheet, key);
  const write = (workbook: Workbook, sheet: string, at: string, rows: CellInput[][]) =>
    workbook.apply({ do: 'write', sheet, at, rows });
  const line = (workbook: Workbook, sheet: string, key: string, formula: string) => {
    const at = row(sheet, key);
    write(workbook, sheet, `D${at}`, [[formula]]);
    workbook.apply({ do: 'fill', sheet, from: `D${at}`, to: `D${at}:AM${at}` });
  };
  const cell = (sheet: string, key: string, column = 'D') => `${column}${row(sheet, key)}`;

  const mutants: Record<string, (workbook: Workbook) => void> = {
    'operating costs are added': (w) =>
      line(w, 'Profit', 'operating', `=Costs!${cell('Costs', 'operating')}`),
    'homes for sale bring cash': (w) =>
      line(
        w,
        'CashFlow',
        'homes',
        `=Lending!${cell('Lending', 'homes')}-Lending!${cell('Lending', 'homes', 'C')}`,
      ),
    'payout a month too late': (w) =>
      line(
        w,
        'Lending',
        'loans',
        `=IF(D4>Payout_lag+1,INDEX($D$${row('Lending', 'applications')}:$AM$${row('Lending', 'applications')},D4-Payout_lag-1)*Conversion,0)`,
      ),
    'defaults for a year in each month': (w) =>
      line(
        w,
        'Lending',
        'defaulted',
        `=-${cell('Lending', 'opening')}*Default_rate*(1+(Default_factor-1)*${cell('Lending', 'case')})`,
      ),
    'interest on the balance at the end': (w) =>
      line(w, 'Profit', 'interestIn', `=Lending!${cell('Lending', 'pool')}/12`),
    'the fee on the whole book': (w) =>
      line(w, 'Profit', 'fees', `=Lending!${cell('Lending', 'book')}*Arrangement_fee`),
    'losses are not carried forward': (w) =>
      line(w, 'Costs', 'taxable', `=MAX(0,Profit!${cell('Profit', 'beforeTax')})`),
    'pay never rises': (w) => line(w, 'Costs', 'pay', '=Pay_per_person/12+0*Pay_rise'),
    'the case begins at once': (w) => line(w, 'Lending', 'case', '=IF(D3>=First_month,1,0)'),
    'own funds make the balance sheet fit': (w) =>
      line(
        w,
        'Balance',
        'kept',
        `=${cell('Balance', 'assets')}-${cell('Balance', 'liabilities')}-${cell('Balance', 'paidIn')}`,
      ),
    'cash does not open where it closed': (w) =>
      write(w, 'CashFlow', cell('CashFlow', 'cashOpening', 'K'), [[0]]),
    'a number typed over a formula': (w) => write(w, 'Lending', cell('Lending', 'loans', 'M'), [[140]]),
    'an amount inside a formula': (w) =>
      line(w, 'Lending', 'newRate', `=${cell('Lending', 'market')}+0.0115`),
    'an assumption without its paragraph': (w) =>
      write(w, 'Inputs', `F${placedInput('Margin').row}`, [[null]]),
    'an assumption cites a paragraph that is not there': (w) =>
      write(w, 'Inputs', `F${placedInput('Margin').row}`, [['P23']]),
    'nothing is said about the contradiction': (w) => {
      write(w, 'Inputs', `G${placedInput('Conversion').row}`, [[null]]);
      write(w, 'Notes', 'A3', [[null, null, null, null]]);
    },
    'the cases are the wrong way round': (w) =>
      write(w, 'Inputs', `D${placedInput('Fewer_applications').row}`, [[-0.3, -0.45]]),
    'the switch changes nothing': (w) =>
      write(
        w,
        'Inputs',
        `B${placedInput('Rate_rise').row}`,
        ['Rate_rise', 'Fewer_applications', 'Default_factor'].map((name) => [`=C${placedInput(name).row}`]),
      ),
    'a result has no name': (w) => w.apply({ do: 'define-name', name: 'Net_profit', refersTo: null }),
  };

  it.each(Object.entries(mutants))('%s', async (_, mutate) => {
    const workbook = copy();
    mutate(workbook);
    expect(await failing(workbook)).not.toBeNull();
  });

  it('and a model whose drivers were moved is not', async () => {
    const workbook = copy();
    write(workbook, 'Inputs', `B${placedInput('Conversion').row}`, [[0.31]]);
    write(workbook, 'Inputs', `B${placedInput('Market_rate').row}`, [[0.052]]);
    expect(await failing(workbook)).toBeNull();
  });
});

describe('changes', () => {
  beforeAll(() => play.checksPass());

  it('are made once', async () => {
    await ask('Add a broker channel');
    const before = textOf(play.workbook);
    await ask('Please add a broker channel');
    expect(play.said.at(-1)).toMatch(/already/);
    expect(textOf(play.workbook)).toBe(before);
    play.desk.undo();
  });

  it('understands assumptions and a case with reasons', async () => {
    await ask(
      'Set conversion to 35 %, because the pilot was in the best region. Set the margin to 1.25 %, because a rival has left. Set the cost per application to 280, because of new software. Show the rate shock, because the board asks for it.',
    );
    const model = new ModelReading(play.workbook, spec);
    expect(
      ['Conversion', 'Margin', 'Cost_per_application', 'Scenario'].map((name) => model.input(name)),
    ).toEqual([0.35, 0.0125, 280, 2]);
    expect(play.said.at(-1)).toMatch(/net profit over three years moves from/);
    play.desk.undo();
  });

  it('refuses what lies outside, and does not pretend to know what it does not', async () => {
    await ask('Set conversion to 140 %');
    expect(play.said.at(-1)).toMatch(/lies outside/);
    expect(textOf(play.workbook) === built).toBe(true);
    expect(script.answer('Write a poem about the bank')).toBeNull();
    expect(script.answer('Set conversion to 40 % and add a hedge fund')).toBeNull();
  });
});

describe('the flaw', () => {
  const at = (name: string) => `Inputs!B${placedInput(name).row}`;
  const look = (workbook: Workbook, cell: string) => flaw.found(contextOf(workbook), cell);

  it('is found at the cell of the misread assumption only', async () => {
    expect((await look(play.workbook, at('Loss_share'))).found).toBe(true);
    expect((await look(play.workbook, at('Default_rate'))).found).toBe(false);
    const [sheet = '', area = ''] = lineRange('Profit!creditLosses').replaceAll('$', '').split('!');
    const computed = await look(play.workbook, `${sheet}!${area.split(':')[0]}`);
    expect(computed).toMatchObject({ found: false, evidence: expect.stringMatching(/worked out/) });
  });

  it('is repaired by the agent, and then a program says that there is none', async () => {
    await ask(flaw.repair);
    expect(new ModelReading(play.workbook, spec).input('Loss_share')).toBe(0.28);
    expect(await look(play.workbook, at('Loss_share'))).toMatchObject({ found: false, absent: true });
    play.desk.undo();
  });
});
