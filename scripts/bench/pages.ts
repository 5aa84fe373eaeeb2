/** Lighthouse (mobile) on the production build, and what the pages ship. */
import { gzipSync } from 'node:zlib';
import lighthouse from 'lighthouse';
import { openBrowser } from './browser.ts';
import { startBuiltServer } from './built-server.ts';
import type { Bench, Measure } from './measure.ts';

const debuggingPort = 4396;
const categories = { accessibility: 100, 'best-practices': 100, seo: 100, performance: 98 } as const;

async function score(url: string): Promise<readonly Measure[]> {
  const outcome = await lighthouse(url, {
    port: debuggingPort,
    onlyCategories: Object.keys(categories),
    logLevel: 'error',
  });
  const path = new URL(url).pathname;
  return Object.entries(categories).map(([category, least]) => ({
    name: `Lighthouse ${category} ${path}`,
    value: Math.round((outcome?.lhr.categories[category]?.score ?? 0) * 100),
    unit: 'points',
    baseline: least,
    against: 'least',
  }));
}

/** Bytes of script, compressed by gzip, that a page loads before anybody does anything. */
async function scriptBytes(origin: string, path: string): Promise<number> {
  const browser = await openBrowser();
  const page = await browser.newPage();
  const scripts = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.set(response.url(), response.body());
  });
  await page.goto(`${origin}${path}`, { waitUntil: 'networkidle' });
  const bodies = await Promise.all(scripts.values());
  await browser.close();
  return bodies.reduce((sum, body) => sum + gzipSync(body).byteLength, 0);
}

export const pages: Bench = {
  name: 'pages',
  async run() {
    const server = await startBuiltServer(4395);
    const browser = await openBrowser([`--remote-debugging-port=${debuggingPort}`]);
    try {
      const measures: Measure[] = [];
      for (const path of ['/', '/labs/']) measures.push(...(await score(`${server.origin}${path}`)));
      for (const path of ['/', '/labs/', '/labs/web-app/', '/labs/financial-model/']) {
        const value = (await scriptBytes(server.origin, path)) / 1024;
        measures.push({
          name: `script before a run ${path}`,
          value,
          unit: 'KB gz',
          baseline: 150,
          against: 'limit',
        });
      }
      return measures;
    } finally {
      await browser.close();
      await server.stop();
    }
  },
};
