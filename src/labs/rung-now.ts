import type { HumanMoment } from '../run/story-model.ts';
import { rungProven } from './progress.ts';
import type { RungId } from './schema.ts';
import type { AttemptHandle } from './use-attempt.ts';

/**
 * Rung that a change outside the guide counts for: that of the step where one stands, once something was
 * asked there (a repair belongs to it); otherwise it is an own brief. A model changed by hand is the first rung.
 */
export function rungNow({ store }: Pick<AttemptHandle, 'store'>, moment: Pick<HumanMoment, 'kind'>): RungId {
  const attempt = store.getAttempt();
  const here = attempt.place.step;
  const byHand = moment.kind === 'edit' || moment.kind === 'redo';
  if (byHand && attempt.build?.figures) return 'worked';
  const begun = attempt.changes.some((change) => change.rung === here);
  if ((here === 'worked' || here === 'guided') && begun && !rungProven(attempt, here)) return here;
  return 'free';
}
