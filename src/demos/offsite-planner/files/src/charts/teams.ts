import { teams } from '../planner/offsite.ts';
import type { Person } from '../planner/people.ts';

/** Sign-ups of each team, the largest first. */
export function teamCounts(people: readonly Person[]): { team: string; count: number }[] {
  return teams
    .map((team) => ({ team, count: people.filter((person) => person.team === team).length }))
    .sort((a, b) => b.count - a.count || a.team.localeCompare(b.team));
}
