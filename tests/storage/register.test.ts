import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { firstPaintScript } from '../../src/layouts/first-paint.ts';
import { type KeptName, kept, keyOf, nameOf } from '../../src/storage/names.ts';
import { register } from '../../src/storage/register.ts';

const src = join(import.meta.dirname, '..', '..', 'src');

/** Names by which a script reaches what a browser keeps, or its other tabs. */
const WAYS: ReadonlySet<string> = new Set([
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'openDB',
  'deleteDB',
  'BroadcastChannel',
  'caches',
  'cookieStore',
  'cookie',
]);

/** Where such a name is something else. */
const OTHER: Readonly<Record<string, string>> = {
  'server/access/session-cookie.ts': 'the cookie is set by the server',
  'sandbox/engines/embedded/frame/memory.ts': 'gives code in the preview a storage of its own, in memory',
};

function sources(): string[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|astro)$/.test(name))
    .filter((name) => !/^demos\/[^/]+\/files\//.test(name) && !name.startsWith('storage/'))
    .map((name) => join(src, name));
}

/** The ways to storage that a file uses as code; words in texts and comments do not count. */
function waysIn(text: string): string[] {
  const file = ts.createSourceFile('file.tsx', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = ts.isIdentifier(node) ? node.text : ts.isStringLiteral(node) ? inBrackets(node) : undefined;
    if (name !== undefined && WAYS.has(name)) found.push(name);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** `window['localStorage']` is a way too. */
function inBrackets(node: ts.StringLiteral): string | undefined {
  return ts.isElementAccessExpression(node.parent) ? node.text : undefined;
}

describe('the register of what a browser keeps', () => {
  it('is the only way to it in the whole kit', () => {
    const uses = sources().flatMap((path) => {
      const name = relative(src, path);
      const text = readFileSync(path, 'utf8');
      // In a page of Astro the scripts are looked at as text: they are few.
      const found = path.endsWith('.astro')
        ? [...WAYS].filter((way) => new RegExp(`\\b${way}\\s*[.(\\[]`).test(text))
        : waysIn(text);
      return name in OTHER ? [] : found.map((way) => `${name}: ${way}`);
    });
    expect(uses).toEqual([]);
  });

  it('would find every way around it', () => {
    const text = `localStorage.setItem('a', 'b'); window['sessionStorage'].clear(); const { indexedDB: db } = self;
      new BroadcastChannel('x'); const words = 'localStorage is not there'; document.cookie = '';`;
    expect(waysIn(text)).toEqual([
      'localStorage',
      'sessionStorage',
      'indexedDB',
      'BroadcastChannel',
      'cookie',
    ]);
  });

  it('names no two things alike, and finds the owner of every key', () => {
    const names = Object.keys(kept) as KeptName[];
    for (const name of names) {
      const { place } = kept[name];
      const id = 'family' in kept[name] ? 'x' : '';
      expect(nameOf(place, keyOf(name, id)), name).toBe(name);
    }
    expect(nameOf('local', 'firsthand.other')).toBeNull();
  });

  it('says of each what it is, who keeps it, and why it stays where it does', () => {
    const folders = readdirSync(src);
    for (const [name, { owner, what, exported, stays }] of Object.entries(register)) {
      expect(folders, name).toContain(owner);
      expect(what.length, name).toBeGreaterThan(5);
      expect(exported !== null || stays !== undefined, `${name} is neither exported nor explained`).toBe(
        true,
      );
    }
  });

  it('is what the first paint of a page reads', () => {
    const read = [...firstPaintScript.matchAll(/getItem\("([^"]+)"\)/g)].map((match) => match[1]);
    expect(read.map((key) => nameOf('local', key ?? ''))).toEqual(['theme', 'brandColours']);
  });
});
