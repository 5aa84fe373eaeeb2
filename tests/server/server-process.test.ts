/** What only the real process can show: starting, dying, and what is left afterwards. */
import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BudgetAnswer } from '../../src/agent/model-access.ts';
import { createEventId } from '../../src/usage/event-id.ts';
import type { MyUsageAnswer, UsageReceipt } from '../../src/usage/schema.ts';
import { startProviderDouble } from '../doubles/provider-double.ts';
import {
  enterByPrintedLink,
  makeServerPlace,
  post,
  type ServerPlace,
  type ServerProcess,
} from './server-process.ts';

let place: ServerPlace;
const running: ServerProcess[] = [];
beforeEach(() => {
  place = makeServerPlace();
});
afterEach(async () => {
  for (const server of running.splice(0)) {
    server.child.kill('SIGKILL');
    await server.ended;
  }
  place.clear();
});

async function start(environment: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await place.start(environment);
  running.push(server);
  return server;
}

/** `fetch` forbids to choose the host and tidies paths. */
function rawGet(
  { port }: ServerProcess,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ host: '127.0.0.1', port, path, headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('the server as a process', () => {
  it('prints where it is and a link that works once, and no second link while somebody is in', async () => {
    const server = await start();
    expect(server.output()).toContain(`http://localhost:${server.port}/`);
    expect(await enterByPrintedLink(server)).toMatch(/^firsthand-session=/);
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    const again = await start();
    expect(again.output()).not.toContain('/enter/#');
    const made = await place.run(again.port, '--facilitator-link');
    expect(made).toMatchObject({ code: 0, output: expect.stringMatching(/\/enter\/#[\w-]{43}/) });
  });

  it('says plainly that its port is in use', async () => {
    const { port } = await start();
    const second = await place.run(port);
    expect(second.code).toBe(1);
    expect(second.output).toContain(`Port ${port} is in use.`);
    expect(second.output).toContain(`PORT=${port + 1}`);
    expect(second.output).not.toMatch(/^\s+at /m);
  });

  it('serves the site: pages anew, hashed files for ever, compressed copies, its own 404', async () => {
    const server = await start();
    const home = await rawGet(server, '/');
    expect(home).toMatchObject({ status: 200, body: '<h1>Home</h1>' });
    expect(home.headers).toMatchObject({ 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' });
    expect(home.headers['content-security-policy']).toContain(
      `frame-src http://127.0.0.1:${server.port}/preview/`,
    );
    const script = await rawGet(server, '/_astro/x.abc123.js', { 'accept-encoding': 'br' });
    expect(script.headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': expect.stringContaining('immutable'),
    });
    expect(await rawGet(server, '/labs/one')).toMatchObject({
      status: 301,
      headers: { location: '/labs/one/' },
    });
    expect(await rawGet(server, '/nothing/')).toMatchObject({ status: 404, body: '<h1>Nothing here</h1>' });
    expect((await rawGet(server, '//evil.example/labs/one')).status).toBe(404);
    expect((await rawGet(server, '/../../package.json')).status).toBe(404);
    expect((await rawGet(server, '/', { host: 'evil.example' })).status).toBe(421);
    const preview = await rawGet(server, '/preview/');
    expect(preview.status).toBe(200);
    expect(preview.headers['content-security-policy']).toContain('sandbox allow-scripts allow-forms');
  });

  it('loses no acknowledged event when it is killed while it writes, 20 times', async () => {
    const participant = { 'x-participant': '12'.repeat(16) };
    const acknowledged = new Set<string>();
    for (let round = 0; round < 20; round++) {
      const server = await start();
      let alive = true;
      const write = async () => {
        while (alive) {
          const events = Array.from({ length: 5 }, () => ({
            id: createEventId(Date.now(), (bytes) => crypto.getRandomValues(bytes)),
            at: Date.now(),
            kind: 'lab_opened',
            lab: 'web-app',
          }));
          try {
            const response = await post(server, '/api/usage/events', { events }, participant);
            for (const id of ((await response.json()) as UsageReceipt).accepted) acknowledged.add(id);
          } catch {
            alive = false;
          }
        }
      };
      const writers = [write(), write(), write()];
      const before = acknowledged.size;
      await expect.poll(() => acknowledged.size, { interval: 5 }).toBeGreaterThan(before + 10 + round * 7);
      server.child.kill('SIGKILL');
      await Promise.all(writers);
      await server.ended;
    }
    const server = await start();
    const answer = await fetch(`${server.origin}/api/usage/mine`, { headers: participant });
    const held = new Set(((await answer.json()) as MyUsageAnswer).events.map(({ id }) => id));
    expect(acknowledged.size).toBeGreaterThan(1000);
    expect([...acknowledged].filter((id) => !held.has(id))).toEqual([]);
  });

  it('keeps what a killed reply had reserved, so that the cap still holds after a restart', async () => {
    const double = await startProviderDouble(() => ({ text: 'x'.repeat(1000), piece: 5, pauseMs: 20 }));
    const environment = { ANTHROPIC_API_KEY: 'sk-ant-0123456789', ANTHROPIC_BASE_URL: double.origin };
    try {
      const server = await start(environment);
      const cookie = await enterByPrintedLink(server);
      const body = {
        system: 's',
        messages: [{ role: 'user', text: 'Go' }],
        tools: [],
        maxOutputTokens: 2000,
      };
      const response = await post(server, '/api/model/respond', body, { cookie });
      await response.body?.getReader().read();
      const budget = async ({ origin }: ServerProcess) =>
        (await (await fetch(`${origin}/api/budget`)).json()) as BudgetAnswer;
      const before = await budget(server);
      expect(before.heldMicroUsd).toBeGreaterThan(20_000);
      server.child.kill('SIGKILL');
      await server.ended;
      await expect.poll(() => double.left()).toBe(1);
      const again = await start(environment);
      expect(await budget(again)).toMatchObject({ heldMicroUsd: before.heldMicroUsd, settledMicroUsd: 0 });
    } finally {
      await double.close();
    }
  });

  it('settles replies under way when it is asked to close', async () => {
    const double = await startProviderDouble(() => ({ text: 'x'.repeat(3000), piece: 5, pauseMs: 10 }));
    const environment = { ANTHROPIC_API_KEY: 'sk-ant-0123456789', ANTHROPIC_BASE_URL: double.origin };
    try {
      const server = await start(environment);
      const cookie = await enterByPrintedLink(server);
      const body = {
        system: 's',
        messages: [{ role: 'user', text: 'Go' }],
        tools: [],
        maxOutputTokens: 2000,
      };
      const reply = await post(server, '/api/model/respond', body, { cookie });
      const text = reply.text().catch(() => '');
      await expect.poll(() => double.open()).toBe(1);
      server.child.kill('SIGTERM');
      expect(await server.ended).toBe(0);
      await text;
      const again = await start(environment);
      const budget = (await (await fetch(`${again.origin}/api/budget`)).json()) as BudgetAnswer;
      expect(budget.heldMicroUsd).toBe(0);
      expect(budget.settledMicroUsd).toBeGreaterThan(0);
    } finally {
      await double.close();
    }
  });
});
