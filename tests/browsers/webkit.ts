/**
 * WebKit, as WebKitGTK's MiniBrowser: driven by plain W3C WebDriver, on a screen of its own that nobody
 * sees. Debian: `webkit2gtk-driver` and `xvfb`. The driver allows one session at a time.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { WebKitPrograms } from '../../scripts/browser.ts';
import type { Engine, EngineTab } from './engine.ts';

/** Starts a screen on the first number that is free, and gives its name. */
async function startScreen(program: string): Promise<{ process: ChildProcess; display: string }> {
  const child = spawn(program, ['-displayfd', '3', '-screen', '0', '2200x1600x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    child.stdio[3]?.once('data', (chunk: Buffer) => resolve(String(chunk).trim()));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The screen for WebKit ended at once (${code}).`)));
  });
  return { process: child, display: `:${number}` };
}

async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 50));

/** One command of the W3C protocol; a failed one throws with the driver's own words. */
async function command(base: string, method: string, path: string, body?: object): Promise<unknown> {
  const named = `WebKit: ${method} ${path.replace(/^\/session\/[^/]+/, '')}`;
  const response = await fetch(base + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    throw new Error(`${named} ${JSON.stringify(body ?? {}).slice(0, 400)} got no answer.`, { cause });
  });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`${named}: ${error}: ${message}`);
}

async function startDriver(
  program: string,
  display: string,
): Promise<{ process: ChildProcess; base: string }> {
  const port = await freePort();
  const child = spawn(program, ['-p', String(port)], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display,
      GDK_BACKEND: 'x11',
      NO_AT_BRIDGE: '1',
      // Without a graphics card its layers would be composed by an OpenGL in software: half of all its time.
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    },
  });
  const base = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`WebKitWebDriver ended at once (${child.exitCode}).`);
    try {
      await command(base, 'GET', '/status');
      return { process: child, base };
    } catch {
      await pause();
    }
  }
}

/** Starts a screen and a driver on ports that were free. */
export async function webKitEngine(programs: WebKitPrograms): Promise<Engine> {
  const screen = await startScreen(programs.screen);
  const driver = await startDriver(programs.driver, screen.display);
  const end = () => {
    driver.process.kill();
    screen.process.kill();
  };
  process.once('exit', end);
  return {
    async newTab(viewport) {
      const options = { binary: programs.browser, args: ['--automation'] };
      const { sessionId } = (await command(driver.base, 'POST', '/session', {
        // Its wait for a load has no end where a frame is replaced meanwhile; see `leave`.
        capabilities: { alwaysMatch: { pageLoadStrategy: 'none', 'webkitgtk:browserOptions': options } },
      })) as { sessionId: string };
      const tab = webKitTab(`${driver.base}/session/${sessionId}`);
      await tab.resize(viewport.width, viewport.height);
      return tab;
    },
    async close() {
      process.off('exit', end);
      end();
    },
  };
}

/** Names of UI Events → the code points by which WebDriver names keys. */
const KEYS: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  F2: '\uE032',
  F5: '\uE035',
  Meta: '\uE03D',
};

/** Collects what goes wrong in a page from the first look at it on: the protocol tells no console. */
const WATCH_ERRORS = `if (!window.__errors) {
  window.__errors = [];
  addEventListener('error', (event) => event.message && __errors.push(event.message));
  addEventListener('unhandledrejection', (event) => __errors.push(String(event.reason)));
  const { error } = console;
  console.error = (...words) => { __errors.push(words.map(String).join(' ')); error(...words); };
}`;

/** A look into a frame gives it the focus; keys are to go on to where they went before. */
const NOTE_FOCUS = 'window.__focused = document.hasFocus() ? document.activeElement : null;';
const GIVE_FOCUS_BACK = `if (__focused !== null && __focused.tagName !== 'IFRAME') {
  if (document.activeElement !== __focused) document.activeElement?.blur();
  window.focus();
  if (__focused !== document.body) __focused.focus();
}`;

/** Answers are left in the document and fetched: the driver never answers a script whose document goes meanwhile. */
const begin = (expression: string) => `${WATCH_ERRORS}
const answer = window.__answer = {};
Promise.resolve().then(() => ${expression}).then(
  (value) => { answer.value = value; },
  (error) => { answer.error = String(error && error.stack ? error + '\\n' + error.stack : error); },
);`;
const FETCH = 'return window.__answer ?? null;';
/** What an act gives that took its own document away. */
const NOTHING = '{}';

