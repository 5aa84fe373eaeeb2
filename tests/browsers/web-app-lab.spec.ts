/** The lab on a web app, as a person walks it, in every engine. */
import { expect, test } from './test.ts';
import { answerAndReveal, build, either, endLab, expectNoErrors, guide, keptRuns, predict } from './walks.ts';

test('predicted, watched over a reload in the middle, steered and completed', async ({ page, site }) => {
  await predict(page, `${site}/labs/web-app/?demo=offsite-planner`);
  await page.button('Start the agent').click();
  await page.button('Fast').click();
  const activity = page.role('tabpanel', 'Activity');
  await activity
    .text(/^Wrote /)
    .nth(1)
    .shown();
  const written = (await activity.text(/^Wrote /).all()).map(({ text }) => text);
  await page.reload();
  for (const words of written) await activity.text(words).shown();
  await page.button('Go on from here').click();
  await page.button('At once').click();
  await page.role('tab', /Checks 6\/6/).shown();
  await page.until(
    'the run is kept',
    () => keptRuns(page),
    (count) => count === 1,
  );

  await answerAndReveal(page);
  await page.button('Go on to your own change').click();
  await page.label('Company name').fill('Northquay Bank');
  await page.button('Give it to the agent').click();
  await page.text(/Done: all 6 checks pass on your change/).shown();
  await page.frame().text('Northquay Bank').shown();
  await page.button('Now brief it yourself').click();

  for (const choice of ['New colleagues', 'Friendly', 'Ask how people travel'])
    await guide(page).button(choice).click();
  await page.button('Send the brief').click();
  await page.button('Go on').click();
  await page.button('Leave this for later').click();

  const answers = (await guide(page).css('fieldset label').all()).map(({ text }) => text);
  let isFound = false;
  for (const answer of answers) {
    await guide(page).text(answer).click();
    await page.button('Report what I found').click();
    isFound = await either(
      page,
      page.text('You found it, and a program saw it too'),
      page.text('The program does not see that'),
    );
    if (isFound) break;
  }
  expect(isFound).toBe(true);
  await endLab(page, 'That it repaired itself');
  await expectNoErrors(page);
});

test('the other app is built; a reload and the back button keep what was typed', async ({ page, site }) => {
  await predict(page, `${site}/labs/web-app/?demo=storm-claim`);
  await build(page);
  await page.role('tab', /Checks 6\/6/).shown();
  await answerAndReveal(page);
  await page.button('Go on to your own change').click();
  await page.label('Company name').fill('Northquay Bank');
  await page.reload();
  await page
    .label('Company name')
    .until('still holds what was typed', ({ value }) => value === 'Northquay Bank');
  await page.back();
  await page.role('heading', 'Your guess, and what happened').shown();
  await page.forward();
  await page
    .label('Company name')
    .until('still holds what was typed', ({ value }) => value === 'Northquay Bank');
  await expectNoErrors(page);
});
