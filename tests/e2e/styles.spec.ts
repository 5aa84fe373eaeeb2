/** The styles of the built site, held against the oldest browsers that it runs in. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { stylesAboveFloor } from '../browser-floor/style-uses.ts';

const dist = join(import.meta.dirname, '..', '..', 'dist');

/** What they lack, and how the site does without. */
const guarded: Readonly<Record<string, string>> = {
  ':has': 'focus and print have rules of their own for Firefox 115; what is chosen is told by classes',
  '@property': 'Tailwind sets the same starting values in a rule for Firefox 115',
  ':open': 'in a list that forgives',
  ':popover-open': 'as above',
  'field-sizing': 'a field has rows enough, and scrolls',
  'text-wrap': 'lines break where they are full',
  'break-after: avoid': 'a heading of a printed run may stand at the foot of a page',
  'scrollbar-color': 'scroll bars look as the system has them',
  'scrollbar-width': 'as above',
  '-webkit-tap-highlight-color': 'the colour of a tap is the own one of the browser',
  'forced-color-adjust': 'Safari has no high contrast of that kind',
  'font-family: ui-monospace': 'the next font of the list',
  resize: 'no handle on an iPad',
  '::selection': 'an iPad has a colour of its own',
};
/** The data counts them as missing where there is no pointer. */
const isCursor = (name: string) => name.startsWith('cursor: ');

function sheetsOf(file: string): readonly string[] {
  const text = readFileSync(join(dist, file), 'utf8');
  if (file.endsWith('.css')) return [text];
  return [...text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, sheet = '']) => sheet);
}

test('the styles of the site ask nothing of a browser at the floor that it lacks', () => {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(css|html)$/.test(name),
  );
  const uses = files.flatMap((file) =>
    sheetsOf(file).flatMap((sheet) =>
      [...stylesAboveFloor(sheet)].map(([name, lacking]) => ({ name, lacking, file })),
    ),
  );
  expect(files.filter((name) => name.endsWith('.css')).length).toBeGreaterThan(0);
  expect(uses.filter(({ name }) => !(name in guarded) && !isCursor(name))).toEqual([]);
  const used = new Set(uses.map(({ name }) => name));
  expect(Object.keys(guarded).filter((name) => !used.has(name))).toEqual([]);
});
