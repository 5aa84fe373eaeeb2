/**
 * What journeys are written with: one page, the same in Chromium, Firefox and WebKit.
 *
 * ```ts
 * import { expect, test } from './test.ts';
 * test('a person starts the agent', async ({ page, site }) => {
 *   await page.goto(`${site}/labs/web-app/`);
 *   await page.button('Commit my predictions').click();
 *   await page.label('Company name').fill('Northquay Bank');
 *   await page.frame().text('Northquay Bank').shown();
 *   await page.until('one run is kept', () => page.evaluate(() => localStorage.length), (count) => count === 1);
 * });
 * ```
 * `page.button`, `role`, `text`, `label` and `css` give a `Part`, found anew at every look; the same on a
 * `Part` looks inside it, and on `page.frame()` inside the sandboxed preview. Nothing waits for a time:
 * an act waits until its part is there, enabled and not covered; the test's own timeout ends a wait
 * that never comes true, and the message says what was looked for and what was there instead.
 */
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { EngineName, EngineTab } from './engine.ts';
import type { FindStep, FoundElement, Words } from './finder.ts';

type Pattern = string | RegExp;

/** How long a condition is waited for: only a bound against hanging, far above what any machine needs. */
const PATIENCE_MS = 240_000;

const pause = () => new Promise((resolve) => setTimeout(resolve, 50));

let finderSource: string | undefined;

function finder(): string {
  finderSource ??= buildSync({
    entryPoints: [fileURLToPath(new URL('finder.ts', import.meta.url))],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    globalName: '__finder',
    footer: { js: 'globalThis.__finder = __finder;' },
  }).outputFiles[0]?.text;
  return finderSource ?? '';
}

function words(pattern: Pattern): Words {
  return typeof pattern === 'string' ? pattern : { source: pattern.source, flags: pattern.flags };
}

function inWords(steps: readonly FindStep[]): string {
  const told = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
  return steps
    .map((step) =>
      Object.entries(step)
        .map(([key, value]) => `${key} ${told(value)}`)
        .join(', '),
    )
    .join(' → ');
}

/** What finds parts: a page, its frame, or another part. */
abstract class Place {
  protected abstract readonly tab: EngineTab;
  protected abstract readonly frameSelector: string | undefined;
  protected abstract readonly steps: readonly FindStep[];

  #part(step: FindStep): Part {
    return new Part(this.tab, this.frameSelector, [...this.steps, step]);
  }

  /** By its role; a string is the whole accessible name. */
  role(role: string, name?: Pattern): Part {
    return this.#part({ role, ...(name === undefined ? {} : { name: words(name) }) });
  }

  button(name: Pattern): Part {
    return this.role('button', name);
  }

  /** The smallest element with this text; a string is a part of it, whatever its case. */
  text(text: Pattern): Part {
    return this.#part({ text: words(text) });
  }

  /** A field by the whole of its label. */
  label(label: Pattern): Part {
    return this.#part({ label: words(label) });
  }

  css(css: string): Part {
    return this.#part({ css });
  }

  /** Runs a function in the document, with a plain value; what it returns comes back by JSON. */
  async evaluate<Result>(run: () => Result | Promise<Result>): Promise<Result>;
  async evaluate<Result, Given>(
    run: (given: Given) => Result | Promise<Result>,
    given: Given,
  ): Promise<Awaited<Result>>;
  async evaluate(run: (given: never) => unknown, given?: unknown): Promise<unknown> {
    const text = await this.tab.run(
      `(async () => JSON.stringify({ value: await (${String(run)})(${JSON.stringify(given ?? null)}) }))()`,
      this.frameSelector,
    );
    return (JSON.parse(text) as { value?: unknown }).value;
  }

  /** Calls a function of the finder; puts it into the document first where it is not there. */
  protected async find<Result>(name: string): Promise<Result> {
    const call = `(async () => globalThis.__finder === undefined ? '' : JSON.stringify({ value: __finder.${name}(${JSON.stringify(this.steps)}) }))()`;
    const text = await this.tab.run(call, this.frameSelector);
    if (text !== '') return (JSON.parse(text) as { value: Result }).value;
    await this.tab.run(`(async () => { ${finder()} return ''; })()`, this.frameSelector);
    return this.find(name);
  }
}

