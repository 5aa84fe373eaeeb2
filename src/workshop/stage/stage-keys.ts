/** Keys of the stage, and what each does. The help shows this list, so that the two never differ. */
import { keyByPlace, type PlacedKey, plainKey } from '../../components/shortcut-key.ts';

export type StageAction =
  | 'play'
  | 'start'
  | 'next'
  | 'back'
  | 'pace-1'
  | 'pace-2'
  | 'pace-3'
  | 'pace-4'
  | 'pace-full'
  | 'fallback'
  | 'black'
  | 'laser'
  | 'guesses'
  | 'ask'
  | 'theme'
  | 'fullscreen'
  | 'help'
  | 'escape';

export interface StageKey {
  /** As it stands on the keyboard. */
  readonly caps: readonly string[];
  readonly words: string;
}

export const stageKeys: readonly StageKey[] = [
  { caps: ['Space'], words: 'Start, pause, go on' },
  { caps: ['→', 'Page ↓'], words: 'Start, go on, the next step, the next change' },
  { caps: ['←', 'Page ↑'], words: 'Look at an earlier step' },
  { caps: ['F5'], words: 'Start. Ctrl R or ⌘ R loads the page again' },
  { caps: ['1', '2', '3', '4'], words: 'Speed of a rehearsal or replay' },
  { caps: ['5'], words: 'The rest of a rehearsal or replay at once' },
  { caps: ['F'], words: 'Go on another way: next model, rehearsal, recorded run' },
  { caps: ['G'], words: 'Guesses of the room' },
  { caps: ['A'], words: 'Ask the agent for something in your own words' },
  { caps: ['B'], words: 'Black screen' },
  { caps: ['L'], words: 'Laser pointer' },
  { caps: ['D'], words: 'Dark or light' },
  { caps: ['W'], words: 'Whole screen' },
  { caps: ['?'], words: 'This help' },
  { caps: ['Esc'], words: 'Back to now' },
];

const ACTIONS: Readonly<Record<string, StageAction>> = {
  ' ': 'play',
  // A presenter's remote sends these: pages or arrows to walk, F5 to begin, a full stop for black.
  ArrowRight: 'next',
  ArrowDown: 'next',
  PageDown: 'next',
  ArrowLeft: 'back',
  ArrowUp: 'back',
  PageUp: 'back',
  F5: 'start',
  '.': 'black',
  '1': 'pace-1',
  '2': 'pace-2',
  '3': 'pace-3',
  '4': 'pace-4',
  '5': 'pace-full',
  f: 'fallback',
  g: 'guesses',
  a: 'ask',
  b: 'black',
  l: 'laser',
  d: 'theme',
  w: 'fullscreen',
  '?': 'help',
  '؟': 'help',
  h: 'help',
  Escape: 'escape',
};

/** The keys that a presenter's remote sends: they walk the show wherever the focus is, fields excepted. */
export const isRemoteKey = (key: string): boolean => key === 'PageDown' || key === 'PageUp' || key === 'F5';

export interface PressedKey extends PlacedKey {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

/** What a key does; null where it is not one of the stage's. Held keys only walk. */
export function stageAction(pressed: PressedKey): StageAction | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  const action = ACTIONS[plainKey(pressed)] ?? ACTIONS[keyByPlace(pressed)] ?? null;
  return pressed.repeat && action !== 'back' && action !== 'next' ? null : action;
}
