import { describe, expect, it } from 'vitest';
import { citedParagraphs, onlyCites } from '../../../../src/workbook/cited-paragraphs.ts';
import { rowLabel } from '../../../../src/workbook/labels.ts';
import { wordsOf } from '../../../../src/workbook/view/labels.ts';
import {
  areaOfInputs,
  citedBySelection,
  inputsByParagraph,
} from '../../../../src/workbook/view/panels/briefing/citations.ts';
import {
  findingLines,
  integrityLines,
  programLines,
} from '../../../../src/workbook/view/panels/checks/check-lines.ts';
import {
  type DriverRow,
  driverRows,
  driverText,
  finerFormat,
  readDriver,
} from '../../../../src/workbook/view/panels/drivers/driver-rows.ts';
import {
  recalculationWords,
  shortRecalculation,
} from '../../../../src/workbook/view/panels/drivers/recalculation-words.ts';
import { changeOf, keyResults } from '../../../../src/workbook/view/panels/results/key-results.ts';
import { chosenCase } from '../../../../src/workbook/view/panels/scenario/chosen-case.ts';
import { Workbook } from '../../../../src/workbook/workbook.ts';
import { panelWorkbook } from './panel-workbook.ts';

describe('drivers', () => {
  const driver = { id: 'churn', label: 'Churn', cell: 'Inputs!B3', least: 0.01, most: 0.05, step: 0.0005 };

  function moved(): DriverRow {
    const workbook = panelWorkbook();
    workbook.apply({ do: 'set-driver', id: 'churn', driver });
    const [row] = driverRows(workbook, new Map());
    if (!row) throw new Error('the workbook has no driver');
    return row;
  }

  it('have the value, the format and the start of their cell', () => {
    const workbook = panelWorkbook();
    workbook.apply({ do: 'set-driver', id: 'churn', driver });
    const [row] = driverRows(workbook, new Map([['Inputs!B3', 0.03]]));
    expect(row).toMatchObject({ sheet: 'Inputs', at: 'B3', value: 0.025, format: '0.0%', start: 0.03 });
    expect(row && driverText(row, 0.0255)).toBe('2.55%');
  });

  it('cannot be moved where their cell is calculated, and are left out where it is not there', () => {
    const workbook = panelWorkbook();
    workbook.apply([
      { do: 'set-driver', id: 'a', driver: { ...driver, id: 'a', cell: 'Inputs!B6' } },
      { do: 'set-driver', id: 'b', driver: { ...driver, id: 'b', cell: 'Gone!B6' } },
    ]);
    expect(driverRows(workbook, new Map()).map(({ id, value }) => [id, value])).toEqual([['a', null]]);
  });

  it('do not hold the cell that chooses the scenario, until it chooses no more', () => {
    const workbook = panelWorkbook();
    workbook.apply([
      { do: 'set-driver', id: 'case', driver: { ...driver, id: 'case', cell: 'Inputs!B5' } },
      { do: 'set-scenario', scenario: { cell: 'Inputs!$B$5', labels: ['Base', 'Severe'] } },
    ]);
    expect(driverRows(workbook, new Map())).toEqual([]);
    workbook.apply({ do: 'set-scenario', scenario: null });
    expect(driverRows(workbook, new Map())).toHaveLength(1);
  });

  it('reach further where a number beyond their ends was typed', () => {
    const workbook = panelWorkbook();
    workbook.apply([
      { do: 'set-driver', id: 'churn', driver },
      { do: 'write', sheet: 'Inputs', at: 'B3', rows: [[0.09]] },
    ]);
    expect(driverRows(workbook, new Map())[0]).toMatchObject({ least: 0.01, most: 0.09 });
  });

  it.each([
    ['2.4 %', '0.0%', 0.024],
    ['2.4', '0.0%', 0.024],
    ['1,250', '#,##0', 1250],
    ['€ 12.5', '€0.00', 12.5],
    ['−3', undefined, -3],
    ['3k', '#,##0', 3000],
    ['1.2m', '#,##0', 1_200_000],
    ['5%', '#,##0', 0.05],
    ['', '#,##0', null],
    ['twelve', '#,##0', null],
    ['1 2 x', '#,##0', null],
    ['2,4', '0.0%', 0.024],
    ['40', '0.00%', 0.4],
  ])('read “%s” in a cell of %s as %s', (text, format, value) => {
    const row = { ...moved(), format };
    const read = readDriver(text, row);
    expect(read.kind === 'number' ? read.value : null).toBe(value);
  });

  it('ask where a number can mean two, unless their ends or their steps decide', () => {
    const row = { ...moved(), format: '#,##0', least: 0, most: 5000, step: 1 };
    expect(readDriver('1.234', row, 'de-DE')).toMatchObject({ kind: 'number', value: 1234 });
    expect(readDriver('1.234', { ...row, most: 10, step: 0.001 }, 'de-DE')).toMatchObject({ value: 1.234 });
    expect(readDriver('1.234', { ...row, step: 0.001 }, 'de-DE')).toMatchObject({ kind: 'ambiguous' });
  });

  it('take only what their cell takes', () => {
    const workbook = panelWorkbook();
    workbook.apply([
      { do: 'set-driver', id: 'churn', driver },
      {
        do: 'validate',
        sheet: 'Inputs',
        rules: [{ area: 'B3', kind: 'number', least: 0, most: 0.5 }],
        add: true,
      },
    ]);
    const [row = moved()] = driverRows(workbook, new Map());
    expect(readDriver('60', { ...row, format: '0%' })).toMatchObject({ why: 'Stay between 0 % and 50 %.' });
  });

  it.each([
    ['0%', 0.001, '0.0%'],
    ['0.0%', 0.0005, '0.00%'],
    ['#,##0', 1, '#,##0'],
    ['#,##0;(#,##0)', 0.5, '#,##0.0;(#,##0.0)'],
    ['0.00', 0.1, '0.00'],
  ])('show %s finer for steps of %d', (format, step, finer) => {
    expect(finerFormat(format, step)).toBe(finer);
  });

  it('say what a move did', () => {
    expect(recalculationWords({ cells: 4310, ms: 9.2 })).toBe('4,310 cells changed in 9 ms');
    expect(recalculationWords({ cells: 1, ms: 0.2 })).toBe('1 cell changed in less than 1 ms');
    expect(shortRecalculation({ cells: 4310, ms: 9.2 })).toBe('4,310 cells, 9 ms');
  });
});

