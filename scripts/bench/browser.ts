/** The browser that the benches drive. */
import { type Browser, chromium } from '@playwright/test';
import { ensureChromium } from '../browser.ts';

/** A new browser with nothing in its caches. */
export async function openBrowser(parameters: readonly string[] = []): Promise<Browser> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath: await ensureChromium(),
    args: [
      ...asRoot,
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--disable-background-networking',
      ...parameters,
    ],
  });
}
