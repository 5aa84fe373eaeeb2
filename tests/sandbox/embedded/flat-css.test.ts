import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import postcss from 'postcss';
import { compile } from 'tailwindcss';
import { describe, expect, it } from 'vitest';
import { ProjectCompiler } from '../../../src/sandbox/engines/embedded/compile-project.ts';
import { flattenCss } from '../../../src/sandbox/engines/embedded/vendor-entries/flat-css.ts';

const require = createRequire(import.meta.url);

/** What Tailwind makes of a sheet with rules in rules, and of classes with variants of every kind. */
async function tailwindOutput(): Promise<string> {
  const { build } = await compile(
    `@import "tailwindcss";
     @custom-variant dark (&:where(.dark, .dark *));
     @theme { --color-brand: #8a1538; }
     .card { @apply p-4 hover:underline; & h2 { color: red; @media (width >= 1px) { color: blue } } h3 { color: green } }`,
    {
      base: '/',
      loadStylesheet: async (id, base) => ({
        path: id,
        base,
        content: await readFile(require.resolve(id === 'tailwindcss' ? 'tailwindcss/index.css' : id), 'utf8'),
      }),
    },
  );
  return build([
    'bg-brand/50',
    'bg-linear-to-r',
    'container',
    'dark:hover:underline',
    'group-hover:p-1',
    'hover:bg-brand',
    'animate-spin',
    'shadow-lg',
    'space-y-4',
    'sm:max-md:flex',
    '*:p-2',
    '[&_svg]:size-4',
    '@md:p-3',
    'supports-[display:grid]:grid',
    'before:content-["x"]',
  ]);
}

/** Rules, and at-rules inside of rules, that stand in another rule. */
function nestedRules(css: string): string[] {
  const found: string[] = [];
  postcss.parse(css).walk((node) => {
    const isInside = node.parent?.type === 'rule' && (node.type === 'rule' || node.type === 'atrule');
    if (isInside) found.push(node.toString());
  });
  return found;
}

function declarations(css: string): string[] {
  const found: string[] = [];
  postcss.parse(css).walkDecls(({ prop, value }) => {
    found.push(`${prop}: ${value}`);
  });
  return found.sort();
}

function atRules(css: string): string[] {
  const found: string[] = [];
  postcss.parse(css).walkAtRules(({ name, params }) => {
    found.push(`@${name} ${params}`);
  });
  return found.sort();
}

const onOneLine = (css: string) => css.replace(/\s+/g, ' ').replaceAll('; }', ' }').trim();

describe('flat styles', () => {
  it('hold every declaration and every condition of what Tailwind makes, with no rule inside another', async () => {
    const css = await tailwindOutput();
    const result = flattenCss(css);
    expect(nestedRules(css).length).toBeGreaterThan(5);
    expect(nestedRules(result)).toEqual([]);
    expect(declarations(result)).toEqual(declarations(css));
    expect(atRules(result)).toEqual(atRules(css));
    const selectors: string[] = [];
    postcss.parse(result).walkRules(({ selector }) => {
      selectors.push(selector);
    });
    // A class may be named with it: `.\[\&_svg\]`.
    expect(selectors.filter((selector) => /(?<!\\)&/.test(selector))).toEqual([]);
    expect(selectors).toContain(':where(.space-y-4 > :not(:last-child))');
  });

  it.each([
    ['.a { &:hover { @media (hover: hover) { b: c } } }', '@media (hover: hover) { .a:hover { b: c } }'],
    ['.a { :where(& > b) { c: d } }', ':where(.a > b) { c: d }'],
    ['.a { .b & { c: d } h2 { e: f } }', '.b .a { c: d } .a h2 { e: f }'],
    ['.a { @supports (b: c) { d: e } }', '@supports (b: c) { .a { d: e } }'],
    ['.a { b: c; &.d { e: f } g: h }', '.a { b: c } .a.d { e: f } .a { g: h }'],
    ['#a, b { > i { c: d } }', ':is(#a,b) > i { c: d }'],
  ])('%s', (nested, expected) => {
    expect(onOneLine(flattenCss(nested))).toBe(expected);
  });

  it.each([
    '@layer a, b; @layer a { .c { d: e } }',
    '@property --a { syntax: "*"; inherits: false }',
    '@keyframes a { from { b: c } to { d: e } }',
    '.a { content: "& {" }',
    '.a { b: c',
    '.a } b { c: d }',
  ])('leave %s as it is', (css) => {
    expect(flattenCss(css)).toBe(css);
  });
});

describe('a project', () => {
  function projectOf(files: Record<string, string>) {
    const asked: string[] = [];
    const compiler = new ProjectCompiler({
      manifest: async () => ({
        versions: {},
        modules: {},
        icons: [],
        tailwind: 'tailwind.js',
        flatCss: 'flat-css.js',
        testRunner: '',
        previewPage: '',
      }),
      icons: async () => ({}),
      tailwind: async () => {
        throw new Error('Not asked for.');
      },
      flatCss: async (file) => {
        asked.push(file);
        return { flattenCss };
      },
    });
    const encoder = new TextEncoder();
    compiler.change(new Map(Object.entries(files).map(([path, text]) => [path, encoder.encode(text)])));
    return { compiler, asked };
  }
  const files = {
    '/index.html': '<style>.p { & b { c: d } }</style><script type="module" src="/src/main.js"></script>',
    '/src/main.js': "import './app.css'; import styles from './part.module.css'; console.log(styles);",
    '/src/app.css': '.q { & b { c: d } }',
    '/src/part.module.css': '.r { & b { c: d } }',
  };
  const sheets = (modules: readonly { kind: string; text: string }[]) =>
    modules.filter(({ kind }) => kind === 'style').map(({ text }) => onOneLine(text));

  it('has every sheet flat where the browser needs it', async () => {
    const { compiler, asked } = projectOf(files);
    const { modules, problems } = await compiler.build({ goal: 'page' }, { flatCss: true });
    expect(problems).toEqual([]);
    expect(sheets(modules).sort()).toEqual(['.p b { c: d }', '.part_r b { c: d }', '.q b { c: d }']);
    expect(asked).toEqual(['flat-css.js']);
  });

  it('keeps its sheets as they are, and fetches nothing for it, elsewhere', async () => {
    const { compiler, asked } = projectOf(files);
    const { modules } = await compiler.build({ goal: 'page' });
    expect(sheets(modules)).toContain('.q { & b { c: d } }');
    expect(asked).toEqual([]);
  });
});
