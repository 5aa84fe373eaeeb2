import { expect, it } from 'vitest';
import { parseAmount } from '../claims/claim.ts';

it('reads a comma before three digits as thousands', () => {
  expect(parseAmount('1,200')).toBe(1200);
  expect(parseAmount('£12,450.50')).toBe(12_450.5);
  expect(parseAmount('450,50')).toBe(450.5);
});
