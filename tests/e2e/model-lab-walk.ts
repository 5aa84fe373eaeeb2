/** A person's way through the lab on a financial model. */
import { expect, type Page } from '@playwright/test';
import { button, commitPredictions, guide } from './lab-walk.ts';

export type ModelDemoId = 'subscription-model' | 'refinance-model';

/** The whole build at once; ends when it was measured. */
export async function buildModel(page: Page, demo: ModelDemoId): Promise<void> {
  await page.goto(`/labs/financial-model/?demo=${demo}`);
  await commitPredictions(page);
  await button(page, 'Watch it work').click();
  await button(page, 'Start the agent').click();
  await button(page, 'At once').click();
  await expect(button(page, 'Say what you saw')).toBeVisible();
}

export async function answerAndReveal(page: Page): Promise<void> {
  await button(page, 'Say what you saw').click();
  await page.getByText('One time').click();
  await button(page, 'Answer').click();
  await button(page, 'See how close your guess was').click();
  await button(page, 'Take it into your own hands').click();
}

/** Moves the first driver up, by the keyboard; ends when a program has judged the model again. */
export async function moveDriver(page: Page, steps: number): Promise<void> {
  const slider = page.getByRole('slider').first();
  await slider.focus();
  for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowRight');
  await expect(guide(page).getByText('Done: all 8 checks pass on your change')).toBeVisible();
}

/** Fills the first three assumptions and a case, each with a reason, and has the agent carry them out. */
export async function askForAssumptions(
  page: Page,
  values: readonly string[],
  scenario: string,
): Promise<void> {
  for (const [index, value] of values.entries()) {
    await guide(page)
      .getByLabel(/^New value/)
      .nth(index)
      .fill(value);
    await guide(page)
      .getByLabel('Because')
      .nth(index)
      .fill(`the figures of the pilot say so. Number ${index + 1}`);
  }
  await guide(page).getByRole('button', { name: scenario, exact: true }).click();
  await guide(page).getByLabel('Because').nth(values.length).fill('the board asks for it');
  await button(page, 'Send it to the agent').click();
  await expect(button(page, 'Go on')).toBeVisible();
}

/** Goes to a cell by the box at the left of the formula bar. */
export async function goToCell(page: Page, cell: string): Promise<void> {
  const box = page.getByLabel('Cell or name to go to');
  await box.fill(cell);
  await box.press('Enter');
}

/** Reports the selected cell; resolves to whether the program sees the mistake there. */
export async function reportCell(page: Page, cell: string): Promise<boolean> {
  await goToCell(page, cell);
  await expect(guide(page).getByText(cell.replace('!', ' · '), { exact: true })).toBeVisible();
  await button(page, 'Report this cell').click();
  const found = page.getByText('You found it, and a program saw it too');
  const notSeen = page.getByText('The program does not see that');
  await expect(found.or(notSeen)).toBeVisible();
  return found.isVisible();
}

/** What the browser keeps of an attempt. */
export function keptModelAttempt(page: Page, demo: ModelDemoId): Promise<Record<string, unknown>> {
  return page.evaluate(
    (key) => JSON.parse(localStorage.getItem(key) ?? 'null') as Record<string, unknown>,
    `firsthand.attempt.financial-model.${demo}`,
  );
}
