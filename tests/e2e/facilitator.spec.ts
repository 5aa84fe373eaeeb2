/** The facilitator: a link that works once, keys that are never shown, lights that were really tried. */
import { startProviderDouble } from '../doubles/provider-double.ts';
import { scenarios } from '../doubles/run-scenario.ts';
import { expect, test, violations, watchForTrouble } from './journey.ts';
import { startKit } from './kit-process.ts';

test('the link works once; keys stay masked; preflight has every light', async ({ browser }) => {
  const ready = scenarios['reports-word'];
  if (!ready) throw new Error('The double has no such scenario.');
  const double = await startProviderDouble(ready);
  const key = 'sk-ant-a-long-secret-4f2a';
  const kit = await startKit({ ANTHROPIC_BASE_URL: double.origin, ANTHROPIC_API_KEY: key });
  try {
    const first = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    await first.goto(kit.facilitatorLink);
    await expect(first).toHaveURL(/\/preflight\/$/);
    await expect(first.getByText(/^(Ready|Ready, with a note)$/)).toBeVisible();
    const lights = first.getByRole('list', { name: 'Lights' }).getByRole('listitem');
    await expect(lights.filter({ hasText: 'to repair' })).toHaveCount(0);
    await expect(lights.filter({ hasText: /^Sandbox: good/ })).toHaveCount(1);
    expect(await lights.count()).toBeGreaterThan(5);
    expect(double.requests.length).toBeGreaterThan(0);
    expect(await violations(first)).toEqual([]);

    await first.goto(`${kit.origin}/settings/`);
    await expect(first.getByText('asked first', { exact: true })).toBeVisible();
    await expect(first.getByText(/key \S*…4f2a from the environment/)).toBeVisible();
    expect(await first.content()).not.toContain(key);
    expect(await violations(first)).toEqual([]);

    const second = await browser.newPage();
    await second.goto(kit.facilitatorLink);
    await expect(second.getByRole('alert')).toBeVisible();
    await expect(second).toHaveURL(/\/enter\/$/);
    await second.goto(`${kit.origin}/settings/`);
    await expect(second.getByText('Only for the facilitator')).toBeVisible();
    await first.context().close();
    await second.close();
  } finally {
    await kit.end();
    await double.close();
  }
});

for (const path of ['/settings/', '/preflight/']) {
  test(`${path} asks for nothing that is refused to a visitor`, async ({ page }) => {
    await page.goto('/');
    const trouble = watchForTrouble(page);
    await page.goto(path, { waitUntil: 'networkidle' });
    await expect(page.getByText(/Only for the facilitator|Ready|to repair/).first()).toBeVisible();
    expect(trouble).toEqual([]);
  });
}
