/** A replay in a real browser: the session, the loop, the sandbox and the checks, nothing replaced. */
import { expect, test } from '@playwright/test';
import type { ReplayPage } from './replay-page.ts';

declare global {
  var replays: ReplayPage;
}

for (const id of ['offsite-planner', 'storm-claim']) {
  test(`${id}: a replay gives the same events and the same files`, async ({ page }) => {
    await page.goto('/tests/harness/blank.html');
    const { first, again } = await page.evaluate(async (demoId) => {
      const path = '/tests/browser/replay-page.ts';
      globalThis.replays = ((await import(path)) as { page: ReplayPage }).page;
      return globalThis.replays.recordAndReplay(demoId);
    }, id);
    expect(first).toMatchObject({ status: 'done', mode: 'rehearsal' });
    expect(again).toMatchObject({ status: 'done', mode: 'replay' });
    expect(again.events).toEqual(first.events);
    expect(again.filesHash).toBe(first.filesHash);
  });
}
