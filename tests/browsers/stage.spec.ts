/** The stage, driven by keys as in front of a room, in every engine. */

import type { Page } from './page.ts';
import { expect, test } from './test.ts';
import { expectNoErrors } from './walks.ts';

test.use({ size: { width: 1280, height: 720 } });

const allPass = (page: Page) =>
  page.role('region', 'What the agent is doing').role('heading', /All \d+ checks pass/);

async function playAt(page: Page, speed: '4' | '5'): Promise<void> {
  await page.text(/Space starts the agent/).shown();
  await page.press(speed);
  await page.press('Space');
}

/** Offers whose words do not all show. */
const cutOffers = () =>
  [...document.querySelectorAll('[data-next-request]')]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    .map(({ textContent }) => textContent);

test('a demo is chosen, branded, played to all checks green, looked back on and changed', async ({
  page,
  site,
}) => {
  await page.goto(`${site}/stage/`);
  await page.text('Storm damage report').click();
  await page.label('Company name').fill('Northquay Mutual');
  await page.button('Go on stage').click();
  await page.text('Northquay Mutual').shown();
  await playAt(page, '5');
  await allPass(page).shown();
  await page.press('ArrowLeft');
  await page.text(/^Step \d+ of \d+$/).shown();
  await page.press('Escape');
  await page.text(/^Step \d+ of \d+$/).gone();
  await page.button(/^(Add a dark theme|Ask |Add )/).shown();
  expect(await page.evaluate(cutOffers)).toEqual([]);
  await page.button(/^(Add a dark theme|Ask |Add )/).click();
  await allPass(page).gone();
  await allPass(page).shown();
  const app = page.frame();
  await app.text('Northquay Mutual').shown();
  // The picture on the stage is the app itself.
  await app.button('Overview').click();
  await app.role('heading', 'Storm reports this week').shown();
  await app.button('Report').click();
  await app.role('heading', 'Storm reports this week').gone();
  await expectNoErrors(page);
});

test('a reload in the middle keeps the stage; back leads to the choice', async ({ page, site }) => {
  await page.goto(`${site}/stage/`);
  await page.text('Offsite planner').click();
  await page.button('Go on stage').click();
  await page.text(/Space starts the agent/).shown();
  await page.press('1');
  await page.press('Space');
  await page
    .css('li')
    .text(/^Wrote/)
    .shown();
  await page.reload();
  await page.text('The agent stopped. Its work is kept').shown();
  await page.press('5');
  await page.press('Space');
  await allPass(page).shown();
  await page.back();
  await page.button('Go on stage').shown();
  await expectNoErrors(page);
});

test('a financial model is built, found off, repaired and played with', async ({ page, site }) => {
  await page.goto(`${site}/stage/?demo=subscription-model&mode=rehearsal`);
  await playAt(page, '4');
  await page.role('grid').text('Assumptions').shown();
  await page.press('5');
  await allPass(page).shown();
  const drivers = page.role('region', 'Change a driver');
  await drivers.role('slider').nth(0).focus();
  await page.press('ArrowRight');
  await page.text(/^Customers who leave a month: \d/).shown();
  await expectNoErrors(page);
});
