import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookOf } from '../../src/brand/look.ts';
import { contrast, hexToOklch, oklchToHex } from '../../src/brand/oklch.ts';
import { GRAPHIC_RATIO, GROUNDS, inkOn, paletteOf, ratioText, TEXT_RATIO } from '../../src/brand/palette.ts';

const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('colour in OKLCH', () => {
  it('agrees with the published values of known colours', () => {
    const red = hexToOklch('#ff0000');
    expect(red.l).toBeCloseTo(0.628, 3);
    expect(red.c).toBeCloseTo(0.2577, 3);
    expect(red.h).toBeCloseTo(29.23, 1);
    expect(hexToOklch('#ffffff').l).toBeCloseTo(1, 3);
  });

  it('comes back to the same six digits', () => {
    fc.assert(
      fc.property(hex, (colour) => {
        expect(oklchToHex(hexToOklch(colour))).toBe(colour);
      }),
      { numRuns: 400 },
    );
  });

  it('measures contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 2);
  });
});

describe('the palette of any brand', () => {
  it.each(['light', 'dark'] as const)('is readable in the %s theme, whatever the colours', (theme) => {
    const property = fc.property(hex, fc.option(hex, { nil: undefined }), (primary, secondary) => {
      const tokens = paletteOf(secondary === undefined ? { primary } : { primary, secondary })[theme];
      for (const ground of [...Object.values(GROUNDS[theme]), tokens.brandSoft]) {
        expect(contrast(tokens.brand, ground)).toBeGreaterThanOrEqual(TEXT_RATIO);
      }
      expect(contrast(tokens.brandInk, tokens.brand)).toBeGreaterThanOrEqual(TEXT_RATIO);
      expect(contrast(tokens.brandFillInk, tokens.brandFill)).toBeGreaterThanOrEqual(TEXT_RATIO);
      for (const graphic of [tokens.accent, ...tokens.charts]) {
        for (const ground of Object.values(GROUNDS[theme])) {
          expect(contrast(graphic, ground)).toBeGreaterThanOrEqual(GRAPHIC_RATIO);
        }
      }
    });
    fc.assert(property, { numRuns: 600 });
  });

  it('keeps a colour that is readable already, and says nothing', () => {
    const palette = paletteOf({ primary: '#0e6a5b' });
    expect(palette.light.brand).toBe('#0e6a5b');
    expect(palette.light.brandFill).toBe('#0e6a5b');
    expect(palette.notes).toEqual([]);
  });

  it('darkens a yellow for words, keeps it for headers and says so', () => {
    const palette = paletteOf({ primary: '#ffd400' });
    expect(palette.light.brandFill).toBe('#ffd400');
    expect(palette.light.brandFillInk).not.toBe('#ffffff');
    expect(palette.light.brand).not.toBe('#ffd400');
    expect(Math.abs(hexToOklch(palette.light.brand).h - hexToOklch('#ffd400').h)).toBeLessThan(12);
    expect(palette.notes).toHaveLength(1);
    expect(palette.notes[0]?.text).toContain('#ffd400');
    expect(palette.notes[0]?.text).toContain('Headers and buttons keep your colour');
  });

  it('moves white and black, which would sink into the page', () => {
    expect(paletteOf({ primary: '#ffffff' }).light.brandFill).not.toBe('#ffffff');
    expect(paletteOf({ primary: '#000000' }).dark.brandFill).not.toBe('#000000');
  });

  it('gives every chart five different colours', () => {
    fc.assert(
      fc.property(hex, (primary) => {
        const { charts } = paletteOf({ primary }).light;
        expect(new Set(charts).size).toBe(5);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the words around it', () => {
  it('choose white or dark ink, whichever can be read', () => {
    expect(inkOn('#0e6a5b')).toBe('#ffffff');
    expect(contrast(inkOn('#ffd400'), '#ffd400')).toBeGreaterThan(7);
  });

  it('never round a ratio up', () => {
    expect(ratioText(4.49)).toBe('4.4 : 1');
  });

  it('name every property once for each theme', () => {
    const names = Object.keys(lookOf({ primary: '#0e6a5b' }));
    expect(names).toHaveLength(22);
    expect(names).toContain('--client-brand-fill-ink-dark');
    expect(names).toContain('--client-chart-5-light');
  });
});
