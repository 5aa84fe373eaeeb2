import { expect, it } from 'vitest';
import { startingPeople } from '../planner/people.ts';
import { teamCounts } from './teams.ts';

it('counts every person in exactly one team, the largest team first', () => {
  const rows = teamCounts(startingPeople);
  const counts = rows.map((row) => row.count);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(startingPeople.length);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
});
