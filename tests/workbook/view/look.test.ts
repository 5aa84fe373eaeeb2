import { describe, expect, it } from 'vitest';
import { faceOf, shownValue } from '../../../src/workbook/view/cell-face.ts';
import {
  entryReadings,
  entryText,
  questionOf,
  readEntry,
  refusalOf,
} from '../../../src/workbook/view/entry.ts';
import { callAt, formulaParts, wordAt } from '../../../src/workbook/view/formula-parts.ts';
import { areaOfSelection, jumpFrom, nextWithin, summarise } from '../../../src/workbook/view/selection.ts';
import { boxOf, indexAt, layoutOf, stillFits } from '../../../src/workbook/view/sheet-layout.ts';
import { SheetRules } from '../../../src/workbook/view/sheet-rules.ts';
import { Workbook } from '../../../src/workbook/workbook.ts';
import { cellAt, smallModel } from './small-model.ts';

const workbook = smallModel();
const cash = workbook.engine.sheet('Cash flow');
const look = workbook.sheets[1];
if (!cash || !look) throw new Error('The model has no cash flow');
const layout = layoutOf(cash, look);

describe('rules', () => {
  const rules = new SheetRules({
    formats: [
      { area: 'A1:C3', format: '0', role: 'input' },
      { area: 'B2', format: '0.0%' },
    ],
    validations: [],
    conditionals: [
      { area: 'A1:C3', when: 'below', value: 10, show: 'warn' },
      { area: 'A1', when: 'below', value: 0, show: 'bad' },
    ],
  });

  it('later ones win, each for what it says', () => {
    expect([rules.formatAt(1, 1), rules.roleAt(1, 1)]).toEqual(['0.0%', 'input']);
    expect([rules.formatAt(2, 2), rules.roleAt(3, 0)]).toEqual(['0', undefined]);
    expect([
      rules.conditionalAt(0, 0, -1),
      rules.conditionalAt(0, 0, 5),
      rules.conditionalAt(0, 0, 10),
    ]).toEqual(['bad', 'warn', undefined]);
  });
});

describe('faces', () => {
  it('rows that stay head the columns, titles stay titles', () => {
    expect(faceOf(layout.context, 0, 0)).toMatchObject({ text: 'Cash flow', role: 'title' });
    expect(faceOf(layout.context, 1, 2)).toMatchObject({ text: 'Jan 27', role: 'period', align: 'right' });
    expect(faceOf(layout.context, 2, 0)).toMatchObject({ role: 'heading' });
    expect(faceOf(layout.context, 4, 1)).toMatchObject({ text: '(18)', align: 'right', fails: false });
    expect(faceOf(layout.context, 9, 1)).toMatchObject({ text: '#DIV/0!', tone: 'bad', fails: true });
  });

  it('a sheet without roles is told apart by what it holds', () => {
    const plain = new Workbook('Plain');
    plain.apply([
      { do: 'add-sheet', name: 'A' },
      { do: 'write', sheet: 'A', at: 'A1', rows: [['Plan'], ['Costs'], ['Rent', 5, '=B3*2']] },
    ]);
    const sheet = plain.engine.sheet('A');
    const [first] = plain.sheets;
    if (!sheet || !first) throw new Error('no sheet');
    const { context } = layoutOf(sheet, first);
    const roles = [
      faceOf(context, 0, 0),
      faceOf(context, 1, 0),
      faceOf(context, 2, 0),
      faceOf(context, 2, 1),
      faceOf(context, 2, 2),
    ];
    expect(roles.map(({ role }) => role)).toEqual(['title', 'heading', undefined, 'input', undefined]);
  });

  it('numbers without a format are short; years stay years', () => {
    const shown = [2027, 12345.678, 1.23456, 0.018, -5, 0.1 + 0.2].map(
      (value) => shownValue(value, undefined).text,
    );
    expect(shown).toEqual(['2027', '12,346', '1.23', '0.018', '\u22125', '0.3']);
  });
});

