/** A person's way through the kit, screen by screen, in any engine. */
import { expect } from '@playwright/test';
import type { Page, Part } from './page.ts';

/** The words at the left of a lab. */
export function guide(page: Page): Part {
  return page.role('complementary', 'Guide');
}

/** Moves each guess of a lab's first place by a step. */
export async function moveGuesses(page: Page): Promise<void> {
  await page.button('Commit my predictions').shown();
  const guesses = 3;
  // Each slider is hidden until its place was measured.
  await page.until(
    'every guess can be moved',
    () => page.role('slider').count(),
    (count) => count === guesses,
  );
  for (let slider = 0; slider < guesses; slider += 1) {
    await page.role('slider').nth(slider).focus();
    await page.press('ArrowRight');
  }
}

/** Opens a lab, moves each guess, and goes on to the place where the agent is started. */
export async function predict(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await moveGuesses(page);
  await page.button('Commit my predictions').click();
  await page.button('Watch it work').click();
}

/** The whole build at once; ends when it was measured. */
export async function build(page: Page): Promise<void> {
  await page.button('Start the agent').click();
  await page.button('At once').click();
  await page.button('Say what you saw').shown();
}

export async function answerAndReveal(page: Page): Promise<void> {
  await page.button('Say what you saw').click();
  await page.text('One time').click();
  await page.button('Answer').click();
  await page.button('See how close your guess was').click();
}

export async function endLab(page: Page, surprise: string): Promise<void> {
  await page.button('Two questions to end with').click();
  await page.text(surprise).click();
  await page.text('In my team, with someone to check').click();
  await page.button('Finish the lab').click();
  await page.role('heading', 'You did it, firsthand').shown();
  await guide(page).text('All done').shown();
}

/** Waits for one of two parts; true where the first one is there. */
export async function either(page: Page, first: Part, second: Part): Promise<boolean> {
  const seen = await page.until(
    'one of two parts is shown',
    async () => ((await first.isShown()) ? 'first' : (await second.isShown()) ? 'second' : ''),
    (which) => which !== '',
  );
  return seen === 'first';
}

/** Runs that this browser keeps for good. */
export function keptRuns(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('firsthand-runs');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction('runs').objectStore('runs').count();
          counting.onsuccess = () => resolve(counting.result);
          counting.onerror = () => reject(counting.error);
          opening.result.close();
        };
      }),
  );
}

/** Nothing went wrong that a person does not see. */
export async function expectNoErrors(page: Page): Promise<void> {
  expect(await page.errors()).toEqual([]);
}
