import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { BROWSER_FLOOR, buildTargets, floorNames } from '../../src/browser-floor/floor.ts';
import { type ApiUse, usesAboveFloor } from './api-uses.ts';

const root = join(import.meta.dirname, '..', '..');

/** Used where it is there, asked for first: what happens elsewhere. */
const guarded: Readonly<Record<string, string>> = {
  'Navigator.wakeLock': 'the screen follows the settings of the machine; preflight says so',
  'WakeLock.request': 'as above',
  'WakeLockSentinel.release': 'only what was given is given back',
  'WakeLockSentinel.released': 'as above',
  'ClipboardItem.types': 'a page makes the item itself, so it is there',
  'ClipboardItem.getType': 'as above',
  'StorageManager.estimate': 'preflight says nothing of space where the browser does not tell it',
  'Window.requestIdleCallback': 'the home page starts its run by a timer instead',
};

/** Would be caught, one of each kind of use: static, method, destructured, on a prototype, global, of a namespace. */
const tooNew: Readonly<Record<string, string>> = {
  'AbortSignal.any': 'AbortSignal.any([]);',
  'Element.checkVisibility': 'document.body.checkVisibility();',
  'Promise.withResolvers': 'const { withResolvers } = Promise; void withResolvers;',
  'Set.union': 'void Set.prototype.union;',
  'Iterator.map': '[1].values().map(String);',
  'Window.requestIdleCallback': 'requestIdleCallback(() => {});',
  'Intl.DurationFormat': `new Intl.DurationFormat('en');`,
  'Document.onscrollend': 'document.onscrollend = null;',
  'String.isWellFormed': `'a'.isWellFormed();`,
};
const planted = 'src/agent/planted.ts';

/** Scripts inside of pages and frames, as modules of their own. */
function scriptsOfPages(): Record<string, string> {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    files
      .filter((name) => name.endsWith('.astro'))
      .flatMap((name) =>
        [...readFileSync(join(root, 'src', name), 'utf8').matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
          ([, text = ''], index) => [`src/${name}.${index}.ts`, `export {};${text}`],
        ),
      ),
  );
}

describe('the oldest browsers', () => {
  let uses: readonly ApiUse[] = [];
  beforeAll(() => {
    const lines = Object.values(tooNew).join('\n');
    uses = usesAboveFloor({ ...scriptsOfPages(), [planted]: `export {};\n${lines}` });
  });

  it('have every web API and built-in that browser code uses', () => {
    const found = uses.filter(({ name, place }) => !place.startsWith(planted) && !(name in guarded));
    expect(found).toEqual([]);
  });

  it('lack the guarded ones, which are all still used', () => {
    const used = new Set(uses.filter(({ place }) => !place.startsWith(planted)).map(({ name }) => name));
    expect(Object.keys(guarded).filter((name) => !used.has(name))).toEqual([]);
  });

  it.each(Object.keys(tooNew).map((name, index) => [name, index + 2] as const))(
    'would be told of %s',
    (name, line) => {
      expect(uses).toContainEqual(expect.objectContaining({ name, place: `${planted}:${line}` }));
    },
  );

  it('are named alike in the build, on the page for older ones and in the readme', () => {
    expect(buildTargets).toEqual(['chrome111', 'edge111', 'firefox115', 'safari16.4', 'ios16.4']);
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const { chrome, firefox, safari } = BROWSER_FLOOR;
    expect(floorNames.join(' ')).toContain(`Safari ${safari}`);
    expect(readme).toContain(`Chrome or Edge ${chrome}, Firefox ${firefox}, Safari ${safari}`);
  });
});
