/** The sandbox boundary, attacked in every engine: written once, against a server that counts. */
import {
  attack,
  departureProjects,
  forgery,
  requestProject,
  targetOf,
  theftProject,
} from '../browser/sandbox/hostile-scenarios.ts';
import { type CountingServer, startCountingServer } from '../harness/counting-server.ts';
import { openTestPage } from '../harness/open-test-page.ts';
import type { Page } from './page.ts';
import { expect, test } from './test.ts';

let server: CountingServer;
test.beforeAll(async () => {
  server = await startCountingServer();
});
test.afterAll(() => server.close());

async function openHost(page: Page, harness: string): Promise<void> {
  await openTestPage(page, 'preview', harness);
}

test('no request leaves a page by any known way, and no connection is opened', async ({
  page,
  harness,
  engine,
}) => {
  await openHost(page, harness);
  const project = requestProject(targetOf(harness, server));
  const found = await attack(page, project, harness, server, 5_000, engine);
  expect(found.requests).toEqual([]);
  expect(found.siteHits).toBe(0);
  expect(found.datagrams).toBe(0);
  expect(found.connections).toBe(0);
  expect(found.lines.filter((line) => line.startsWith('FOUND'))).toEqual([]);
  expect(found.events.filter((event) => event.type === 'blocked').length).toBeGreaterThan(20);
  expect(found).toMatchObject({ alive: true, recovered: true });
});

test('nothing of the host can be read or changed', async ({ page, harness, engine }) => {
  await openHost(page, harness);
  const found = await attack(page, theftProject(targetOf(harness, server)), harness, server, 1_500, engine);
  expect(found.lines.filter((line) => line.startsWith('GOT'))).toEqual([]);
  expect(await page.evaluate(() => document.title)).toBe('Preview test page');
  expect(found).toMatchObject({ alive: true, recovered: true });
});

for (const { name } of departureProjects({ site: '', other: '', stun: '' })) {
  test(`leaving the page sends nothing: ${name}`, async ({ page, harness, engine }) => {
    await openHost(page, harness);
    const target = targetOf(harness, server);
    const project = departureProjects(target).find((departure) => departure.name === name)?.project ?? {};
    const found = await attack(page, project, harness, server, 1_200, engine);
    expect(found.requests).toEqual([]);
    expect(found.siteHits).toBe(0);
    expect(await page.evaluate(() => location.pathname)).toBe('/tests/harness/preview.html');
    expect(found).toMatchObject({ alive: true, recovered: true });
  });
}

test('a page cannot forge what the probe reports', async ({ page, harness }) => {
  await openHost(page, harness);
  await page.evaluate((code) => window.harness.open({ '/src/main.ts': code }), forgery);
  expect(await page.evaluate(() => window.harness.text())).toBe('True heading True button True text');
  const outline = await page.evaluate(() => window.harness.outline());
  expect(JSON.stringify(outline)).not.toContain('FORGED');
});

test('tests run', async ({ page, harness, engine }) => {
  await openHost(page, harness);
  const result = await page.evaluate((files) => window.harness.test(files), {
    '/a.test.ts':
      "import { expect, it } from 'vitest';\nit('adds', () => {\n  expect(1 + 1).toBe(3);\n});\nit('is', () => expect(1).toBe(1));",
  });
  expect(result).toMatchObject({ exitCode: 1, passed: 1, failed: 1 });
  // WebKit names no place in code that is made from text.
  if (engine !== 'webkit') expect(result.output).toContain('at a.test.ts:3:');
});
