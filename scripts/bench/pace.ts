/** How long a rehearsal takes on stage at its own pace, and on a processor slowed down six times. */
import { openBrowser } from './browser.ts';
import { startBuiltServer } from './built-server.ts';
import type { Bench } from './measure.ts';

const SLOWER = 6;
/** The longest that a run is waited for, ms. */
const MAX_RUN_MS = 600_000;

/** Seconds from the first key to the end of the run. */
async function lengthOfShow(origin: string, slower: number): Promise<number> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(`${origin}/stage/?demo=offsite-planner&mode=rehearsal`);
    await page.getByText(/Space starts the agent/).waitFor();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    const began = performance.now();
    await page.keyboard.press('Space');
    await page
      .getByText(/All \d+ checks pass/)
      .first()
      .waitFor({ timeout: MAX_RUN_MS });
    return (performance.now() - began) / 1000;
  } finally {
    await browser.close();
  }
}

export const pace: Bench = {
  name: 'pace',
  async run() {
    const server = await startBuiltServer(4397);
    try {
      const baseline = await lengthOfShow(server.origin, 1);
      const value = await lengthOfShow(server.origin, SLOWER);
      return [
        {
          name: `a rehearsal, processor ${SLOWER} times slower`,
          value,
          unit: 's',
          baseline,
          against: 'unslowed',
        },
      ];
    } finally {
      await server.stop();
    }
  },
};
