import type { RehearsalScript } from '../../agent/models/rehearsal.ts';
import { say } from '../script.ts';

/** The rehearsal of a brief that nobody has rehearsed: it says so and does nothing. */
export function noRehearsal(): RehearsalScript {
  return {
    title: 'No rehearsal of an own brief',
    *build() {
      yield* say('A brief of your own needs a live model. The other demos can be rehearsed without one.');
    },
    answer: () => null,
    nearest: () => [],
  };
}
