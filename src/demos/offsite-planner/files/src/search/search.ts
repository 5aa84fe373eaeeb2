import { workshops } from '../planner/offsite.ts';
import type { Person } from '../planner/people.ts';
import { t } from '../words.ts';

/** True where every word of the query is somewhere in the person’s row, accents and capitals aside. */
export function matches(person: Person, query: string): boolean {
  const workshop = workshops.find((session) => session.id === person.workshop)?.title ?? '';
  const row = plain([person.name, t(person.team), t(workshop), t(person.food)].join(' '));
  return plain(query)
    .split(/\s+/)
    .every((word) => row.includes(word));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
