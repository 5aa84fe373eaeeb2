/** The gateway as a browser meets it: real SDKs, providers' doubles, real store and budget. */
import { afterEach, describe, expect, it } from 'vitest';
import type { BudgetAnswer } from '../../src/agent/model-access.ts';
import { type ProviderDouble, type Scenario, startProviderDouble } from '../doubles/provider-double.ts';
import { openTestKit, readLines, type TestKit } from './test-kit.ts';

const KEY = 'sk-ant-0123456789abcdef4f2a';
const request = {
  system: 'Small things.',
  messages: [{ role: 'user', text: 'Go' }],
  tools: [],
  maxOutputTokens: 500,
};

let kit: TestKit | undefined;
const doubles: ProviderDouble[] = [];
afterEach(async () => {
  await kit?.close();
  for (const double of doubles.splice(0)) await double.close();
});

async function setUp(...scenarios: readonly Scenario[]) {
  for (const scenario of scenarios) doubles.push(await startProviderDouble(scenario));
  const [first, second] = doubles;
  const opened = await openTestKit({
    ANTHROPIC_API_KEY: KEY,
    ANTHROPIC_BASE_URL: first?.origin ?? '',
    FIRSTHAND_MODEL: 'claude-sonnet-5',
    ...(second ? { OPENAI_API_KEY: 'sk-openai-0123456789', OPENAI_BASE_URL: `${second.origin}/v1` } : {}),
  });
  kit = opened;
  const cookie = await opened.enter();
  return {
    ...opened,
    cookie,
    respond: (body: object = request, signal?: AbortSignal) =>
      opened.ask('POST', '/api/model/respond', { body, cookie, ...(signal ? { signal } : {}) }),
    budget: async () => (await (await opened.ask('GET', '/api/budget')).json()) as BudgetAnswer,
  };
}

describe('asking a model', () => {
  it('streams one event a line, says which model answers, and books the price', async () => {
    const { respond, budget } = await setUp(() => ({
      text: 'Hello there',
      usage: { input: 1000, output: 100 },
    }));
    const response = await respond();
    expect(response.headers.get('content-type')).toContain('application/x-ndjson');
    expect(response.headers.get('x-firsthand-model')).toBe('claude-sonnet-5');
    const lines = await readLines(response);
    expect(
      lines
        .filter(({ type }) => type === 'text')
        .map(({ delta }) => delta)
        .join(''),
    ).toBe('Hello there');
    // 1,000 × 2 $ + 100 × 10 $ a million tokens
    expect(lines.at(-1)).toMatchObject({
      type: 'finish',
      reason: 'done',
      usage: { input: 1000, output: 100, microUsd: 3000, estimated: false },
    });
    expect(await budget()).toMatchObject({ settledMicroUsd: 3000, heldMicroUsd: 0, capMicroUsd: 5_000_000 });
  });

  it('is for a facilitator, or for everyone while the room is open', async () => {
    const { ask, cookie, advance } = await setUp(() => ({ text: 'Hi' }));
    const anyone = () => ask('POST', '/api/model/respond', { body: request });
    const refused = await anyone();
    expect(refused.status).toBe(403);
    expect(await readLines(refused)).toMatchObject([{ type: 'error', code: 'not-allowed' }]);
    await ask('POST', '/api/room', { body: { open: true, hours: 1 }, cookie });
    expect((await anyone()).status).toBe(200);
    advance(3_600_000);
    expect((await anyone()).status).toBe(403);
    expect(doubles[0]?.requests).toHaveLength(1);
  });

  it('asks only models that are connected', async () => {
    const { respond } = await setUp(() => ({ text: 'Hi' }));
    expect((await respond({ ...request, modelId: 'claude-opus-5' })).status).toBe(403);
    expect((await respond({ ...request, modelId: 'claude-sonnet-5' })).status).toBe(200);
  });

  it('never lets a key out: errors, lines, log, status', async () => {
    const { respond, ask, lines, cookie } = await setUp(() => ({
      status: 400,
      message: `Bad header x-api-key ${KEY}`,
    }));
    const seen = [
      await (await respond()).text(),
      await (await ask('GET', '/api/status')).text(),
      await (await ask('GET', '/api/settings', { cookie })).text(),
      await (await ask('POST', '/api/preflight', { cookie })).text(),
      ...lines,
    ].join('\n');
    expect(seen).not.toContain('0123456789');
    expect(seen).toContain('sk-…4f2a');
  });

  it('falls back to the next model, with a hold of its own', async () => {
    const { respond, budget } = await setUp(
      () => ({ status: 529 }),
      () => ({ text: 'From the second', usage: { input: 1000, output: 10 } }),
    );
    const response = await respond();
    expect(response.headers.get('x-firsthand-model')).toBe('gpt-6-sol');
    expect((await readLines(response)).at(-1)).toMatchObject({ type: 'finish' });
    const { settledMicroUsd, heldMicroUsd } = await budget();
    expect(heldMicroUsd).toBe(0);
    expect(settledMicroUsd).toBe(2100);
  });

  it('tells the first model’s trouble where all fail', async () => {
    const { respond } = await setUp(
      () => ({ status: 429, headers: { 'retry-after': '9' } }),
      () => ({ status: 401 }),
    );
    const response = await respond();
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('9');
    expect(await readLines(response)).toMatchObject([{ code: 'rate-limited', retryAfterMs: 9000 }]);
  });

  it('refuses a model without a price, and says what to do', async () => {
    const { ask, cookie, respond } = await setUp(() => ({ text: 'Hi' }));
    await ask('PUT', '/api/settings', {
      cookie,
      body: { connections: [{ kind: 'anthropic', model: 'claude-sonnet-5-5' }] },
    });
    const refused = await respond();
    expect(refused.status).toBe(402);
    expect(await readLines(refused)).toMatchObject([
      { code: 'no-price', hint: expect.stringContaining('settings') },
    ]);
    expect(doubles[0]?.requests).toHaveLength(0);
    await ask('PUT', '/api/settings', {
      cookie,
      body: {
        connections: [
          {
            kind: 'anthropic',
            model: 'claude-sonnet-5-5',
            price: { inputPerMillion: 3, outputPerMillion: 15 },
          },
        ],
      },
    });
    expect((await respond()).status).toBe(200);
  });
});

