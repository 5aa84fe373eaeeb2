import { expect, it } from 'vitest';
import { reportsByDamage } from '../claims/sample.ts';
import { shares } from './shares.ts';

it('makes percentages that add up to 100', () => {
  const percents = shares(reportsByDamage([])).map((share) => share.percent);
  expect(percents.reduce((sum, percent) => sum + percent, 0)).toBe(100);
  const thirds = shares([1, 1, 1].map((count, index) => ({ damage: String(index), count })));
  expect(thirds.map((share) => share.percent)).toEqual([34, 33, 33]);
});
