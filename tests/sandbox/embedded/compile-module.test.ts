import { describe, expect, it } from 'vitest';
import { compileModule } from '../../../src/sandbox/engines/embedded/compile-module.ts';

function compiled(path: string, text: string) {
  const result = compileModule(path, text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result;
}

function problem(text: string, path = '/src/a.tsx') {
  const result = compileModule(path, text);
  return result.ok ? null : result.problems[0];
}

describe('a compiled module', () => {
  it('keeps every line where it was', () => {
    const source =
      "import { a } from './a';\ninterface B {\n  c: string;\n}\n\nexport const d: B = { c: a };\n";
    const lines = compiled('/src/a.ts', source).code.split('\n');
    expect(lines.findIndex((line) => line.includes('const d'))).toBe(5);
  });

  it('tells imports with the names that are read, types left out', () => {
    const { imports, exports } = compiled(
      '/src/a.tsx',
      "import React, { useState, type FC } from 'react';\nimport * as all from './all';\nimport './x.css';\nimport type { T } from './types';\nexport const A: FC = () => { useState(0); return <p>{all.x}{React.version}</p>; };\nexport default A;",
    );
    expect(imports.map(({ specifier }) => specifier)).toEqual([
      'react/jsx-runtime',
      'react',
      './all',
      './x.css',
    ]);
    expect(imports.find(({ specifier }) => specifier === 'react')).toMatchObject({
      whole: false,
      names: [{ name: 'default' }, { name: 'useState' }],
    });
    expect(imports.find(({ specifier }) => specifier === './all')?.whole).toBe(true);
    expect(exports).toEqual(['A', 'default']);
  });

  it('runs as before with a guard in every loop and function', () => {
    const { code } = compiled(
      '/src/a.ts',
      'export const r: number[] = [];\nfor (let i = 0, n = 3; i < n; i++) r.push(i);\nfor (const x of [7]) { r.push(x); }\nlet k = 2; while (k--) r.push(k); do { r.push(9); } while (false);\nfor (;;) break;\nexport const f = (a: number) => a > 1 ? a : (() => 5)();\nexport const o = () => ({ v: 1 });',
    );
    let turns = 0;
    const exported: Record<string, unknown> = {};
    new Function('exports', '__turn', '__component', code)(
      exported,
      () => ++turns > 0,
      () => {},
    );
    expect(exported['r']).toEqual([0, 1, 2, 7, 1, 0, 9]);
    expect((exported['f'] as (n: number) => number)(0)).toBe(5);
    expect((exported['o'] as () => object)()).toEqual({ v: 1 });
    expect(turns).toBeGreaterThan(9);
  });

  it('changes the signature of a component where its hooks change, and only there', () => {
    const signature = (body: string) =>
      /__component\(App,"App",("[^;]*?"),/.exec(
        compiled(
          '/src/a.tsx',
          `import { useState, useEffect } from 'react';\nexport function App() { ${body} }`,
        ).code,
      )?.[1];
    const before = signature('const [a] = useState(0); return <p>{a}</p>;');
    expect(signature('const [a] = useState(0); return <b>other {a}</b>;')).toBe(before);
    expect(signature('const [a] = useState(1); return <p>{a}</p>;')).not.toBe(before);
    expect(signature('const [a] = useState(0); useEffect(() => {}); return <p>{a}</p>;')).not.toBe(before);
  });

  it('answers import.meta', () => {
    expect(compiled('/src/a.ts', 'export const dev = import.meta.env.DEV;').code).toContain('__meta.env.DEV');
  });
});

describe('what cannot run here is refused with its place', () => {
  it.each([
    ['namespace N { export const x = 1 }', 'namespaces', 1],
    ['const a = 1;\nawait a;', 'await outside', 2],
    ['@dec class A {}', 'Decorators', 1],
    ["import.meta.glob('./*')", 'import.meta.glob', 1],
    ['const a = (\n<div>\n<b>x</i>\n</div>);', 'Expected </b>', 3],
    ['const a = "open\n";', 'not closed', 1],
    ['const a = ;', 'Unexpected token', 1],
  ])('%s', (source, message, line) => {
    expect(problem(source)).toMatchObject({ line });
    expect(problem(source)?.message).toContain(message);
    expect(problem(source)?.plain).not.toContain('token');
  });

  it.each([
    'declare namespace N { const x: number }',
    'const f = async () => { await 1 }; const module = { await: 1 }; module.await;',
    'class A { async m() { for await (const x of []) console.log(x) } }',
    'const a = <A b={<i/>} title="two\nlines">x<c.d></c.d></A>;',
    'enum E { A, B = "x" } const enum C { D = 4 }',
  ])('but not %s', (source) => {
    expect(problem(source)).toBeNull();
  });
});
