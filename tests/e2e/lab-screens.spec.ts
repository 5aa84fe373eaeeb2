/** The lab on a phone, on a tablet, by keyboard alone, in both themes. */
import { expect, test, violations } from './journey.ts';
import { button, guide, startLab } from './lab-walk.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`the lab has no accessibility violations at work and done, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await startLab(page, 'offsite-planner');
    await button(page, 'Start the agent').click();
    const activity = page.getByRole('tabpanel', { name: 'Activity' });
    await expect(activity.getByText(/^Wrote /).first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await button(page, 'At once').click();
    await expect(button(page, 'Say what you saw')).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}

test('on a phone the guide and the app take turns', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await startLab(page, 'offsite-planner');
  await button(page, 'Start the agent').click();
  await expect(page.getByRole('region', { name: 'The agent’s work' })).toBeVisible();
  await button(page, 'Guide').click();
  await button(page, 'At once').click();
  await expect(button(page, 'Say what you saw')).toBeVisible();
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await button(page, 'App').click();
  await expect(guide(page)).toBeHidden();
  await expect(page.frameLocator('iframe').first().locator('h1').first()).toBeVisible();
  expect(await overflow()).toBeLessThanOrEqual(0);
});

test('on a tablet the guide folds', async ({ page }) => {
  await page.setViewportSize({ width: 834, height: 1112 });
  await startLab(page, 'offsite-planner');
  await button(page, 'Fold the guide away').click();
  await expect(guide(page)).toBeHidden();
  await button(page, 'Show the guide').click();
  await expect(button(page, 'Start the agent')).toBeVisible();
});

test('by keyboard alone: predict, see, send a chip', async ({ page }) => {
  await page.goto('/labs/web-app/?demo=offsite-planner');
  const press = async (name: string) => {
    const target = button(page, name);
    await expect(target).toBeVisible();
    for (let tabs = 0; tabs < 200; tabs++) {
      if (await target.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await expect(target).toBeFocused();
    await page.keyboard.press('Enter');
  };
  await expect(page.getByRole('slider')).toHaveCount(3);
  for (const slider of await page.getByRole('slider').all()) {
    for (let tabs = 0; tabs < 40; tabs++) {
      if (await slider.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await expect(slider).toBeFocused();
    await page.keyboard.press('ArrowRight');
  }
  await press('Commit my predictions');
  await press('Watch it work');
  await press('Start the agent');
  await press('At once');
  await expect(button(page, 'Say what you saw')).toBeVisible();
  await press('Add a dark theme');
  await expect(
    page.getByRole('tabpanel', { name: 'Activity' }).getByText('Add a dark theme').first(),
  ).toBeVisible();
});
