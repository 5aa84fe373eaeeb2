import { type BrandTheme, type BrandTokens, paletteOf } from './palette.ts';
import type { Brand } from './schema.ts';

/** CSS custom properties that put a brand on a page of the kit, for both themes at once. */
export function lookOf(brand: Pick<Brand, 'primary' | 'secondary'>): Record<string, string> {
  const { light, dark } = paletteOf(brand);
  return { ...properties(light, 'light'), ...properties(dark, 'dark') };
}

function properties(tokens: BrandTokens, theme: BrandTheme): Record<string, string> {
  const named: Record<string, string> = {
    brand: tokens.brand,
    'brand-ink': tokens.brandInk,
    'brand-soft': tokens.brandSoft,
    'brand-fill': tokens.brandFill,
    'brand-fill-ink': tokens.brandFillInk,
    accent: tokens.accent,
  };
  tokens.charts.forEach((colour, index) => {
    named[`chart-${index + 1}`] = colour;
  });
  return Object.fromEntries(
    Object.entries(named).map(([name, value]) => [`--client-${name}-${theme}`, value]),
  );
}
