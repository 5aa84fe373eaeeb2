import { describe, expect, it } from 'vitest';
import { briefingDocument } from '../../src/demos/briefing.ts';
import type { CheckContext } from '../../src/demos/demo.ts';
import { demo } from '../../src/demos/subscription-model/demo.ts';
import { inputs } from '../../src/demos/subscription-model/inputs.ts';
import { inputRow } from '../../src/demos/subscription-model/sheets-front.ts';
import { briefing } from '../../src/demos/subscription-model/spec.ts';
import { Workbook } from '../../src/workbook/workbook.ts';
import { builtTable, builtWorkbook, misfit, results } from './model/built-model.ts';
import { ModelTable } from './model/play-model.ts';

const clean = {
  ok: true,
  text: 'No errors and no circles.\nHOLDS “The balance sheet balances” (Checks!D6:BK6, 60 cells).',
};

describe('the build of the subscription model', () => {
  it('is off balance once, finds the line, turns its sign, and ends with every check green', async () => {
    const { calls, said } = await builtTable();
    const checks = calls.filter(({ tool }) => tool === 'check').map(({ result }) => result.text);
    expect(checks[0]).toMatch(/UNBALANCED.*matches: CashFlow!/);
    expect(checks[1]).not.toMatch(/UNBALANCED/);
    expect(checks[1]).toMatch(/no objection/);
    const order = calls.map(({ tool }) => tool);
    expect(order.slice(order.indexOf('check'))).toEqual(
      expect.arrayContaining(['trace', 'write_range', 'check', 'run_checks']),
    );
    expect(calls.at(-1)?.result.text.match(/^PASS/gm)).toHaveLength(8);
    expect(said.at(-1)).toMatch(/Every check passes now/);
    expect(calls.filter(({ result }) => !result.ok).map(({ tool }) => tool)).toEqual(['check']);
  });

  it('has eleven sheets, thousands of formulas, and no error while it grows', async () => {
    const { calls, desk } = await builtTable();
    expect(desk.workbook.engine.sheetNames).toEqual(demo.views);
    expect([...desk.workbook.engine.formulas()].length).toBeGreaterThan(7000);
    for (const { tool, result } of calls) {
      if (tool === 'write_range') expect(result.text).toMatch(/No errors in the workbook/);
    }
    expect(desk.workbook.drivers.length).toBeGreaterThanOrEqual(6);
    expect(desk.workbook.charts.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['line', 'stacked', 'waterfall', 'heat']),
    );
  });

  it('says in plain words what each step is, under three phases', async () => {
    const { calls } = await builtTable();
    const phases = calls.filter(({ tool }) => tool === 'set_phase').map(({ input }) => input['title']);
    expect(phases).toEqual(['Plan', 'Build', 'Check its own work']);
    for (const { tool, input } of calls) {
      if (tool === 'write_range') expect(String(input['purpose'])).toMatch(/^[a-z]/);
    }
  });

  it('can be built again from its record alone', async () => {
    const table = await builtTable();
    const again = Workbook.fromCommands('Again', table.commands);
    expect({ ...again.toFile(), title: '' }).toEqual({ ...table.desk.workbook.toFile(), title: '' });
  });

  it('does not claim a failure that did not happen', async () => {
    const table = new ModelTable(demo);
    await table.play(demo.rehearsal(demo.brand).build(), (tool) => (tool === 'check' ? clean : undefined));
    expect(table.said.join(' ')).toMatch(/balances at the first try/);
    expect(table.calls.some(({ tool }) => tool === 'trace')).toBe(false);
    expect(table.said.at(-1)).toMatch(/not every check passes/);
  });

  it('stops and says so where another line is to blame than the one it knows', async () => {
    const table = new ModelTable(demo);
    await table.play(demo.rehearsal(demo.brand).build(), (tool) =>
      tool === 'check' ? { ok: false, text: 'UNBALANCED “x”: matches: Profit!D9:BK9 “Team”.' } : undefined,
    );
    expect(table.said.at(-1)).toMatch(/could not find why.*needs a live model/);
  });
});

