import { expect, it } from 'vitest';
import { startingPeople } from '../planner/people.ts';
import { going, mealCounts, withdraw } from '../planner/signup.ts';

it('prepares one meal for each person who is going, and no more', () => {
  const people = withdraw(startingPeople, 'p3');
  const meals = mealCounts(people).reduce((sum, row) => sum + row.count, 0);
  expect(meals).toBe(going(people).length);
});
