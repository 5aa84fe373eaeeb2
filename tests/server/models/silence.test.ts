/** A model that thinks is heard by every byte; one that says nothing at all is given up. By clocks of the test. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ModelEvent } from '../../../src/agent/model.ts';
import { createGatewayModel } from '../../../src/agent/models/gateway.ts';
import { anthropicEvents } from '../../doubles/anthropic-wire.ts';
import { ManualLater } from '../../doubles/manual-later.ts';
import { toSse } from '../../doubles/turn.ts';
import { openTestKit, type TestKit } from '../test-kit.ts';

let kit: TestKit | undefined;
let provider: Server | undefined;
afterEach(async () => {
  await kit?.close();
  provider?.closeAllConnections();
  provider?.close();
});

/** A provider whose reply the test writes byte by byte. */
async function setUp() {
  let reply: ServerResponse | undefined;
  provider = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    reply = response;
  });
  await new Promise<void>((resolve) => provider?.listen(0, '127.0.0.1', resolve));
  const clock = new ManualLater();
  kit = await openTestKit(
    {
      ANTHROPIC_API_KEY: 'sk-ant-0123456789',
      ANTHROPIC_BASE_URL: `http://127.0.0.1:${(provider.address() as AddressInfo).port}`,
      FIRSTHAND_MODEL: 'claude-sonnet-5',
    },
    { later: clock.later },
  );
  const cookie = await kit.enter();
  const opened = kit;
  const response = opened.ask('POST', '/api/model/respond', {
    cookie,
    body: { system: '', messages: [{ role: 'user', text: 'Go' }], tools: [], maxOutputTokens: 500 },
  });
  await expect.poll(() => reply).toBeDefined();
  return {
    clock,
    response,
    cookie,
    kit: opened,
    /** Writes to the browser's server and waits until it was heard. */
    send: async (text: string) => {
      const before = clock.armed;
      reply?.write(text);
      await expect.poll(() => clock.armed).toBeGreaterThan(before);
    },
    end: () => reply?.end(),
  };
}

const START = anthropicEvents({ reasoning: 'x' }, 'claude-sonnet-5').slice(0, 1).map(toSse).join('');
const REST = anthropicEvents({ text: 'Done.', usage: { input: 10, output: 2 } }, 'claude-sonnet-5')
  .slice(1)
  .map(toSse)
  .join('');

describe('a model that thinks for minutes', () => {
  it.each([
    ['pings', toSse({ event: 'ping', data: { type: 'ping' } })],
    [
      'signs what nobody sees',
      toSse({
        event: 'content_block_delta',
        data: { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'abc' } },
      }),
    ],
    ['keeps the line open with comments', ': keep-alive\n\n'],
  ])('is not cut while it %s', async (_how, sign) => {
    const { clock, response, send, end } = await setUp();
    await send(START);
    clock.pass(10_000);
    const lines = (await response).body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let minute = 0; minute < 8; minute += 1) {
      clock.pass(60_000);
      await send(sign);
    }
    let told = '';
    await send(REST);
    end();
    for (let next = await lines?.read(); !next?.done; next = await lines?.read()) told += next?.value ?? '';
    const events = told
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ModelEvent);
    expect(events.at(-1)).toMatchObject({ type: 'finish', reason: 'done' });
  });

  it('shows the browser a sign of life at least every fifteen seconds, untransformed', async () => {
    const { clock, response, send, end } = await setUp();
    await send(START);
    clock.pass(15_000);
    const answer = await response;
    expect(answer.headers.get('cache-control')).toContain('no-transform');
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let round = 0; round < 4; round += 1) {
      const next = reader?.read();
      clock.pass(15_000);
      expect((await next)?.value).toContain('"ping"');
    }
    await send(REST);
    end();
    await reader?.cancel();
  });
});

describe('a provider that is silent', () => {
  it('is given up, and said to be', async () => {
    const { clock, response, send } = await setUp();
    await send(START);
    clock.pass(10_000);
    const answer = await response;
    const text = answer.text();
    clock.pass(120_000);
    expect((await text).trim().split('\n').at(-1)).toContain('broken-stream');
  });

  it.each([': keep-alive\n\n', toSse({ event: 'ping', data: { type: 'ping' } })])(
    'is given up too where it only pinged until then',
    async (sign) => {
      const { clock, response, send } = await setUp();
      await send(sign);
      clock.pass(10_000);
      const text = (await response).text();
      for (let minute = 0; minute < 4; minute += 1) {
        clock.pass(60_000);
        await send(sign);
      }
      clock.pass(120_000);
      const lines = (await text).trim().split('\n');
      expect(lines.at(-1)).toContain('broken-stream');
      expect(lines.filter((line) => !line.includes('"ping"'))).toHaveLength(1);
    },
  );
});

describe('the browser', () => {
  const request = {
    system: '',
    messages: [{ role: 'user' as const, text: 'Go' }],
    tools: [],
    maxOutputTokens: 99,
  };

  function connect() {
    const clock = new ManualLater();
    let line = (_text: string): void => undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        line = (text) => controller.enqueue(new TextEncoder().encode(`${text}\n`));
      },
    });
    const model = createGatewayModel({
      fetch: async (url) =>
        String(url).includes('spent') ? new Response('{"usage":null}') : new Response(body),
      modelId: 'm',
      label: 'm',
      later: clock.later,
    });
    const events: ModelEvent[] = [];
    const run = (async () => {
      for await (const event of model.respond(request, new AbortController().signal)) events.push(event);
    })();
    run.catch(() => undefined);
    return { clock, events, run, send: (text: string) => line(text) };
  }

  it('counts a sign of life, and takes a connection without any for broken', async () => {
    const { clock, events, run, send } = connect();
    await expect.poll(() => clock.armed).toBe(2);
    for (let at = 3; at < 8; at += 1) {
      clock.pass(40_000);
      send('{"type":"ping"}');
      await expect.poll(() => clock.armed).toBe(at);
    }
    send('{"type":"text","delta":"Hi"}');
    await expect.poll(() => events.length).toBe(1);
    clock.pass(60_000);
    await expect(run).rejects.toMatchObject({ code: 'broken-stream' });
  });
});
