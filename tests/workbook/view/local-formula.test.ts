import { describe, expect, it } from 'vitest';
import { localFormulas } from '../../../src/workbook/view/local-formula.ts';

const read = (typed: string, locale: string, before = '') => localFormulas(typed, { locale, before });

describe('a formula with a decimal comma or semicolons', () => {
  it.each([
    ['=0,5*A1', '=0.5*A1'],
    ['=SUM(A1;B1)', '=SUM(A1,B1)'],
    ['=SUM(A1;0,5)', '=SUM(A1,0.5)'],
    ['=IF(A1>1,5;2;"a;b")', '=IF(A1>1.5,2,"a;b")'],
    ["=SUM('a;b'!A1;2)", "=SUM('a;b'!A1,2)"],
    ['=SUM({1;2};3)', '=SUM({1;2},3)'],
  ])('%s is read as %s, since it makes sense in no other way', (typed, meant) => {
    for (const locale of ['en-US', 'de-DE']) expect(read(typed, locale)).toEqual([meant]);
  });
  it('is asked back where it makes sense in both ways and the browser writes a decimal comma', () => {
    expect(read('=SUM(1,5)', 'de-DE')).toEqual(['=SUM(1,5)', '=SUM(1.5)']);
    expect(read('=SUM(1,5)', 'en-US')).toEqual(['=SUM(1,5)']);
    expect(read('=SUM(1,5)+A1', 'de-DE', '=SUM(1,5)')).toEqual(['=SUM(1,5)+A1']);
  });
  it('in English, or in no language, stays as it is', () => {
    for (const typed of ['=ROUND(A1,2)', '=A1*0.5', '=SUM(A1, 5)', '={1;2}', '=SUM(', '=;'])
      expect(read(typed, 'de-DE')).toEqual([typed]);
  });
});
