import { contrast, hexToOklch, oklchToHex } from '../brand/oklch.ts';
import { GRAPHIC_RATIO, inkOn } from '../brand/palette.ts';
import type { Brand } from '../brand/schema.ts';

/** The CSS variables of an app that come from the brand: name without dashes → #rrggbb. */
export type BrandTones = Readonly<Record<string, string>>;

/** The grounds the apps of the demos draw on; the same values as in their style sheets. */
export const APP_GROUNDS = {
  light: { paper: '#f8f6f2', card: '#ffffff', muted: '#5f5a52' },
  dark: { paper: '#131210', card: '#1d1b18', muted: '#b5ac9d' },
} as const;

/** A little above WCAG AA (4.5 : 1), so that rounding never falls below it. */
const TEXT = 4.7;

/**
 * Every tone an app needs, from the brand's colours. The main colour is kept as it is for surfaces,
 * because near-black or white always reads on it; as text it moves toward black or white until it
 * reads on every ground it stands on.
 */
export function brandTones(brand: Pick<Brand, 'primary' | 'secondary'>, theme: 'light' | 'dark'): BrandTones {
  const { paper, card, muted } = APP_GROUNDS[theme];
  const primary = brand.primary;
  const ink = inkOn(primary);
  const toward = theme === 'light' ? '#000000' : '#ffffff';
  const soft = softGround(card, primary, muted, theme === 'light' ? 0.09 : 0.2);
  const text = readable(primary, toward, [card, paper, soft], TEXT);
  const deep = shade(primary);
  return {
    brand: primary,
    'brand-ink': ink,
    'brand-on-ink': readable(primary, inkOn(ink), [ink], TEXT),
    'brand-quiet': readable(mix(primary, ink, 0.72), ink, [primary], TEXT),
    'brand-text': text,
    'brand-soft': soft,
    'brand-line': mix(card, primary, theme === 'light' ? 0.24 : 0.4),
    'brand-edge':
      contrast(primary, card) >= GRAPHIC_RATIO ? primary : readable(primary, toward, [card, soft], 3),
    'brand-shade-1': mix(primary, deep, 0.34),
    'brand-shade-2': mix(primary, deep, 0.66),
    'brand-shade-3': deep,
    accent: brand.secondary ?? secondTone(primary),
  };
}

/** A darker tone of the same hue, or a lighter one where the colour is nearly black. */
function shade(colour: string): string {
  const { l, c, h } = hexToOklch(colour);
  return oklchToHex({ l: l > 0.3 ? l * 0.58 : l + 0.2, c: c * 0.8, h });
}

/** Warm light over a cool colour, the other way round over a warm one. */
function secondTone(primary: string): string {
  const { h } = hexToOklch(primary);
  return oklchToHex(h > 20 && h < 110 ? { l: 0.74, c: 0.1, h: 205 } : { l: 0.8, c: 0.13, h: 75 });
}

/** A hint of the colour on a ground, faint enough for quiet text to be read on it. */
function softGround(card: string, primary: string, muted: string, most: number): string {
  for (let share = most; share > 0; share -= 0.01) {
    const tone = mix(card, primary, share);
    if (contrast(muted, tone) >= TEXT) return tone;
  }
  return card;
}

function readable(colour: string, toward: string, grounds: readonly string[], ratio: number): string {
  for (let share = 0; share < 1; share += 0.03) {
    const tone = mix(colour, toward, share);
    if (grounds.every((ground) => contrast(tone, ground) >= ratio)) return tone;
  }
  return toward;
}

/** `share` of the second colour in the first, channel by channel. */
function mix(one: string, two: string, share: number): string {
  const channel = (from: number) => {
    const a = Number.parseInt(one.slice(from, from + 2), 16);
    const b = Number.parseInt(two.slice(from, from + 2), 16);
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}
