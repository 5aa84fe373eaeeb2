import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FAILURES_A_MINUTE, FAILURES_AN_HOUR, FailureCount } from '../../src/server/access/failure-count.ts';
import { ORIGIN, openTestKit, type TestKit } from './test-kit.ts';

let test: TestKit;
beforeEach(async () => {
  test = await openTestKit();
});
afterEach(() => test.close());

const problem = async (response: Response) => ({
  status: response.status,
  ...((await response.json()) as object),
});
const audit = async () =>
  (
    await test.kit.dependencies.store.database.selectFrom('audit').select('action').orderBy('at').execute()
  ).map(({ action }) => action);

describe('entering as facilitator', () => {
  it('exchanges the link once for a cookie that scripts cannot read', async () => {
    const token = (await test.kit.makeFacilitatorLink()).split('#')[1];
    const first = await test.ask('POST', '/api/facilitator/enter', { body: { token } });
    expect(first.status).toBe(200);
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^firsthand-session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
    const second = await test.ask('POST', '/api/facilitator/enter', { body: { token } });
    expect(await problem(second)).toMatchObject({ status: 401, code: 'link-not-valid' });
    expect(await audit()).toEqual(expect.arrayContaining(['facilitator-entered', 'facilitator-refused']));
  });

  it('binds the cookie to https where there is https', async () => {
    await test.close();
    test = await openTestKit({ FIRSTHAND_ORIGIN: 'https://demo.example.com' });
    const token = (await test.kit.makeFacilitatorLink()).split('#')[1];
    const https = { host: 'demo.example.com', origin: 'https://demo.example.com' };
    const response = await test.ask('POST', '/api/facilitator/enter', { body: { token }, headers: https });
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-firsthand-session=.*Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('changes the cookie when someone enters again, and ends the old one', async () => {
    const first = await test.enter();
    const token = (await test.kit.makeFacilitatorLink()).split('#')[1];
    const again = await test.ask('POST', '/api/facilitator/enter', { body: { token }, cookie: first });
    const second = again.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await test.ask('GET', '/api/settings', { cookie: first })).status).toBe(401);
    expect((await test.ask('GET', '/api/settings', { cookie: second })).status).toBe(200);
    await test.ask('POST', '/api/facilitator/leave', { cookie: second, body: {} });
    expect((await test.ask('GET', '/api/settings', { cookie: second })).status).toBe(401);
  });

  it('stops an address after 30 failures in a minute', async () => {
    const guess = () => test.ask('POST', '/api/facilitator/enter', { body: { token: 'x'.repeat(43) } });
    for (let count = 0; count < FAILURES_A_MINUTE; count++) expect((await guess()).status).toBe(401);
    expect(await problem(await guess())).toMatchObject({ status: 429, code: 'too-many-tries' });
    test.advance(60_001);
    expect((await guess()).status).toBe(401);
  });

  it.each([
    ['GET', '/api/settings'],
    ['PUT', '/api/settings'],
    ['POST', '/api/room'],
    ['GET', '/api/models/local'],
    ['POST', '/api/preflight'],
  ])('is needed for %s %s', async (method, path) => {
    const response = await test.ask(method, path, method === 'GET' ? {} : { body: {} });
    expect(await problem(response)).toMatchObject({ status: 401, code: 'facilitator-only' });
  });
});

describe('counting failures', () => {
  it('keeps an address that never failed able to try when all others together failed too often', () => {
    const failures = new FailureCount(() => 1000);
    for (let count = 0; count < FAILURES_AN_HOUR; count++) failures.add(`10.0.${count >> 4}.${count & 15}`);
    expect(failures.mayTry('10.0.0.1')).toBe(false);
    expect(failures.mayTry('192.168.1.1')).toBe(true);
  });
});

