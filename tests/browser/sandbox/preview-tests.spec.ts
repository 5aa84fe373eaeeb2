import { expect, type Page, test } from '@playwright/test';
import { openTestPage } from '../../harness/open-test-page.ts';
import type { Project } from '../../harness/projects.ts';

test.beforeEach(async ({ page }) => {
  await openTestPage(page, 'preview');
});

const run = (page: Page, project: Project, filter?: string) =>
  page.evaluate(([files, part]) => window.harness.test(files, part), [project, filter] as const);

const vocabulary = `import { afterEach, beforeAll, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { add } from './add';
let log: string[] = [];
describe('order', () => {
  beforeAll(() => { log.push('all'); });
  beforeEach(() => { log.push('each'); });
  afterEach(() => { log.push('after'); });
  it('first', () => { expect(log).toEqual(['all', 'each']); });
  it('second', () => { expect(log).toEqual(['all', 'each', 'after', 'each']); });
});
describe.each([[1, 2, 3], [2, 3, 5]])('add(%i, %i)', (a, b, sum) => { it('gives ' + sum, () => expect(add(a, b)).toBe(sum)); });
test.each([{ a: 1, sum: 2 }])('one more than $a is $sum', ({ a, sum }) => { expect(add(a, 1)).toBe(sum); });
it.skip('not now', () => { throw new Error('never'); });
it.todo('later');
it('matchers', async () => {
  expect({ a: 1, b: [1, 'x'], at: new Date(0) }).toEqual({ a: expect.any(Number), b: expect.arrayContaining(['x']), at: expect.anything() });
  expect(() => { throw new TypeError('no way'); }).toThrow(/no way/);
  await expect(Promise.resolve(4)).resolves.toBe(4);
  await expect(Promise.reject(new Error('x'))).rejects.toThrow('x');
  expect('abc').not.toContain('z');
  expect([1, 2]).toHaveLength(2);
  expect(0.1 + 0.2).toBeCloseTo(0.3);
  const spy = vi.fn((n: number) => n * 2);
  spy(4);
  expect(spy).toHaveBeenCalledWith(4);
  expect(spy).toHaveReturnedWith(8);
});
it('timers', () => {
  vi.useFakeTimers({ now: new Date('2026-01-02T00:00:00Z') });
  const done = vi.fn();
  setTimeout(done, 1000);
  vi.advanceTimersByTime(999);
  expect(done).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(done).toHaveBeenCalledOnce();
  expect(new Date().toISOString()).toBe('2026-01-02T00:00:01.000Z');
  vi.useRealTimers();
});
`;

test('speaks the usual words of Vitest', async ({ page }) => {
  const result = await run(page, {
    '/src/add.ts': 'export function add(a: number, b: number) { return a + b; }',
    '/src/add.test.ts': vocabulary,
  });
  expect(result.output).toContain('✓ src/add.test.ts (9 tests)');
  expect(result.output.split('\n').at(-1)).toBe('Tests  7 passed | 2 skipped (9)');
  expect(result).toMatchObject({ exitCode: 0, passed: 7, failed: 0 });
});

test('a failure names the test, both sides and the line; equal runs print equally', async ({ page }) => {
  const project = {
    '/src/sum.test.ts': `import { expect, it } from 'vitest';

it('adds', () => {
  expect(1 + 1).toBe(3);
});
it('is fine', () => {});
`,
  };
  const result = await run(page, project);
  expect(result).toMatchObject({ exitCode: 1, passed: 1, failed: 1 });
  expect(result.firstFailure).toContain('adds: expected 2 to be 3');
  expect(result.output).toContain('     Expected: 3\n     Received: 2\n     at src/sum.test.ts:4:');
  expect(await run(page, project)).toEqual(result);
});

test('components are tested by what they render on a server', async ({ page }) => {
  const result = await run(page, {
    '/src/Hello.tsx': 'export function Hello({ name }: { name: string }) { return <h1>Hello {name}</h1>; }',
    '/src/Hello.test.tsx': `import { expect, it } from 'vitest';
import { renderToStaticMarkup } from 'react-dom/server';
import { Hello } from './Hello';
it('greets', () => expect(renderToStaticMarkup(<Hello name="Ada" />)).toBe('<h1>Hello Ada</h1>'));`,
  });
  expect(result).toMatchObject({ exitCode: 0, passed: 1 });
});

test('files of a filter only, and a clear word where there is none', async ({ page }) => {
  const project = {
    '/src/a.test.ts': `import { it } from 'vitest'; it('a', () => {});`,
    '/src/b.test.ts': `import { it } from 'vitest'; it('b', () => { throw new Error('b'); });`,
  };
  expect(await run(page, project, 'a.test')).toMatchObject({ exitCode: 0, passed: 1 });
  expect((await run(page, project, 'zzz')).output).toContain('No test file with “zzz” in its path was found');
});

test('a loop without end fails its test by name, and the others still run', async ({ page }) => {
  const result = await run(page, {
    '/a.test.ts': `import { expect, it } from 'vitest';
it('never ends', () => {
  for (;;) {}
});
it('is fine', () => expect(true).toBe(true));`,
  });
  expect(result).toMatchObject({ exitCode: 1, passed: 1, failed: 1 });
  expect(result.output).toContain('A loop ran for 3 seconds');
  expect(result.output).toContain('at a.test.ts:3:');
});

test('a test file that does not compile or import says where', async ({ page }) => {
  const result = await run(page, {
    '/a.test.ts': `import { it } from 'vitest';\nimport { gone } from './gone';\nit('x', () => gone());`,
  });
  expect(result.exitCode).toBe(1);
  expect(result.output).toContain('Cannot find the file "./gone".\n  at a.test.ts:2');
});

test('a check of the project compiles every file and finds every import', async ({ page }) => {
  const check = (project: Project) => page.evaluate((files) => window.harness.check(files), project);
  const good = {
    '/src/main.tsx': `import { a } from './a';\nconsole.log(a);`,
    '/src/a.ts': 'export const a = 1;',
  };
  expect(await check(good)).toEqual({
    exitCode: 0,
    output: '✓ 2 modules compile, and every import is found.',
  });
  const bad = await check({
    ...good,
    '/src/unused.tsx': `import { b } from './a';\nexport const c = <p>{b}</div>;`,
  });
  expect(bad.exitCode).toBe(1);
  expect(bad.output).toContain('src/unused.tsx:2');
  const missing = await check({
    ...good,
    '/src/unused.tsx': `import { b } from './a';\nexport const c = b;`,
  });
  expect(missing.output).toContain('/src/a.ts does not export "b".');
});
