/** A model answers: the facilitator opens the room, a participant's lab runs live, is stopped, falls back. */
import { type ProviderDouble, type Scenario, startProviderDouble } from '../doubles/provider-double.ts';
import { smallRun } from '../doubles/run-scenario.ts';
import type { Turn } from '../doubles/turn.ts';
import { expect, test } from './journey.ts';
import { type KitProcess, startKit } from './kit-process.ts';
import { button, commitPredictions } from './lab-walk.ts';

const wires = {
  Anthropic: (origin: string) => ({ ANTHROPIC_BASE_URL: origin, ANTHROPIC_API_KEY: 'sk-ant-journey-0a1b' }),
  OpenAI: (origin: string) => ({ OPENAI_BASE_URL: `${origin}/v1`, OPENAI_API_KEY: 'sk-journey-0a1b2c3d' }),
} as const;

/** The small run, each reply in pieces that a person can see arrive. */
async function slowly(...parameters: Parameters<Scenario>): Promise<Turn> {
  return { ...(await smallRun(...parameters)), piece: 12, pauseMs: 25 };
}

let double: ProviderDouble;
let kit: KitProcess;
test.afterEach(async () => {
  await kit.end();
  await double.close();
});

for (const [provider, environment] of Object.entries(wires)) {
  test(`live through ${provider}: the room is opened, the run is labelled and counted`, async ({
    browser,
  }) => {
    double = await startProviderDouble(provider === 'Anthropic' ? slowly : smallRun);
    kit = await startKit(environment(double.origin));

    const facilitator = await browser.newPage();
    await facilitator.goto(kit.facilitatorLink);
    await expect(facilitator).toHaveURL(/\/preflight\//);
    await facilitator.goto(`${kit.origin}/settings/`);
    await button(facilitator, 'Open the room').click();
    await expect(facilitator.getByText(/The room is open/).first()).toBeVisible();

    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${kit.origin}/labs/web-app/?demo=offsite-planner`);
    await commitPredictions(page);
    await button(page, 'Watch it work').click();
    await button(page, 'Start the agent').click();
    await expect(page.getByRole('button', { name: /^live · /i })).toBeVisible();
    if (provider === 'Anthropic') {
      await expect(page.getByText(/^Writing/).first()).toBeVisible();
    }
    await expect(page.getByText('Cost', { exact: true })).toBeVisible();
    await expect(page.getByText(/\d tokens$/).first()).toBeAttached();
    const app = page.frameLocator('iframe').first();
    await expect(app.getByRole('heading', { name: /Counting room/ })).toBeVisible();
    await expect(button(page, 'Stop')).toHaveCount(0);
    expect(await page.content()).not.toMatch(/journey-0a1b/);
    expect(kit.output()).not.toMatch(/journey-0a1b/);
    await context.close();
    await facilitator.close();
  });
}

test('Stop stops; on stage F goes on with the rehearsal and the files stay', async ({ browser }) => {
  double = await startProviderDouble(slowly);
  kit = await startKit(wires.Anthropic(double.origin));
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.goto(kit.facilitatorLink);
  await expect(page).toHaveURL(/\/preflight\//);

  await page.goto(`${kit.origin}/labs/web-app/?demo=offsite-planner`);
  await commitPredictions(page);
  await button(page, 'Watch it work').click();
  await button(page, 'Start the agent').click();
  await expect(page.getByText(/^Writing/).first()).toBeVisible();
  await button(page, 'Stop').click();
  await expect(page.getByText('The run ended before it was through')).toBeVisible();
  const asked = double.requests.length;
  await expect.poll(() => double.open()).toBe(0);
  expect(double.requests.length).toBe(asked);

  await page.goto(`${kit.origin}/stage/?demo=offsite-planner`);
  await expect(page.getByText(/Space starts the agent/)).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByText(/^Live: /).first()).toBeVisible();
  await expect(
    page
      .locator('li')
      .filter({ hasText: /^Wrote/ })
      .first(),
  ).toBeVisible();
  await page.keyboard.press('4');
  await page.keyboard.press('f');
  await expect(page.getByText('Rehearsal: the script is authored, the work is real')).toBeVisible();
  await expect(
    page
      .locator('li')
      .filter({ hasText: /^Wrote/ })
      .first(),
  ).toBeVisible();
  await page.keyboard.press('5');
  await expect(page.getByRole('heading', { level: 1 }).first()).toHaveText(/All 6 checks pass/);
  await page.close();
});
