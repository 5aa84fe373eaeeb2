/** A person who may have been asked. */
interface Traveller {
  readonly id: string;
  readonly travel?: string | undefined;
}

export const travels = ['Train', 'Shared car', 'Company bus', 'Bicycle'] as const;

/** How many people come each way; people who signed up before the question was there are not counted. */
export function travelCounts(people: readonly Traveller[]): { travel: string; count: number }[] {
  return travels.map((travel) => ({
    travel,
    count: people.filter((person) => person.travel === travel).length,
  }));
}

export function unanswered(people: readonly Traveller[]): number {
  return people.filter((person) => person.travel === undefined || person.travel === '').length;
}
