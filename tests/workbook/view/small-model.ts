/** A small model with inputs that cite a briefing, three months, a scenario switch and errors. */

import { parseCell } from '../../../src/workbook/address.ts';
import type { Cell } from '../../../src/workbook/cell.ts';
import { Workbook } from '../../../src/workbook/workbook.ts';

export function smallModel(): Workbook {
  const workbook = new Workbook('Model');
  workbook.apply([
    { do: 'add-sheet', name: 'Inputs' },
    { do: 'add-sheet', name: 'Cash flow' },
    {
      do: 'write',
      sheet: 'Inputs',
      at: 'A1',
      rows: [
        ['Inputs'],
        ['Item', 'Live', 'Base', 'Upside', 'Source'],
        ['Scenario', 1],
        ['Churn a month', '=CHOOSE(Scenario,C4,D4)', 0.018, 0.012, 'P3'],
        ['Price', '=CHOOSE(Scenario,C5,D5)', 95, 99, 'see P2, P5'],
        ['Starts', 46387, null, null, 'P1'],
      ],
    },
    { do: 'define-name', name: 'Scenario', refersTo: 'Inputs!$B$3' },
    { do: 'define-name', name: 'Churn', refersTo: 'Inputs!$B$4' },
    { do: 'define-name', name: 'Price', refersTo: 'Inputs!$B$5' },
    {
      do: 'write',
      sheet: 'Cash flow',
      at: 'A1',
      rows: [
        ['Cash flow'],
        ['Thousands', '=EOMONTH(Inputs!B6,0)', '=EOMONTH(B2,1)', '=EOMONTH(C2,1)'],
        ['Customers'],
        ['Opening', 1000, '=B6', '=C6'],
        ['Lost', '=-B4*Churn', '=-C4*Churn', '=-D4*Churn'],
        ['Closing', '=SUM(B4:B5)', '=SUM(C4:C5)', '=SUM(D4:D5)'],
        ['Money'],
        ['Revenue', '=AVERAGE(B4,B6)*Price', '=AVERAGE(C4,C6)*Price', '=AVERAGE(D4,D6)*Price'],
        ['Kept', '=IF(B8>100000,B8,0)', '=IF(C8>1,C8,C4)', '=MIN(D8,5)'],
        ['Broken', '=B8/B20', '=B10+1', '=Prise*2'],
      ],
    },
    {
      do: 'format',
      sheet: 'Inputs',
      rules: [
        { area: 'B4:D4', format: '0.0%', role: 'input' },
        { area: 'B6', format: 'd mmm yyyy' },
      ],
    },
    {
      do: 'format',
      sheet: 'Cash flow',
      rules: [
        { area: 'A1', role: 'title' },
        { area: 'B2:D2', format: 'mmm yy' },
        { area: 'A3', role: 'heading' },
        { area: 'A7', role: 'heading' },
        { area: 'B4:D9', format: '#,##0;(#,##0)' },
      ],
    },
    { do: 'freeze', sheet: 'Cash flow', rows: 2, columns: 1 },
    {
      do: 'validate',
      sheet: 'Inputs',
      rules: [
        { area: 'B3', kind: 'list', list: ['1', '2'] },
        { area: 'C4:D4', kind: 'number', least: 0, most: 0.2 },
      ],
    },
  ]);
  return workbook;
}

/** The cell of `Cash flow!B4`. */
export function cellAt(workbook: Workbook, address: string): Cell {
  const [sheet = '', name = ''] = address.split('!');
  const place = parseCell(name);
  const cell = place && workbook.engine.sheet(sheet)?.find(place.row, place.column);
  if (!cell) throw new Error(`There is no cell ${address}`);
  return cell;
}

export const briefing = {
  P3: 'Of all customers 1.8 % leave in a month; of those who came by the partner it was 2.4 %.',
};
