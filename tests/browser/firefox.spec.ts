/** The boundary and the preview in Firefox, driven over WebDriver BiDi, where one is installed. */
import { expect, test } from '@playwright/test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findFirefox } from '../../scripts/browser.ts';
import { type CountingServer, startCountingServer } from '../harness/counting-server.ts';
import { counterProject } from '../harness/projects.ts';
import {
  attack,
  departureProjects,
  floodMs,
  floods,
  forgery,
  requestProject,
  targetOf,
  theftProject,
} from './hostile-scenarios.ts';

const executablePath = findFirefox();

test.skip(
  executablePath === undefined,
  'No Firefox was found on the PATH: install firefox or firefox-esr to run these.',
);

let browser: Browser;
let server: CountingServer;
let page: Page;
let site = '';

test.beforeAll(async ({ baseURL }) => {
  if (executablePath === undefined) return;
  site = baseURL ?? '';
  server = await startCountingServer();
  browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
});
test.afterAll(async () => {
  await browser?.close();
  await server?.close();
});
test.beforeEach(async () => {
  page = await browser.newPage();
  await page.goto(`${site}/tests/harness/preview.html`);
  await page.waitForFunction(() => window.harness !== undefined);
});
test.afterEach(() => page.close());

const text = () => page.evaluate(() => window.harness.text());

test('a font of the site reaches a page that cannot fetch it', async () => {
  const told = await page.evaluate((files) => window.harness.open(files), {
    '/src/main.ts': `import './styles.css';
const widths = ['named', 'plain'].map((name) => {
  const line = document.createElement('span');
  line.className = name;
  line.textContent = 'Handgloves 0123456789';
  document.body.append(line);
  return Math.round(line.getBoundingClientRect().width);
});
document.body.append(widths[0] === widths[1] ? 'the same width' : 'another width');`,
    '/src/styles.css': '.named { font: 40px Fraunces, monospace; } .plain { font: 40px monospace; }',
  });
  expect(told.filter((event) => event.type === 'error' || event.type === 'blocked')).toEqual([]);
  expect(await text()).toContain('another width');
});

test('shows a project and keeps its state over a change', async () => {
  const told = await page.evaluate((files) => window.harness.open(files), counterProject);
  expect(told.filter((event) => event.type === 'error')).toEqual([]);
  await page.evaluate(() => window.harness.act({ do: 'click', target: { role: 'button', name: 'Add one' } }));
  expect(await text()).toContain('Count is 1, double is 2');
  await page.evaluate((files) => window.harness.write(files), {
    '/src/App.tsx': (counterProject['/src/App.tsx'] ?? '').replace('Count is', 'Total is'),
  });
  await expect.poll(text).toContain('Total is 1');
});

test('tells an error with file and line', async () => {
  const told = await page.evaluate((files) => window.harness.open(files), {
    '/src/main.ts': 'const first = 1;\nconsole.log(first);\nmissing();\n',
  });
  const error = told.find((event) => event.type === 'error');
  expect(error).toMatchObject({ error: { path: '/src/main.ts', line: 3 } });
});

test('runs tests', async () => {
  const result = await page.evaluate((files) => window.harness.test(files), {
    '/a.test.ts': `import { expect, it } from 'vitest';\nit('adds', () => {\n  expect(1 + 1).toBe(3);\n});\nit('is', () => expect(1).toBe(1));`,
  });
  expect(result).toMatchObject({ exitCode: 1, passed: 1, failed: 1 });
  expect(result.output).toContain('at a.test.ts:3:');
});

test('no request leaves a page by any known way', async () => {
  const found = await attack(page, requestProject(targetOf(site, server)), site, server, 5_000, 'firefox');
  expect(found.requests).toEqual([]);
  expect(found.siteHits).toBe(0);
  expect(found.datagrams).toBe(0);
  expect(found.lines.filter((line) => line.startsWith('FOUND'))).toEqual([]);
  expect(found).toMatchObject({ alive: true, recovered: true });
});

test('no connection is opened either', async () => {
  const found = await attack(page, requestProject(targetOf(site, server)), site, server, 4_000, 'firefox');
  expect(found.connections).toBe(0);
});

test('nothing of the host can be read or changed', async () => {
  const found = await attack(page, theftProject(targetOf(site, server)), site, server, 1_500, 'firefox');
  expect(found.lines.filter((line) => line.startsWith('GOT'))).toEqual([]);
  expect(await page.title()).toBe('Preview test page');
  expect(found).toMatchObject({ alive: true, recovered: true });
});

for (const { name } of departureProjects({ site: '', other: '', stun: '' })) {
  test(`leaving the page sends nothing: ${name}`, async () => {
    const project = departureProjects(targetOf(site, server)).find(
      (departure) => departure.name === name,
    )?.project;
    const found = await attack(page, project ?? {}, site, server, 1_200, 'firefox');
    expect(found.requests).toEqual([]);
    expect(found.siteHits).toBe(0);
    expect(page.url()).toContain('/tests/harness/preview.html');
    expect(found).toMatchObject({ alive: true, recovered: true });
  });
}

test('a page cannot forge what the probe reports', async () => {
  await page.evaluate((code) => window.harness.open({ '/src/main.ts': code }), forgery);
  expect(await text()).toBe('True heading True button True text');
  expect(JSON.stringify(await page.evaluate(() => window.harness.outline()))).not.toContain('FORGED');
});

for (const [name, code] of Object.entries(floods)) {
  test(`the host stays alive: ${name}`, async () => {
    const found = await attack(
      page,
      { '/src/main.ts': `document.body.append('x');\n${code}` },
      site,
      server,
      floodMs(name),
      'firefox',
    );
    expect(found).toMatchObject({ alive: true, recovered: true });
  });
}
