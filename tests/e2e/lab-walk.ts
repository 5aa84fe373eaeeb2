/** A person's way through a lab, step by step, as fast as the interface offers it. */
import { expect, type Locator, type Page } from '@playwright/test';

export type DemoId = 'offsite-planner' | 'storm-claim';

export function button(page: Page, name: string | RegExp): Locator {
  return page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) });
}

/** The words at the left. */
export function guide(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Guide' });
}

/** Moves each guess by a step, as a person must. */
export async function moveGuesses(page: Page): Promise<void> {
  // Each is hidden until its place was measured.
  await expect(page.getByRole('slider')).toHaveCount(3);
  for (const slider of await page.getByRole('slider').all()) await slider.press('ArrowRight');
}

export async function commitPredictions(page: Page): Promise<void> {
  await moveGuesses(page);
  await button(page, 'Commit my predictions').click();
}

export async function startLab(page: Page, demo: DemoId): Promise<void> {
  await page.goto(`/labs/web-app/?demo=${demo}`);
  await commitPredictions(page);
  await button(page, 'Watch it work').click();
}

/** The whole build at once; ends when it was measured. */
export async function watchBuild(page: Page): Promise<void> {
  await button(page, 'Start the agent').click();
  await button(page, 'At once').click();
  await expect(button(page, 'Say what you saw')).toBeVisible();
}

export async function answerAndReveal(page: Page): Promise<void> {
  await button(page, 'Say what you saw').click();
  await page.getByText('One time').click();
  await button(page, 'Answer').click();
  await button(page, 'See how close your guess was').click();
}

export async function rebrand(page: Page, company: string): Promise<void> {
  await page.getByLabel('Company name').fill(company);
  await button(page, 'Give it to the agent').click();
  await expect(page.getByText(/Done: all \d+ checks pass on your change/)).toBeVisible();
}

export async function sendGuidedBrief(page: Page, feature: string): Promise<void> {
  await guide(page).getByRole('button', { name: 'New colleagues' }).click();
  await guide(page).getByRole('button', { name: 'Friendly' }).click();
  await guide(page).getByRole('button', { name: feature }).click();
  await button(page, 'Send the brief').click();
  await expect(button(page, 'Go on')).toBeVisible();
}

/** Reports each answer in turn until the program sees it too; resolves to how many were wrong. */
export async function findFlaw(page: Page): Promise<number> {
  const answers = await guide(page).locator('fieldset label').allTextContents();
  for (const [wrong, answer] of answers.entries()) {
    await guide(page).getByText(answer, { exact: true }).click();
    await button(page, 'Report what I found').click();
    const found = page.getByText('You found it, and a program saw it too');
    const notSeen = page.getByText('The program does not see that');
    await expect(found.or(notSeen)).toBeVisible();
    if (await found.isVisible()) return wrong;
  }
  throw new Error('No answer was seen by the program');
}

/** What the browser keeps of an attempt. */
export function keptAttempt(page: Page, demo: DemoId): Promise<Record<string, unknown>> {
  return page.evaluate(
    (key) => JSON.parse(localStorage.getItem(key) ?? 'null') as Record<string, unknown>,
    `firsthand.attempt.web-app.${demo}`,
  );
}