describe('entries', () => {
  it('are read as people type them', () => {
    const read = [
      '1,200',
      '(45)',
      '3%',
      '-2.5',
      '€95',
      '2027-03-31',
      '31 Mar 2027',
      '=A1',
      "'007",
      'P4',
      '',
      'true',
    ].map((text) => readEntry(text, undefined));
    expect(read).toEqual([1200, -45, 0.03, -2.5, 95, 46477, 46477, '=A1', '007', 'P4', null, true]);
    expect(readEntry('3', '0.0%')).toBe(0.03);
    expect(readEntry('2027-02-30', undefined)).toBe('2027-02-30');
  });

  it('take a decimal comma, and ask where a number can mean two', () => {
    const de = { locale: 'de-DE' };
    for (const locale of ['en-US', 'de-DE'])
      expect(
        ['0,5', '4.500,5', '2,4 %', '31.3.2027', '3M', '1/2'].map((text) => entryReadings(text, { locale })),
      ).toEqual([[0.5], [4500.5], [0.024], [46477], ['3M'], ['1/2']]);
    expect(entryReadings('1.234', de)).toEqual([1234, 1.234]);
    expect(entryReadings('1.234', { ...de, rule: { area: 'A1', kind: 'number', most: 10 } })).toEqual([
      1.234,
    ]);
    expect(entryReadings('3m', { before: 5 })).toEqual([3_000_000]);
    expect(entryReadings('=A1;', de)).toEqual(['=A1;']);
    expect(questionOf('1.234', [1234, 1.234])?.choices).toEqual([
      { label: '1,234', input: 1234 },
      { label: '1.234', input: 1.234 },
    ]);
    expect(questionOf('5', [5])).toBeNull();
  });

  it('are opened as they would be typed', () => {
    expect(entryText(0.018, '0.0%')).toBe('1.8%');
    expect(entryText(46477, 'mmm yy')).toBe('2027-03-31');
    expect(entryText('007', undefined)).toBe("'007");
    for (const [input, format] of [
      [0.07, '0%'],
      [46477, 'mmm yy'],
      ['12', undefined],
      [1 / 3, undefined],
    ] as const)
      expect(readEntry(entryText(input, format), format)).toBe(input);
  });

  it('are refused by rules with what may be typed instead', () => {
    const list = { area: 'A1', kind: 'list' as const, list: ['Base', 'Upside'] };
    expect(refusalOf('base', list)).toBeNull();
    expect(refusalOf('Other', list)?.hint).toBe('Choose Base, Upside');
    expect(refusalOf('text', { area: 'A1', kind: 'number', least: 1 })?.hint).toContain('of 1 or more');
    expect(refusalOf('=B1', list)).toBeNull();
  });
});

describe('layout', () => {
  it('has room for what is there and some more, and finds places again', () => {
    expect(layout.rowCount).toBeGreaterThan(10);
    expect(layout.columnCount).toBeGreaterThan(4);
    const box = boxOf(layout, { top: 4, left: 1, bottom: 5, right: 2 });
    expect(indexAt(layout.rowStarts, box.y)).toBe(4);
    expect(indexAt(layout.rowStarts, box.y + box.height - 1)).toBe(5);
    expect(indexAt(layout.columnStarts, box.x + box.width)).toBe(3);
    const stage = layoutOf(cash, look, { scale: 2, closed: true });
    expect(stage.used).toEqual({ rows: 10, columns: 4 });
    expect(stage.columnCount).toBe(4);
    expect(stage.rowStarts[1]).toBe((layout.rowStarts[1] ?? 0) * 2);
  });

  it('a long text in a column that stays ends where that column ends, unless it is alone', () => {
    const own = smallModel();
    own.apply({
      do: 'write',
      sheet: 'Cash flow',
      at: 'A12',
      rows: [
        ['A long remark about what is counted here and what is not', null, 5],
        ['Another remark that nothing stands beside, and so it may run on'],
      ],
    });
    const sheet = own.engine.sheet('Cash flow');
    const changed = own.sheets[1];
    if (!sheet || !changed) throw new Error('no cash flow');
    const { rowStarts } = layoutOf(sheet, changed);
    const heightOf = (row: number) => (rowStarts[row + 1] ?? 0) - (rowStarts[row] ?? 0);
    expect(heightOf(11)).toBeGreaterThan(heightOf(3));
    expect(heightOf(12)).toBe(heightOf(3));
  });

  it('notices a number that outgrows its column', () => {
    const own = smallModel();
    const [inputs] = own.sheets;
    const sheet = own.engine.sheet('Inputs');
    if (!inputs || !sheet) throw new Error('no inputs');
    const before = layoutOf(sheet, inputs);
    const price = cellAt(own, 'Inputs!C5');
    expect(stillFits(before, [price])).toBe(true);
    own.apply({ do: 'write', sheet: 'Inputs', at: 'C5', rows: [[123456789012]] });
    expect(stillFits(before, [price])).toBe(false);
  });
});

