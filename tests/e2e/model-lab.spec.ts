/** The lab on a financial model, whole, on a rehearsal: nobody is through who did not do it, and nothing is lost. */
import { expect, keptRuns, test, violations, watchForTrouble } from './journey.ts';
import { button, commitPredictions, guide } from './lab-walk.ts';
import {
  answerAndReveal,
  askForAssumptions,
  buildModel,
  goToCell,
  keptModelAttempt,
  moveDriver,
  reportCell,
} from './model-lab-walk.ts';

test('a person watches, moves a driver, argues assumptions, traces the misread number and is through', async ({
  page,
}) => {
  await page.goto('/labs/financial-model/');
  const trouble = watchForTrouble(page);
  await buildModel(page, 'refinance-model');
  await expect(page.getByRole('tab', { name: /Checks 8\/8|8\/8/ }).first()).toBeVisible();
  await answerAndReveal(page);

  await expect(button(page, 'Change more than one')).toHaveCount(0);
  await moveDriver(page, 4);
  await page.getByText('It is lower now').click();
  await button(page, 'Answer').click();
  await expect(guide(page).getByText('Not quite')).toBeVisible();
  await page.getByText('It is higher now').click();
  await button(page, 'Answer').click();
  await expect(guide(page).getByText('You read it')).toBeVisible();
  await button(page, 'Change more than one').click();

  await button(page, 'Send it to the agent').click();
  await expect(guide(page).getByText('Type a number.').first()).toBeVisible();
  await askForAssumptions(page, ['35', '1.25', '220000'], 'Rate shock');
  await goToCell(page, 'Conversion');
  await expect(page.getByRole('grid', { name: 'Sheet Inputs' })).toBeVisible();
  await button(page, 'Go on').click();

  await page.getByLabel('Your brief').fill('Send the model to the supervisor');
  await button(page, 'Ask the agent').click();
  await expect(guide(page).getByText('This request needs a live model')).toBeVisible();
  await button(page, 'Leave this for later').click();

  // A result, an assumption that is right, then the one that is not.
  expect(await reportCell(page, 'Profit!K16')).toBe(false);
  await goToCell(page, 'Loss_share');
  await page.getByRole('button', { name: 'Where from' }).click();
  await expect(page.getByRole('region', { name: 'Where this number comes from' })).toContainText(
    '72 % of the loan',
  );
  expect(await reportCell(page, 'Inputs!B23')).toBe(false);
  expect(await reportCell(page, 'Inputs!B24')).toBe(true);
  await button(page, 'Two questions to end with').click();
  await page.getByText('That every check passed on a wrong number').click();
  await page.getByText('In my team, with someone to check').click();
  await button(page, 'Finish the lab').click();
  await expect(page.getByRole('heading', { name: 'You did it, firsthand' })).toBeVisible();
  expect(trouble).toEqual([]);
  expect(await violations(page)).toEqual([]);
});

test('the subscription model goes as far as three assumptions and a case', async ({ page }) => {
  await buildModel(page, 'subscription-model');
  await answerAndReveal(page);
  await moveDriver(page, 5);
  await page.getByText('It is lower now').click();
  await button(page, 'Answer').click();
  await button(page, 'Change more than one').click();
  await askForAssumptions(page, ['2.8', '110', '4'], 'Downside');
  await expect(button(page, 'Go on')).toBeVisible();
});

test('a reload, the back button and undo: nothing is lost, and what is taken back does not count', async ({
  page,
}) => {
  await buildModel(page, 'refinance-model');
  await answerAndReveal(page);
  await moveDriver(page, 3);
  const slider = page.getByRole('slider').first();
  const moved = await slider.getAttribute('aria-valuenow');

  await page.reload();
  await expect(guide(page).getByText('Done: all 8 checks pass on your change')).toBeVisible();
  await expect(page.getByRole('slider').first()).toHaveAttribute('aria-valuenow', moved ?? '');
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Your guess, and what happened' })).toBeVisible();
  await page.goForward();
  await expect(page.getByRole('heading', { name: 'Move one number' })).toBeVisible();

  await button(page, 'Undo the last change').click();
  await expect(guide(page).getByText('You took this change back')).toBeVisible();
  await expect(page.getByRole('slider').first()).not.toHaveAttribute('aria-valuenow', moved ?? '');
  await expect(button(page, 'Change more than one')).toHaveCount(0);

  await moveDriver(page, 3);
  const second = await page.context().newPage();
  await second.goto('/labs/financial-model/?demo=refinance-model');
  await expect(guide(second).getByText('Done: all 8 checks pass on your change')).toBeVisible();
  await second.close();
  const changes = (await keptModelAttempt(page, 'refinance-model'))['changes'] as unknown[];
  expect(changes.length).toBeGreaterThan(1);
  expect(await keptRuns(page)).toBe(1);
});

test('clicking alone leads nowhere, and the choice of a model is kept with the prediction', async ({
  page,
}) => {
  await page.goto('/labs/financial-model/?demo=refinance-model&at=reflect');
  await expect(page.getByRole('heading', { name: 'Say first what you expect' })).toBeVisible();
  await expect(page.getByText('Which model shall it build?')).toBeVisible();
  for (const beat of ['Feel', 'Flaw', 'Reflect'])
    await expect(button(page, `${beat}: not open yet`)).toBeDisabled();
  await button(page, 'Commit my predictions').click();
  await expect(page.getByText('3 of 3 left', { exact: false })).toBeVisible();
  await commitPredictions(page);
  await expect(page.getByText('It builds this model')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('before the start the page is small', async ({ page }) => {
  let script = 0;
  page.on('response', async (response) => {
    if (!response.url().endsWith('.js')) return;
    const sizes = await response.request().sizes();
    script += sizes.responseBodySize;
  });
  await page.goto('/labs/financial-model/');
  await expect(button(page, 'Commit my predictions')).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(script).toBeGreaterThan(0);
  expect(script).toBeLessThan(150 * 1024);
});
