/** The speeds a person may choose, as a rehearsal or a replay understands them. */
import type { ModelPace } from '../agent/models/pace.ts';
import type { Pace } from './session-state.ts';

/** At speed 1 a build of about twenty files takes a minute and a half to two minutes: long enough to follow, short enough to stay. */
const CHARACTERS_PER_SECOND = 300;
/** The longest that a file may take to be written at speed 1, ms. */
const LONGEST_MS = 4600;
/** The breath between two steps at speed 1, ms. */
const PAUSE_MS = 1050;

export function modelPace(pace: Pace): ModelPace {
  if (pace === 'full') return 'full';
  return {
    charactersPerSecond: CHARACTERS_PER_SECOND * pace,
    pauseMs: PAUSE_MS / pace,
    longestMs: LONGEST_MS / pace,
  };
}
