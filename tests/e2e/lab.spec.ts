/** The first lab, whole, on a rehearsal: nobody is through who did not do it, and nothing is lost on the way. */
import { expect, keptRuns, test, violations, watchForTrouble } from './journey.ts';
import {
  answerAndReveal,
  button,
  commitPredictions,
  findFlaw,
  guide,
  keptAttempt,
  rebrand,
  sendGuidedBrief,
  startLab,
  watchBuild,
} from './lab-walk.ts';

test('a person predicts, watches, steers, finds the flaw and completes the lab', async ({ page }) => {
  await page.goto('/labs/web-app/');
  const trouble = watchForTrouble(page);
  await startLab(page, 'offsite-planner');
  await watchBuild(page);
  await expect(page.getByRole('tab', { name: /Checks 6\/6/ })).toBeVisible();

  await button(page, 'Say what you saw').click();
  await page.getByText('They never failed').click();
  await button(page, 'Answer').click();
  await expect(page.getByText('Not quite')).toBeVisible();
  await page.getByText('One time').click();
  await button(page, 'Answer').click();
  await button(page, 'See how close your guess was').click();
  await expect(page.getByText(/The script takes .*a live run was not measured/)).toBeVisible();
  await expect(
    page.getByText(/^You expected .* at once\.$|^You expected .*, and so it was\.$/),
  ).toBeVisible();
  await expect(page.getByText(/awareness gap/)).toHaveCount(0);
  await button(page, 'Go on to your own change').click();

  await rebrand(page, 'Northquay Bank');
  const app = page.frameLocator('iframe').first();
  await expect(app.getByText('Northquay Bank').first()).toBeVisible();
  await expect(page.getByText('Done: all 6 checks pass on your change')).toBeVisible();
  await button(page, 'Now brief it yourself').click();

  await sendGuidedBrief(page, 'Ask how people travel');
  await button(page, 'Go on').click();

  await page.getByLabel('Your brief').fill('Send everyone an invoice by post');
  await button(page, 'Ask the agent').click();
  await expect(guide(page).getByText('This request needs a live model')).toBeVisible();
  await expect(page.getByText(/Done: all/)).toHaveCount(0);
  await button(page, 'Leave this for later').click();

  expect(await findFlaw(page)).toBeGreaterThan(0);
  await button(page, 'Two questions to end with').click();
  await page.getByText('That it repaired itself').click();
  await page.getByText('In my team, with someone to check').click();
  await button(page, 'Finish the lab').click();
  await expect(page.getByRole('heading', { name: 'You did it, firsthand' })).toBeVisible();
  await expect(guide(page).getByText('All done')).toBeVisible();
  expect(trouble).toEqual([]);
  expect(await violations(page)).toEqual([]);
});

test('the lab of the insurer goes as far as an own change', async ({ page }) => {
  await startLab(page, 'storm-claim');
  await watchBuild(page);
  await answerAndReveal(page);
  await button(page, 'Go on to your own change').click();
  await rebrand(page, 'Northquay Mutual');
  await expect(page.frameLocator('iframe').first().getByText('Northquay Mutual').first()).toBeVisible();
  await expect(button(page, 'Now brief it yourself')).toBeVisible();
});

test('a guess is a guess only once it was made', async ({ page }) => {
  await page.goto('/labs/web-app/?demo=offsite-planner');
  await button(page, 'Commit my predictions').click();
  await expect(page.getByText('3 of 3 left', { exact: false })).toBeVisible();
  await expect(button(page, 'Watch it work')).toHaveCount(0);
  await page.getByRole('slider').first().focus();
  await page.keyboard.press('ArrowRight');
  for (const unknown of await page
    .getByRole('button', { name: /^I don’t know/ })
    .all()
    .then((all) => all.slice(1)))
    await unknown.click();
  await button(page, 'Commit my predictions').click();
  await expect(button(page, 'Watch it work')).toBeVisible();
});

test('clicking alone leads nowhere', async ({ page }) => {
  await page.goto('/labs/web-app/?demo=offsite-planner&at=reflect');
  await expect(page.getByRole('heading', { name: 'Say first what you expect' })).toBeVisible();
  for (const beat of ['Feel', 'Flaw', 'Reflect'])
    await expect(button(page, `${beat}: not open yet`)).toBeDisabled();
  await commitPredictions(page);
  await button(page, 'Watch it work').click();
  await expect(button(page, 'Say what you saw')).toHaveCount(0);
  for (const beat of ['Feel', 'Flaw', 'Reflect'])
    await expect(button(page, `${beat}: not open yet`)).toBeDisabled();
});

test('an own change is needed: a build alone does not open what comes after it', async ({
  browser,
  builtLab,
  baseURL,
}) => {
  const context = await browser.newContext({ storageState: builtLab, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto('/labs/web-app/?demo=offsite-planner&at=watch');
  await answerAndReveal(page);
  await button(page, 'Go on to your own change').click();
  await expect(page.getByLabel('Company name')).toBeVisible();
  await expect(button(page, 'Now brief it yourself')).toHaveCount(0);
  await button(page, 'Give it to the agent').click();
  await expect(page.getByText('Type a company first')).toBeVisible();
  await expect(button(page, 'Reflect: not open yet')).toBeDisabled();
  await context.close();
});

test('a reload, the back button and a second tab lose nothing', async ({ browser, builtLab, baseURL }) => {
  const context = await browser.newContext({ storageState: builtLab, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto('/labs/web-app/?demo=offsite-planner');
  await answerAndReveal(page);
  await button(page, 'Go on to your own change').click();
  await page.getByLabel('Company name').fill('Half typed');

  await page.reload();
  await expect(page.getByLabel('Company name')).toHaveValue('Half typed');
  await expect(page.frameLocator('iframe').first().locator('h1, h2').first()).toBeVisible();
  await expect(page.getByRole('tab', { name: /Files \d+/ })).toBeVisible();

  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Your guess, and what happened' })).toBeVisible();
  await page.goForward();
  await expect(page.getByLabel('Company name')).toHaveValue('Half typed');

  const second = await context.newPage();
  await second.goto('/labs/web-app/?demo=offsite-planner');
  await expect(second.getByLabel('Company name')).toHaveValue('Half typed');
  await second.getByLabel('Company name').fill('Typed in the second tab');
  await expect
    .poll(async () => JSON.stringify((await keptAttempt(page, 'offsite-planner'))['drafts']))
    .toContain('Typed in the second tab');
  await second.close();
  await page.reload();
  await expect(page.getByLabel('Company name')).toHaveValue('Typed in the second tab');
  expect(await keptRuns(page)).toBe(1);
  await context.close();
});

test('a reload in the middle of the build goes on from there', async ({ page }) => {
  await startLab(page, 'offsite-planner');
  await button(page, 'Start the agent').click();
  await button(page, 'Fast').click();
  const activity = page.getByRole('tabpanel', { name: 'Activity' });
  await expect(activity.getByText(/^Wrote /).nth(1)).toBeVisible();
  const written = await activity.getByText(/^Wrote /).allTextContents();
  await page.reload();
  // Nothing waited for its time to be kept: all that was seen before is there.
  for (const words of written) {
    await expect(activity.getByText(words, { exact: true }).first()).toBeVisible();
  }
  await expect(guide(page).getByRole('heading', { name: 'Watch it work' })).toBeVisible();
  await button(page, 'Go on from here').click();
  await button(page, 'At once').click();
  await expect(button(page, 'Say what you saw')).toBeVisible();
});