function webKitTab(base: string): EngineTab {
  const send = (method: string, path: string, body?: object) => command(base, method, path, body);
  const kept: string[] = [];

  const script = (text: string) => send('POST', '/execute/sync', { script: text, args: [] });
  /** Null where the document was left before it answered. */
  async function answerOf(expression: string): Promise<string | null> {
    await script(begin(expression));
    for (;;) {
      const answer = (await script(FETCH).catch((error: Error) => {
        if (error.message.includes('no such frame')) return null;
        throw error;
      })) as { value?: string; error?: string } | null;
      if (answer === null) return null;
      if (answer.error !== undefined) throw new Error(answer.error);
      if (answer.value !== undefined) return answer.value;
      await pause();
    }
  }
  async function run(expression: string, frame?: string): Promise<string> {
    if (frame === undefined) return (await answerOf(expression)) ?? NOTHING;
    await script(NOTE_FOCUS);
    const id = await send('POST', '/element', { using: 'css selector', value: frame });
    await send('POST', '/frame', { id });
    try {
      return (await answerOf(expression)) ?? NOTHING;
    } finally {
      await send('POST', '/frame', { id: null });
      await script(GIVE_FOCUS_BACK);
    }
  }
  /** What was heard so far; asked before each page is left, since it lives there. */
  async function collect(): Promise<void> {
    const heard = await answerOf('JSON.stringify(__errors.splice(0))');
    if (heard !== null) kept.push(...(JSON.parse(heard) as string[]));
  }
  /** Whether the next document is there. The one before cannot be asked while it goes. */
  const hasCome = () =>
    script('return window.__left !== true && document.readyState !== "loading";').catch((error: Error) => {
      if (error.message.includes('no such frame')) return false;
      throw error;
    });
  /** Resolves in the next document. */
  async function leave(go: () => Promise<unknown>): Promise<void> {
    await collect();
    await script('window.__left = true;');
    await go();
    while (!(await hasCome())) await pause();
    await collect();
  }
  const keys = (actions: readonly object[]) =>
    send('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });

  return {
    engine: 'webkit',
    goto: (url) => leave(() => send('POST', '/url', { url })),
    reload: () => leave(() => send('POST', '/refresh', {})),
    async back() {
      await collect();
      await script('history.back();');
    },
    async forward() {
      await collect();
      await script('history.forward();');
    },
    run,
    async click(x, y) {
      const at = { x: Math.round(x), y: Math.round(y) };
      await send('POST', '/actions', {
        actions: [
          {
            type: 'pointer',
            id: 'mouse',
            parameters: { pointerType: 'mouse' },
            actions: [
              { type: 'pointerMove', duration: 0, origin: 'viewport', ...at },
              { type: 'pointerDown', button: 0 },
              { type: 'pointerUp', button: 0 },
            ],
          },
        ],
      });
    },
    async press(names) {
      const values = names.split('+').map((name) => KEYS[name] ?? name);
      await keys([
        ...values.map((value) => ({ type: 'keyDown', value })),
        ...values.toReversed().map((value) => ({ type: 'keyUp', value })),
      ]);
    },
    async type(text) {
      await keys(
        [...text].flatMap((value) => [
          { type: 'keyDown', value: value === '\n' ? '\uE007' : value },
          { type: 'keyUp', value: value === '\n' ? '\uE007' : value },
        ]),
      );
    },
    insert: undefined,
    tap: undefined,
    async resize(width, height) {
      const setWindow = (size: object) => send('POST', '/window/rect', size);
      const inner = async () =>
        JSON.parse(await run('JSON.stringify([innerWidth, innerHeight])')) as number[];
      // The page hears of its window's size later. A width it did not have says that the height beside it is new too.
      const other = (await inner())[0] === width ? width + 1 : width;
      await setWindow({ width: other, height });
      let seen = await inner();
      while (seen[0] !== other) {
        await pause();
        seen = await inner();
      }
      const bars = height - (seen[1] ?? 0);
      await setWindow({ width, height: height + bars });
      while (String(await inner()) !== String([width, height])) await pause();
    },
    async screenshot() {
      return Buffer.from((await send('GET', '/screenshot')) as string, 'base64');
    },
    async errors() {
      await collect();
      return kept;
    },
    async close() {
      await send('DELETE', '');
    },
  };
}
