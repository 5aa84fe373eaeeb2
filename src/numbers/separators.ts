/** How a locale writes numbers, and which of two readings of a separator it takes. */

export interface Separators {
  readonly decimal: string;
  /** One character; a plain space for every kind of space, `'` for every kind of apostrophe. */
  readonly group: string;
}

const known = new Map<string, Separators>();

/** The separators of a locale; English ones where the tag is none that the browser knows. */
export function separatorsOf(locale: string): Separators {
  const kept = known.get(locale);
  if (kept) return kept;
  const parts = formatOf(locale).formatToParts(1_234_567.5);
  const part = (type: Intl.NumberFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  const found = { decimal: part('decimal') || '.', group: plainSeparators(part('group')) };
  known.set(locale, found);
  return found;
}

function formatOf(locale: string): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(locale, { useGrouping: true });
  } catch {
    return new Intl.NumberFormat('en-US');
  }
}

/** The locale of the browser; English where there is none. */
export function browserLocale(): string {
  return globalThis.navigator?.language || 'en-US';
}

/** All kinds of spaces and apostrophes as one each. */
export function plainSeparators(text: string): string {
  return text.replace(/\s/g, ' ').replace(/[’‘ʼ´`٬]/g, "'");
}

const englishDecimal = '.';

/**
 * What a lone separator before three digits stands for. The screens of the kit write numbers the English
 * way, so a locale decides alone only where it agrees with them; else both readings are possible.
 */
export function loneSeparator(separator: string, locale: string): readonly ('decimal' | 'group')[] {
  const { decimal, group } = separatorsOf(locale);
  const english = separator === englishDecimal ? 'decimal' : 'group';
  const local = separator === decimal ? 'decimal' : separator === group ? 'group' : null;
  if (local === english) return [english];
  return local === 'group' || (local === null && english === 'group')
    ? ['group', 'decimal']
    : ['decimal', 'group'];
}
