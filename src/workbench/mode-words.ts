/** What the badges say: who plays the model's part, and where the work runs. */
import type { BadgeTone } from '../components/badge.tsx';
import type { SessionEngine, SessionMode } from '../demos/session-state.ts';
import { badgeWording, dayText } from '../run/badge.ts';

export interface BadgeWords {
  /** On the badge. */
  readonly short: string;
  /** On the projector's badge. */
  readonly long: string;
  readonly title: string;
  readonly text: string;
  readonly tone: BadgeTone;
}

/**
 * Words for a mode. `reason` (why it is not what was asked for) is told first. `answers`: the model is at
 * work now; where it rests or failed nothing is said of it.
 */
export function modeWords(mode: SessionMode, answers = false): BadgeWords {
  const because = mode.reason ? `${mode.reason} ` : '';
  const { short } = badgeWording({
    mode: mode.mode,
    model: mode.label,
    ...(mode.replayOf ? { replayOf: mode.replayOf } : {}),
  });
  if (mode.mode === 'live') {
    return {
      short,
      long: answers ? `Live: ${mode.label} answers now` : `Live: ${mode.label}`,
      title: 'A model answers live',
      text: `${because}${mode.label} decides every step. It can be slow, and it can be wrong. Its tokens are counted here.`,
      tone: 'live',
    };
  }
  if (mode.mode === 'replay') {
    const when = mode.replayOf ? ` of ${dayText(mode.replayOf.startedAt)}` : '';
    return {
      short,
      long: `Replay${when}: ${mode.label}`,
      title: `A recorded run${when} plays back`,
      text: `${because}It was made by ${mode.label}. Every file is written again as it was; no model is asked and no tokens are spent.`,
      tone: 'neutral',
    };
  }
  return {
    short,
    long: 'Rehearsal: the script is authored, the work is real',
    title: 'This is a rehearsal',
    text: `${because}An authored script plays the model’s part. The files are really written and the tests really run, in this browser. No tokens are spent.`,
    tone: 'warn',
  };
}

/** Words for an engine, with why it is not the one that was wanted. */
export function engineWords(engine: SessionEngine): BadgeWords {
  const embedded = engine.kind === 'embedded';
  const name = embedded ? 'Embedded sandbox' : 'WebContainer';
  const text = embedded
    ? 'The agent’s work runs inside this page, closed off from the network and from this computer.'
    : 'The agent’s work runs in a Node.js inside this browser, with real packages from the network.';
  return {
    short: name,
    long: name,
    title: engine.fellBack ? 'Another sandbox took over' : name,
    text: engine.fellBack ? `${engine.fellBack.what} ${engine.fellBack.remedy} ${text}` : text,
    tone: engine.fellBack ? 'warn' : 'neutral',
  };
}
