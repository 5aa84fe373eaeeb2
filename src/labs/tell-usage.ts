import type { UsageFact } from '../usage/schema.ts';

/** Hands facts to the usage queue, which is loaded with the first of them. Never stands in the way of the lab. */
export function tellUsage(facts: readonly UsageFact[]): void {
  if (facts.length === 0) return;
  import('../usage/queue.ts').then(
    ({ reportUsage }) => reportUsage(facts),
    () => {},
  );
}
