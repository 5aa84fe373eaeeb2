/** A financial model on the projector: followed while it is built, found off, repaired, and played with. */
import type { Page } from '@playwright/test';
import type { Scenario } from '../doubles/provider-double.ts';
import { readProgress } from '../doubles/run-scenario.ts';
import type { Turn } from '../doubles/turn.ts';
import { expect, smallestText, test, violations, watchForTrouble } from './journey.ts';
import { openLive } from './live-walk.ts';

test.use({ viewport: { width: 1920, height: 1080 } });

/** What can be read from the last row, CSS pixels at 1920 × 1080. */
const READABLE = 24;

function headline(page: Page) {
  return page.getByRole('region', { name: 'What the agent is doing' }).getByRole('heading', { level: 1 });
}

/** Two months, the second off by five. It looks for the reason until it is told to go on. */
function offModel(repair: Promise<void>): Scenario {
  const write = (at: string, rows: unknown[][]) => ({
    name: 'write_range',
    input: { sheet: 'Bilanz', at, rows, purpose: 'the balance sheet' },
  });
  const check = { name: 'check', input: {} };
  const steps: readonly Turn[] = [
    {
      calls: [
        write('A1', [
          ['Bilanz', 'Jan 27', 'Feb 27'],
          ['Aktiva', 100, 110],
          ['Passiva', 100, 105],
          ['Differenz', '=B2-B3', '=C2-C3'],
        ]),
        {
          name: 'add_check',
          input: { id: 'bilanz', label: 'The balance sheet balances', range: 'Bilanz!B4:C4', tolerance: 0.5 },
        },
        check,
      ],
    },
    { calls: [write('C3', [[110]]), check] },
    { text: 'Die Bilanz geht auf.' },
  ];
  return async (request) => {
    const { stepsSince, replies } = readProgress(request);
    if (stepsSince === 1) await repair;
    const { calls = [], ...turn } = steps[Math.min(stepsSince, steps.length - 1)] ?? {};
    return { ...turn, calls: calls.map((call, index) => ({ ...call, id: `toolu_${replies}_${index}` })) };
  };
}

test('what is off in a model stays on the projector for as long as the agent looks for it', async ({
  browser,
}) => {
  let goOn = () => {};
  const live = await openLive(browser, offModel(new Promise((resolve) => (goOn = resolve))), 1);
  try {
    const { page } = live;
    await page.goto('/stage/?demo=subscription-model&mode=live');
    await expect(page.getByText(/^Live: /).first()).toBeVisible();
    await page.keyboard.press('Space');
    await expect(headline(page)).toHaveText(/^The balance sheet is off/);
    await expect(page.getByText('Off by 5, first in Feb 27.')).toBeVisible();
    goOn();
    await expect(page.getByText(/^Off by /)).toHaveCount(0);
    await expect(headline(page)).not.toHaveText(/^The balance sheet is off/);
  } finally {
    goOn();
    await live.end();
  }
});

test('a model is built, and a driver is moved in front of the room', async ({ page }) => {
  await page.goto('/stage/?demo=subscription-model&mode=rehearsal');
  await expect(page.getByText(/Space starts the agent/)).toBeVisible();
  const trouble = watchForTrouble(page);
  const main = page.getByRole('main');
  await page.keyboard.press('4');
  await page.keyboard.press('Space');

  const grid = page.getByRole('grid');
  await expect(grid).toBeVisible();
  await expect(grid).toContainText('Assumptions');
  expect(await smallestText(main), 'working').toBeGreaterThanOrEqual(READABLE);
  await expect(page.getByRole('region', { name: 'Change a driver' })).toHaveCount(0);

  await page.keyboard.press('5');
  await expect(headline(page)).toHaveText(/All \d+ checks pass/);

  const drivers = page.getByRole('region', { name: 'Change a driver' });
  await expect(drivers).toBeVisible();
  expect(await smallestText(main), 'done').toBeGreaterThanOrEqual(READABLE);
  expect(await violations(page), 'done').toEqual([]);

  const track = drivers.getByRole('slider').first().locator('..');
  const box = await track.boundingBox();
  if (!box) throw new Error('The driver has no place');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 5; step += 1) await page.mouse.move(x + step * 10, y);
  await expect(drivers.getByText(/[\d,]{3,} cells changed in \d+ ms/)).toBeAttached();
  await expect(drivers.getByText('before:')).toBeAttached();
  await page.mouse.up();
  await expect(page.getByText(/^Customers who leave a month: \d/)).toBeVisible();

  // The keys of the stage go on working after a press on a slider.
  await page.keyboard.press('ArrowLeft');
  const step = page.getByText(/^Step \d+ of \d+$/);
  await expect(step).toBeVisible();
  await expect(grid).toBeVisible();
  // Past the person's own change, back to where the agent found its mistake.
  while (!/balance sheet is off/i.test(await headline(page).innerText())) {
    const left = await step.innerText();
    await page.keyboard.press('ArrowLeft');
    await expect(step).not.toHaveText(left);
  }
  await page.keyboard.press('Escape');
  await expect(drivers).toBeVisible();
  expect(trouble).toEqual([]);
});
