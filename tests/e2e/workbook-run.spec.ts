/** A run that makes a model: recorded, looked back at, forked, changed by hand, taken back, taken home. */
import { downloaded, expect, keptRuns, test, violations } from './journey.ts';
import { button } from './lab-walk.ts';

test.describe.configure({ mode: 'default' });

test('a sample run of a model can be scrubbed, exported, forked and worked on', async ({ page }) => {
  test.slow();
  await page.goto('/runs/');
  await button(page, 'Make a sample run').click();
  await expect(button(page, 'Fork here')).toBeVisible();
  await expect(page.getByText('Rehearsal, real sandbox').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: /sheets with [\d,]+ formulas/ })).toBeVisible();

  // The model is as it was at the place where one looks.
  const model = page.getByRole('region', { name: 'The model at this place' });
  const strip = page.getByRole('slider', { name: 'Place in the run' });
  await strip.focus();
  await page.keyboard.press('End');
  await expect(model.getByRole('grid')).toBeVisible();
  await page.keyboard.press('Home');
  await expect(model.getByRole('grid')).toBeHidden();
  await page.keyboard.press('End');
  await expect(model.getByRole('grid')).toHaveAttribute('aria-readonly', 'true');
  await expect(page.getByRole('tabpanel', { name: 'Steps' })).toContainText('Ran 8 checks: all pass');
  expect(await violations(page)).toEqual([]);

  const xlsx = await downloaded(page, async () => {
    await button(page, 'Export').click();
    await page.getByRole('menuitem').filter({ hasText: 'Excel workbook' }).click();
  });
  expect(xlsx.subarray(0, 2).toString()).toBe('PK');

  // A copy can be changed by hand; what is changed is recorded, and can be taken back.
  await button(page, 'Fork here').click();
  await expect(page.getByRole('tab', { name: 'Activity' })).toBeVisible();
  const driver = page.getByRole('slider', { name: 'Customers who leave a month' });
  await expect(driver).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Files' })).toHaveCount(0);
  const before = await driver.inputValue();
  await driver.focus();
  await page.keyboard.press('ArrowRight');
  const activity = page.getByRole('tabpanel', { name: 'Activity' });
  await expect(activity).toContainText('Customers who leave a month: ');
  await expect(activity).toContainText('The work changed since');
  await button(page, 'Undo the last change').click();
  await expect(activity).toContainText('Took back: Customers who leave a month');
  await expect(driver).toHaveValue(before);
  await button(page, 'Make it again').click();
  await expect(driver).not.toHaveValue(before);
  const work = page.getByRole('tablist', { name: 'The agent’s work' });
  await work.getByRole('tab', { name: 'Briefing' }).click();
  await expect(page.getByRole('region', { name: 'Briefing' })).toContainText('P16');
  await work.getByRole('tab', { name: /Checks/ }).click();
  await button(page, 'Run the checks').click();
  await expect(page.getByText(/All 8 checks pass/).first()).toBeVisible();
  expect(await violations(page)).toEqual([]);

  // It is all there after a reload.
  const changed = await driver.inputValue();
  await page.reload();
  await expect(driver).toHaveValue(changed);
  await expect(button(page, 'Undo the last change')).toBeVisible();
  expect(await keptRuns(page)).toBe(2);
});
