/** First preview, hot update, what crosses the wire, and the highlight's rehearsal at full speed. */
import { spawn } from 'node:child_process';
import type { Browser, Page, Request } from '@playwright/test';
import { at } from '../project.ts';
import { openBrowser } from './browser.ts';
import { startBuiltServer } from './built-server.ts';
import { type Bench, type Measure, median } from './measure.ts';

const harnessPort = 4394;
const harness = `http://localhost:${harnessPort}/tests/harness/measure.html`;

interface PreviewTimes {
  readonly firstPreviewMs: number;
  readonly hotUpdateMs: number;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

async function startHarness(): Promise<() => void> {
  const child = spawn(process.execPath, [at('tests/harness/serve.ts')], {
    env: { ...process.env, HARNESS_PORT: String(harnessPort), HARNESS_VENDOR: 'keep' },
    stdio: 'ignore',
  });
  const deadline = performance.now() + 60_000;
  while (!(await answers(harness))) {
    if (performance.now() > deadline) throw new Error('The harness did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return () => child.kill();
}

/** A browser of its own each time, so that nothing is cached. The first round warms the harness, not the browser. */
async function timePreviews(rounds: number): Promise<PreviewTimes[]> {
  const stop = await startHarness();
  const times: PreviewTimes[] = [];
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const browser = await openBrowser();
      const page = await browser.newPage();
      await page.goto(harness, { waitUntil: 'networkidle' });
      const measured = await page.evaluate(() =>
        (Reflect.get(window, 'measurePreview') as () => Promise<PreviewTimes>)(),
      );
      if (round > 0) times.push(measured);
      await browser.close();
    }
  } finally {
    stop();
  }
  return times;
}

/** Once the first page is there the sandbox fetches what may be needed later, this first. */
const LATE = '/vendor/test-runner.';

/** Follows what crosses the wire; the sum leaves out what was asked for after the first page was there. */
function countBytes(page: Page): () => Promise<number> {
  const asked: Request[] = [];
  const arrived = new Set<Request>();
  page.on('request', (request) => asked.push(request));
  page.on('requestfinished', (request) => arrived.add(request));
  return async () => {
    const late = asked.findIndex((request) => new URL(request.url()).pathname.startsWith(LATE));
    const early = (late < 0 ? asked : asked.slice(0, late)).filter((request) => arrived.has(request));
    const sizes = await Promise.all(early.map((request) => request.sizes()));
    return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  };
}

/** Walks the lab to the agent's start; resolves when its first page is there. */
async function startLab(
  browser: Browser,
  origin: string,
): Promise<{ page: Page; bytes: number; begun: number }> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const counted = countBytes(page);
  await page.goto(`${origin}/labs/web-app/`, { waitUntil: 'networkidle' });
  // The first is there before the others: each is hidden until its place was measured.
  const guesses = page.getByRole('slider');
  await guesses.nth(2).waitFor();
  for (const guess of await guesses.all()) await guess.press('ArrowRight');
  await page.getByRole('button', { name: 'Commit my predictions' }).click();
  await page.getByRole('button', { name: 'Watch it work' }).click();
  await page.getByRole('button', { name: 'Start the agent' }).click();
  const begun = performance.now();
  await page.frameLocator('iframe').locator('#root > *').first().waitFor({ timeout: 30_000 });
  return { page, bytes: await counted(), begun };
}

async function walkLab(origin: string): Promise<{ bytes: number; greenMs: number }> {
  const browser = await openBrowser();
  const { page, bytes, begun } = await startLab(browser, origin);
  await page.getByRole('button', { name: 'At once' }).click();
  await page.getByText('6 of 6 checks pass').first().waitFor({ timeout: 120_000 });
  const greenMs = performance.now() - begun;
  await browser.close();
  return { bytes, greenMs };
}

export const sandbox: Bench = {
  name: 'sandbox',
  async run() {
    const times = await timePreviews(5);
    const server = await startBuiltServer(4395);
    const { bytes, greenMs } = await walkLab(server.origin).finally(() => server.stop());
    const limit = (name: string, value: number, unit: string, baseline: number): Measure => ({
      name,
      value,
      unit,
      baseline,
      against: 'limit',
    });
    return [
      limit('first preview, cold', median(times.map((time) => time.firstPreviewMs)), 'ms', 1200),
      limit('hot update, state kept', median(times.map((time) => time.hotUpdateMs)), 'ms', 60),
      limit('everything before the first preview of the lab', bytes / 1024, 'KB gz', 700),
      limit('highlight rehearsal, click to all checks green', greenMs / 1000, 's', 8),
    ];
  },
};
