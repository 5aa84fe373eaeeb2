import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lookOf } from '../../src/brand/look.ts';
import { contrast } from '../../src/brand/oklch.ts';
import { GROUNDS } from '../../src/brand/palette.ts';

const css = readFileSync(new URL('../../src/components/tokens.css', import.meta.url), 'utf8');

/** Colours of one theme: the value itself, or the default of a `--client-…` property. */
function colours(selector: string): Map<string, string> {
  const block = css.slice(css.indexOf(selector)).match(/\{([^}]*)\}/)?.[1] ?? '';
  const found = block.matchAll(/--([\w-]+):\s*(?:var\(--client-[\w-]+,\s*)?(#[0-9a-f]{6})/g);
  return new Map([...found].map(([, name, value]) => [String(name), String(value)]));
}

const themes = {
  light: colours('[data-theme="light"] {'),
  dark: colours('[data-theme="dark"] {'),
};

const text: readonly (readonly [string, readonly string[]])[] = [
  ['ink', ['paper', 'card', 'sunk', 'brand-soft', 'good-soft', 'bad-soft', 'warn-soft']],
  ['muted', ['paper', 'card', 'sunk', 'brand-soft', 'good-soft', 'bad-soft', 'warn-soft']],
  ['brand', ['paper', 'card', 'sunk', 'brand-soft']],
  ['good', ['paper', 'card', 'sunk', 'good-soft']],
  ['bad', ['paper', 'card', 'sunk', 'bad-soft']],
  ['warn', ['paper', 'card', 'sunk', 'warn-soft']],
  ['brand-ink', ['brand']],
  ['brand-fill-ink', ['brand-fill']],
  ['paper', ['ink']],
  ['night-ink', ['night']],
  ['night-muted', ['night']],
];

const graphics: readonly (readonly [string, readonly string[]])[] = [
  ['field', ['paper', 'card', 'sunk']],
  ['accent', ['paper', 'card', 'sunk']],
  ...[1, 2, 3, 4, 5].map((n) => [`chart-${n}`, ['paper', 'card', 'sunk']] as const),
];

describe.each(Object.entries(themes))('the %s theme', (name, theme) => {
  const value = (token: string) => theme.get(token) ?? 'missing';

  it.each(text.flatMap(([on, grounds]) => grounds.map((ground) => [on, ground])))(
    'has text in %s on %s at 4.5 : 1 or more',
    (on, ground) => {
      expect(contrast(value(String(on)), value(String(ground)))).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(graphics.flatMap(([on, grounds]) => grounds.map((ground) => [on, ground])))(
    'has marks in %s on %s at 3 : 1 or more',
    (on, ground) => {
      expect(contrast(value(String(on)), value(String(ground)))).toBeGreaterThanOrEqual(3);
    },
  );

  it('stands on the grounds that a brand is corrected for', () => {
    const { paper, card, sunk } = GROUNDS[name as 'light' | 'dark'];
    expect([value('paper'), value('card'), value('sunk')]).toEqual([paper, card, sunk]);
  });
});

describe('a brand', () => {
  it('reaches every token that may wear it', () => {
    for (const property of Object.keys(lookOf({ primary: '#0e6a5b' }))) {
      expect(css).toContain(`var(${property}, #`);
    }
  });
});

describe('motion', () => {
  it('stops where reduced motion is asked for', () => {
    expect(css).toMatch(/prefers-reduced-motion: reduce\)[^}]*animation-duration: 0\.01ms !important/);
  });
});
