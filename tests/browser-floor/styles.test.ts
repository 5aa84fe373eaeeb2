import { describe, expect, it } from 'vitest';
import { stylesAboveFloor } from './style-uses.ts';

describe('styles above the floor', () => {
  it.each([
    ['a { b { color: red } }', 'nesting'],
    ['a { @media print { color: red } }', 'nesting'],
    ['a:has(b) { color: red }', ':has'],
    ['a::details-content { color: red }', '::details-content'],
    ['@starting-style { a { color: red } }', '@starting-style'],
    ['@scope (a) { b { color: red } }', '@scope'],
    ['@container style(--a: b) { a { color: red } }', '@container style()'],
    ['a { text-wrap: balance }', 'text-wrap'],
    ['a { grid-template-columns: subgrid }', 'grid-template-columns: subgrid'],
    ['a { color: light-dark(red, blue) }', 'light-dark()'],
    ['a { --b: rgb(from red r g b) }', 'rgb(from …)'],
    ['a { user-select: none }', 'user-select'],
  ])('%s is told', (css, name) => {
    expect([...stylesAboveFloor(css).keys()]).toEqual([name]);
  });

  it.each([
    '.has-\\[\\:has\\(x\\)\\]\\:p-1 { color: red }',
    'a:is(b, c):where(d)::before { content: "light-dark(:has"; color: color-mix(in oklab, red, oklch(1 1 1)) }',
    '@media (width >= 40rem) { a { height: 100dvh; -webkit-user-select: none; user-select: none } }',
    '@layer a { b { inset: 0 } }',
  ])('%s is fine', (css) => {
    expect([...stylesAboveFloor(css).keys()]).toEqual([]);
  });
});
