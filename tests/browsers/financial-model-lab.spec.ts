/** The lab on a financial model, as a person walks it, in every engine. */

import type { Page } from './page.ts';
import { expect, test } from './test.ts';
import { answerAndReveal, build, either, endLab, expectNoErrors, guide, keptRuns, predict } from './walks.ts';

const done = (page: Page) => guide(page).text('Done: all 8 checks pass on your change');

/** Reports a cell; gives whether a program sees the mistake there. */
async function report(page: Page, cell: string): Promise<boolean> {
  await page.label('Cell or name to go to').fill(cell);
  await page.press('Enter');
  await guide(page).text(cell.replace('!', ' · ')).shown();
  await page.button('Report this cell').click();
  return either(
    page,
    page.text('You found it, and a program saw it too'),
    page.text('The program does not see that'),
  );
}

test('watched, a driver moved, assumptions argued and the misread number found, over a reload and back', async ({
  page,
  site,
}) => {
  await predict(page, `${site}/labs/financial-model/?demo=refinance-model`);
  await build(page);
  await page.role('tab', /8\/8/).shown();
  await answerAndReveal(page);
  await page.button('Take it into your own hands').click();

  await page.role('slider').nth(0).focus();
  for (let step = 0; step < 4; step += 1) await page.press('ArrowRight');
  const slider = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('[role=slider],input[type=range]')].map(
        (element) => element.getAttribute('aria-valuenow') ?? (element as HTMLInputElement).value,
      ),
    );
  const isMoved = ([first]: readonly string[]) => first === '0.42';
  await page.until('four steps are seen', slider, isMoved);
  // At once: the presses may not have been recorded yet, and none is lost.
  await page.reload();
  await done(page).shown();
  await page.until('the driver stands where it was', slider, isMoved);
  await page.back();
  await page.role('heading', 'Your guess, and what happened').shown();
  await page.forward();
  await page.role('heading', 'Move one number').shown();
  await page.text('It is higher now').click();
  await page.button('Answer').click();
  await guide(page).text('You read it').shown();
  await page.button('Change more than one').click();

  for (const [index, value] of ['35', '1,25', '220000'].entries()) {
    await guide(page)
      .label(/^New value/)
      .nth(index)
      .fill(value);
    await guide(page)
      .label('Because')
      .nth(index)
      .fill(`the figures of the pilot say so. Number ${index + 1}`);
  }
  await guide(page).button('Rate shock').click();
  await guide(page).label('Because').nth(3).fill('the board asks for it');
  await page.button('Send it to the agent').click();
  await page.button('Go on').click();
  await page.button('Leave this for later').click();

  expect(await report(page, 'Profit!K16')).toBe(false);
  expect(await report(page, 'Inputs!B24')).toBe(true);
  await endLab(page, 'That every check passed on a wrong number');
  expect(await keptRuns(page)).toBe(1);
  await expectNoErrors(page);
});
