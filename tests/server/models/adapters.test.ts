/** One contract for the three adapters, asked through the real SDKs over real HTTP. */
import { afterEach, describe, expect, it } from 'vitest';
import { ModelError, type ModelRequest } from '../../../src/agent/model.ts';
import { type AdapterEvent, loadAdapter, type ModelConnection } from '../../../src/server/models/adapter.ts';
import type { ProviderError } from '../../../src/server/models/provider-error.ts';
import { type ProviderDouble, type Scenario, startProviderDouble } from '../../doubles/provider-double.ts';
import type { Turn } from '../../doubles/turn.ts';

const KEY = 'sk-double-0123456789abcdef4f2a';

const request: ModelRequest = {
  system: 'You build small things.',
  messages: [{ role: 'user', text: 'Build it' }],
  tools: [
    { name: 'write_file', description: 'Writes', inputSchema: { properties: { path: { type: 'string' } } } },
  ],
  maxOutputTokens: 1000,
};

const kinds = [
  { kind: 'anthropic', path: '' },
  { kind: 'openai', path: '/v1' },
  { kind: 'compatible', path: '/v1' },
] as const;

let double: ProviderDouble | undefined;
afterEach(() => double?.close());

describe.each(kinds)('the $kind adapter', ({ kind, path }) => {
  async function connect(scenario: Scenario): Promise<ModelConnection> {
    double = await startProviderDouble(scenario);
    return {
      id: 'c',
      kind,
      label: 'The provider',
      model: 'some-model',
      baseUrl: double.origin + path,
      apiKey: KEY,
    };
  }

  async function ask(turn: Turn | Scenario, asked = request, signal = new AbortController().signal) {
    const connection = await connect(typeof turn === 'function' ? turn : () => turn);
    const adapter = await loadAdapter(kind);
    const events: AdapterEvent[] = [];
    for await (const event of adapter(connection, asked, signal)) events.push(event);
    return events;
  }

  async function failure(turn: Turn): Promise<ModelError> {
    try {
      await ask(turn);
    } catch (error) {
      if (error instanceof ModelError) return error;
      throw error;
    }
    throw new Error('It did not fail');
  }

  const textOf = (events: readonly AdapterEvent[]) =>
    events.map((event) => (event.type === 'text' ? event.delta : '')).join('');
  const inputOf = (events: readonly AdapterEvent[], id: string) =>
    events.map((event) => (event.type === 'call-input' && event.id === id ? event.delta : '')).join('');
  const finishOf = (events: readonly AdapterEvent[]) => {
    const last = events.at(-1);
    if (last?.type !== 'finish') throw new Error('The last event is no finish');
    return last;
  };

  it('opens first, streams the text as it arrives, finishes once', async () => {
    const events = await ask({ text: 'Zählen: eins, zwei – fertig 🎉', piece: 4 });
    expect(events[0]).toEqual({ type: 'open' });
    expect(textOf(events)).toBe('Zählen: eins, zwei – fertig 🎉');
    expect(events.filter(({ type }) => type === 'text').length).toBeGreaterThan(4);
    expect(events.filter(({ type }) => type === 'finish')).toHaveLength(1);
    expect(finishOf(events).reason).toBe('done');
  });

  it('counts canonically: input with the cache, output with reasoning', async () => {
    const usage = { input: 5000, output: 300, cacheRead: 4000, cacheWrite: 500, reasoning: 120 };
    expect(finishOf(await ask({ text: 'Hi', usage })).usage).toEqual(usage);
  });

  it.each([
    ['one byte at a time', { bytes: 1 }],
    ['one character at a time, through escapes and pairs', { piece: 1 }],
    ['both', { bytes: 1, piece: 1 }],
  ])('puts parallel calls together when they arrive %s', async (_how, cut) => {
    const calls = [
      { id: 'a1', name: 'write_file', input: { path: 'ä/ß.txt', content: 'line\n"quoted" \\ 🎉 \u0001' } },
      { id: 'a2', name: 'bash', input: { command: 'echo é' } },
    ];
    const events = await ask({ text: 'Both.', calls, alternate: true, pings: true, ...cut });
    expect(finishOf(events).reason).toBe('tools');
    for (const call of calls) {
      expect(JSON.parse(inputOf(events, call.id))).toEqual(call.input);
      const types = events.flatMap((event) => ('id' in event && event.id === call.id ? [event.type] : []));
      expect(types[0]).toBe('call-start');
      expect(types.at(-1)).toBe('call-end');
      expect(types.filter((type) => type === 'call-start')).toHaveLength(1);
    }
    expect(events.find((event) => event.type === 'call-start')).toMatchObject({
      id: 'a1',
      name: 'write_file',
    });
  });

  it('passes on what the model wrote even where it is not JSON', async () => {
    const events = await ask({
      calls: [{ id: 'x', name: 'bash', input: '{"command": "unfin' }],
      stop: 'length',
    });
    expect(inputOf(events, 'x')).toBe('{"command": "unfin');
    expect(finishOf(events).reason).toBe('length');
  });

  it('tells a refusal and a stop at the token limit', async () => {
    expect(finishOf(await ask({ text: 'That is not possible.', stop: 'refusal' })).reason).toBe('refusal');
    await double?.close();
    expect(finishOf(await ask({ text: 'And then', stop: 'length' })).reason).toBe('length');
  });

  it.each([
    [401, 'bad-key'],
    [403, 'bad-key'],
    [404, 'no-such-model'],
    [429, 'rate-limited'],
    [400, 'bad-request'],
    [413, 'too-long'],
    [500, 'overloaded'],
    [529, 'overloaded'],
  ] as const)('answers status %i with %s, a hint, no key, and one request', async (status, code) => {
    const error = await failure({ status, message: `Incorrect key ${KEY} given` });
    expect(error.code).toBe(code);
    expect(error.hint).not.toBe('');
    expect(JSON.stringify([error.message, error.hint, String(error), error.stack])).not.toContain(
      '0123456789',
    );
    expect(double?.requests).toHaveLength(1);
    expect((error as ProviderError).neverDispatched).toBe(status !== 500);
  });

  it('says when to try again', async () => {
    expect((await failure({ status: 429, headers: { 'retry-after': '7' } })).retryAfterMs).toBe(7000);
    await double?.close();
    expect((await failure({ status: 429, headers: { 'retry-after-ms': '350' } })).retryAfterMs).toBe(350);
  });

  it('says that nobody answers at the address, and that nothing was dispatched', async () => {
    const connection = await connect(() => ({}));
    await double?.close();
    const reply = (await loadAdapter(kind))(connection, request, new AbortController().signal);
    const error = await reply[Symbol.asyncIterator]()
      .next()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'unreachable', neverDispatched: true });
  });

  it.each([
    ['an error in the middle', 'error', kind === 'anthropic' ? 'overloaded' : 'broken-stream'],
    ['a stream that just ends', 'end', 'broken-stream'],
    ['a connection that is cut', 'cut', 'broken-stream'],
  ] as const)('fails plainly at %s', async (_what, comes, code) => {
    const error = await failure({
      text: 'This will not end well, will it',
      piece: 3,
      after: { events: 6, comes },
    });
    expect(error.code).toBe(code);
    expect((error as ProviderError).neverDispatched).toBe(false);
  });

  it('follows no redirect with the key', async () => {
    const error = await failure({ status: 307, headers: { location: 'http://127.0.0.1:9/steal' } });
    expect(error).toBeInstanceOf(ModelError);
  });

  it('ends the provider’s work when the caller leaves', async () => {
    const controller = new AbortController();
    const connection = await connect(() => ({ text: 'x'.repeat(400), piece: 4, pauseMs: 5 }));
    const adapter = await loadAdapter(kind);
    const reason = new Error('left');
    const run = async () => {
      for await (const event of adapter(connection, request, controller.signal)) {
        if (event.type === 'text') controller.abort(reason);
      }
    };
    await expect(run()).rejects.toBe(reason);
    await expect.poll(() => double?.left()).toBe(1);
  });

  it('gives the conversation back in the provider’s own shape', async () => {
    await ask(
      { text: 'ok' },
      {
        ...request,
        messages: [
          { role: 'user', text: 'Go' },
          {
            role: 'assistant',
            text: 'Doing',
            calls: [
              { id: 'k1', name: 'bash', input: '{"command":"ls"}' },
              { id: 'k2', name: 'bash', input: '{broken' },
            ],
          },
          { role: 'tool', callId: 'k1', name: 'bash', text: 'a.txt', ok: true },
          { role: 'tool', callId: 'k2', name: 'bash', text: 'not JSON', ok: false },
          { role: 'user', text: 'And now?' },
        ],
      },
    );
    expect(double?.requests[0]?.body).toMatchSnapshot();
  });

  it('never sends on reasoning of another model', async () => {
    const opaque = {
      provider: kind === 'openai' ? 'openai' : 'anthropic',
      model: 'other',
      layout: [{ reasoning: { type: 'thinking', thinking: 'secret-thought', signature: 's' } }],
    };
    await ask(
      { text: 'ok' },
      {
        ...request,
        messages: [
          { role: 'user', text: 'Go' },
          { role: 'assistant', text: 'A', calls: [], opaque },
          { role: 'user', text: 'On' },
        ],
      },
    );
    expect(JSON.stringify(double?.requests[0]?.body)).not.toContain('secret-thought');
  });
});

