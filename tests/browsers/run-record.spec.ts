/** The record of a run in every engine: kept, looked at step by step, over a reload and the back button. */
import { expect, test } from './test.ts';
import { build, expectNoErrors, keptRuns, predict } from './walks.ts';

test('a run is kept, gone through, and reloaded in the middle', async ({ page, site }) => {
  await predict(page, `${site}/labs/web-app/?demo=offsite-planner`);
  await build(page);
  await page.until(
    'the run is kept',
    () => keptRuns(page),
    (count) => count === 1,
  );

  await page.goto(`${site}/runs/`);
  await page.text('One run').shown();
  await page.role('region', 'Runs').role('listitem').css('a').nth(0).click();
  await page.button('Fork here').shown();
  const place = page.role('slider', 'Place in the run');
  await place.focus();
  await page.press('End');
  await page.frame().css('h1').shown();
  for (let back = 0; back < 3; back += 1) await page.press('ArrowLeft');
  await page.role('tab', /Steps/).click();
  await page
    .role('tabpanel')
    .text(/^Wrote/)
    .shown();
  await page.reload();
  await page.button('Fork here').shown();
  await page.back();
  await page.text('One run').shown();
  await page.forward();
  await page.button('Fork here').shown();
  await place.focus();
  await page.press('End');
  await page.frame().css('h1').shown();
  await expectNoErrors(page);
});

test('a copy of a run is worked on and kept beside it', async ({ page, site }) => {
  await predict(page, `${site}/labs/web-app/?demo=offsite-planner`);
  await build(page);
  await page.until(
    'the run is kept',
    () => keptRuns(page),
    (count) => count === 1,
  );
  await page.goto(`${site}/runs/`);
  await page.role('region', 'Runs').role('listitem').css('a').nth(0).click();
  await page.role('slider', 'Place in the run').focus();
  await page.press('End');
  await page.button('Fork here').click();
  await page.button('Add a dark theme').click();
  await page.role('tab', /Checks 6\/6/).shown();
  await page.until(
    'the copy is kept beside it',
    () => keptRuns(page),
    (count) => count === 2,
  );
  await page.goto(`${site}/runs/`);
  await page.text('2 runs').shown();
  await expectNoErrors(page);
});

test('a page that the browser kept for "back" starts anew, one of words alone stays', async ({
  page,
  site,
}) => {
  const returnTo = async (address: string) => {
    await page.goto(`${site}${address}`);
    const show = page.evaluate(() => {
      Reflect.set(window, 'isFromBefore', true);
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    });
    // The answer may go with the document.
    await show.catch(() => {});
  };
  const isFromBefore = () => page.evaluate(() => Reflect.has(window, 'isFromBefore'));
  await returnTo('/help/');
  expect(await isFromBefore()).toBe(true);
  await returnTo('/runs/');
  await page.until('it starts anew', isFromBefore, (is) => !is);
  await page.text('No runs yet').shown();
});
