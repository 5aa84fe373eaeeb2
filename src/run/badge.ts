/** The one wording of the mode badge: on screen, in the record and in every export. */
import type { Mode, RecordHeader } from './schema.ts';

export interface BadgeWording {
  /** On the badge: `Rehearsal, real sandbox`. */
  readonly short: string;
  /** One sentence for a title, a README, a print. */
  readonly long: string;
}

export interface BadgeFacts {
  readonly mode: Mode;
  /** Model id, or the title of the rehearsal. */
  readonly model: string;
  readonly replayOf?: RecordHeader['replayOf'];
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `21 Nov 2026`, the day in UTC, the same in every browser. Empty where the date is none. */
export function dayText(iso: string): string {
  const date = new Date(iso);
  const month = MONTHS[date.getUTCMonth()];
  return month === undefined ? '' : `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
}

/** Words for a mode. A replay names the day and the model of the run it plays back. */
export function badgeWording(facts: BadgeFacts): BadgeWording {
  if (facts.mode === 'live') {
    return {
      short: `Live · ${facts.model}`,
      long: `Live: the model ${facts.model} decided every step, the work was really done in a sandbox.`,
    };
  }
  if (facts.mode === 'rehearsal') {
    return {
      short: 'Rehearsal, real sandbox',
      long: `Rehearsal: an authored script (${facts.model}) played the model’s part, the work was really done in a sandbox. No model was asked and no tokens were spent.`,
    };
  }
  const day = facts.replayOf ? dayText(facts.replayOf.startedAt) : '';
  const of = day ? ` of ${day}` : '';
  const who =
    facts.replayOf?.mode === 'rehearsal'
      ? `a rehearsal (${facts.replayOf.model})`
      : (facts.replayOf?.model ?? facts.model);
  return {
    short: `Replay${of} · ${facts.replayOf?.mode === 'rehearsal' ? 'rehearsal' : (facts.replayOf?.model ?? facts.model)}`,
    long: `Replay: a run${of} by ${who} was played back over a real sandbox. No model was asked and no tokens were spent.`,
  };
}
