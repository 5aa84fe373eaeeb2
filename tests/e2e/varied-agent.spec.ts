/** A live model that works like no rehearsal, on a slow processor: what a person reads at the end is true of it. */
import type { Page } from '@playwright/test';
import { type Variant, variedAgent } from '../doubles/varied-agent.ts';
import { expect, test } from './journey.ts';
import { button, commitPredictions, guide, keptAttempt } from './lab-walk.ts';
import { expectWhole, type LiveKit, openLive, runInAddress } from './live-walk.ts';
import { goToCell } from './model-lab-walk.ts';

let live: LiveKit;
test.afterEach(() => live.end());

const headline = () =>
  live.page.getByRole('region', { name: 'What the agent is doing' }).getByRole('heading', { level: 1 });

test('a brief of one’s own goes on stage, is built, changed in own words, kept whole and played back', async ({
  browser,
}) => {
  live = await openLive(browser, variedAgent('builds', { piece: 1, pings: true }));
  const { page } = live;
  await page.goto('/stage/');
  await page.getByText('A brief of your own').click();
  await page.getByLabel('Company name').fill('Fennel & Finch');
  await button(page, 'Go on stage').click();
  await expect(page.getByText('Type what the agent should build.')).toBeVisible();
  await page
    .getByLabel('What should the agent build?')
    .fill('Ein Planer für unser Sommerfest 🍕\n\nMit Anmeldung.');
  await button(page, 'Go on stage').click();
  await expect(headline()).toContainText('Ein Planer für unser Sommerfest');
  await readyToStart(page);
  await page.keyboard.press('Space');
  await expect(page.getByText(/^Live: .* answers now$/)).toBeVisible();

  await expect(headline()).toHaveText(/All 6 checks pass/);
  await expect(page.getByText(/ tokens · \$/)).toBeVisible();
  await expect(page.getByText(/answers now/)).toHaveCount(0);
  const app = page.locator('iframe').first().contentFrame();
  await expect(app.getByText('Montag: Ankommen und Werkstatt', { exact: false })).toBeVisible();
  await expect(app.getByText('Fennel & Finch')).toBeVisible();

  await page.keyboard.press('a');
  await page.getByLabel('What should it change?').fill('Sag, dass es neu ist');
  await page.keyboard.press('Enter');
  await expect(app.getByText('Neu seit Runde 2.')).toBeVisible();
  await expect(headline()).toHaveText(/All 6 checks pass/);
  const before = page.url();
  await page.keyboard.press('f');
  await expect(headline()).toHaveText(/All 6 checks pass/);
  expect(page.url()).toBe(before);

  const runId = runInAddress(page);
  const files = await expectSameReplay(page, 'own-brief', runId, 2);
  expect(files['/brief.md']).toContain('Sommerfest 🍕');
});

test('the lab of the web app is walked to its end, and says only what is so', async ({ browser }) => {
  live = await openLive(browser, variedAgent('builds', { piece: 40 }));
  const { page } = live;
  await page.goto('/labs/web-app/?demo=offsite-planner');
  await commitPredictions(page);
  await button(page, 'Watch it work').click();
  await button(page, 'Start the agent').click();
  await button(page, 'Say what you saw').click();
  await page.getByText('One time').click();
  await button(page, 'Answer').click();
  await expect(page.getByText('Tests failed, and passed later in the same run.')).toBeVisible();
  await button(page, 'See how close your guess was').click();
  await button(page, 'Go on to your own change').click();

  await page.getByLabel('Company name').fill('Northquay');
  await button(page, 'Give it to the agent').click();
  await button(page, 'Now brief it yourself').click();
  await guide(page).getByRole('button', { name: 'New colleagues' }).click();
  await page.getByLabel('One thing it must also do').fill('Say that it is new');
  await button(page, 'Send the brief').click();
  await button(page, 'Go on').click();
  await button(page, 'Leave this for later').click();

  await expect(guide(page).getByRole('heading', { name: 'What do the checks not see?' })).toBeVisible();
  await expect(guide(page)).not.toContainText(/planted it|kitchen|withdrawn/);
  await page.getByLabel('What did you find?').fill('Die Liste kennt keine doppelten Namen');
  await button(page, 'Report what I found').click();
  await expect(page.getByText('no program has confirmed it', { exact: false })).toBeVisible();
  await button(page, 'Two questions to end with').click();
  await page.getByText('That it repaired itself').click();
  await page.getByText('Only to try out ideas').click();
  await button(page, 'Finish the lab').click();
  await expect(page.getByText('You did it, firsthand')).toBeVisible();
  await expect(page.getByText('Used it yourself, and said what you saw')).toBeVisible();

  const { run } = (await keptAttempt(page, 'offsite-planner')) as { run: { id: string } };
  await expectSameReplay(page, 'offsite-planner', run.id, 3);
});

