import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelError, type ModelEvent, type ModelRequest } from '../../../src/agent/model.ts';
import { createGatewayModel } from '../../../src/agent/models/gateway.ts';
import { USAGE } from '../../doubles/scripted-model.ts';
import { collect, inputOf, textOf } from '../model-contract.ts';

const request: ModelRequest = {
  system: 's',
  messages: [{ role: 'user', text: 'Hello' }],
  tools: [],
  maxOutputTokens: 10,
};

function modelOf(answer: Response | Error | (() => Promise<Response>)) {
  const sent: { url: string; body: unknown }[] = [];
  const model = createGatewayModel({
    fetch: async (url, init) => {
      sent.push({ url: String(url), body: JSON.parse(String(init?.body)) });
      if (answer instanceof Error) throw answer;
      return typeof answer === 'function' ? answer() : answer;
    },
    modelId: 'claude-x',
    label: 'Claude X',
  });
  return { model, sent };
}

function bytesOf(events: readonly unknown[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
}

function streamOf(chunks: readonly Uint8Array[], failure?: Error): Response {
  let next = 0;
  return new Response(
    new ReadableStream<Uint8Array>({
      pull(controller) {
        const chunk = chunks[next++];
        if (chunk) controller.enqueue(chunk);
        else if (failure) controller.error(failure);
        else controller.close();
      },
    }),
  );
}

const finish = { type: 'finish', reason: 'done', usage: USAGE };

async function failureOf(
  model: ReturnType<typeof modelOf>['model'],
): Promise<{ error: ModelError; seen: ModelEvent[] }> {
  const seen: ModelEvent[] = [];
  try {
    for await (const event of model.respond(request, new AbortController().signal)) seen.push(event);
  } catch (error) {
    if (error instanceof ModelError) return { error, seen };
    throw error;
  }
  throw new Error('It should have failed.');
}

describe('the gateway model', () => {
  it('sends the request and the model’s id, and notes with the person’s words', async () => {
    const { model, sent } = modelOf(streamOf([bytesOf([finish])]));
    await collect(model, {
      ...request,
      messages: [{ role: 'user', text: 'Go on', note: 'It was stopped.' }],
    });
    expect(sent).toEqual([
      {
        url: '/api/model/respond',
        body: {
          modelId: 'claude-x',
          system: 's',
          messages: [{ role: 'user', text: 'Go on\n\n[It was stopped.]' }],
          tools: [],
          maxOutputTokens: 10,
        },
      },
    ]);
    expect(model).toMatchObject({ mode: 'live', label: 'Claude X' });
  });

  it('reads lines however the bytes are cut', async () => {
    const event = fc.oneof(
      fc.record({ type: fc.constant('text' as const), delta: fc.string({ unit: 'grapheme' }) }),
      fc.record({
        type: fc.constant('call-input' as const),
        id: fc.constant('c'),
        delta: fc.string({ unit: 'grapheme' }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event), fc.array(fc.nat(), { maxLength: 20 }), async (events, places) => {
        const bytes = bytesOf([...events, finish]);
        const at = [...new Set(places.map((place) => place % bytes.length))].sort((a, b) => a - b);
        const chunks = [0, ...at].map((from, index) => bytes.slice(from, at[index] ?? bytes.length));
        const read = await collect(modelOf(streamOf(chunks)).model, request);
        expect(textOf(read)).toBe(textOf(events));
        expect(inputOf(read)).toBe(inputOf(events));
        expect(read.at(-1)).toEqual(finish);
      }),
      { numRuns: 150 },
    );
  });

  it('tells neighbouring pieces that came together as one', async () => {
    const texts = ['a', 'b', 'c'].map((delta) => ({ type: 'text', delta }));
    const read = await collect(modelOf(streamOf([bytesOf([...texts, finish])])).model, request);
    expect(read).toEqual([{ type: 'text', delta: 'abc' }, finish]);
  });

  it('passes over signs of life and what it does not know', async () => {
    const read = await collect(
      modelOf(streamOf([bytesOf([{ type: 'ping' }, { type: 'new' }, finish])])).model,
      request,
    );
    expect(read).toEqual([finish]);
  });

  it('needs no line feed after the last line', async () => {
    const bytes = bytesOf([finish]);
    expect(await collect(modelOf(streamOf([bytes.slice(0, -1)])).model, request)).toEqual([finish]);
  });

  it('an error line throws it, after what came before', async () => {
    const line = {
      type: 'error',
      code: 'rate-limited',
      message: 'Slow down.',
      hint: 'Wait.',
      retryAfterMs: 1500,
    };
    const { error, seen } = await failureOf(
      modelOf(streamOf([bytesOf([{ type: 'text', delta: 'Hm' }, line])])).model,
    );
    expect(seen).toEqual([{ type: 'text', delta: 'Hm' }]);
    expect(error).toMatchObject({ code: 'rate-limited', hint: 'Wait.', retryAfterMs: 1500 });
  });

  it.each([
    ['ends without a finish', [bytesOf([{ type: 'text', delta: 'Hm' }])], undefined],
    ['ends in the middle of a line', [bytesOf([finish]).slice(0, 20)], undefined],
    ['says nothing', [], undefined],
    ['breaks', [bytesOf([{ type: 'text', delta: 'Hm' }])], new Error('reset')],
    ['holds a line that is not JSON', [new TextEncoder().encode('<html>oops</html>\n')], undefined],
    ['holds a finish that is none', [bytesOf([{ type: 'finish', reason: 'why not' }])], undefined],
  ])('a stream that %s is a broken stream', async (_name, chunks, failure) => {
    const { error } = await failureOf(modelOf(streamOf(chunks, failure)).model);
    expect(error.code).toBe('broken-stream');
  });

  it.each([
    [401, '', 'not-allowed'],
    [403, '{"code":"not-allowed","message":"The room is closed.","hint":"Open it."}', 'not-allowed'],
    [402, '{"code":"budget","message":"The budget is used up.","hint":"Raise it."}', 'budget'],
    [404, 'nothing', 'bad-request'],
    [502, '<html>', 'unreachable'],
    [400, '{"code":"something-new","message":"m"}', 'bad-request'],
  ])('status %i is %s → %s', async (status, body, code) => {
    const { error } = await failureOf(modelOf(new Response(body, { status })).model);
    expect(error.code).toBe(code);
    expect(error.message).not.toBe('');
    expect(error.hint).not.toBe('');
  });

  it('429 keeps the time to wait', async () => {
    const answer = new Response('', { status: 429, headers: { 'retry-after': '3' } });
    expect((await failureOf(modelOf(answer).model)).error).toMatchObject({
      code: 'rate-limited',
      retryAfterMs: 3000,
    });
  });

  it('a server that is not there is unreachable', async () => {
    expect((await failureOf(modelOf(new TypeError('fetch failed')).model)).error.code).toBe('unreachable');
  });

  it('lets go of the connection when the reader leaves', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytesOf([{ type: 'text', delta: 'Hm' }])),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const _ of modelOf(new Response(body)).model.respond(request, new AbortController().signal))
      break;
    expect(cancelled).toBe(true);
  });

  it('tells when another model answers, and when the first is back', async () => {
    const who = ['one', 'two', 'two', 'one'];
    const model = createGatewayModel({
      fetch: async () =>
        new Response(bytesOf([finish]), { headers: { 'x-firsthand-model': who.shift() ?? '' } }),
      modelId: 'one',
      label: 'One',
      labelOf: (id) => `Label of ${id}`,
    });
    const told = [];
    for (let count = 0; count < 4; count += 1) {
      told.push((await collect(model, request)).filter((event) => event.type === 'answering'));
    }
    expect(told).toEqual([
      [],
      [{ type: 'answering', model: 'Label of two' }],
      [],
      [{ type: 'answering', model: 'One' }],
    ]);
  });
});

describe('what an answer cost that a proxy refused on its way', () => {
  const booked = { ...USAGE, microUsd: 77, estimated: true };

  function refusedWith(refusal: string) {
    const asked: string[] = [];
    const model = createGatewayModel({
      fetch: async (url) => {
        asked.push(String(url));
        return String(url).startsWith('/api/model/spent/')
          ? Response.json({ usage: booked })
          : new Response(refusal, { status: 502 });
      },
      modelId: 'm',
      label: 'm',
    });
    return { model, asked };
  }

  it.each(['<html>Bad gateway</html>', '{"error":"upstream"}'])('is asked for: %s', async (refusal) => {
    const { model } = refusedWith(refusal);
    expect((await failureOf(model)).error.code).toBe('unreachable');
    expect(await model.spent?.()).toEqual(booked);
  });

  it('is known where the kit’s own server refused', async () => {
    const { model, asked } = refusedWith('{"code":"overloaded","message":"Busy","hint":"Wait"}');
    expect((await failureOf(model)).error.code).toBe('overloaded');
    expect(await model.spent?.()).toBeNull();
    expect(asked).toHaveLength(1);
  });
});
