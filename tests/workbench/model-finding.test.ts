import { describe, expect, it } from 'vitest';
import type { ToolContext } from '../../src/agent/tool.ts';
import { createCheck } from '../../src/agent/tools/workbook/check.ts';
import { modelFinding } from '../../src/workbench/activity/model-finding.ts';
import { WorkbookDesk } from '../../src/workbook/desk.ts';
import type { WorkbookCommand } from '../../src/workbook/schema.ts';

/** What the agent's tool says about a workbook, and what people read of it. */
async function found(rows: (string | number)[][], more: readonly WorkbookCommand[] = []) {
  const desk = new WorkbookDesk({ title: '' });
  desk.apply([{ do: 'add-sheet', name: 'S' }, { do: 'write', sheet: 'S', at: 'A1', rows }, ...more], 'agent');
  const context = { signal: new AbortController().signal, report: () => {} } as unknown as ToolContext;
  const { text } = await createCheck(desk).run({}, context);
  return modelFinding(text);
}

const balances: WorkbookCommand = {
  do: 'set-check',
  id: 'balance',
  check: { id: 'balance', label: 'The balance sheet balances', range: 'S!B4:D4', tolerance: 0.01 },
};

describe('what the agent’s look at its model found, in words for people', () => {
  it('says what is off, by how much and since when, and which line explains it', async () => {
    const rows = [
      ['', 'Jan', 'Feb', 'Mar'],
      ['Change in stock', -14, -20, -31],
      ['Assets less funding', '=B2*2', '=B4+C2*2', '=C4+D2*2'],
      ['Difference', '=B3', '=C3', '=D3'],
    ];
    expect(await found(rows, [balances])).toMatch(
      /^“The balance sheet balances” does not hold: off by −28(\.00)?, first in Jan\./,
    );
  });

  it('names the cell of an error', async () => {
    expect(
      await found([
        ['Rate', 0],
        ['Share', '=5/B1'],
      ]),
    ).toBe('S!B2 shows #DIV/0!.');
  });

  it('says nothing where all is well', async () => {
    expect(
      await found([
        ['Rate', 1],
        ['Share', '=5/B1'],
      ]),
    ).toBeNull();
  });
});