test('the lab of the model says only what is so of other sheets, and how a number is changed where no driver is', async ({
  browser,
}) => {
  live = await openLive(browser, variedAgent('builds', { piece: 400 }));
  const { page } = live;
  await page.goto('/labs/financial-model/?demo=subscription-model');
  await commitPredictions(page);
  await button(page, 'Watch it work').click();
  await button(page, 'Start the agent').click();
  await button(page, 'Say what you saw').click();
  await page.getByText('It never failed').click();
  await button(page, 'Answer').click();
  await expect(page.getByText('It checked its model, and found nothing.', { exact: false })).toBeVisible();
  await button(page, 'See how close your guess was').click();
  await button(page, 'Take it into your own hands').click();
  await expect(page.getByText('This model has no drivers.', { exact: false })).toBeVisible();
  await expect(guide(page)).not.toContainText(/drag|summary/i);

  await goToCell(page, 'Drivers!D5');
  await page.keyboard.type('200');
  await page.keyboard.press('Enter');
  await expect(guide(page).getByText('Done: all 8 checks pass on your change')).toBeVisible();
  await button(page, 'Change more than one').click();

  await expect(guide(page)).not.toContainText(/three assumptions|choose a case/i);
  await guide(page)
    .getByLabel(/^New value/)
    .fill('2');
  await guide(page).getByLabel('Because').fill('der Vorstand fragt danach');
  await button(page, 'Send it to the agent').click();
  await button(page, 'Go on').click();
  await button(page, 'Leave this for later').click();

  await expect(guide(page).getByRole('heading', { name: 'What do the checks not see?' })).toBeVisible();
  await button(page, 'I found nothing').click();
  await button(page, 'Two questions to end with').click();
  await expect(page.getByText('That every check passed on a wrong number')).toHaveCount(0);
  await page.getByText('What the checks do not see').click();
  await page.getByText('Only to try out ideas').click();
  await button(page, 'Finish the lab').click();
  await expect(page.getByText('You did it, firsthand')).toBeVisible();
});

test('in the playground the agent works on a copy, and its files are kept when the person says so', async ({
  browser,
}) => {
  live = await openLive(browser, variedAgent('builds', { piece: 40 }));
  const { page } = live;
  await page.goto('/playground/');
  await button(page, 'Ask the agent').click();
  await page.getByLabel('What should the agent build?').fill('Ein Planer');
  await button(page, 'Start the agent').click();
  await button(page, /^Keep the \d+ changed files$/).waitFor();
  await keepsWhatWasTyped(page);
  await button(page, /^Keep the \d+ changed files$/).click();
  await expect(page.getByText('The agent’s files are yours')).toBeVisible();
  await expect(page.getByText('Formular.tsx').first()).toBeVisible();
  const app = page.locator('iframe').first().contentFrame();
  await expect(app.getByText('Montag: Ankommen und Werkstatt', { exact: false })).toBeVisible();
});

/** A window that becomes narrow and wide again loses nothing of what was done in the agent's app. */
async function keepsWhatWasTyped(page: Page): Promise<void> {
  const size = page.viewportSize() ?? { width: 1280, height: 800 };
  const app = page.locator('iframe').first().contentFrame();
  await app.getByText('Anmeldung', { exact: true }).first().click();
  await app.getByRole('textbox').first().fill('Ada');
  for (const at of [{ width: 390, height: 844 }, size]) {
    await page.setViewportSize(at);
    await expect(app.getByRole('textbox').first()).toBeInViewport();
    await expect(app.getByRole('textbox').first()).toHaveValue('Ada');
  }
}

const ends: readonly (readonly [Variant, RegExp])[] = [
  ['prose', /words alone/],
  ['refuses', /declined this request/],
  ['silent', /without a word/],
  ['loops', /round in circles/],
];
for (const [variant, words] of ends) {
  test(`on stage a model that ${variant} is named as that, and a word of the room goes on`, async ({
    browser,
  }) => {
    live = await openLive(browser, variedAgent(variant));
    const { page } = live;
    await page.goto('/stage/?demo=offsite-planner&mode=live');
    await page
      .getByText(/^Live: /)
      .first()
      .waitFor();
    await readyToStart(page);
    await page.keyboard.press('Space');
    await expect(headline()).toHaveText(words);
    await expect(page.getByText(/answers now|Done in|measured/i)).toHaveCount(0);
    await page.keyboard.press('a');
    await page.getByRole('dialog').getByRole('textbox').fill('Bitte mit Dateien');
    await page.keyboard.press('Enter');
    await expect(headline()).toHaveText(/All 6 checks pass/);
  });
}

test('a question is shown whole, waits, and its answer goes on', async ({ browser }) => {
  live = await openLive(browser, variedAgent('asks'));
  const { page } = live;
  await page.goto('/stage/?demo=offsite-planner&mode=live');
  await page
    .getByText(/^Live: /)
    .first()
    .waitFor();
  await readyToStart(page);
  await page.keyboard.press('Space');
  await expect(headline()).toHaveText('Für welche Niederlassung ist die App?');
  await expect(page.getByText(/Done in|checks/)).toHaveCount(0);
  await button(page, 'Graz').click();
  await expect(headline()).toHaveText(/All 6 checks pass/);
});

/** The kept record is whole, and played back it is whole again and ends with the same files. Resolves to them. */
async function expectSameReplay(
  page: Page,
  demo: string,
  runId: string,
  rounds: number,
): Promise<Readonly<Record<string, string>>> {
  const files = await expectWhole(page, runId, rounds);
  await page.goto(`/stage/?demo=${demo}&mode=replay&of=${runId}`);
  await expect(page.getByText(/^Replay/).first()).toBeVisible();
  await readyToStart(page);
  await page.keyboard.press('5');
  await page.keyboard.press('Space');
  await expect(headline()).toHaveText(/All 6 checks pass/);
  expect(await expectWhole(page, runInAddress(page), rounds)).toEqual(files);
  return files;
}

/** A key that comes while the sandbox still opens starts nothing. */
async function readyToStart(page: Page): Promise<void> {
  await expect(page.getByText(/Space starts the agent/)).toBeVisible();
}