/** Waits until a look is what is wanted; a look that throws counts as not yet. */
async function waitUntil<Seen>(
  what: string,
  look: () => Promise<Seen>,
  isWanted: (seen: Seen) => boolean,
  timeout = PATIENCE_MS,
): Promise<Seen> {
  const end = Date.now() + timeout;
  let last: unknown;
  for (;;) {
    try {
      const seen = await look();
      if (isWanted(seen)) return seen;
      last = seen;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      const told = last instanceof Error ? last.message : JSON.stringify(last);
      throw new Error(`Never came true: ${what}. Seen last: ${told?.slice(0, 2_000)}`);
    }
    await pause();
  }
}

/** Elements of a page, found anew at every look. */
export class Part extends Place {
  protected readonly tab: EngineTab;
  protected readonly frameSelector: string | undefined;
  protected readonly steps: readonly FindStep[];

  constructor(tab: EngineTab, frameSelector: string | undefined, steps: readonly FindStep[]) {
    super();
    this.tab = tab;
    this.frameSelector = frameSelector;
    this.steps = steps;
  }

  get #words(): string {
    return `${inWords(this.steps)}${this.frameSelector === undefined ? '' : ` in ${this.frameSelector}`}`;
  }

  nth(nth: number): Part {
    return new Part(this.tab, this.frameSelector, [
      ...this.steps.slice(0, -1),
      { ...this.steps.at(-1), nth },
    ]);
  }

  /** All elements that are there now, those that can be seen first. */
  all(): Promise<FoundElement[]> {
    return this.find('look');
  }

  async count(): Promise<number> {
    return (await this.all()).length;
  }

  async isShown(): Promise<boolean> {
    return (await this.all()).some((element) => element.isVisible);
  }

  /** Waits until one can be seen, and gives it. */
  async shown(timeout?: number): Promise<FoundElement> {
    const all = await waitUntil(
      `shown: ${this.#words}`,
      () => this.all(),
      ([first]) => first?.isVisible === true,
      timeout,
    );
    return all[0] as FoundElement;
  }

  /** Waits until none can be seen. */
  async gone(timeout?: number): Promise<void> {
    await waitUntil(
      `gone: ${this.#words}`,
      () => this.isShown(),
      (isShown) => !isShown,
      timeout,
    );
  }

  /** Waits until the first one is as wanted, and gives it. */
  async until(
    what: string,
    isWanted: (element: FoundElement) => boolean,
    timeout?: number,
  ): Promise<FoundElement> {
    const all = await waitUntil(
      `${what}: ${this.#words}`,
      () => this.all(),
      ([first]) => first !== undefined && isWanted(first),
      timeout,
    );
    return all[0] as FoundElement;
  }

  /** Presses the middle of the first one with the mouse, once it can be pressed. */
  async click(): Promise<void> {
    const { x, y } = await this.#point();
    await this.tab.click(x, y);
  }

  /**
   * Taps the first one with a finger. Where the engine cannot be tapped from outside (WebKitGTK), the
   * events of a tap are sent, as Safari before 18.4 sends them: the click knows no pointer type.
   */
  async tap(): Promise<void> {
    const { x, y } = await this.#point();
    if (this.tab.tap === undefined) await this.find('tapLikeTouch');
    else await this.tab.tap(x, y);
  }

  /** Gives the first one the focus without the mouse. */
  async focus(): Promise<void> {
    await waitUntil(`has the focus: ${this.#words}`, () => this.find<boolean>('focusAll'), Boolean);
  }

  /** Replaces what a field holds by a text, typed key by key. */
  async fill(text: string): Promise<void> {
    await this.click();
    await this.focus();
    if (text === '') await this.tab.press('Backspace');
    else await this.tab.type(text);
  }

  /** Gives files to a file input: name → text or bytes. */
  async giveFile(name: string, content: string | Uint8Array): Promise<void> {
    const bytes = [...(typeof content === 'string' ? Buffer.from(content) : content)];
    await this.shown().catch(() => {});
    await this.focus().catch(() => {});
    await this.tab.run(
      `(async () => {
        const input = __finder.findAll(${JSON.stringify(this.steps)})[0];
        const files = new DataTransfer();
        files.items.add(new File([new Uint8Array(${JSON.stringify(bytes)})], ${JSON.stringify(name)}));
        input.files = files.files;
        input.dispatchEvent(new Event('input', { bubbles: true }));
        input.dispatchEvent(new Event('change', { bubbles: true }));
        return '';
      })()`,
      this.frameSelector,
    );
  }

  /** The middle of the first one in the viewport, once it is there, enabled, at rest and not covered. */
  async #point(): Promise<{ x: number; y: number }> {
    let before = '';
    const at = await waitUntil(
      `can be pressed: ${this.#words}`,
      async () => {
        const found = await this.find<FoundElement | null>('reach');
        if (found === null) return { ready: false, point: { x: 0, y: 0 }, found };
        const { point, covering } = await this.#inPage(found.box);
        const place = JSON.stringify(point);
        const isReached = found.isReached && covering === '';
        const ready = found.isVisible && found.isEnabled && isReached && place === before;
        before = place;
        return { ready, point, found, covering };
      },
      ({ ready }) => ready,
    );
    return at.point;
  }

  /** The middle of a box in the page's own viewport, and what lies over the frame there. */
  async #inPage(box: FoundElement['box']): Promise<{ point: { x: number; y: number }; covering: string }> {
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    if (this.frameSelector === undefined) return { point: middle, covering: '' };
    return new Page(this.tab).evaluate(
      ({ selector, inFrame }) => {
        const frame = document.querySelector<HTMLElement>(selector);
        frame?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
        const { x = 0, y = 0, width = 0 } = frame?.getBoundingClientRect() ?? {};
        // A preview may be drawn smaller than it is.
        const scale = width / (frame?.offsetWidth || 1);
        const point = { x: x + inFrame.x * scale, y: y + inFrame.y * scale };
        const top = document.elementFromPoint(point.x, point.y);
        const covering = top === frame ? '' : (top?.outerHTML.slice(0, 160) ?? 'outside of the viewport');
        return { point, covering };
      },
      { selector: this.frameSelector, inFrame: middle },
    );
  }
}