describe('scenarios', () => {
  it('are chosen by number or by name', () => {
    const labels = ['Base', 'Upside'];
    expect([
      chosenCase(2, labels),
      chosenCase('base', labels),
      chosenCase(7, labels),
      chosenCase(null, labels),
    ]).toEqual([1, 0, -1, -1]);
  });
});

describe('key results', () => {
  it('are outputs of tables, then ends of lines', () => {
    const workbook = panelWorkbook();
    workbook.apply([
      {
        do: 'set-chart',
        id: 'cash',
        chart: {
          id: 'cash',
          kind: 'line',
          title: 'Cash',
          sheet: 'Cash flow',
          labels: "'Cash flow'!B1:D1",
          series: [{ name: 'Cash', values: "'Cash flow'!B3:D3" }],
        },
      },
      {
        do: 'set-sensitivity',
        id: 't',
        sensitivity: {
          id: 't',
          title: 'T',
          output: "'Cash flow'!D2",
          across: { cell: 'Inputs!B3', label: 'Churn', values: [0.01, 0.02] },
        },
      },
    ]);
    expect(keyResults(workbook).map(({ label, text }) => [label, text])).toEqual([
      ['Customers, Mar 26', '95'],
      ['Cash, Mar 26', '5,851'],
    ]);
  });

  it.each([
    [120, 100, '#,##0', '+20 %', 'up'],
    [98.5, 100, '0.0', '−1.5 %', 'down'],
    [0.021, 0.018, '0.0%', '+0.3 points', 'up'],
    [-20, 100, '#,##0', null, 'down'],
    [100, 100, '#,##0', null, 'same'],
  ])('tell how %d differs from %d', (value, before, format, change, direction) => {
    const result = { id: 'x', label: 'x', value, format, text: '' };
    expect(changeOf(result, before)).toMatchObject({ change, direction });
  });
});

