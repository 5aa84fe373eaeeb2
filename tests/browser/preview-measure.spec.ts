import { expect, test } from '@playwright/test';

test('the measuring page gives the figures of the preview', async ({ page }) => {
  await page.goto('/tests/harness/measure.html');
  await page.waitForFunction(() => window.measurePreview !== undefined);
  const measures = await page.evaluate(() => window.measurePreview());
  console.log(JSON.stringify(measures));
  // Bounds far above the goals: a shared machine is no bench, but an order of magnitude is a mistake.
  expect(measures.firstPreviewMs).toBeLessThan(10_000);
  expect(measures.hotUpdateMs).toBeGreaterThan(0);
  expect(measures.hotUpdateMs).toBeLessThan(600);
});
