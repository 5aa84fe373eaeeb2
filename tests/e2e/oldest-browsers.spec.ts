/** The floor, in browsers of that age: all works in the oldest one that is promised, one older gets a plain page. */
import { test as base, chromium, type Page } from '@playwright/test';
import { findOldChromium } from '../../scripts/old-chromium.ts';
import { floorNames } from '../../src/browser-floor/floor.ts';
import { expect, watchForTrouble } from './journey.ts';
import { button, startLab, watchBuild } from './lab-walk.ts';

const test = base.extend<{ version: 110 | 111; page: Page }>({
  version: [111, { option: true }],
  page: async ({ version, baseURL, launchOptions }, use) => {
    const executablePath = findOldChromium(version);
    test.skip(executablePath === undefined, `Chromium ${version} is not there`);
    const browser = await chromium.launch({
      ...launchOptions,
      ...(executablePath ? { executablePath } : {}),
    });
    const page = await browser.newPage(baseURL === undefined ? {} : { baseURL });
    await use(page);
    await browser.close();
  },
});

test.describe('Chromium 111', () => {
  test('builds an app in the lab: a preview, tests that fail and pass, six checks', async ({ page }) => {
    await startLab(page, 'offsite-planner');
    const trouble = watchForTrouble(page);
    await watchBuild(page);
    await expect(page.getByRole('tab', { name: /Checks 6\/6/ })).toBeVisible();
    const app = page.frameLocator('iframe').first();
    await expect(app.getByRole('heading', { level: 1 }).first()).toBeVisible();
    expect(trouble).toEqual([]);
  });

  test('plays a financial model on the stage', async ({ page }) => {
    await page.goto('/stage/?demo=subscription-model&mode=rehearsal');
    const trouble = watchForTrouble(page);
    await expect(page.getByText(/Space starts the agent/)).toBeVisible();
    await page.keyboard.press('4');
    await page.keyboard.press('Space');
    await expect(page.getByRole('grid').first()).toBeVisible();
    expect(trouble).toEqual([]);
  });
});

test.describe('Chromium 110', () => {
  test.use({ version: 110 });

  for (const path of ['/', '/stage/', '/labs/web-app/', '/playground/', '/preflight/', '/help/']) {
    test(`is told on ${path} which browsers to use, and runs nothing`, async ({ page }) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.goto(path, { waitUntil: 'commit' });
      await expect(page.getByRole('heading', { name: 'This browser is too old' })).toBeVisible();
      for (const name of floorNames) await expect(page.getByText(name, { exact: true })).toBeVisible();
      await expect(button(page, /try again/i)).toHaveCount(0);
      await expect(page.locator('astro-island')).toHaveCount(0);
      expect(asked.filter((each) => each.startsWith('/api/'))).toEqual([]);
    });
  }
});
