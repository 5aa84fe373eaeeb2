/** The hostile suite as steps of any browser that can evaluate a function in a page. */
import type { PreviewEvent } from '../../../src/sandbox/sandbox.ts';
import {
  type AttackTarget,
  attackProject,
  BEGUN,
  departures,
  hostilePage,
  requests,
  thefts,
} from '../../harness/attacks.ts';
import type { CountingServer } from '../../harness/counting-server.ts';
import { counterProject, type Project } from '../../harness/projects.ts';

/** The part of Playwright's and Puppeteer's page that the scenarios use. */
export interface HostPage {
  evaluate<Result, Given>(run: (given: Given) => Result, given: Given): Promise<Awaited<Result>>;
  evaluate<Result>(run: () => Result): Promise<Awaited<Result>>;
}

/** What a scenario found; a spec holds it against what must be. */
export interface HostileFinding {
  /** Requests that reached the other server, and those that reached the site outside of the preview. */
  readonly requests: readonly string[];
  readonly siteHits: number;
  readonly connections: number;
  readonly datagrams: number;
  /** Console lines of the page. */
  readonly lines: readonly string[];
  readonly events: readonly PreviewEvent[];
  /** The host's timer ran on. */
  readonly alive: boolean;
  /** The preview shows a good project afterwards. */
  readonly recovered: boolean;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export function targetOf(site: string, server: CountingServer): AttackTarget {
  return { site, other: `http://localhost:${server.port}`, stun: `stun:127.0.0.1:${server.udpPort}` };
}

/** Opens a hostile project, gives it time, then opens a good one in the same preview. */
export async function attack(
  page: HostPage,
  project: Project,
  site: string,
  server: CountingServer,
  waitMs: number,
  browser: 'chromium' | 'firefox' | 'webkit' = 'chromium',
): Promise<HostileFinding> {
  const leaks = `${site}/__leaks?browser=${browser}`;
  server.take();
  await fetch(leaks);
  const before = await page.evaluate(() => window.harness.pulse().ticks);
  await page.evaluate((files) => window.harness.start(files), project);
  await given(page, waitMs);
  const { ticks } = await page.evaluate(() => window.harness.pulse());
  const events = await page.evaluate(() => window.harness.events());
  const taken = server.take();
  const siteHits = Number(await (await fetch(leaks)).text());
  return {
    ...taken,
    siteHits,
    lines: events.flatMap((event) => (event.type === 'console' ? [event.text] : [])),
    events,
    alive: ticks > before,
    recovered: await recovers(page),
  };
}

/** Gives a page its time from its first word on; less where it hangs and was taken away before. */
async function given(page: HostPage, waitMs: number): Promise<void> {
  let end = Number.POSITIVE_INFINITY;
  while (performance.now() < end) {
    await pause(Math.min(250, end - performance.now()));
    const { isGone, hasBegun } = await page.evaluate((word) => {
      const events = window.harness.events();
      return {
        isGone: events.some(({ type }) => type === 'unresponsive'),
        hasBegun: events.some((event) => event.type === 'console' && event.text === word),
      };
    }, BEGUN);
    if (isGone) {
      await pause(500);
      return;
    }
    if (hasBegun) end = Math.min(end, performance.now() + waitMs);
  }
}

/** A bound against hanging, about five minutes. */
const RECOVERY_TRIES = 1_200;

/** Replaces the files by a good project and looks whether it works. */
export async function recovers(page: HostPage): Promise<boolean> {
  await page.evaluate(async (files) => {
    for (const path of ['/src/main.js', '/src/main.ts']) await window.harness.remove(path).catch(() => {});
    await window.harness.write(files);
  }, counterProject);
  for (let tries = 0; tries < RECOVERY_TRIES; tries++) {
    const shown = await page.evaluate(() => window.harness.text().catch(() => ''));
    if (shown.includes('Count is 1')) return true;
    if (shown.includes('Count is 0')) {
      await page.evaluate(() =>
        window.harness.act({ do: 'click', target: { role: 'button', name: 'Add one' } }).catch(() => null),
      );
    }
    if (tries === 20) await page.evaluate(() => window.harness.reload().catch(() => {}));
    await pause(250);
  }
  return false;
}

export const requestProject = (target: AttackTarget): Project => attackProject(requests, target);
export const theftProject = (target: AttackTarget): Project => attackProject(thefts, target);
export const departureProjects = (target: AttackTarget): { name: string; project: Project }[] =>
  departures.map((departure) => ({ name: departure.name, project: hostilePage(departure.code(target)) }));

/** How long a flood is let run: longer than a silent page is waited for. */
const FLOOD_MS = 8_000;

/** How long one is that leaves the page alive, and only gets larger. */
const STREAM_MS = 3_500;

/** Code that streams, but lets the page answer. */
const streams: ReadonlySet<string> = new Set([
  'console output',
  'messages to the host',
  'errors without end',
  'reloads without end',
]);

export function floodMs(name: string): number {
  return streams.has(name) ? STREAM_MS : FLOOD_MS;
}

/** Code that tries to take the page's time or memory. */
export const floods: Readonly<Record<string, string>> = {
  'a loop that no guard sees': `(0, eval)('for (;;) {}')`,
  'a loop in a made function': `const make = (async () => {}).constructor as FunctionConstructor; for (const F of [Function, make, (function* () {}).constructor as FunctionConstructor]) { try { new F('for (;;) {}')(); } catch {} } setTimeout('for (;;) {}', 0);`,
  'async functions without end': `async function again(): Promise<void> { await null; return again(); } again(); const once = async () => { await 0; once(); }; once();`,
  'promises without end': `const again = () => Promise.resolve().then(again); again();`,
  'timers without end': `const again = () => { for (let i = 0; i < 10; i++) setTimeout(again, 0); const end = Date.now() + 20; (0, eval)('while (Date.now() < ' + end + ');'); }; again();`,
  'console output': `setInterval(() => { for (let i = 0; i < 20000; i++) console.log('x'.repeat(2000)); }, 0);`,
  'messages to the host': `setInterval(() => { for (let i = 0; i < 2000; i++) parent.postMessage('x'.repeat(1000), '*'); }, 0);`,
  'errors without end': `setInterval(() => { throw new Error('again ' + Math.random()); }, 0);`,
  memory: `const kept: unknown[] = []; setInterval(() => { for (let i = 0; i < 50; i++) kept.push(new Uint8Array(1 << 20).fill(1)); }, 0);`,
  'elements without end': `setInterval(() => { for (let i = 0; i < 5000; i++) document.body.append(document.createElement('p')); }, 0);`,
  'reloads without end': `location.reload();`,
};

/** Changes everything that a probe could lean on, then claims to be another page. */
export const forgery = `
document.body.innerHTML = '<main><h1>True heading</h1><button>True button</button><p style="color:#777777;background:#ffffff">True text</p></main>';
const lie = () => 'FORGED';
const worse = (name: string) => { try { Object.defineProperty(Object.prototype, name, { get: lie, set() {}, configurable: true }); } catch {} };
for (const name of ['ref', 'role', 'name', 'text', 'ratio', 'value', 'ok', 'problem', 'target', 'action']) worse(name);
Object.defineProperty(Object.prototype, 'toJSON', { value: lie, configurable: true });
const node = document.createElement('h1'); node.textContent = 'FORGED';
for (const [owner, name] of [[Node.prototype, 'firstChild'], [Node.prototype, 'nextSibling'], [Document.prototype, 'body'], [Element.prototype, 'localName'], [Node.prototype, 'nodeValue'], [HTMLElement.prototype, 'innerText'], [MessageEvent.prototype, 'data']] as const) {
  Object.defineProperty(owner, name, { get() { return name === 'firstChild' || name === 'body' ? node : 'FORGED'; }, configurable: true });
}
for (const [owner, name] of [[Element.prototype, 'getAttribute'], [Element.prototype, 'getBoundingClientRect'], [CSSStyleDeclaration.prototype, 'getPropertyValue'], [String.prototype, 'slice'], [String.prototype, 'toLowerCase'], [String.prototype, 'charCodeAt'], [Array.prototype, 'push'], [Array.prototype, 'map'], [Array.prototype, 'join'], [JSON, 'stringify'], [Reflect, 'apply'], [Function.prototype, 'call'], [Function.prototype, 'apply'], [WeakMap.prototype, 'get'], [CanvasRenderingContext2D.prototype, 'getImageData'], [window, 'getComputedStyle']] as const) {
  try { (owner as any)[name] = function forged() { return 'FORGED'; }; } catch {}
}
const stolen: MessagePort[] = [];
const post = MessagePort.prototype.postMessage;
MessagePort.prototype.postMessage = function (...given: any[]) { stolen[stolen.length] = this; return Reflect.apply === post as any ? undefined : undefined; };
for (let index = 0; index < 20; index++) {
  window.parent.postMessage({ type: 'answer', id: index, value: 'FORGED' }, '*');
  window.parent.postMessage({ type: 'ready' }, '*');
}
window.dispatchEvent(new MessageEvent('message', { data: 'firsthand-connect', source: window.parent as any, ports: [new MessageChannel().port1] }));
Object.defineProperty(Array.prototype, Symbol.iterator, { value: function* () { yield 'FORGED'; }, configurable: true });
Object.defineProperty(Array.prototype, '0', { set() {}, get: lie, configurable: true });
`;
