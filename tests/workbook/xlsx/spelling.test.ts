import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseFormula } from '../../../src/workbook/parse.ts';
import { needsArray } from '../../../src/workbook/xlsx/array-formula.ts';
import {
  fromFileSpelling,
  renameSheets,
  toFileSpelling,
  wordsOf,
} from '../../../src/workbook/xlsx/spelling.ts';

const spellings: readonly (readonly [ours: string, file: string])[] = [
  ['XLOOKUP(A1,B:B,C:C)', '_xlfn.XLOOKUP(A1,B:B,C:C)'],
  ['SORT(FILTER(A1:A9,B1:B9>0))', '_xlfn._xlws.SORT(_xlfn._xlws.FILTER(A1:A9,B1:B9>0))'],
  ['LET(x,A1,x*2)', '_xlfn.LET(_xlpm.x,A1,_xlpm.x*2)'],
  ['LET(x, A1, LET(y, x+1, y*x))', '_xlfn.LET(_xlpm.x, A1, _xlfn.LET(_xlpm.y, _xlpm.x+1, _xlpm.y*_xlpm.x))'],
  ['LET(x,{1,2},SUM(x))+x', '_xlfn.LET(_xlpm.x,{1,2},SUM(_xlpm.x))+x'],
  ['"XLOOKUP("&A1', '"XLOOKUP("&A1'],
  ['SUM(A1#)', 'SUM(_xlfn.ANCHORARRAY(A1))'],
  ["SUM('My sheet'!$A$1#)*2", "SUM(_xlfn.ANCHORARRAY('My sheet'!$A$1))*2"],
  ['@A1:A9+1', '_xlfn.SINGLE(A1:A9)+1'],
  ['STDEV.S(A1:A9)', '_xlfn.STDEV.S(A1:A9)'],
  ["IFS(A1>1,'Cash flow'!B2,TRUE,0)", "_xlfn.IFS(A1>1,'Cash flow'!B2,TRUE,0)"],
  [' (A1 + B1) * $C$2', ' (A1 + B1) * $C$2'],
];

describe('a formula in the spelling of the file', () => {
  it.each(spellings)('%s is %s', (ours, file) => {
    expect(toFileSpelling(ours)).toBe(file);
    expect(fromFileSpelling(file)).toBe(ours);
  });

  it('keeps names off those that the format takes for references', () => {
    expect(toFileSpelling('LET(r,2,r*C)')).toBe('_xlfn.LET(_xlpm.r_,2,_xlpm.r_*C_)');
  });

  it('comes back as it was, for every formula of the corpus', () => {
    const path = join(import.meta.dirname, '..', '..', 'fixtures', 'workbook', 'corpus.json');
    const corpus: { scalars: { formula: string }[]; arrays: { formula: string }[] } = JSON.parse(
      readFileSync(path, 'utf8'),
    );
    const formulas = [...corpus.scalars, ...corpus.arrays].map(({ formula }) => formula);
    const back = formulas.map((formula) => fromFileSpelling(toFileSpelling(formula)));
    expect(back.map((text) => text.replace(/\b(r)_\b/g, '$1'))).toEqual(formulas);
    expect(formulas.length).toBeGreaterThan(600);
  });

  it('names sheets otherwise where it is told to', () => {
    const names = new Map([["BOB'S", 'Bob’s']]);
    expect(renameSheets("'Bob''s'!A1+Other!A1", names)).toBe("'Bob’s'!A1+Other!A1");
  });

  it('tells which functions and names a formula uses', () => {
    expect(wordsOf('LET(x,Rate,MAX(x,"Text",TRUE))')).toEqual({
      calls: new Set(['LET', 'MAX']),
      names: new Set(['RATE']),
    });
    expect(wordsOf('=?')).toBeNull();
  });
});

describe('a formula is marked as an array formula', () => {
  const names = new Map([
    ['RATES', 'Inputs!$B$2:$B$9'],
    ['RATE', 'Inputs!$B$2'],
  ]);
  const context = {
    findName: (name: string) => {
      const text = names.get(name.toUpperCase());
      return text === undefined ? undefined : parseFormula(text);
    },
  };
  const marked = [
    'SUM(A1:A9*B1:B9)',
    'SUM(Rates*2)',
    'MAX(IF(A1:A9>0,B1:B9))',
    'UNIQUE(A1:A9)',
    'A1:A9',
    'SUM(COUNTIF(A1:A9,B1:B9))',
    'INDEX(A1:C9,0,2)',
    'MATCH(1,(A1:A9=1)*(B1:B9=2),0)',
    'SUM(LET(x,A1:A9,x*2))',
    'SUM(LEN(A1:A9))',
    'SUMPRODUCT(IF(A1:A9>0,1,0))',
    'SUM({1,2}*A1)',
    'SUM(OFFSET(A1,0,0,3,1)*2)',
    'SUM(SQRT(A1:A3))',
  ];
  const plainOnes = [
    'A1+B1',
    'SUM(A1:A9)',
    'SUM(Rates)',
    'Rate*2',
    'SUMPRODUCT(A1:A9*B1:B9)',
    'SUMIFS(A1:A9,B1:B9,">0",C1:C9,D1)',
    'INDEX(A1:C9,2,2)',
    'MATCH(A1,B1:B9,0)',
    'XLOOKUP(A1,B1:B9,C1:C9)',
    'SUM(OFFSET(A1,0,0,3,1))',
    'IF(A1>0,SUM(B1:B9),0)',
    'NPV(A1,B1:B9)',
    'IRR(A1:A9)',
    'LET(x,SUM(A1:A9),x*2)',
    'CHOOSE(A1,B1,C1)',
    '@A1:A9*2',
    'SUM(INDEX(A1:C9,1,1):B5)',
  ];
  it.each(marked)('%s', (formula) => expect(needsArray(parseFormula(formula), context)).toBe(true));
  it.each(plainOnes)('but not %s', (formula) =>
    expect(needsArray(parseFormula(formula), context)).toBe(false),
  );
});
