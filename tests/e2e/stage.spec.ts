/** The projector: chosen, branded, driven by keys, readable from the last row, green at the end. */
import type { Page } from '@playwright/test';
import { expect, smallestText, test, violations, watchForTrouble } from './journey.ts';
import { button } from './lab-walk.ts';

test.use({ viewport: { width: 1920, height: 1080 } });

/** What can be read from the last row, CSS pixels at 1920 × 1080. */
const READABLE = 24;

function headline(page: Page) {
  return page.getByRole('region', { name: 'What the agent is doing' }).getByRole('heading', { level: 1 });
}

async function openStage(page: Page): Promise<void> {
  await page.goto('/stage/?demo=offsite-planner&mode=rehearsal');
  await expect(page.getByText(/Space starts the agent/)).toBeVisible();
}

test('a consultant chooses a demo, gives it the client’s name and goes on stage', async ({ page }) => {
  await page.goto('/stage/');
  await page.getByText('Storm damage report').click();
  await page.getByLabel('Company name').fill('Northquay Mutual');
  await page.getByLabel('What the room guesses').fill('5, 20, 2 h, 3 days');
  await expect(page.getByText(/4 guesses/)).toBeVisible();
  await button(page, 'Go on stage').click();
  await expect(page).toHaveURL(/demo=storm-claim/);
  await expect(page.getByText('Northquay Mutual').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Guesses of the room' })).toBeVisible();
  await page.goBack();
  await expect(button(page, 'Go on stage')).toBeVisible();
});

test('the run goes to all checks green, readable and accessible at every moment', async ({ page }) => {
  await openStage(page);
  const trouble = watchForTrouble(page);
  const main = page.getByRole('main');
  expect(await smallestText(main), 'idle').toBeGreaterThanOrEqual(READABLE);
  expect(await violations(page), 'idle').toEqual([]);

  await page.keyboard.press('4');
  await page.keyboard.press('Space');
  await expect(page.getByRole('list', { name: 'Phases' }).locator('[aria-current=step]')).toBeVisible();
  await expect(
    page
      .locator('li')
      .filter({ hasText: /^Wrote/ })
      .first(),
  ).toBeVisible();
  expect(await smallestText(main), 'working').toBeGreaterThanOrEqual(READABLE);
  expect(await violations(page), 'working').toEqual([]);

  await page.keyboard.press('5');
  await expect(headline(page)).toHaveText(/All 6 checks pass/);
  expect(await smallestText(main), 'done').toBeGreaterThanOrEqual(READABLE);
  expect(await violations(page), 'done').toEqual([]);
  await expect(main.getByText('Rehearsal: the script is authored, the work is real')).toBeVisible();

  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText(/^Step \d+ of \d+$/)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  expect(await smallestText(main), 'looking back').toBeGreaterThanOrEqual(READABLE);
  await page.keyboard.press('Escape');
  await expect(page.getByText(/^Step \d+ of \d+$/)).toHaveCount(0);

  await button(page, 'Ask how people travel').or(button(page, 'Add a dark theme')).first().click();
  await expect(headline(page)).not.toHaveText(/All 6 checks pass/);
  await expect(headline(page)).toHaveText(/All 6 checks pass/);
  expect(trouble).toEqual([]);
});

test('every key does what the help says', async ({ page }) => {
  await openStage(page);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys of the stage' });
  await expect(help).toContainText('Black screen');
  expect(await smallestText(help)).toBeGreaterThanOrEqual(READABLE);
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);

  await page.keyboard.press('b');
  const black = button(page, 'Show the stage again');
  await expect(black).toBeVisible();
  await page.keyboard.press('Space');
  await expect(black).toHaveCount(0);
  await expect(page.getByText(/Space starts the agent/)).toBeVisible();

  const laser = page.locator('div.cursor-none');
  await page.keyboard.press('l');
  await expect(laser).toBeVisible();
  await page.keyboard.press('l');
  await expect(laser).toHaveCount(0);

  const theme = page.locator('[data-theme=light]');
  await page.keyboard.press('d');
  await expect(theme.getByRole('region', { name: 'What the agent is doing' })).toBeVisible();
  await page.keyboard.press('d');

  await page.keyboard.press('g');
  await page.getByLabel('How many minutes will it take?').fill('10, 60');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your guesses, in minutes')).toBeVisible();

  await page.keyboard.press('1');
  await page.keyboard.press('Space');
  await expect(page.getByRole('list', { name: 'Phases' }).locator('[aria-current=step]')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
  await page.keyboard.press('2');
  await page.keyboard.press('3');
  await page.keyboard.press('Space');
  await expect(page.getByText('Paused', { exact: true })).toHaveCount(0);
});

test('without a run to play back F leaves everything as it is; a reload keeps the stage', async ({
  page,
}) => {
  await openStage(page);
  await page.keyboard.press('4');
  await page.keyboard.press('Space');
  await expect(
    page
      .locator('li')
      .filter({ hasText: /^Wrote/ })
      .first(),
  ).toBeVisible();
  await page.keyboard.press('f');
  await expect(page.getByText('Rehearsal: the script is authored, the work is real')).toBeVisible();
  await page.reload();
  await expect(headline(page)).toHaveText('The agent stopped. Its work is kept');
  await page.keyboard.press('Space');
  await expect(headline(page)).not.toHaveText('The agent stopped. Its work is kept');
});

test('a presenter’s remote starts the show, walks it and asks for a change; its F5 reloads nothing', async ({
  page,
}) => {
  await openStage(page);
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
  await page.keyboard.press('4');
  await page.keyboard.press('F5');
  await expect(page.getByRole('list', { name: 'Phases' }).locator('[aria-current=step]')).toBeVisible();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('5');
  await expect(headline(page)).toHaveText(/All 6 checks pass/);

  await page.keyboard.press('PageUp');
  await expect(page.getByText(/^Step \d+ of \d+$/)).toBeVisible();
  await page.keyboard.press('PageDown');
  await expect(page.getByText(/^Step \d+ of \d+$/)).toHaveCount(0);

  await page.keyboard.press('Shift+F5');
  await page.keyboard.press('PageDown');
  const [change] = await page.locator('[data-next-request]').all();
  if (!change) throw new Error('No change is offered');
  await expect(change).toBeFocused();
  await page.keyboard.press('PageDown');
  await expect(page.getByText('What shall it change?')).toHaveCount(0);
  expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
});

test('letters mean their place where the keyboard has no Latin ones', async ({ page }) => {
  await openStage(page);
  const type = (key: string, code: string) =>
    page.evaluate(
      (init) => document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true })),
      { key, code },
    );
  await type('и', 'KeyB');
  await expect(button(page, 'Show the stage again')).toBeVisible();
  await type('ю', 'Period');
  await expect(button(page, 'Show the stage again')).toHaveCount(0);
  await type('は', 'KeyF');
  await expect(page.getByText(/Space starts the agent/)).toBeVisible();
});
