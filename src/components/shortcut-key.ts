/** Which letter of a shortcut a pressed key stands for, on a keyboard of any script. */

export interface PlacedKey {
  readonly key: string;
  /** The key's place on a keyboard of US layout: `KeyF`, `Digit1`. */
  readonly code: string;
}

/** A letter in lower case, those of full width as the usual ones. */
export function plainKey({ key }: Pick<PlacedKey, 'key'>): string {
  return [...key].length === 1 ? key.normalize('NFKC').toLowerCase() : key;
}

/**
 * Where the layout has no Latin letters (Cyrillic, Greek, Hebrew, Arabic, kana), or an input method took the
 * letter, the key's place says which is meant. Not on Latin layouts: there it is another letter, or the
 * comma and semicolon of Dvorak and Bépo. Digits stand at their place on every layout, with Shift on a French one.
 */
export function keyByPlace({ key, code }: PlacedKey): string {
  const digit = /^Digit([1-5])$/.exec(code)?.[1];
  if (digit) return digit;
  const isLatin = [...key].length === 1 && /[\p{Script=Latin},;]/u.test(key);
  if (isLatin) return '';
  if (code === 'Period') return '.';
  if (code === 'BracketLeft') return '[';
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? '';
}

/** The key of a shortcut with Ctrl or ⌘, such as `z`: by its place where the layout has no Latin letters. */
export function shortcutKey(pressed: PlacedKey): string {
  return keyByPlace(pressed) || plainKey(pressed);
}