describe('reasoning that a provider wants back', () => {
  it.each([
    ['anthropic', '', { type: 'thinking', thinking: 'Let me see', signature: 'c2lnbmVk' }],
    ['openai', '/v1', { type: 'reasoning', id: 'rs_0', summary: [], encrypted_content: 'd2hvbGU' }],
  ] as const)('is given back unchanged, before the calls, to %s', async (kind, path, expected) => {
    double = await startProviderDouble((_request, index) =>
      index === 0
        ? {
            reasoning: 'Let me see',
            text: 'So.',
            calls: [{ id: 'k', name: 'bash', input: { command: 'ls' } }],
          }
        : { text: 'Done' },
    );
    const connection = { id: 'c', kind, label: 'P', model: 'm', baseUrl: double.origin + path, apiKey: KEY };
    const adapter = await loadAdapter(kind);
    const { signal } = new AbortController();
    let opaque: unknown;
    const thoughts: string[] = [];
    for await (const event of adapter(connection, request, signal)) {
      if (event.type === 'finish') opaque = JSON.parse(JSON.stringify(event.opaque));
      if (event.type === 'reasoning') thoughts.push(event.delta);
    }
    expect(thoughts.join('')).toBe('Let me see');
    const call = { id: 'k', name: 'bash', input: '{"command":"ls"}' };
    const messages: ModelRequest['messages'] = [
      ...request.messages,
      { role: 'assistant', text: 'So.', calls: [call], opaque },
      { role: 'tool', callId: 'k', name: 'bash', text: 'x', ok: true },
    ];
    for await (const _event of adapter(connection, { ...request, messages }, signal));
    const body = double.requests[1]?.body ?? {};
    const messagesSent = body.messages as { content: unknown[] }[] | undefined;
    const sent = (kind === 'anthropic' ? messagesSent?.[1]?.content : body.input) as { type?: string }[];
    const at = sent.findIndex(({ type }) => type === expected.type);
    expect(sent[at]).toEqual(expected);
    expect(sent.findIndex(({ type }) => type === 'tool_use' || type === 'function_call')).toBeGreaterThan(at);
  });
});
