/** What the walks with a live model share: a server with a double behind it, a slow processor, the record that is kept. */
import type { Browser, Page } from '@playwright/test';
import { type ProviderDouble, type Scenario, startProviderDouble } from '../doubles/provider-double.ts';
import { expect } from './journey.ts';
import { type KitProcess, startKit } from './kit-process.ts';

export interface LiveKit {
  readonly page: Page;
  readonly kit: KitProcess;
  readonly double: ProviderDouble;
  end(): Promise<void>;
}

/** A facilitator's page on a server whose model is this scenario; the processor is throttled. */
export async function openLive(browser: Browser, scenario: Scenario, throttle = 6): Promise<LiveKit> {
  const double = await startProviderDouble(scenario);
  const kit = await startKit({ ANTHROPIC_BASE_URL: double.origin, ANTHROPIC_API_KEY: 'sk-ant-varied-0a1b' });
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, baseURL: kit.origin });
  await page.goto(kit.facilitatorLink);
  await expect(page).toHaveURL(/\/preflight\//);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  return {
    page,
    kit,
    double,
    async end() {
      await page.context().close();
      await kit.end();
      await double.close();
    },
  };
}

interface KeptEvent {
  readonly seq: number;
  readonly type: string;
  readonly name?: string;
  readonly value?: { readonly path?: string; readonly after?: string | null };
}

/** Events of a run as this browser keeps them. */
async function keptEvents(page: Page, runId: string): Promise<readonly KeptEvent[]> {
  return page.evaluate(
    (id) =>
      new Promise<KeptEvent[]>((resolve, reject) => {
        const opening = indexedDB.open('firsthand-runs');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const range = IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);
          const reading = db.transaction('chunks').objectStore('chunks').getAll(range);
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            db.close();
            const chunks = reading.result as { lines: string }[];
            const lines = chunks.flatMap((chunk) => chunk.lines.split('\n')).filter((line) => line !== '');
            resolve(lines.map((line) => JSON.parse(line) as KeptEvent));
          };
        };
      }),
    runId,
  );
}

/**
 * The kept run once these rounds have ended in it and the last was judged: gap-free from its first event on.
 * Resolves to its files.
 */
export async function expectWhole(
  page: Page,
  runId: string,
  rounds: number,
): Promise<Readonly<Record<string, string>>> {
  await expect
    .poll(async () => {
      const events = await keptEvents(page, runId);
      const ended = events.filter(({ type }) => type === 'RUN_FINISHED').length;
      return { ended, last: events.at(-1)?.name };
    }, 'all of it is kept')
    .toEqual({ ended: rounds, last: 'firsthand.checks' });
  const events = await keptEvents(page, runId);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  const files: Record<string, string> = {};
  for (const { name, value } of events) {
    if (name !== 'firsthand.file' || !value?.path) continue;
    if (typeof value.after === 'string') files[value.path] = value.after;
    else delete files[value.path];
  }
  return files;
}

export function runInAddress(page: Page): string {
  return new URL(page.url()).searchParams.get('run') ?? '';
}
