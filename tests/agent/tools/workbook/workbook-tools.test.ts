import { describe, expect, it } from 'vitest';
import type { Tool, ToolFact } from '../../../../src/agent/tool.ts';
import { describeTool } from '../../../../src/agent/tool-input.ts';
import { createWorkbookTools } from '../../../../src/agent/tools/workbook/create-workbook-tools.ts';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { WorkbookDesk } from '../../../../src/workbook/desk.ts';
import { Workbook } from '../../../../src/workbook/workbook.ts';

const briefing = {
  title: 'Twelve months of lemonade',
  from: 'The owner, to the bank, 2 March',
  paragraphs: [
    { id: 'P1', text: 'A cup costs 2.' },
    { id: 'P2', text: 'We sell 100 cups in the first month and 10 more in each that follows.' },
  ],
};

function bench() {
  const desk = new WorkbookDesk({ title: 'Lemonade' });
  const tools = createWorkbookTools({ desk, briefing, runChecks: async () => [] });
  const facts: ToolFact[] = [];
  const context = {
    sandbox: {} as Sandbox,
    signal: new AbortController().signal,
    report: (fact: ToolFact) => facts.push(fact),
  };
  const tool = (name: string): Tool => {
    const found = tools.find((each) => each.name === name);
    if (!found) throw new Error(`There is no tool ${name}`);
    return found;
  };
  const use = (name: string, input: unknown) => {
    const parsed = tool(name).input.parse(input);
    return tool(name).run(parsed, context);
  };
  const value = (range: string) => desk.workbook.engine.reference(range)?.at(0, 0);
  return { desk, tools, tool, facts, use, value };
}

async function lemonade() {
  const made = bench();
  await made.use('write_range', {
    sheet: 'Inputs',
    at: 'A1',
    rows: [
      ['Price', 2, 'P1'],
      ['Cups', 100, 'P2'],
      ['More each month', 10, 'P2'],
    ],
    role: 'input',
  });
  await made.use('define_name', {
    names: { Price: 'Inputs!$B$1', Cups: 'Inputs!$B$2', More: 'Inputs!$B$3' },
  });
  await made.use('write_range', {
    sheet: 'Sales',
    at: 'A1',
    rows: [
      ['Month', '=DATE(2027,1,31)', '=EOMONTH(B1,1)'],
      ['Cups', '=Cups', '=B2+More'],
      ['Revenue', '=B2*Price', '=C2*Price'],
    ],
    fill_right: 10,
  });
  return made;
}

describe('the tools of a workbook', () => {
  it('are described to a model as plain JSON schemas of objects', () => {
    for (const tool of bench().tools) {
      const { inputSchema, name } = describeTool(tool);
      expect([name, inputSchema['type']]).toEqual([name, 'object']);
      const text = JSON.stringify(inputSchema);
      for (const word of ['"$ref"', '"$defs"', '"allOf"', '"oneOf"', '"not"'])
        expect(text).not.toContain(word);
    }
  });

  it('read the briefing with the numbers by which it is cited', async () => {
    const { text, line } = await bench().use('read_briefing', {});
    expect(text).toContain('P2 We sell 100 cups');
    expect(line).toBe('Read the briefing: 2 paragraphs');
  });
});

