import { describe, expect, it } from 'vitest';
import {
  findCandidates,
  inlineAddresses,
  inlineImports,
  scopeClasses,
} from '../../../src/sandbox/engines/embedded/compile-css.ts';
import { readPage } from '../../../src/sandbox/engines/embedded/compile-page.ts';
import { resolveImport } from '../../../src/sandbox/engines/embedded/link-resolve.ts';

describe('style sheets', () => {
  it('take imported sheets in, at their place, and name those that are missing', () => {
    const sheets: Record<string, string> = { '/a.css': '@import "./b.css"; .a{}', '/b.css': '.b{}' };
    expect(
      inlineImports(
        '/main.css',
        '@import "./a.css";@import "./gone.css";.m{}',
        (path) => sheets[path] ?? null,
      ),
    ).toEqual({
      text: '.b{} .a{}.m{}',
      missing: ['./gone.css'],
    });
  });

  it('end at a sheet that imports itself', () => {
    expect(inlineImports('/a.css', '@import "./a.css";', () => '@import "./a.css"; x{}').missing).toEqual([
      './a.css',
    ]);
  });

  it('hold pictures of the project as data, others stay', () => {
    const read = (path: string) => (path === '/src/x.png' ? 'data:x' : null);
    expect(inlineAddresses("a{b:url('./x.png')} c{d:url(https://e/f)}", '/src', read)).toBe(
      'a{b:url("data:x")} c{d:url(https://e/f)}',
    );
  });

  it('of a module get class names of their own', () => {
    const { text, names } = scopeClasses(
      '/src/Card.module.css',
      '.card .title:hover, a.x { margin: .5em } /* .no {} */',
    );
    expect(text).toContain('.Card_card .Card_title:hover, a.Card_x { margin: .5em }');
    expect(names).toEqual({ card: 'Card_card', title: 'Card_title', x: 'Card_x' });
  });

  it('find every class that a source may name', () => {
    const found = findCandidates(
      '<p className={clsx("p-4 md:hover:bg-[#fff]", on && \'w-[calc(100%-1rem)]\')}>',
    );
    for (const name of ['p-4', 'md:hover:bg-[#fff]', 'w-[calc(100%-1rem)]']) expect(found).toContain(name);
  });
});

describe('index.html', () => {
  it('gives page, scripts and sheets; comments hide what is in them', () => {
    const { page, scripts, sheets } = readPage(
      '<html lang="de" class="h"><head><title> T </title><link rel="stylesheet" href="/a.css"><!-- <script src="no.js"></script> --></head>\n<body class="b"><div id="root"></div>\n<script type="module" src="/src/main.tsx"></script><script>let x;</script></body></html>',
    );
    expect(page).toMatchObject({ title: 'T', language: 'de', bodyClass: 'b', htmlClass: 'h' });
    expect(page.body.trim()).toBe('<div id="root"></div>');
    expect(scripts).toEqual([
      { source: '/src/main.tsx', text: '', line: 3 },
      { source: null, text: 'let x;', line: 3 },
    ]);
    expect(sheets).toEqual([{ source: '/a.css', text: '' }]);
  });
});

describe('an import', () => {
  const files = new Set(['/src/a.tsx', '/src/lib/index.ts', '/src/c.ts', '/public/logo.svg']);
  const resolve = (specifier: string) =>
    resolveImport(
      specifier,
      '/src/main.tsx',
      (path) => files.has(path),
      (name) => name === 'react' || name === 'react-router',
    );
  it.each([
    ['./a', '/src/a.tsx'],
    ['./lib', '/src/lib/index.ts'],
    ['@/c', '/src/c.ts'],
    ['./c.js', '/src/c.ts'],
    ['/logo.svg', '/public/logo.svg'],
    ['../src/a', '/src/a.tsx'],
    ['./c?raw', '/src/c.ts'],
  ])('%s leads to %s', (specifier, path) => {
    expect(resolve(specifier)).toMatchObject({ to: 'file', path });
  });
  it('of a package leads to the catalogue, or nowhere', () => {
    expect(resolve('react-router-dom')).toEqual({ to: 'vendor', name: 'react-router' });
    expect(resolve('moment')).toEqual({ to: 'nothing', wanted: 'moment', isPackage: true });
    expect(resolve('./gone')).toMatchObject({ to: 'nothing', isPackage: false });
  });
});
