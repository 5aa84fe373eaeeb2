import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Wildcard, wildcard } from '../../src/workbook/wildcard.ts';

/** The same pattern as a regular expression, for short texts. */
function expression(pattern: string): string {
  return pattern.replaceAll(/~(.)|\*|\?|[^~*?]/g, (sign, kept?: string) =>
    sign === '*' ? '[^]*' : sign === '?' ? '[^]' : `[${kept ?? sign}]`,
  );
}

describe('a pattern with wildcards', () => {
  it.each([
    ['a*', 'Apple', true],
    ['*le', 'apple', true],
    ['a?ple', 'apple', true],
    ['a?', 'a', false],
    ['*', '', true],
    ['?*', '', false],
    ['a*a', 'a', false],
    ['a~*', 'a*', true],
    ['a~*', 'ab', false],
    ['~?', '?', true],
  ])('%s and “%s”: %s', (pattern, text, fits) => {
    expect(new Wildcard(pattern).test(text)).toBe(fits);
  });

  it('is none where no wildcard is in it', () => {
    expect(wildcard('apple')).toBeNull();
  });

  it('fits what a regular expression fits, and begins where that begins', () => {
    const sign = fc.constantFrom('a', 'b', '*', '?', '~*', '~?');
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 6 }), text, (signs, within) => {
        const pattern = signs.join('');
        const found = new Wildcard(pattern);
        expect(found.test(within)).toBe(new RegExp(`^${expression(pattern)}$`).test(within));
        expect(found.search(within, 0)).toBe(within.search(new RegExp(expression(pattern))));
      }),
      { numRuns: 2000 },
    );
  });
});
