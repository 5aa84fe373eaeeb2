/** Keys of the stage, and what each does. The help shows this list, so that the two never differ. */

export type StageAction =
  | 'play'
  | 'back'
  | 'forward'
  | 'pace-1'
  | 'pace-2'
  | 'pace-3'
  | 'pace-4'
  | 'fallback'
  | 'black'
  | 'laser'
  | 'guesses'
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
  { caps: ['←', '→'], words: 'Look at an earlier step, and back' },
  { caps: ['1', '2', '3', '4'], words: 'Speed of a rehearsal or replay' },
  { caps: ['F'], words: 'Go on another way: next model, rehearsal, recorded run' },
  { caps: ['G'], words: 'Guesses of the room' },
  { caps: ['B'], words: 'Black screen' },
  { caps: ['L'], words: 'Laser pointer' },
  { caps: ['D'], words: 'Dark or light' },
  { caps: ['W'], words: 'Whole screen' },
  { caps: ['?'], words: 'This help' },
  { caps: ['Esc'], words: 'Back to now' },
];

const ACTIONS: Readonly<Record<string, StageAction>> = {
  ' ': 'play',
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  // A presenter's remote sends these.
  PageUp: 'back',
  PageDown: 'forward',
  '1': 'pace-1',
  '2': 'pace-2',
  '3': 'pace-3',
  '4': 'pace-4',
  f: 'fallback',
  g: 'guesses',
  b: 'black',
  '.': 'black',
  l: 'laser',
  d: 'theme',
  w: 'fullscreen',
  '?': 'help',
  h: 'help',
  Escape: 'escape',
};

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

/** What a key does; null where it is not one of the stage's. Held keys only walk. */
export function stageAction(pressed: PressedKey): StageAction | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  const action = ACTIONS[key] ?? null;
  return pressed.repeat && action !== 'back' && action !== 'forward' ? null : action;
}
