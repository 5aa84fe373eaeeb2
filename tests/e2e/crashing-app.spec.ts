/** An app that throws on its first render: on every screen a person sees that, and what it asks for over it. */
import type { Page } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { projectTemplate } from '../../src/sandbox/project-template.ts';
import { crashingAgent, crashingApp } from '../doubles/crashing-agent.ts';
import { downloaded, expect, test } from './journey.ts';
import { button, commitPredictions } from './lab-walk.ts';
import { openLive } from './live-walk.ts';

/** The dialog and the file that it offers, each in sight and to be pressed. */
async function answerIt(page: Page): Promise<void> {
  const dialog = page.getByRole('alertdialog').filter({ hasText: 'The figures are ready' });
  const ok = dialog.getByRole('button', { name: 'OK' });
  await expect(ok).toBeVisible();
  // A walk of the checks loads the page anew, and what it asked is asked again.
  await page.addLocatorHandler(ok, () => ok.click());
  const file = await downloaded(page, () => button(page, 'Save').click());
  await page.removeLocatorHandler(ok);
  expect(file.toString()).toBe('a;b');
}

async function importApp(page: Page, app: string): Promise<void> {
  const files = { ...projectTemplate, '/src/App.tsx': app };
  const zip = zipSync(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path.slice(1), strToU8(text)])),
  );
  await page
    .getByLabel('Zip to import')
    .setInputFiles({ name: 'app.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) });
}

test('in the playground', async ({ page }) => {
  await page.goto('/playground/');
  await expect(page.getByLabel('Command', { exact: true })).toBeEnabled();
  await importApp(page, crashingApp);
  await answerIt(page);
  await expect(page.getByRole('alert').filter({ hasText: 'App.tsx' })).toBeVisible();
});

test('on stage, and in the lab', async ({ browser }) => {
  const live = await openLive(browser, crashingAgent, 1);
  try {
    const { page } = live;
    await page.goto('/stage/?demo=offsite-planner&mode=live');
    await page
      .getByText(/^Live: /)
      .first()
      .waitFor();
    await page.keyboard.press('Space');
    await expect(page.getByText('This page needs a repair')).toBeVisible();
    await answerIt(page);
    await expect(page.getByText('This page needs a repair')).toBeVisible();
    // At 200 % of a projector's picture nothing is out of reach.
    await page.setViewportSize({ width: 960, height: 540 });
    const ownWords = button(page, 'In your own words');
    await ownWords.scrollIntoViewIfNeeded();
    await expect(ownWords).toBeInViewport({ ratio: 1 });
    await page.setViewportSize({ width: 1920, height: 1080 });

    await page.goto('/labs/web-app/?demo=offsite-planner');
    await commitPredictions(page);
    await button(page, 'Watch it work').click();
    await button(page, 'Start the agent').click();
    await answerIt(page);
    await expect(page.getByRole('alert').filter({ hasText: 'App.tsx' })).toBeVisible();
    await expect(button(page, 'Ask the agent to fix it')).toBeVisible();
  } finally {
    await live.end();
  }
});
