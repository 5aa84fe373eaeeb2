/** The life of a preview: what stands on it at each load and change, and who is told. */
import { expect, type Page, test } from '@playwright/test';
import { openTestPage } from '../../harness/open-test-page.ts';
import { counterProject, type Project, pageWith } from '../../harness/projects.ts';

test.beforeEach(async ({ page }) => {
  await openTestPage(page, 'preview');
});

const open = (page: Page, project: Project) => page.evaluate((files) => window.harness.open(files), project);
const write = (page: Page, project: Project) =>
  page.evaluate(async (files) => {
    await window.harness.write(files);
    await window.harness.settled();
  }, project);
const text = (page: Page) => page.evaluate(() => window.harness.text());
const press = (page: Page, name: string) =>
  page.evaluate(
    (label) => window.harness.act({ do: 'click', target: { role: 'button', name: label } }),
    name,
  );
const messages = async (page: Page) =>
  (await page.evaluate(() => window.harness.problems())).map(({ message }) => message);
const loads = async (page: Page) =>
  (await page.evaluate(() => window.harness.events())).filter(({ type }) => type === 'loading').length;

const boom = pageWith(`throw new Error('Boom');`);
const source = counterProject['/src/App.tsx'] ?? '';

test('a crash at the first render stands after the page is ready, with its place', async ({ page }) => {
  await open(page, boom);
  await expect.poll(() => messages(page)).toContain('Error: Boom');
  const problems = await page.evaluate(() => window.harness.problems());
  expect(problems[0]).toMatchObject({ path: '/src/main.tsx', source: 'runtime' });
  expect(problems.map(({ code }) => code)).toContain('empty-page');
});

test('a crash stands after a reload too, and is over once it is repaired', async ({ page }) => {
  await open(page, counterProject);
  await write(page, {
    '/src/App.tsx': source.replace('  return (', `  throw new Error('Boom');\n  return (`),
  });
  await page.evaluate(() => window.harness.reload());
  await expect.poll(() => messages(page)).toContain('Error: Boom');
  await write(page, { '/src/App.tsx': source });
  await expect.poll(() => messages(page)).toEqual([]);
  expect(await text(page)).toContain('Count is 0');
});

test('a crash at a hot update stands, and a change elsewhere does not take it away', async ({ page }) => {
  await open(page, counterProject);
  await write(page, {
    '/src/App.tsx': source.replace('  return (', `  throw new Error('Boom');\n  return (`),
  });
  await expect.poll(() => messages(page)).toContain('Error: Boom');
  await write(page, { '/src/styles.css': '.title { color: #aa0000; }' });
  expect(await messages(page)).toContain('Error: Boom');
});

test('a crash that another component caused is over once that one is repaired', async ({ page }) => {
  const wrong = source.replace('<Title', '<Title list={undefined as unknown as string[]}');
  expect(wrong).not.toBe(source);
  await open(page, counterProject);
  await write(page, {
    '/src/components/Title.tsx':
      'export function Title({ list }: { list?: string[] }) { return <h1>{list!.join()}</h1>; }',
    '/src/App.tsx': wrong,
  });
  await expect.poll(() => messages(page)).not.toEqual([]);
  await write(page, { '/src/App.tsx': source.replace('<Title', `<Title list={['Repaired']}`) });
  await expect.poll(() => text(page)).toContain('Repaired');
  expect(await messages(page)).toEqual([]);
});

test('a crash in an effect and one long after the page was ready stand', async ({ page }) => {
  await open(
    page,
    pageWith(
      `useEffect(() => { void Promise.resolve().then(() => { throw new Error('in an effect'); }); }, []);
  return <button onClick={() => setTimeout(() => { throw new Error('much later'); }, 0)}>Go</button>;`,
      "import { useEffect } from 'react';",
    ),
  );
  await expect.poll(() => messages(page)).toEqual(['Error: in an effect']);
  await press(page, 'Go');
  await expect.poll(() => messages(page)).toEqual(['Error: in an effect', 'Error: much later']);
});

test('a typing mistake that is undone leaves nothing behind', async ({ page }) => {
  await open(page, counterProject);
  await press(page, 'Add one');
  await write(page, { '/src/App.tsx': source.replace('</main>', '</div>') });
  expect(await messages(page)).toHaveLength(1);
  await write(page, { '/src/App.tsx': source });
  expect(await messages(page)).toEqual([]);
  expect(await text(page)).toContain('Count is 1');
});

test('a reload of what cannot be built keeps the page that is shown', async ({ page }) => {
  await open(page, counterProject);
  await press(page, 'Add one');
  await write(page, { '/src/App.tsx': source.replace('</main>', '</div>') });
  await page.evaluate(() => window.harness.reload());
  expect(await text(page)).toContain('Count is 1');
  expect(await messages(page)).toHaveLength(1);
});

test('nothing rendered into the page is told, and is over once there is something', async ({ page }) => {
  await open(
    page,
    pageWith(
      `const [shown, setShown] = useState(false);
  useEffect(() => document.addEventListener('keydown', () => setShown(true)), []);
  return shown ? <p>There</p> : null;`,
      "import { useEffect, useState } from 'react';",
    ),
  );
  await expect.poll(() => messages(page)).toHaveLength(1);
  expect((await page.evaluate(() => window.harness.problems()))[0]).toMatchObject({ code: 'empty-page' });
  await page.evaluate(() => window.harness.act({ do: 'press', key: 'Enter' }));
  await expect.poll(() => messages(page)).toEqual([]);
  expect(await text(page)).toBe('There');
});

test('several changes at once are taken together, the last one wins and the state is kept', async ({
  page,
}) => {
  await open(page, counterProject);
  await press(page, 'Add one');
  await page.evaluate(async (given) => {
    // Half of them come while the first is compiled.
    for (let round = 0; round < 6; round++) {
      await window.harness.write({ '/src/App.tsx': given.replace('Count is', `Round ${round} is`) });
      await window.harness.write({ [`/src/extra-${round}.ts`]: 'export const one = 1;' });
      if (round === 2) await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await window.harness.settled();
  }, source);
  expect(await text(page)).toContain('Round 5 is 1');
  expect(await loads(page)).toBe(1);
  expect(await messages(page)).toEqual([]);
});

test('a change in the middle of a load is on the page after it', async ({ page }) => {
  await page.evaluate((files) => window.harness.start(files), counterProject);
  await page.waitForFunction(() => window.harness.events().some(({ type }) => type === 'loading'));
  await write(page, { '/src/App.tsx': source.replace('Count is', 'Edited is') });
  expect(await text(page)).toContain('Edited is 0');
});

test('a page that is long in coming is counted for as long as it is waited for', async ({ page }) => {
  await page.route(/\/preview\/\?v=/, () => {
    // It never comes.
  });
  await page.clock.install();
  await page.evaluate((files) => window.harness.start(files), counterProject);
  await expect(page.locator('iframe')).toHaveAttribute('src', /preview/);
  await page.clock.runFor(20_500);
  const waited = (await page.evaluate(() => window.harness.events())).flatMap((event) =>
    event.type === 'waiting' ? event.seconds : [],
  );
  expect(waited).toEqual([5, 10, 15, 20]);
});