describe('who may write', () => {
  const body = { open: true, hours: 1 };

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a preview, whose origin is null', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://192.168.1.20:9999' }],
    ['a browser that says it is another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour of the same site', { 'sec-fetch-site': 'same-site' }],
  ])('not %s, even with the cookie', async (_who, headers) => {
    const cookie = await test.enter();
    const response = await test.ask('POST', '/api/room', { body, cookie, headers });
    expect(await problem(response)).toMatchObject({ status: 403, code: 'other-site' });
  });

  it('nobody who hides where the request comes from', async () => {
    const cookie = await test.enter();
    const response = await test.kit.app.request(`${ORIGIN}/api/room`, {
      method: 'POST',
      headers: { host: '192.168.1.20:4321', 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(403);
  });

  it('a page of this site', async () => {
    const cookie = await test.enter();
    const response = await test.ask('POST', '/api/room', {
      body,
      cookie,
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect(response.status).toBe(200);
    expect(await audit()).toContain('room-opened');
  });
});

describe('the address of a request', () => {
  it.each([
    'evil.example',
    'evil.example:4321',
    'localhost.evil.example',
    '',
    'a b',
    '127.0.0.1@evil.example',
  ])('is refused for the host “%s”', async (host) => {
    const response = await test.ask('GET', '/api/status', { headers: { host } });
    expect(response.status).toBe(421);
  });

  it.each(['localhost:4321', '127.0.0.1:4321', '[::1]:4321', '10.1.2.3', 'app.localhost:1'])(
    'is accepted for %s',
    async (host) => {
      expect((await test.ask('GET', '/api/status', { headers: { host } })).status).toBe(200);
    },
  );
});

describe('requests that are not right', () => {
  it('are told so in JSON: unknown path, broken JSON, wrong type, too large', async () => {
    expect(await problem(await test.ask('GET', '/api/nothing'))).toMatchObject({
      status: 404,
      code: 'not-found',
    });
    const enter = (options: Parameters<TestKit['ask']>[2]) =>
      test.ask('POST', '/api/facilitator/enter', options);
    expect(await problem(await enter({ raw: '{"token": ' }))).toMatchObject({
      status: 400,
      code: 'not-json',
    });
    expect(
      await problem(await enter({ raw: 'token=1', headers: { 'content-type': 'text/plain' } })),
    ).toMatchObject({ status: 415 });
    expect(await problem(await enter({ body: { token: 'x'.repeat(70_000) } }))).toMatchObject({
      status: 413,
      code: 'too-large',
    });
    expect(await problem(await enter({ body: { token: 7 } }))).toMatchObject({
      status: 400,
      message: expect.stringContaining('token'),
    });
  });
});

describe('settings', () => {
  const put = (body: unknown, cookie: string) => test.ask('PUT', '/api/settings', { body, cookie });
  const file = () => join(test.folder, 'data', 'settings.json');

  it('keep a key in a file for this user alone, and show it masked', async () => {
    const cookie = await test.enter();
    const connection = {
      kind: 'compatible',
      model: 'llama3.3',
      baseUrl: 'http://localhost:11434/v1/',
      apiKey: 'sk-local-0123456789-4f2a',
    };
    const answer = await (await put({ connections: [connection] }, cookie)).json();
    expect(answer).toMatchObject({
      fromEnvironment: false,
      connections: [
        {
          baseUrl: 'http://localhost:11434/v1',
          keyMasked: 'sk-…4f2a',
          keyFrom: 'settings',
          price: { state: 'unknown' },
        },
      ],
    });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(statSync(join(test.folder, 'data')).mode & 0o777).toBe(0o700);
    expect(readFileSync(file(), 'utf8')).toContain('sk-local-0123456789-4f2a');
  });

  it('keep a stored key only for the address it was entered for', async () => {
    const cookie = await test.enter();
    const base = { kind: 'compatible', model: 'm', baseUrl: 'http://localhost:1/v1' };
    const first = (await (
      await put({ connections: [{ ...base, apiKey: 'sk-local-0123456789' }] }, cookie)
    ).json()) as { connections: { id: string }[] };
    const id = first.connections[0]?.id;
    expect(await (await put({ connections: [{ ...base, id, model: 'n' }] }, cookie)).json()).toMatchObject({
      connections: [{ keyFrom: 'settings' }],
    });
    expect(
      await (await put({ connections: [{ ...base, id, baseUrl: 'http://evil.example/v1' }] }, cookie)).json(),
    ).toMatchObject({ connections: [{ keyFrom: 'none', keyMasked: null }] });
  });

  it.each([
    'file:///etc/passwd',
    'http://user:pw@host/v1',
    'http://169.254.169.254/latest',
    'localhost:11434',
    'http://h/v1?x=1',
  ])('refuse the address %s', async (baseUrl) => {
    const response = await put(
      { connections: [{ kind: 'compatible', model: 'm', baseUrl }] },
      await test.enter(),
    );
    expect(response.status).toBe(400);
  });

  it('count a model on own hardware as free only where the operator says so', async () => {
    const cookie = await test.enter();
    const base = { kind: 'compatible', model: 'llama3.3', baseUrl: 'http://localhost:11434/v1' };
    expect(await (await put({ connections: [base] }, cookie)).json()).toMatchObject({
      connections: [{ price: { state: 'unknown', inputPerMillion: null } }],
    });
    expect(await (await put({ connections: [{ ...base, ownHardware: true }] }, cookie)).json()).toMatchObject(
      { connections: [{ price: { state: 'own-hardware', inputPerMillion: 0 } }] },
    );
  });

  it('record a change of the budget', async () => {
    await put({ dailyCapUsd: 20 }, await test.enter());
    expect(await audit()).toContain('budget-changed');
    expect(await (await test.ask('GET', '/api/budget')).json()).toMatchObject({ capMicroUsd: 20_000_000 });
  });
});

describe('usage over the API', () => {
  const event = {
    id: '01990000-0000-7000-8000-000000000001',
    at: Date.parse('2026-11-21T11:00:00Z'),
    kind: 'lab_opened',
    lab: 'web-app',
  };
  const headers = { 'x-participant': 'ab'.repeat(16) };

  it('takes events, shows them to their owner alone, and erases them', async () => {
    const sent = await test.ask('POST', '/api/usage/events', {
      body: { events: [event, { kind: 'x' }] },
      headers,
    });
    expect(await sent.json()).toMatchObject({ accepted: [event.id], rejected: [{ id: '' }] });
    expect(await (await test.ask('GET', '/api/usage/mine', { headers })).json()).toEqual({
      events: [event],
      retentionDays: 30,
    });
    const stranger = { 'x-participant': 'cd'.repeat(16) };
    expect(await (await test.ask('GET', '/api/usage/mine', { headers: stranger })).json()).toMatchObject({
      events: [],
    });
    expect(await (await test.ask('DELETE', '/api/usage/mine', { headers })).json()).toEqual({ erased: 1 });
    expect(await audit()).toEqual(expect.arrayContaining(['usage-exported', 'usage-erased']));
  });

  it('takes at most 500 at once, and only with a participant', async () => {
    const many = { events: Array.from({ length: 501 }, () => event) };
    expect((await test.ask('POST', '/api/usage/events', { body: many, headers })).status).toBe(400);
    expect((await test.ask('POST', '/api/usage/events', { body: { events: [event] } })).status).toBe(400);
  });
});
