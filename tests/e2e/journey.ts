/** What the journeys share: a browser that has finished a build, accessibility, the network that is watched. */
import AxeBuilder from '@axe-core/playwright';
import { type Browser, test as base, type Download, expect, type Locator, type Page } from '@playwright/test';
import { startLab, watchBuild } from './lab-walk.ts';

type StoredState = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>;

interface WorkerParts {
  /** Storage of a browser in which the first lab was predicted, watched and measured. Made once. */
  readonly builtLab: StoredState;
}

export const test = base.extend<object, WorkerParts>({
  builtLab: [
    async ({ browser }, use, worker) => {
      const { baseURL } = worker.project.use;
      const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
      const page = await context.newPage();
      await startLab(page, 'offsite-planner');
      await watchBuild(page);
      await expect.poll(() => keptRuns(page)).toBe(1);
      const state = await context.storageState({ indexedDB: true });
      await context.close();
      await use(state);
    },
    { scope: 'worker', timeout: 0 },
  ],
});

export { expect };

/** Ids and places of what axe finds wrong, the pages inside frames left out: they belong to the participants. */
export async function violations(page: Page): Promise<string[]> {
  // Words that are half faded in have less contrast for that moment, and nothing is wrong with them.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { violations: found } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  await page.emulateMedia({ reducedMotion: null });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** Errors of the page and of its console, and every address outside the site that was asked for. */
export function watchForTrouble(page: Page): string[] {
  const trouble: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(message.text());
  });
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== new URL(page.url()).origin)
      trouble.push(`asks ${url.origin}`);
  });
  return trouble;
}

/** Runs that this browser keeps for good. */
export function keptRuns(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('firsthand-runs');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const counting = db.transaction('runs').objectStore('runs').count();
          counting.onsuccess = () => {
            db.close();
            resolve(counting.result);
          };
          counting.onerror = () => reject(counting.error);
        };
      }),
  );
}

/** The file that an action hands to the person. */
export async function downloaded(page: Page, act: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return readDownload(download);
}

async function readDownload(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The smallest text that is drawn inside an element, CSS pixels. */
export function smallestText(element: Locator): Promise<number> {
  return element.evaluate((root) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let smallest = Number.POSITIVE_INFINITY;
    while (texts.nextNode()) {
      const parent = texts.currentNode.parentElement;
      if (!texts.currentNode.textContent?.trim() || !parent?.checkVisibility({ opacityProperty: true }))
        continue;
      if (parent.getBoundingClientRect().width <= 1) continue;
      smallest = Math.min(smallest, Number.parseFloat(getComputedStyle(parent).fontSize));
    }
    return smallest;
  });
}
