/** Runs the files of a sandbox project in Node: compiled by Sucrase, linked here, tests on the real `expect`. */
import { createRequire } from 'node:module';
import { transform } from 'sucrase';
import { expect } from 'vitest';

export type Files = ReadonlyMap<string, string>;

export interface TestReport {
  readonly passed: number;
  readonly failed: number;
  readonly text: string;
}

type Hook = () => void;
interface Suite {
  readonly name: string;
  readonly before: Hook[];
  readonly after: Hook[];
}

const require = createRequire(import.meta.url);
const compiled = new Map<string, string>();

function compile(source: string): string {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const { code } = transform(source, {
    transforms: ['typescript', 'jsx', 'imports'],
    jsxRuntime: 'automatic',
    production: true,
  });
  compiled.set(source, code);
  return code;
}

/** Links a project: `load('/src/App.tsx')` gives the module's exports. */
export function link(files: Files, vitest: object = {}): (path: string) => Record<string, unknown> {
  const modules = new Map<string, { exports: Record<string, unknown> }>();
  function load(path: string): Record<string, unknown> {
    const known = modules.get(path);
    if (known) return known.exports;
    const source = files.get(path);
    if (source === undefined) throw new Error(`There is no file ${path}`);
    const module = { exports: {} as Record<string, unknown> };
    modules.set(path, module);
    if (path.endsWith('.css')) return module.exports;
    const run = new Function('require', 'module', 'exports', compile(source));
    run((name: string) => resolve(path, name), module, module.exports);
    return module.exports;
  }
  function resolve(from: string, name: string): unknown {
    if (name === 'vitest') return vitest;
    if (!name.startsWith('.')) return require(name);
    return load(new URL(name, `file://${from}`).pathname);
  }
  return load;
}

/** Runs every test file, one after another, and prints the summary the way the shell does. */
export function runTests(files: Files): TestReport {
  let passed = 0;
  const failures: string[] = [];
  const paths = [...files.keys()].filter((path) => /\.test\.tsx?$/.test(path)).sort();
  for (const path of paths) {
    const suites: Suite[] = [{ name: '', before: [], after: [] }];
    const cases: { name: string; run: () => void; suites: Suite[] }[] = [];
    const it = (name: string, run: () => void) => {
      cases.push({
        name: [...suites.map((suite) => suite.name), name].join(' ').trim(),
        run,
        suites: [...suites],
      });
    };
    const describe = (name: string, body: () => void) => {
      suites.push({ name, before: [], after: [] });
      body();
      suites.pop();
    };
    link(files, {
      it,
      test: it,
      describe,
      expect,
      beforeEach: (hook: Hook) => suites.at(-1)?.before.push(hook),
      afterEach: (hook: Hook) => suites.at(-1)?.after.push(hook),
    })(path);
    for (const each of cases) {
      try {
        for (const suite of each.suites) for (const hook of suite.before) hook();
        each.run();
        passed += 1;
      } catch (error) {
        failures.push(`FAIL ${path} > ${each.name}\n${error instanceof Error ? error.message : error}`);
      } finally {
        for (const suite of each.suites) for (const hook of suite.after) hook();
      }
    }
  }
  const failed = failures.length;
  const summary = `Tests  ${passed} passed${failed > 0 ? ` | ${failed} failed` : ''} (${passed + failed})`;
  return { passed, failed, text: [...failures, summary].join('\n') };
}

/** Draws the app once, as text of HTML, with the language that is set. */
export function render(files: Files): string {
  const load = link(files);
  const { createElement } = require('react');
  const { renderToString } = require('react-dom/server');
  return renderToString(createElement(load('/src/App.tsx')['App']));
}