/** The document inside a frame. */
class Frame extends Place {
  protected readonly tab: EngineTab;
  protected readonly frameSelector: string;
  protected readonly steps: readonly FindStep[] = [];

  constructor(tab: EngineTab, frameSelector: string) {
    super();
    this.tab = tab;
    this.frameSelector = frameSelector;
  }
}

/** One page in a browser of its own. */
export class Page extends Place {
  protected readonly tab: EngineTab;
  protected readonly frameSelector = undefined;
  protected readonly steps: readonly FindStep[] = [];

  constructor(tab: EngineTab) {
    super();
    this.tab = tab;
  }

  get engine(): EngineName {
    return this.tab.engine;
  }

  goto(url: string): Promise<void> {
    return this.tab.goto(url);
  }

  reload(): Promise<void> {
    return this.tab.reload();
  }

  back(): Promise<void> {
    return this.tab.back();
  }

  forward(): Promise<void> {
    return this.tab.forward();
  }

  url(): Promise<string> {
    return this.evaluate(() => location.href);
  }

  /** The document of a frame, the preview's if nothing else is said. */
  frame(selector = 'iframe'): Frame {
    return new Frame(this.tab, selector);
  }

  /** Presses keys together on what has the focus: `Enter`, `Control+a`. */
  press(keys: string): Promise<void> {
    return this.tab.press(keys);
  }

  /** Types into what has the focus. */
  type(text: string): Promise<void> {
    return this.tab.type(text);
  }

  /** Puts a text into what has the focus at once, as a paste does: for editors that complete what is typed. */
  async insert(text: string): Promise<void> {
    if (this.tab.insert) await this.tab.insert(text);
    else await this.evaluate((given) => document.execCommand('insertText', false, given), text);
  }

  /** Waits until what a look gives is as wanted, and gives it. */
  until<Seen>(
    what: string,
    look: () => Promise<Seen>,
    isWanted: (seen: Seen) => boolean = Boolean,
    timeout?: number,
  ): Promise<Seen> {
    return waitUntil(what, look, isWanted, timeout);
  }

  resize(width: number, height: number): Promise<void> {
    return this.tab.resize(width, height);
  }

  screenshot(): Promise<Buffer> {
    return this.tab.screenshot();
  }

  /** Errors of the console and uncaught exceptions so far. */
  errors(): Promise<readonly string[]> {
    return this.tab.errors();
  }
}
