/** No network, no server, no https: a rehearsal goes on as if nothing had happened. */
import { expect, test, watchForTrouble } from './journey.ts';
import { networkAddress, startKit } from './kit-process.ts';
import { button, commitPredictions, startLab, watchBuild } from './lab-walk.ts';

test('a rehearsal runs to green though nothing but the site can be reached', async ({ page, baseURL }) => {
  const refused: string[] = [];
  await page.route(
    (url) => url.protocol.startsWith('http') && url.origin !== new URL(baseURL ?? '').origin,
    (route) => {
      refused.push(route.request().url());
      return route.abort();
    },
  );
  await startLab(page, 'offsite-planner');
  await watchBuild(page);
  await expect(page.getByRole('tab', { name: /Checks 6\/6/ })).toBeVisible();
  expect(refused).toEqual([]);
});

test('the server dies after the start: the build goes on to green, and a change after it too', async ({
  page,
}) => {
  const kit = await startKit();
  let dead = false;
  try {
    await page.goto(`${kit.origin}/labs/web-app/?demo=offsite-planner`);
    await commitPredictions(page);
    await button(page, 'Watch it work').click();
    await button(page, 'Start the agent').click();
    await button(page, 'Fast').click();
    const activity = page.getByRole('tabpanel', { name: 'Activity' });
    await expect(activity.getByText(/^Wrote /).first()).toBeVisible();
    // What the sandbox needs is fetched ahead.
    await page.waitForLoadState('networkidle');
    await kit.end();
    dead = true;
    await button(page, 'At once').click();
    await expect(button(page, 'Say what you saw')).toBeVisible();
    await expect(page.getByRole('tab', { name: /Checks 6\/6/ })).toBeVisible();
    await page.getByRole('button', { name: 'Add a dark theme' }).click();
    await expect(activity.getByText('Add a dark theme').first()).toBeVisible();
    await expect(button(page, 'Stop')).toHaveCount(0);
    await expect(page.getByRole('tab', { name: /Checks 6\/6/ })).toBeVisible();
  } finally {
    if (!dead) await kit.end();
  }
});

test('over plain http on a network address, where there is no secure context, it runs to green', async ({
  page,
  baseURL,
}) => {
  const address = networkAddress();
  test.skip(address === null, 'This machine has no network address.');
  const origin = `http://${address}:${new URL(baseURL ?? '').port}`;
  await page.goto(`${origin}/labs/web-app/?demo=storm-claim`);
  const trouble = watchForTrouble(page);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await commitPredictions(page);
  await button(page, 'Watch it work').click();
  await watchBuild(page);
  await expect(page.getByRole('tab', { name: /Checks 6\/6/ })).toBeVisible();
  // Browsers note that a header needs https; nothing depends on it.
  expect(trouble.filter((line) => !line.includes('Cross-Origin-Opener-Policy'))).toEqual([]);
});

test('runs whose code does not come are not said to be missing, and are read after a reload', async ({
  page,
}) => {
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(error.message));
  for (const [address, said, afterwards] of [
    ['/runs/', 'The runs cannot be read', 'No runs yet'],
    ['/record/', 'The runs cannot be read', 'No run is kept in this browser.'],
    ['/runs/view/?id=run-elsewhereelse', 'This run cannot be read', 'This run is not in this browser'],
  ] as const) {
    await page.route(/\/_astro\/store\./, (route) => route.abort());
    await page.goto(address);
    await expect(page.getByText(said)).toBeVisible();
    await page.unroute(/\/_astro\/store\./);
    await button(page, 'Reload the page').click();
    await expect(page.getByText(afterwards)).toBeVisible();
  }
  expect(trouble).toEqual([]);
});
