import { expect, it } from 'vitest';
import { earlierClaims } from '../claims/sample.ts';
import { atStep, choices } from './filter.ts';

it('shows every claim under exactly one step', () => {
  const claims = earlierClaims(new Date(2026, 10, 12));
  expect(atStep(claims, 'All')).toHaveLength(claims.length);
  const steps = choices.filter((choice) => choice !== 'All');
  expect(steps.flatMap((choice) => atStep(claims, choice))).toHaveLength(claims.length);
  expect(atStep(claims, 'Paid').map((claim) => claim.id)).toEqual(['C-18802']);
});
