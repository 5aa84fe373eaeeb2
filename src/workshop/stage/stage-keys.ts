/** Keys of the stage, and what each does. The help shows this list, so that the two never differ. */

export type StageAction =
  | 'play'
  | 'start'
  | 'next'
  | 'back'
  | 'pace-1'
  | 'pace-2'
  | 'pace-3'
  | 'pace-4'
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

export interface PressedKey {
  readonly key: string;
  /** The key's place on a keyboard of US layout: `KeyF`, `Digit1`. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

/** What a key does; null where it is not one of the stage's. Held keys only walk. */
export function stageAction(pressed: PressedKey): StageAction | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  const action = ACTIONS[nameOf(pressed)] ?? ACTIONS[nameByPlace(pressed)] ?? null;
  return pressed.repeat && action !== 'back' && action !== 'next' ? null : action;
}

/** A letter in lower case, those of full width as the usual ones. */
function nameOf({ key }: PressedKey): string {
  return [...key].length === 1 ? key.normalize('NFKC').toLowerCase() : key;
}

/**
 * Where the layout has no Latin letters (Cyrillic, Greek, Hebrew, Arabic, kana), or an input method took the
 * letter, the key's place says which is meant. Not on Latin layouts: there it is another letter, or the
 * comma of Dvorak and Bépo. Digits stand at their place on every layout, with Shift on a French one.
 */
function nameByPlace({ key, code }: PressedKey): string {
  const digit = /^Digit([1-4])$/.exec(code)?.[1];
  if (digit) return digit;
  const isLatin = [...key].length === 1 && /[\p{Script=Latin},]/u.test(key);
  if (isLatin) return '';
  if (code === 'Period') return '.';
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? '';
}
