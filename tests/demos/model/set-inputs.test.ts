import { describe, expect, it } from 'vitest';
import { demo as refinance } from '../../../src/demos/refinance-model/demo.ts';
import { demo as subscription } from '../../../src/demos/subscription-model/demo.ts';
import { columnName, parseCell } from '../../../src/workbook/address.ts';
import { ModelTable } from './play-model.ts';

describe.each([
  { demo: refinance, request: 'Set conversion to 35 %', name: 'Conversion' },
  { demo: subscription, request: 'Set churn to 2 %', name: 'Churn' },
])('“$request” of $demo.id', ({ demo, request, name }) => {
  it('leaves alone what a person’s own formula reads, and says why', async () => {
    const table = await new ModelTable(demo).play(demo.rehearsal(demo.brand).build());
    const { desk } = table;
    const { refersTo = '' } = desk.workbook.engine.names.find((each) => each.name === name) ?? {};
    const [sheet = '', at = ''] = refersTo.replaceAll('$', '').split('!');
    const live = parseCell(at);
    // A typed number of another assumption.
    const other = [-2, -1, 1, 2]
      .flatMap((rows) => [0, 1].map((columns) => ({ rows, columns })))
      .map(({ rows, columns }) => ({
        row: (live?.row ?? 0) + rows,
        column: (live?.column ?? 0) + columns,
      }))
      .find(({ row, column }) => typeof desk.workbook.inputAt(sheet, row, column) === 'number');
    const near = `${columnName(other?.column ?? 0)}${(other?.row ?? 0) + 1}`;
    for (const formula of [
      `=${near}*0.5`,
      `=${near}+CHOOSE(Scenario,0,1,2)`,
      `=CHOOSE(Scenario,${near},1,2)`,
    ]) {
      desk.beginStep('an edit by hand');
      desk.apply({ do: 'write', sheet, at, rows: [[formula]] }, 'person');
      const before = JSON.stringify(desk.workbook.toFile());
      await table.ask(request);
      expect(table.said.join(' '), formula).toMatch(/by hand.*Nothing was touched.*live model/);
      expect(JSON.stringify(desk.workbook.toFile()) === before, formula).toBe(true);
      desk.undo();
    }
  });
});
