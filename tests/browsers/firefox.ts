/** Firefox, driven over WebDriver BiDi by Puppeteer. */
import puppeteer, { type BrowserContext, type KeyInput, type Page } from 'puppeteer-core';
import type { Engine, EngineTab } from './engine.ts';

/** Starts a Firefox without a window. */
export async function firefoxEngine(executablePath: string): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    protocolTimeout: 0,
  });
  return {
    async newTab(viewport) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      page.setDefaultTimeout(0);
      await page.setViewport(viewport);
      return firefoxTab(context, page);
    },
    close: () => browser.close(),
  };
}

function firefoxTab(context: BrowserContext, page: Page): EngineTab {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error instanceof Error ? error.message : String(error)));
  return {
    engine: 'firefox',
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    // The library waits for a load that a page out of the back/forward cache never has.
    back: async () => void (await page.evaluate('history.back()')),
    forward: async () => void (await page.evaluate('history.forward()')),
    async run(expression, selector) {
      if (selector === undefined) return (await page.evaluate(expression)) as string;
      const element = await page.$(selector);
      const frame = await element?.contentFrame();
      await element?.dispose();
      if (!frame) throw new Error(`No frame ${selector} is there.`);
      return (await frame.evaluate(expression)) as string;
    },
    click: (x, y) => page.mouse.click(x, y),
    async press(keys) {
      const names = keys.split('+').map((name) => (name === 'Space' ? ' ' : name)) as KeyInput[];
      for (const name of names) await page.keyboard.down(name);
      for (const name of names.reverse()) await page.keyboard.up(name);
    },
    type: (text) => page.keyboard.type(text),
    insert: undefined,
    tap: (x, y) => page.touchscreen.tap(x, y),
    resize: (width, height) => page.setViewport({ width, height }),
    screenshot: async () => Buffer.from(await page.screenshot()),
    errors: async () => errors,
    close: () => context.close(),
  };
}
