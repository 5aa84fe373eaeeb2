/** A financial model on the projector: followed while it is built, found off, repaired, and played with. */
import type { Page } from '@playwright/test';
import { expect, smallestText, test, violations, watchForTrouble } from './journey.ts';

test.use({ viewport: { width: 1920, height: 1080 } });

/** What can be read from the last row, CSS pixels at 1920 × 1080. */
const READABLE = 24;

function headline(page: Page) {
  return page.getByRole('region', { name: 'What the agent is doing' }).getByRole('heading', { level: 1 });
}

/** Takes down whatever the narration says from now on: at four times the pace a headline may be gone at the next look. */
async function takeDown(page: Page): Promise<(line: RegExp) => Promise<boolean>> {
  await page.evaluate(() => {
    const said = new Set<string>();
    new MutationObserver(() => {
      const region = document.querySelector<HTMLElement>('[aria-label="What the agent is doing"]');
      for (const line of region?.innerText.split('\n') ?? []) said.add(line);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(globalThis, { said });
  });
  return async (line) => {
    const lines = await page.evaluate(() => [...(Reflect.get(globalThis, 'said') as Set<string>)]);
    return lines.some((each) => line.test(each));
  };
}

test('a model is built, found off, repaired, and a driver is moved in front of the room', async ({
  page,
}) => {
  await page.goto('/stage/?demo=subscription-model&mode=rehearsal');
  await expect(page.getByText(/Space starts the agent/)).toBeVisible();
  const trouble = watchForTrouble(page);
  const main = page.getByRole('main');
  const wasSaid = await takeDown(page);
  await page.keyboard.press('4');
  await page.keyboard.press('Space');

  const grid = page.getByRole('grid');
  await expect(grid).toBeVisible();
  await expect(grid).toContainText('Assumptions');
  expect(await smallestText(main), 'working').toBeGreaterThanOrEqual(READABLE);
  await expect(page.getByRole('region', { name: 'Change a driver' })).toHaveCount(0);

  await expect(headline(page)).toHaveText(/All \d+ checks pass/);
  expect(await wasSaid(/^The balance sheet is off/)).toBe(true);
  expect(await wasSaid(/^Off by .+, first in Jan.27\.$/)).toBe(true);

  const drivers = page.getByRole('region', { name: 'Change a driver' });
  await expect(drivers).toBeVisible();
  expect(await smallestText(main), 'done').toBeGreaterThanOrEqual(READABLE);
  expect(await violations(page), 'done').toEqual([]);

  const track = drivers.getByRole('slider').first().locator('..');
  const box = await track.boundingBox();
  if (!box) throw new Error('The driver has no place');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 5; step += 1) await page.mouse.move(x + step * 10, y);
  await expect(drivers.getByText(/[\d,]{3,} cells changed in \d+ ms/)).toBeAttached();
  await expect(drivers.getByText('before:')).toBeAttached();
  await page.mouse.up();
  await expect(page.getByText(/^Customers who leave a month: \d/)).toBeVisible();

  // The keys of the stage go on working after a press on a slider.
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText(/^Step \d+ of \d+$/)).toBeVisible();
  await expect(grid).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drivers).toBeVisible();
  expect(trouble).toEqual([]);
});
