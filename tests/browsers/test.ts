/**
 * Tests that run in every engine. The project (`chromium`, `firefox`, `webkit`) says which; `page` is a
 * `Page` as nobody has used it before, `site` the address of the built site, `harness` that of the test
 * pages. An engine that the machine does not have is skipped, with the remedy.
 *
 * One file in one engine: `playwright test --project=webkit tests/browsers/lab.spec.ts`.
 */
import { writeFileSync } from 'node:fs';
import {
  expect,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  test as playwright,
  type TestType,
} from '@playwright/test';
import { findFirefox, findWebKit } from '../../scripts/browser.ts';
import { chromiumEngine } from './chromium.ts';
import type { Engine, EngineName } from './engine.ts';
import { firefoxEngine } from './firefox.ts';
import { Page } from './page.ts';
import { webKitEngine } from './webkit.ts';

interface WorkerParts {
  readonly engine: EngineName;
  readonly site: string;
  readonly harness: string;
  /** The browser, or what to do where there is none. */
  readonly engineOrRemedy: Engine | string;
}

interface TestParts {
  readonly size: { readonly width: number; readonly height: number };
  readonly page: Page;
}

/** The library's own `page` is not offered here: it drives one engine only. */
const base = playwright as unknown as TestType<
  object,
  Pick<PlaywrightWorkerArgs, 'playwright'> & Pick<PlaywrightWorkerOptions, 'launchOptions'>
>;

export const test = base.extend<TestParts, WorkerParts>({
  engine: ['chromium', { option: true, scope: 'worker' }],
  site: ['', { option: true, scope: 'worker' }],
  harness: ['', { option: true, scope: 'worker' }],
  size: [{ width: 1440, height: 900 }, { option: true }],
  engineOrRemedy: [
    async ({ engine, playwright, launchOptions }, use) => {
      const opened =
        engine === 'chromium'
          ? chromiumEngine(await playwright.chromium.launch(launchOptions))
          : await openEngine(engine);
      await use(opened);
      if (typeof opened !== 'string') await opened.close();
    },
    { scope: 'worker', timeout: 0 },
  ],
  page: async ({ engineOrRemedy, size }, use, info) => {
    info.skip(typeof engineOrRemedy === 'string', String(engineOrRemedy));
    if (typeof engineOrRemedy === 'string') return;
    const tab = await engineOrRemedy.newTab(size);
    await use(new Page(tab));
    if (info.status !== info.expectedStatus) {
      const path = info.outputPath('screen.png');
      writeFileSync(path, await tab.screenshot());
      await info.attach('screen', { path, contentType: 'image/png' });
    }
    await tab.close();
  },
});

export { expect };

async function openEngine(engine: 'firefox' | 'webkit'): Promise<Engine | string> {
  if (engine === 'firefox') {
    const program = findFirefox();
    if (program === undefined) return 'Firefox is not installed (Debian: apt-get install firefox-esr).';
    return firefoxEngine(program);
  }
  const programs = findWebKit();
  if (programs === undefined)
    return 'WebKit is not installed (Debian: apt-get install webkit2gtk-driver xvfb).';
  return webKitEngine(programs);
}
