/** A browser whose site data is blocked: everything works, says how long it lasts, and can be had as a file. */
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { downloaded, expect, test } from './journey.ts';
import { button, startLab } from './lab-walk.ts';

/** As with “Block all cookies”: the getters themselves throw, and there is no database. */
function blockSiteData(): void {
  for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  }
  Object.defineProperty(window, 'indexedDB', { value: undefined });
  Object.defineProperty(window, 'BroadcastChannel', {
    value: class {
      constructor() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      }
    },
  });
}

const lasts = 'This browser keeps nothing for this site';

function crashes(page: Page): string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(error.message));
  return found;
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(blockSiteData);
});

test('the lab works to the measured build, and the run can be saved as a file', async ({ page }) => {
  const trouble = crashes(page);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto('/labs/web-app/?demo=offsite-planner');
  await expect(page.getByText(lasts, { exact: true })).toBeVisible();
  await startLab(page, 'offsite-planner');
  await button(page, 'Start the agent').click();
  await button(page, 'At once').click();
  await expect(button(page, 'Say what you saw')).toBeVisible();
  await expect(page.getByText('Lasts until you leave this page', { exact: true })).toBeVisible();
  await expect(page.getByText('This run cannot be kept in this browser')).toBeVisible();
  const zip = await downloaded(page, () => button(page, 'Save this run as a file').click());
  expect(Object.keys(unzipSync(new Uint8Array(zip)))).toContain('run.jsonl');
  expect(trouble).toEqual([]);
});

test('the playground works, and its files can be exported', async ({ page }) => {
  const trouble = crashes(page);
  await page.goto('/playground/');
  await expect(page.getByText(lasts, { exact: true })).toBeVisible();
  await expect(page.getByLabel('Command', { exact: true })).toBeEnabled();
  const zip = await downloaded(page, () => button(page, 'Export').click());
  expect(Object.keys(unzipSync(new Uint8Array(zip)))).toContain('src/App.tsx');
  expect(trouble).toEqual([]);
});

test('the show goes on', async ({ page }) => {
  const trouble = crashes(page);
  await page.goto('/stage/');
  await expect(page.getByText(lasts, { exact: true })).toBeVisible();
  await page.goto('/stage/?demo=offsite-planner&mode=rehearsal');
  await expect(page.getByText(/Space starts the agent/)).toBeVisible();
  await page.keyboard.press('4');
  await page.keyboard.press('Space');
  await expect(
    page
      .locator('li')
      .filter({ hasText: /^Wrote/ })
      .first(),
  ).toBeVisible();
  expect(trouble).toEqual([]);
});

test('my record and my runs say what is so', async ({ page }) => {
  const trouble = crashes(page);
  await page.goto('/record/');
  await expect(page.getByText(lasts, { exact: true })).toBeVisible();
  await expect(page.getByText(/what you do lasts until you leave the page/)).toBeVisible();
  await page.goto('/runs/');
  await expect(page.getByText('This browser keeps nothing', { exact: true })).toBeVisible();
  expect(trouble).toEqual([]);
});
