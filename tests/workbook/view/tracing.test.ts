import { describe, expect, it } from 'vitest';
import { markNumber } from '../../../src/workbook/view/citations.ts';
import { errorCause } from '../../../src/workbook/view/error-cause.ts';
import { tellFormula } from '../../../src/workbook/view/formula-words.ts';
import { wordsOf } from '../../../src/workbook/view/labels.ts';
import {
  countReached,
  inputsBelow,
  readerRows,
  sourceOfCell,
  sourcesOf,
} from '../../../src/workbook/view/sources.ts';
import { briefing, cellAt, smallModel } from './small-model.ts';

const workbook = smallModel();

function told(address: string): string {
  return tellFormula(workbook, cellAt(workbook, address))
    .map((piece) => (piece.kind === 'words' ? piece.text : `[${piece.label} ${piece.value}]`))
    .join('');
}

function sources(address: string): string[] {
  return sourcesOf(workbook, cellAt(workbook, address)).map(
    ({ label, aside, value, counts }) => `${label} | ${aside} | ${value}${counts ? '' : ' | not now'}`,
  );
}

describe('what a cell is called', () => {
  it('has the label of its row, the month of its column and the heading above', () => {
    const { sheet, row, column } = cellAt(workbook, 'Cash flow!C8');
    expect(wordsOf(workbook, sheet, row, column)).toEqual({
      label: 'Revenue',
      period: 'Jan 27',
      isTime: true,
      block: 'Money',
    });
  });

  it('takes the case of a scenario as its column, but no heading that says nothing', () => {
    const base = cellAt(workbook, 'Inputs!C4');
    expect(wordsOf(workbook, base.sheet, base.row, base.column)).toMatchObject({
      label: 'Churn a month',
      period: 'Base',
      isTime: false,
    });
    const live = cellAt(workbook, 'Inputs!B4');
    expect(wordsOf(workbook, live.sheet, live.row, live.column).period).toBeUndefined();
  });
});

describe('a formula in words', () => {
  it('names what it reads, with the values of now', () => {
    expect(told('Cash flow!B8')).toBe('(the average of [Opening 1,000] and [Closing 982]) × [Price 95]');
    expect(told('Cash flow!B5')).toBe('minus [Opening 1,000] × [Churn a month 1.8%]');
    expect(told('Cash flow!B6')).toBe('the sum of [Opening to Lost sum 982]');
  });

  it('says the month only where it is another one', () => {
    expect(told('Cash flow!C4')).toBe('[Closing (Dec 26) 982]');
  });

  it('tells the branch that is taken, and why', () => {
    expect(told('Cash flow!B9')).toBe('0, since it is not so that [Revenue 94,145] is above 100000');
    expect(told('Cash flow!C9')).toBe('[Revenue 92,450], since [Revenue 92,450] is above 1');
    expect(told('Inputs!B4')).toBe('[Churn a month 1.8%], chosen by [Scenario 1]');
  });
});

describe('where a number comes from', () => {
  it('lists what is read, small ranges cell by cell, what does not count now last', () => {
    expect(sources('Cash flow!B6')).toEqual([
      'Opening | Dec 26 · Customers | 1,000',
      'Lost | Dec 26 · Customers | (18)',
    ]);
    expect(sources('Inputs!B4')).toEqual([
      'Scenario |  | 1',
      'Churn a month | Base | 1.8%',
      'Churn a month | Upside | 1.2% | not now',
    ]);
  });

  it('goes down to the inputs on which the value rests now, with what they cite', () => {
    const inputs = inputsBelow(workbook, cellAt(workbook, 'Cash flow!C8')).map((cell) =>
      sourceOfCell(workbook, undefined, cell),
    );
    expect(inputs.map(({ at, cited }) => [at, ...cited])).toEqual([
      ['Inputs!B3'],
      ['Inputs!C4', 'P3'],
      ['Inputs!C5', 'P2', 'P5'],
      ['Cash flow!B4'],
    ]);
  });

  it('tells what depends on a cell, row by row, and how far it reaches', () => {
    expect(readerRows(workbook, cellAt(workbook, 'Inputs!B5'))).toEqual([
      { at: 'Cash flow!B8:D8', sheet: 'Cash flow', label: 'Revenue', cells: 3 },
    ]);
    expect(countReached(cellAt(workbook, 'Inputs!B5'))).toBe(8);
  });

  it('follows an error to the cell where it begins', () => {
    expect(errorCause(workbook, cellAt(workbook, 'Cash flow!C10'))).toMatchObject({
      code: '#DIV/0!',
      at: 'Cash flow!B10',
      words: 'B20 is 0 (empty)',
    });
    expect(errorCause(workbook, cellAt(workbook, 'Cash flow!D10'))).toMatchObject({
      at: null,
      hint: expect.stringContaining('Price'),
    });
    expect(errorCause(workbook, cellAt(workbook, 'Cash flow!B8'))).toBeNull();
  });
});

describe('the number in the paragraph', () => {
  const hits = (text: string, value: number) =>
    markNumber(text, value).flatMap((piece) => (piece.hit ? [piece.text] : []));

  it('is found as percent, with separators, in words, in thousands and millions, as a date', () => {
    expect(hits(briefing.P3, 0.018)).toEqual(['1.8 %']);
    expect(hits(briefing.P3, 0.024)).toEqual(['2.4 %']);
    expect(hits('A loan of €1,250,000 over five years', 1250000)).toEqual(['€1,250,000']);
    expect(hits('A loan of €1,250,000 over five years', 1250)).toEqual(['€1,250,000']);
    expect(hits('A loan of €1,250,000 over five years', 5)).toEqual(['five']);
    expect(hits('We raised 1.5 million', 1500000)).toEqual(['1.5 million']);
    expect(hits('It begins on 1 January 2027', 46388)).toEqual(['1 January 2027']);
    expect(hits('Costs are 62 thousand a month', -62000)).toEqual(['62 thousand']);
  });

  it('is not seen in another number, and the text stays whole', () => {
    expect(hits(briefing.P3, 0.02)).toEqual([]);
    expect(hits('118 months', 18)).toEqual([]);
    expect(
      markNumber(briefing.P3, 0.018)
        .map(({ text }) => text)
        .join(''),
    ).toBe(briefing.P3);
  });
});
