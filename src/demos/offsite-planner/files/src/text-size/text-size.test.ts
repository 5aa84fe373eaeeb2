import { expect, it } from 'vitest';
import { nextSize, textSizes } from './text-size.ts';

it('goes through every text size and starts again', () => {
  expect(textSizes.map(nextSize)).toEqual([115, 130, 100]);
});
