import { expect, it } from 'vitest';
import { startingPeople } from '../planner/people.ts';
import { addPerson } from '../planner/signup.ts';
import { travelCounts, unanswered } from './travel.ts';

it('counts how people travel and who has not said', () => {
  const ana = { name: 'Ana Ruiz', email: 'ana@example.com', team: 'Sales', workshop: 'pricing', food: 'Vegan' };
  const answers = { ...ana, travel: 'Train' };
  const people = addPerson(startingPeople, answers);
  expect(travelCounts(people).find((row) => row.travel === 'Train')?.count).toBe(1);
  expect(unanswered(people)).toBe(startingPeople.length);
});