describe('checks', () => {
  const check = { id: 'b', label: 'It balances', range: "'Cash flow'!B4:D4", tolerance: 0.01 };

  it('that hold say for how many periods', () => {
    const workbook = panelWorkbook();
    workbook.apply({ do: 'set-check', id: 'b', check });
    expect(integrityLines(workbook)[0]).toMatchObject({ tone: 'good', detail: 'Holds in all 3 periods.' });
  });

  it('that do not hold say by how much, and where first', () => {
    const workbook = panelWorkbook();
    workbook.apply([
      { do: 'set-check', id: 'b', check },
      { do: 'write', sheet: 'Cash flow', at: 'C4', rows: [[-28, -28]] },
    ]);
    const [line] = integrityLines(workbook);
    expect(line).toMatchObject({ tone: 'bad', cells: 'Cash flow!C4' });
    expect(line?.detail).toMatch(/^Off by −28, first in Feb.26\. 2 of 3 periods are off\.$/);
  });

  it('find errors root cause first', () => {
    const workbook = panelWorkbook();
    workbook.apply({ do: 'write', sheet: 'Inputs', at: 'B4', rows: [['=1/B9']] });
    const [line] = findingLines(workbook);
    expect(line).toMatchObject({ tone: 'bad', title: 'Inputs!B4 shows #DIV/0!', cells: 'Inputs!B4' });
    expect(line?.detail).toMatch(/B9 is 0 \(empty\)/);
  });

  it('by program keep their cells', () => {
    const row = { id: 'a', title: 'Signs', state: 'fail', detail: 'x', where: { cells: 'PnL!B2' } } as const;
    expect(programLines([row])[0]).toMatchObject({ tone: 'bad', cells: 'PnL!B2' });
    expect(programLines([{ id: 'a', title: 'Signs', state: 'waiting', detail: '' }])[0]).toMatchObject({
      tone: 'wait',
      detail: 'Not measured yet.',
    });
  });
});

describe('citations', () => {
  it.each([
    ['P4', ['P4']],
    ['P4, P6', ['P4', 'P6']],
    ['P4–P6', ['P4', 'P5', 'P6']],
    ['Briefing P12', ['P12']],
    ['XP4 and P', []],
  ])('in “%s” are %j', (text, cited) => {
    expect(citedParagraphs(text)).toEqual(cited);
  });

  it.each([
    ['P4', true],
    ['(P4, P6)', true],
    ['Briefing P4–P6', true],
    ['P4-6', true],
    ['P1 price', false],
    ['Briefing', false],
    ['', false],
  ])('“%s” is nothing else: %s', (text, only) => {
    expect(onlyCites(text)).toBe(only);
  });

  it('and units are no labels, for the screen and for the agent alike', () => {
    const workbook = new Workbook('Labels');
    workbook.apply([
      { do: 'add-sheet', name: 'Inputs' },
      { do: 'write', sheet: 'Inputs', at: 'A1', rows: [['P4-6', '%', 'Churn', 'a month', 0.025]] },
    ]);
    const sheet = workbook.engine.sheet('Inputs');
    if (!sheet) throw new Error('No sheet');
    expect(rowLabel(sheet, 0, 4)).toBe('Churn');
    expect(wordsOf(workbook, sheet, 0, 4).label).toBe('Churn');
    expect(rowLabel(sheet, 0, 2)).toBeUndefined();
  });

  it('belong to the inputs of their row; a product called P1 is no paragraph', () => {
    const inputs = inputsByParagraph(panelWorkbook());
    expect(inputs.get('P4')?.map(({ cell, label, text }) => [cell, label, text])).toEqual([
      ['Inputs!B2', 'P1 price', '20'],
      ['Inputs!B4', 'Customers', '100'],
    ]);
    expect(inputs.get('P7')?.map(({ text }) => text)).toEqual(['2.5%']);
    expect(inputs.has('P1')).toBe(false);
  });

  it('of what is selected are found from any cell of the row', () => {
    const workbook = panelWorkbook();
    expect(citedBySelection(workbook, { sheet: 'Inputs', area: 'B3' })).toEqual(['P5', 'P7']);
    expect(citedBySelection(workbook, { sheet: 'Inputs', area: 'B2:B3' })).toEqual(['P4', 'P5', 'P7']);
    expect(citedBySelection(workbook, { sheet: 'Nowhere', area: 'B3' })).toEqual([]);
    expect(citedBySelection(workbook, null)).toEqual([]);
  });

  it('select inputs that stand together as one area, else the first', () => {
    const input = (cell: string) => ({ cell, label: '', text: '' });
    expect(areaOfInputs([input('S!B2'), input('S!B3'), input('S!B4')])).toBe('S!B2:B4');
    expect(areaOfInputs([input('S!B2'), input('S!B4')])).toBe('S!B2');
    expect(areaOfInputs([input('S!B2'), input('T!B3')])).toBe('S!B2');
    expect(areaOfInputs([])).toBeUndefined();
  });
});