describe('write_range', () => {
  it('writes the first periods and copies the last over the others', async () => {
    const { value, desk, facts } = await lemonade();
    expect([value('Sales!M2'), value('Sales!M3')]).toEqual([210, 420]);
    expect(desk.workbook.inputAt('Sales', 2, 12)).toBe('=M2*Price');
    const rebuilt = Workbook.fromCommands(
      'Lemonade',
      facts.flatMap((fact) => (fact.type === 'workbook' ? [fact.command] : [])),
    );
    expect(rebuilt.toFile()).toEqual(desk.workbook.toFile());
  });

  it('says in one line what was written, with the periods', async () => {
    const { use } = await lemonade();
    const { line, text } = await use('write_range', {
      sheet: 'Sales',
      at: 'A5',
      rows: [['Cost', '=-B2*0.5']],
      fill_right: 11,
    });
    expect(line).toBe('Wrote Sales: 1 row over 12 months');
    expect(text).toContain('B5 =-B2*0.5 → -50');
    expect(text).toContain('No errors');
  });

  it('has lines in the present while its input is still coming in', () => {
    const { tool } = bench();
    expect(tool('write_range').line({})).toBe('Writing a sheet');
    expect(tool('write_range').line({ sheet: 'PnL', purpose: 'the revenue by plan' })).toBe(
      'Writing the revenue by plan',
    );
  });

  it('writes nothing where a formula cannot be read, and says which', async () => {
    const { use, desk, facts } = await lemonade();
    const before = desk.workbook.toFile();
    const told = facts.length;
    const { ok, text } = await use('write_range', { sheet: 'New', at: 'A1', rows: [[1], ['=SUM(A1']] });
    expect(ok).toBe(false);
    expect(text).toContain('New!A2');
    expect(desk.workbook.toFile()).toEqual(before);
    expect(facts).toHaveLength(told);
  });

  it('writes nothing where a circle would come about, and says the way round', async () => {
    const { use, value } = await lemonade();
    const { ok, text } = await use('write_range', { sheet: 'Inputs', at: 'B2', rows: [['=Sales!M3']] });
    expect(ok).toBe(false);
    expect(text).toMatch(/circle: .*Inputs!B2 → Sales!M3/);
    expect(value('Inputs!B2')).toBe(100);
  });

  it('tells errors, the root cause first, and counts what follows', async () => {
    const { use } = await lemonade();
    const { text } = await use('write_range', {
      sheet: 'Sales',
      at: 'A6',
      rows: [
        ['Per head', '=B3/Inputs!$B$9'],
        ['Twice', '=B6*2'],
      ],
      fill_right: 11,
    });
    expect(text).toContain(
      '#DIV/0! in Sales!B6 (first of 12 alike): =B3/Inputs!$B$9: Inputs!B9 is 0 (empty)',
    );
    expect(text).toContain('12 cells further on');
    expect(text.match(/#DIV/g)).toHaveLength(1);
  });

  it('formats the numbers, not the labels beside them', async () => {
    const { use, desk } = await lemonade();
    await use('write_range', {
      sheet: 'Sales',
      at: 'A8',
      rows: [['Tax', '=B3*0.2']],
      fill_right: 3,
      format: '#,##0',
    });
    expect(desk.workbook.sheets.find(({ name }) => name === 'Sales')?.formats).toEqual([
      { area: 'B8:E8', format: '#,##0' },
    ]);
  });

  it('copies the last row down', async () => {
    const { use, value } = bench();
    await use('write_range', {
      sheet: 'S',
      at: 'A1',
      rows: [
        ['Year', 'Sum'],
        [2027, 1],
        ['=A2+1', '=B2*2'],
      ],
      fill_down: 4,
    });
    expect([value('S!A7'), value('S!B7')]).toEqual([2032, 32]);
  });
});

describe('read_range', () => {
  it('shows formulas with their values', async () => {
    const { use } = await lemonade();
    const { text } = await use('read_range', { range: 'Sales!A2:C3' });
    expect(text).toBe(
      'Sales!A2:C3\nA2 "Cups" | B2 =Cups → 100 | C2 =B2+More → 110\nA3 "Revenue" | B3 =B2*Price → 200 | C3 =C2*Price → 220',
    );
  });

  it('reads 500 cells at most, and says where to read on', async () => {
    const { use } = bench();
    await use('write_range', { sheet: 'S', at: 'A1', rows: [[1, '=A1+1']], fill_right: 98 });
    await use('write_range', { sheet: 'S', at: 'A1', rows: [[1]], fill_down: 99 });
    const { text } = await use('read_range', { range: 'S!A1:CV100' });
    expect(text.split('\n')[0]).toBe('S!A1:CV5');
    expect(text).toContain('the range has 10,000 cells, and 500 are read at once. Read on at S!A6');
  });

  it('names the sheets where there is no such range', async () => {
    const { use } = await lemonade();
    const { ok, text } = await use('read_range', { range: 'Cash!A1' });
    expect([ok, text]).toEqual([false, expect.stringContaining('Sheets: Inputs, Sales')]);
  });
});

describe('check', () => {
  const sheet = async (made: ReturnType<typeof bench>, change: string) => {
    await made.use('write_range', {
      sheet: 'CashFlow',
      at: 'A1',
      rows: [
        ['Month', '=DATE(2026,1,31)', '=EOMONTH(B1,1)'],
        ['Inventory', 40, '=B2*1.2'],
        ['Profit', 100, '=B3*1.05'],
        ['Change in inventory', `=-B2`, `=${change}`],
        ['Net cash', '=B3+B4', '=C3+C4'],
        ['Cash', '=B5', '=B6+C5'],
        ['Equity', '=B3', '=B7+C3'],
        ['Balance check', '=B2+B6-B7', '=C2+C6-C7'],
      ],
      fill_right: 10,
    });
    return made.use('add_check', {
      id: 'balance',
      label: 'The balance sheet balances',
      range: 'CashFlow!B8:M8',
    });
  };

  it('names the line that leaves the balance sheet off, and is content once it is repaired', async () => {
    const made = bench();
    const added = await sheet(made, 'C2-B2');
    expect(added.line).toBe('Added the check “The balance sheet balances”: it does not hold yet');
    const { ok, text, line } = await made.use('check', {});
    expect([ok, line]).toEqual([false, 'Checked the model: the balance sheet is off from Feb-26']);
    expect(text).toContain(
      'UNBALANCED “The balance sheet balances” CashFlow!B8:M8: first_period Feb-26 (CashFlow!C8), difference 16.00; off in 11 of 12.',
    );
    expect(text).toContain('matches: CashFlow!B4:M4 “Change in inventory”');
    expect(text).toContain('It reads =C2-B2 in CashFlow!C4.');
    await made.use('write_range', { sheet: 'CashFlow', at: 'C4', rows: [['=B2-C2']], fill_right: 10 });
    const again = await made.use('check', {});
    expect([again.ok, again.line]).toEqual([
      true,
      'Checked the model: 1 check holds, 2 remarks on its structure',
    ]);
    expect(again.text).toContain('TYPED NUMBER 1.2 in CashFlow!C2:M2');
  });

  it('says an error and what it comes from before anything else', async () => {
    const made = await lemonade();
    await made.use('write_range', {
      sheet: 'Sales',
      at: 'A6',
      rows: [['Tax', '=B3*Tax_rat']],
      fill_right: 11,
    });
    await made.use('define_name', { names: { Tax_rate: 'Inputs!$B$8' } });
    const { ok, text, line } = await made.use('check', {});
    expect([ok, line]).toEqual([false, 'Checked the model: Sales!B6 shows #NAME?']);
    expect(text.split('\n')[0]).toBe(
      '#NAME? in Sales!B6 (first of 12 alike): =B3*Tax_rat: “Tax_rat” is not a name or a function here; use Tax_rate, or define the name. Did you mean Tax_rate?',
    );
  });
});

describe('the other tools', () => {
  it('add a chart over ranges that are there, and refuse one over others', async () => {
    const { use, desk } = await lemonade();
    const chart = {
      id: 'revenue',
      kind: 'line',
      title: 'Revenue',
      sheet: 'Sales',
      labels: 'Sales!B1:M1',
      series: [{ name: 'Revenue', values: 'Sales!B3:M3' }],
    };
    expect((await use('add_chart', { chart })).line).toBe('Drew the chart “Revenue”');
    expect(desk.workbook.charts).toHaveLength(1);
    const { ok } = await use('add_chart', { chart: { ...chart, labels: 'Nowhere!B1' } });
    expect(ok).toBe(false);
  });

  it('declare scenarios and switch them', async () => {
    const { use, value } = await lemonade();
    await use('write_range', { sheet: 'Inputs', at: 'A6', rows: [['Scenario', 1, 2, 3]] });
    await use('write_range', { sheet: 'Inputs', at: 'B1', rows: [['=CHOOSE(B6,C6,D6,9)']] });
    expect((await use('set_scenario', { choose: 2 })).ok).toBe(false);
    await use('set_scenario', { cell: 'Inputs!B6', labels: ['Base', 'Up', 'Down'] });
    const { line } = await use('set_scenario', { choose: 2 });
    expect(line).toMatch(/^Switched to “Up”: \d+ cells changed$/);
    expect(value('Price')).toBe(3);
  });

  it('offer a typed number as a slider, never a formula', async () => {
    const { use, desk } = await lemonade();
    const driver = { id: 'price', label: 'Price of a cup', cell: 'Inputs!B1', least: 1, most: 4, step: 0.1 };
    expect((await use('add_driver', driver)).ok).toBe(true);
    expect((await use('add_driver', { ...driver, cell: 'Sales!B3' })).ok).toBe(false);
    expect((await use('add_driver', { ...driver, least: 3 })).ok).toBe(false);
    await use('write_range', { sheet: 'Inputs', at: 'A6', rows: [['Scenario', 1]] });
    await use('set_scenario', { cell: 'Inputs!B6', labels: ['Base', 'Up'] });
    const chooser = await use('add_driver', { ...driver, id: 'case', cell: 'Inputs!B6', least: 0, most: 2 });
    expect(chooser).toMatchObject({ ok: false, text: expect.stringContaining('chooses the scenario') });
    expect(desk.workbook.drivers).toEqual([driver]);
  });

  it('compute a sensitivity table and leave the model as it is', async () => {
    const { use, value, desk } = await lemonade();
    const { text, line } = await use('sensitivity', {
      id: 'price-cups',
      title: 'Revenue in December',
      output: 'Sales!M3',
      across: { cell: 'Price', label: 'Price', values: [1, 2, 3] },
      down: { cell: 'Inputs!B2', label: 'Cups', values: [100, 200] },
    });
    expect(text.split('\n').slice(-2)).toEqual(['100 | 210 | 420 | 630', '200 | 310 | 620 | 930']);
    expect(line).toBe('Computed “Revenue in December”: 6 combinations');
    expect([value('Sales!M3'), desk.workbook.sensitivities.length]).toEqual([420, 1]);
  });

  it('say so where an output does not depend on the inputs', async () => {
    const { use } = await lemonade();
    const { text } = await use('sensitivity', {
      id: 'x',
      title: 'X',
      output: 'Sales!M2',
      across: { cell: 'Price', label: 'Price', values: [1, 2] },
    });
    expect(text).toContain('does not depend on these inputs');
  });

  it('trace a cell both ways', async () => {
    const { use } = await lemonade();
    const back = await use('trace', { cell: 'Sales!C3', direction: 'precedents', depth: 2 });
    expect(back.text.split('\n')).toEqual([
      'Sales!C3 =C2*Price → 220 (Revenue, Feb-27)',
      'Sales!C2 =B2+More → 110 (Cups, Feb-27)',
      '  Sales!B2 =Cups → 100 (Cups, Jan-27)',
      '  Inputs!B3 10 (More each month, column B)',
      'Inputs!B1 2 (Price, column B)',
    ]);
    expect(back.line).toBe('Traced “Revenue” (Feb-27) to where it comes from: 4 steps');
    const on = await use('trace', { cell: 'Price', direction: 'dependents' });
    expect(on.line).toBe('Traced “Price” to what it goes into: 12 steps');
  });
});
