import { expect, it } from 'vitest';
import { startingPeople } from '../planner/people.ts';
import { matches } from './search.ts';

function found(query: string): string[] {
  return startingPeople.filter((person) => matches(person, query)).map((person) => person.name);
}

it('finds people by any word of their row', () => {
  expect(found('fischer')).toEqual(['Lena Fischer']);
  expect(found('finance vegetarian')).toEqual(['Grace Nwosu', 'Felix Braun']);
});

it('shows everybody while nothing is typed', () => {
  expect(found('')).toHaveLength(startingPeople.length);
});