describe('formulas as they are typed', () => {
  it('are cut without loss, also unfinished ones; the same place has the same colour', () => {
    const text = '=SUM(B4:B5)*Churn+IF(B4>1,"B4",\'Cash flow\'!C5';
    const parts = formulaParts(workbook, 'Cash flow', text);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    const found = parts.filter(({ kind }) => kind === 'reference').map((part) => [part.text, part.colour]);
    expect(found).toEqual([
      ['B4:B5', 0],
      ['Churn', 1],
      ['B4', 2],
      ["'Cash flow'!C5", 3],
    ]);
    expect(parts.filter(({ kind }) => kind === 'function').map((part) => part.text)).toEqual(['SUM', 'IF']);
  });

  it('know the word and the argument at the caret', () => {
    expect(wordAt('=SUM(Chu', 8)).toEqual({ word: 'Chu', from: 5 });
    expect(wordAt('="Chu', 5)).toBeNull();
    expect(wordAt('Chu', 3)).toBeNull();
    expect(callAt('=IF(SUM(A1,B1),C1,', 18)).toEqual({ name: 'IF', argument: 2 });
    expect(callAt('=IF(SUM(A1,', 11)).toEqual({ name: 'SUM', argument: 1 });
  });
});

describe('selection', () => {
  it('jumps to the edges of blocks', () => {
    const bounds = { rows: 40, columns: 20 };
    expect(jumpFrom(cash, { row: 3, column: 1 }, 'right', bounds)).toEqual({ row: 3, column: 3 });
    expect(jumpFrom(cash, { row: 5, column: 1 }, 'down', bounds)).toEqual({ row: 7, column: 1 });
    expect(jumpFrom(cash, { row: 7, column: 3 }, 'up', bounds)).toEqual({ row: 5, column: 3 });
    expect(jumpFrom(cash, { row: 0, column: 0 }, 'left', bounds)).toEqual({ row: 0, column: 0 });
  });

  it('goes round inside an area', () => {
    const area = areaOfSelection({ anchor: { row: 1, column: 1 }, end: { row: 2, column: 3 } });
    expect(nextWithin(area, { row: 1, column: 3 }, 'row', false)).toEqual({ row: 2, column: 1 });
    expect(nextWithin(area, { row: 1, column: 1 }, 'row', true)).toEqual({ row: 2, column: 3 });
    expect(nextWithin(area, { row: 2, column: 1 }, 'column', false)).toEqual({ row: 1, column: 2 });
  });

  it('adds up the numbers in it, and is silent on fewer than two', () => {
    const sum = summarise(cash, { top: 3, left: 0, bottom: 4, right: 1 });
    expect(sum).toEqual({ sum: 982, average: 491, count: 2 });
    expect(summarise(cash, { top: 3, left: 1, bottom: 3, right: 1 })).toBeNull();
  });
});
