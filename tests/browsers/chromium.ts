/** Chromium, driven by Playwright. */
import type { Browser, BrowserContext, CDPSession, Frame, Page } from '@playwright/test';
import type { Engine, EngineTab } from './engine.ts';

/** Drives a browser that was started for it. */
export function chromiumEngine(browser: Browser): Engine {
  return {
    async newTab(viewport) {
      const context = await browser.newContext({ viewport, hasTouch: true });
      return chromiumTab(context, await context.newPage());
    },
    close: () => browser.close(),
  };
}

function chromiumTab(context: BrowserContext, page: Page): EngineTab {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  const sessions = new WeakMap<Page | Frame, Promise<CDPSession>>();
  /** A sandboxed frame is a target of its own, as a page is. */
  function sessionOf(target: Page | Frame): Promise<CDPSession> {
    const session = sessions.get(target) ?? context.newCDPSession(target);
    sessions.set(target, session);
    return session;
  }
  return {
    engine: 'chromium',
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    back: async () => void (await page.goBack()),
    forward: async () => void (await page.goForward()),
    async run(expression, selector) {
      if (selector === undefined) return evaluate(await sessionOf(page), expression);
      const frame = await (await page.$(selector))?.contentFrame();
      // One whose page has not come yet may change its process, and what was asked then is never answered.
      if (!frame?.url()) throw new Error(`No frame ${selector} is there.`);
      return whileAttached(page, frame, async () => evaluate(await sessionOf(frame), expression));
    },
    click: (x, y) => page.mouse.click(x, y),
    press: (keys) => page.keyboard.press(keys),
    type: (text) => page.keyboard.type(text),
    insert: (text) => page.keyboard.insertText(text),
    tap: (x, y) => page.touchscreen.tap(x, y),
    resize: (width, height) => page.setViewportSize({ width, height }),
    screenshot: () => page.screenshot(),
    errors: async () => errors,
    close: () => context.close(),
  };
}

/** What was asked of a frame that is taken away is never answered. */
async function whileAttached<Result>(page: Page, frame: Frame, ask: () => Promise<Result>): Promise<Result> {
  let onDetached = (_gone: Frame) => {};
  const detached = new Promise<never>((_resolve, reject) => {
    onDetached = (gone) => {
      if (gone === frame) reject(new Error('The frame was taken away.'));
    };
  });
  page.on('framedetached', onDetached);
  try {
    if (frame.isDetached()) onDetached(frame);
    return await Promise.race([ask(), detached]);
  } finally {
    page.off('framedetached', onDetached);
  }
}

/** By the protocol itself: the library would call the page's own `eval`, which a preview guards. */
async function evaluate(session: CDPSession, expression: string): Promise<string> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return String(result.value);
}