describe('the model under a person’s hand', () => {
  it.each([1, 2, 3])(
    'agrees with the second calculation at both ends of every driver, scenario %i',
    async (scenario) => {
      const workbook = await builtWorkbook();
      workbook.apply({ do: 'write', sheet: 'Assumptions', at: 'D2', rows: [[scenario]] });
      for (const { cell, least, most, label } of workbook.drivers) {
        const [sheet = '', at = ''] = cell.split('!');
        const before = workbook.engine.reference(cell)?.at(0, 0);
        for (const value of [least, most]) {
          workbook.apply({ do: 'write', sheet, at, rows: [[value]] });
          expect(misfit(workbook), `${label} ${value}`).toEqual([]);
        }
        workbook.apply({ do: 'write', sheet, at, rows: [[Number(before)]] });
      }
    },
  );

  it('passes every check with all drivers at their worst at once', async () => {
    const workbook = await builtWorkbook();
    const worst: Record<string, 'least' | 'most'> = { churn: 'most', days: 'most' };
    for (const driver of workbook.drivers) {
      const [sheet = '', at = ''] = driver.cell.split('!');
      workbook.apply({ do: 'write', sheet, at, rows: [[driver[worst[driver.id] ?? 'least']]] });
    }
    expect((await results(workbook)).filter(({ pass }) => !pass)).toEqual([]);
  });

  it('ends with different money in each scenario, the best in Upside', async () => {
    const workbook = await builtWorkbook();
    const money = [1, 2, 3].map((scenario) => {
      workbook.apply({ do: 'write', sheet: 'Assumptions', at: 'D2', rows: [[scenario]] });
      return Number(workbook.engine.reference('Money_at_end')?.at(0, 0));
    });
    const [base = 0, up = 0, down = 0] = money;
    expect(up).toBeGreaterThan(base);
    expect(base).toBeGreaterThan(down);
  });
});

describe('its assumptions', () => {
  it('are in the briefing, in the paragraph that they cite', () => {
    for (const { name, base, paragraphs } of inputs) {
      const text = paragraphs
        .map((id) => briefing.paragraphs.find((each) => each.id === id)?.text ?? '')
        .join(' ');
      const said = new Set(
        [base, base * 100].map((value) => Number(value.toPrecision(12)).toLocaleString('en-US')),
      );
      if (['Start_date', 'New_factor', 'Loan_grace'].includes(name)) continue;
      expect(
        [...said].some((number) => text.includes(number)),
        `${name} ${base} in ${paragraphs}`,
      ).toBe(true);
    }
  });

  it('come with a briefing that can be read, and that does not tell what is planted', () => {
    const text = briefingDocument(briefing);
    expect(text).toContain('**P16**');
    expect(text).not.toMatch(/ambiguity|contradiction/);
    expect(demo.seed['/briefing.md']).toBe(text);
  });
});

describe('the misread number', () => {
  const look = async (workbook: Workbook, cell: string) =>
    demo.flaw?.found({ workbook } as unknown as CheckContext, cell);

  it('is in a cell that every check passes', async () => {
    const workbook = await builtWorkbook();
    expect((await results(workbook)).every(({ pass }) => pass)).toBe(true);
    for (const column of ['D', 'E']) {
      const seen = await look(workbook, `Assumptions!${column}${inputRow('DSO')}`);
      expect(seen?.found).toBe(true);
      expect(seen?.evidence).toMatch(/P10.*30.*45/);
    }
  });

  it('is nowhere else', async () => {
    const workbook = await builtWorkbook();
    for (const { name } of inputs) {
      if (name === 'DSO') continue;
      expect((await look(workbook, `Assumptions!D${inputRow(name)}`))?.found, name).toBe(false);
    }
    expect((await look(workbook, 'Financing!D6'))?.evidence).toMatch(/Trace it further/);
    expect((await look(workbook, 'nonsense'))?.found).toBe(false);
  });

  it('is repaired on request, with all checks green, and is not there any more', async () => {
    const table = new ModelTable(demo, (await builtTable()).commands);
    await table.ask(demo.flaw?.repair ?? '');
    expect(table.said.at(-1)).toMatch(
      /as P10 says.*deepest overdraft moves from [\d,]+ to [\d,]+.*every check passes/,
    );
    const seen = await look(table.desk.workbook, `Assumptions!E${inputRow('DSO')}`);
    expect(seen).toMatchObject({ found: false, absent: true });
  });
});
