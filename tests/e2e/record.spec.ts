/** My record: what is held about a person is shown, leaves in one zip, and is erased on both sides. */
import { unzipSync } from 'fflate';
import { downloaded, expect, keptRuns, test, violations } from './journey.ts';
import { button } from './lab-walk.ts';

test('a record is shown, exported, erased here and on the server, and brought back', async ({
  browser,
  builtLab,
  baseURL,
}) => {
  const context = await browser.newContext({ storageState: builtLab, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto('/record/');
  await expect(page.getByText('Prediction', { exact: true }).first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const zip = await downloaded(page, () => button(page, 'Export everything').click());
  const names = Object.keys(unzipSync(new Uint8Array(zip)));
  expect(names.some((name) => name.endsWith('.csv'))).toBe(true);
  expect(names.some((name) => name.endsWith('.jsonl'))).toBe(true);

  await button(page, 'Erase everything').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase everything' }).click();
  await expect(page.getByText('Everything is erased')).toBeVisible();
  await expect(page.getByText('It holds nothing about you.')).toBeVisible();
  expect(await keptRuns(page)).toBe(0);
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('firsthand.attempt'))),
  ).toEqual([]);

  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'record.zip', mimeType: 'application/zip', buffer: zip });
  await expect(page.getByText(/1 lab and 1 run are here now/)).toBeVisible();
  expect(await keptRuns(page)).toBe(1);
  await context.close();
});

test('without the server the record still works, and says what it cannot know', async ({ page }) => {
  await page.route('**/api/**', (route) => route.abort());
  await page.goto('/record/');
  await expect(page.getByText(/The server cannot be reached now, so it cannot be said/)).toBeVisible();
  await button(page, 'Erase everything').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase everything' }).click();
  await expect(page.getByText('Erased here; the server follows')).toBeVisible();
});
