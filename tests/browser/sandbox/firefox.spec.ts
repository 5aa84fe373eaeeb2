/** What of the preview is tried in Firefox and not in every engine (`tests/browsers`): floods, and a font of the site. */
import { expect, test } from '@playwright/test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findFirefox } from '../../../scripts/browser.ts';
import { hostilePage } from '../../harness/attacks.ts';
import { type CountingServer, startCountingServer } from '../../harness/counting-server.ts';
import { openTestPage } from '../../harness/open-test-page.ts';
import { attack, floodMs, floods } from './hostile-scenarios.ts';

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
  await openTestPage(page, 'preview', site);
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

for (const [name, code] of Object.entries(floods)) {
  test(`the host stays alive: ${name}`, async () => {
    const found = await attack(page, hostilePage(code), site, server, floodMs(name), 'firefox');
    expect(found).toMatchObject({ alive: true, recovered: true });
  });
}
