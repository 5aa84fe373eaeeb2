import { contrast, hexToOklch, type Oklch, oklchToHex } from './oklch.ts';
import type { Brand } from './schema.ts';

/** Grounds a brand must be readable on. The same values as in `tokens.css`; a test holds them together. */
export const GROUNDS = {
  light: { paper: '#faf7f1', card: '#fffdf9', sunk: '#f3eee5', white: '#ffffff' },
  dark: { paper: '#12110f', card: '#1b1a17', sunk: '#0c0b0a' },
} as const;

/** WCAG 2 AA: text 4.5 : 1, graphics 3 : 1. */
export const TEXT_RATIO = 4.5;
export const GRAPHIC_RATIO = 3;

export type BrandTheme = 'light' | 'dark';

/** The colours of a brand in one theme, all `#rrggbb`. */
export interface BrandTokens {
  /** For words, lines and fills: readable on every ground and on `brandSoft`. */
  readonly brand: string;
  /** Words on `brand`. */
  readonly brandInk: string;
  /** A quiet ground in the brand's hue. */
  readonly brandSoft: string;
  /** The brand's colour as given, for large areas such as headers and the main button. */
  readonly brandFill: string;
  /** Words on `brandFill`. */
  readonly brandFillInk: string;
  /** Second colour for marks and highlights; not for words. */
  readonly accent: string;
  /** Five colours that can be told apart in a chart. */
  readonly charts: readonly [string, string, string, string, string];
}

/** One correction, in words for the person who chose the colour. */
interface PaletteNote {
  readonly theme: BrandTheme;
  readonly from: string;
  readonly to: string;
  readonly ratioBefore: number;
  readonly ratioAfter: number;
  readonly text: string;
}

export interface BrandPalette {
  readonly light: BrandTokens;
  readonly dark: BrandTokens;
  /** Empty where nothing had to change. */
  readonly notes: readonly PaletteNote[];
}

/**
 * The colours that follow from one or two brand colours. Lightness is moved (hue kept, chroma
 * kept as far as a screen can show it) only as far as WCAG AA asks; `notes` says what was moved.
 */
export function paletteOf(brand: Pick<Brand, 'primary' | 'secondary'>): BrandPalette {
  const light = tokensOf(brand, 'light');
  const dark = tokensOf(brand, 'dark');
  return { light, dark, notes: [noteOf(brand.primary, light, 'light')].filter((note) => note !== null) };
}

/** Words for white or near-black text, whichever can be read on `ground`. One of them always can. */
export function inkOn(ground: string): string {
  if (contrast('#ffffff', ground) >= TEXT_RATIO) return '#ffffff';
  const tinted = oklchToHex({ ...hexToOklch(ground), l: 0.22, c: 0.03 });
  return contrast(tinted, ground) >= TEXT_RATIO ? tinted : '#000000';
}

function tokensOf(brand: Pick<Brand, 'primary' | 'secondary'>, theme: BrandTheme): BrandTokens {
  const given = hexToOklch(brand.primary);
  const soft = softOf(given, theme);
  const grounds = Object.values(GROUNDS[theme]);
  const start = theme === 'dark' ? { ...given, l: Math.max(given.l, 0.72) } : given;
  const main = readable(start, [...grounds, soft], TEXT_RATIO, theme);
  const fill = fillOf(brand.primary, main, theme);
  const accent = accentOf(brand, theme);
  return {
    brand: main,
    brandInk: inkOn(main),
    brandSoft: soft,
    brandFill: fill,
    brandFillInk: inkOn(fill),
    accent,
    charts: chartsOf(given, main, accent, theme),
  };
}

/** Moves lightness away from the grounds in small steps until every ratio is met. */
function readable(start: Oklch, grounds: readonly string[], ratio: number, theme: BrandTheme): string {
  const step = theme === 'light' ? -0.004 : 0.004;
  for (let l = start.l; l >= 0 && l <= 1; l += step) {
    const hex = oklchToHex({ ...start, l });
    if (grounds.every((ground) => contrast(hex, ground) >= ratio)) return hex;
  }
  return theme === 'light' ? '#000000' : '#ffffff';
}

function softOf(given: Oklch, theme: BrandTheme): string {
  return theme === 'light'
    ? oklchToHex({ l: 0.945, c: Math.min(given.c * 0.22, 0.03), h: given.h })
    : oklchToHex({ l: 0.29, c: Math.min(given.c * 0.4, 0.045), h: given.h });
}

/** The colour as given, unless it would sink into the page. */
function fillOf(given: string, main: string, theme: BrandTheme): string {
  const { paper, card } = GROUNDS[theme];
  const needed = theme === 'light' ? 1.2 : GRAPHIC_RATIO;
  const visible = [paper, card].every((ground) => contrast(given, ground) >= needed);
  return visible ? given : main;
}

const AMBER: Oklch = { l: 0.62, c: 0.14, h: 65 };
const TEAL: Oklch = { l: 0.6, c: 0.1, h: 190 };

function accentOf(brand: Pick<Brand, 'primary' | 'secondary'>, theme: BrandTheme): string {
  const derived = hueDistance(hexToOklch(brand.primary).h, AMBER.h) < 38 ? TEAL : AMBER;
  const second = brand.secondary === undefined ? derived : hexToOklch(brand.secondary);
  const start = theme === 'dark' ? { ...second, l: Math.max(second.l, 0.78) } : second;
  return readable(start, Object.values(GROUNDS[theme]), GRAPHIC_RATIO, theme);
}

function chartsOf(given: Oklch, main: string, accent: string, theme: BrandTheme): BrandTokens['charts'] {
  const grounds = Object.values(GROUNDS[theme]);
  const base = { l: theme === 'light' ? 0.55 : 0.78, c: 0.11 };
  const turned = (degrees: number) =>
    readable({ ...base, h: (given.h + degrees) % 360 }, grounds, GRAPHIC_RATIO, theme);
  return [main, accent, turned(95), turned(190), turned(285)];
}

function hueDistance(a: number, b: number): number {
  const d = Math.abs(a - b) % 360;
  return Math.min(d, 360 - d);
}

function noteOf(given: string, tokens: BrandTokens, theme: BrandTheme): PaletteNote | null {
  if (tokens.brand === given) return null;
  const ratioBefore = contrast(given, GROUNDS.light.sunk);
  const ratioAfter = contrast(tokens.brand, GROUNDS.light.sunk);
  const kept =
    tokens.brandFill === given ? 'Headers and buttons keep your colour.' : 'Headers and buttons use it too.';
  const text = `Text in ${given} would have a contrast of ${ratioText(ratioBefore)}, and ${TEXT_RATIO} : 1 is needed. Text uses ${tokens.brand} instead, with ${ratioText(ratioAfter)}. ${kept}`;
  return { theme, from: given, to: tokens.brand, ratioBefore, ratioAfter, text };
}

/** `4.6 : 1`, rounded down so that it never promises more than was measured. */
export function ratioText(ratio: number): string {
  return `${(Math.floor(ratio * 10) / 10).toFixed(1)} : 1`;
}