describe('the budget behind it', () => {
  it('never exceeds the cap with 50 at the same time', async () => {
    const { ask, cookie, respond, budget } = await setUp(() => ({
      text: 'x',
      pauseMs: 5,
      usage: { input: 600, output: 500 },
    }));
    await ask('PUT', '/api/settings', { cookie, body: { dailyCapUsd: 0.05 } });
    let most = 0;
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const response = await respond();
        const state = await budget();
        most = Math.max(most, state.settledMicroUsd + state.heldMicroUsd);
        await response.text();
        return response.status;
      }),
    );
    expect(answers.filter((status) => status === 200).length).toBeGreaterThan(3);
    expect(answers.filter((status) => status === 402).length).toBeGreaterThan(10);
    expect(most).toBeLessThanOrEqual(50_000);
    expect((await budget()).settledMicroUsd).toBeLessThanOrEqual(50_000);
    expect((await budget()).heldMicroUsd).toBe(0);
  });

  it('asks for fewer tokens where money is short, and refuses where it is gone', async () => {
    const { ask, cookie, respond } = await setUp(() => ({ text: 'x', usage: { input: 100, output: 10 } }));
    await ask('PUT', '/api/settings', { cookie, body: { dailyCapUsd: 0.006 } });
    await (await respond({ ...request, maxOutputTokens: 60_000 })).text();
    const asked = Number(doubles[0]?.requests[0]?.body.max_tokens);
    expect(asked).toBeGreaterThanOrEqual(64);
    expect(asked).toBeLessThan(600);
    await ask('PUT', '/api/settings', { cookie, body: { dailyCapUsd: 0.001 } });
    const refused = await respond();
    expect(await readLines(refused)).toMatchObject([
      { code: 'budget', hint: expect.stringContaining('daily cap') },
    ]);
  });

  it('books input and counted output where a stream breaks', async () => {
    const { respond, budget } = await setUp(() => ({
      text: 'a'.repeat(300),
      piece: 30,
      usage: { input: 1000, output: 999 },
      after: { events: 8, comes: 'cut' },
    }));
    const lines = await readLines(await respond());
    expect(lines.at(-1)).toMatchObject({ type: 'error', code: 'broken-stream' });
    const characters = lines
      .filter(({ type }) => type === 'text')
      .map(({ delta }) => String(delta))
      .join('').length;
    expect(characters).toBe(180);
    // 1,000 × 2 $ + 60 × 10 $ a million tokens
    expect(await budget()).toMatchObject({ settledMicroUsd: 2600, heldMicroUsd: 0 });
  });

  it('books nothing where the provider turned the request away', async () => {
    const { respond, budget } = await setUp(() => ({ status: 429 }));
    await (await respond()).text();
    expect(await budget()).toMatchObject({ settledMicroUsd: 0, heldMicroUsd: 0 });
  });

  it('ends the provider’s work and settles when the client leaves', async () => {
    const { respond, budget } = await setUp(() => ({ text: 'y'.repeat(900), piece: 3, pauseMs: 3 }));
    const response = await respond();
    const reader = response.body?.getReader();
    await reader?.read();
    expect((await budget()).heldMicroUsd).toBeGreaterThan(0);
    await reader?.cancel();
    await expect.poll(() => doubles[0]?.left()).toBe(1);
    await expect.poll(async () => (await budget()).heldMicroUsd).toBe(0);
    expect((await budget()).settledMicroUsd).toBeGreaterThan(0);
  });

  it('settles also where the client leaves before the first line is read', async () => {
    const { respond, budget } = await setUp(() => ({ text: 'y'.repeat(900), piece: 3, pauseMs: 3 }));
    const response = await respond();
    await response.body?.cancel();
    await expect.poll(async () => (await budget()).heldMicroUsd).toBe(0);
    await expect.poll(() => doubles[0]?.left()).toBe(1);
  });

  it('settles where the client leaves while the model is still silent', async () => {
    const { respond, budget } = await setUp(() => ({ text: 'y', after: { events: 1, comes: 'silence' } }));
    const leaving = new AbortController();
    const waiting = respond(request, leaving.signal);
    await expect.poll(() => doubles[0]?.open()).toBe(1);
    expect((await budget()).heldMicroUsd).toBeGreaterThan(0);
    leaving.abort();
    await waiting;
    await expect.poll(async () => (await budget()).heldMicroUsd).toBe(0);
    await expect.poll(() => doubles[0]?.left()).toBe(1);
  });

  it('reads no faster from the provider than the client reads', async () => {
    // More than a system keeps between the two ends of a connection.
    const { respond } = await setUp(() => ({ text: 'z'.repeat(60_000_000), piece: 10_000 }));
    const response = await respond();
    const reader = response.body?.getReader();
    await reader?.read();
    let turnsAtRest = 0;
    for (let before = 0; turnsAtRest < 1_000; ) {
      await new Promise((resolve) => setImmediate(resolve));
      const now = doubles[0]?.written() ?? 0;
      turnsAtRest = now === before ? turnsAtRest + 1 : 0;
      before = now;
    }
    expect(doubles[0]?.open()).toBe(1);
    await reader?.cancel();
  });
});
