/** A small model with what panels read: inputs that cite, months, a check, a driver, a scenario. */
import type { CellInput } from '../../../../src/workbook/engine.ts';
import type { WorkbookChart } from '../../../../src/workbook/schema.ts';
import { Workbook } from '../../../../src/workbook/workbook.ts';

export function panelWorkbook(): Workbook {
  const workbook = new Workbook('Panels');
  workbook.apply([
    { do: 'add-sheet', name: 'Inputs' },
    { do: 'add-sheet', name: 'Cash flow' },
    {
      do: 'write',
      sheet: 'Inputs',
      at: 'A1',
      rows: [
        ['Assumptions'],
        ['P1 price', 20, 'Euro', 'P4'],
        ['Churn', 0.025, 'a month', 'P5, P7'],
        ['Customers', 100, '', 'P4'],
        ['Case', 1, '', ''],
        ['Growth', '=CHOOSE(B5,0.02,0.05)', '', ''],
      ],
    },
    {
      do: 'write',
      sheet: 'Cash flow',
      at: 'A1',
      rows: [
        ['Months', 46_053, 46_081, 46_112],
        ['Customers', '=Inputs!B4', '=B2*(1-Inputs!$B$3)', '=C2*(1-Inputs!$B$3)'],
        ['Cash', '=B2*Inputs!$B$2', '=B3+C2*Inputs!$B$2', '=C3+D2*Inputs!$B$2'],
        ['Difference', 0, 0, 0],
      ],
    },
    {
      do: 'format',
      sheet: 'Cash flow',
      rules: [
        { area: 'B1:D1', format: 'mmm yy' },
        { area: 'B2:D3', format: '#,##0' },
      ],
    },
    { do: 'format', sheet: 'Inputs', rules: [{ area: 'B3', format: '0.0%' }] },
  ]);
  return workbook;
}

export function rowOf(values: readonly CellInput[]): Workbook {
  const workbook = new Workbook('Row');
  workbook.apply([
    { do: 'add-sheet', name: 'S' },
    { do: 'write', sheet: 'S', at: 'A1', rows: [values.map((_, index) => `m${index + 1}`), [...values]] },
  ]);
  return workbook;
}

export function chartOf(
  kind: WorkbookChart['kind'],
  values: readonly string[],
  labels = 'S!A1:Z1',
): WorkbookChart {
  const series = values.map((range, index) => ({ name: `Series ${index + 1}`, values: range }));
  return { id: 'c', kind, title: 'Chart', sheet: 'S', labels, series };
}
