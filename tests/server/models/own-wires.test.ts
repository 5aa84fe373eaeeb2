/** Servers that speak the Messages or the Responses wire in their own way. Through the gateway and the real SDKs. */
import { afterEach, describe, expect, it } from 'vitest';
import { ModelError } from '../../../src/agent/model.ts';
import { type Dialect, type OddAnswer, type OddServer, startOddServer } from '../../doubles/odd-chat.ts';
import { toSse } from '../../doubles/turn.ts';
import { askOdd } from './ask-odd.ts';

let server: OddServer | undefined;
afterEach(() => server?.close());

const TEXT = 'The answer is here, and it is a sentence of some length.';
const A = '{"path":"src/a.ts"}';
const B = '{"path":"src/b.ts"}';
const ONE: [string, string][] = [['read_file', A]];
const TWO: [string, string][] = [
  ['read_file', A],
  ['read_file', B],
];

type Kind = 'anthropic' | 'openai';
type Fields = Readonly<Record<string, unknown>>;
type WireItem = { readonly type: string } & Fields;

async function ask(kind: Kind, dialect: Dialect) {
  server = await startOddServer(dialect);
  return askOdd(server, { kind, model: 'some-model' });
}

function stream(...events: readonly (WireItem | readonly WireItem[] | string)[]): OddAnswer {
  return {
    text: events
      .flat()
      .map((data) => (typeof data === 'string' ? data : toSse({ event: data.type, data })))
      .join(''),
  };
}

/** The same without names, as some servers in front of other models send it. */
function nameless(events: readonly WireItem[], eol = '\n'): OddAnswer {
  return { text: events.map((data) => `data: ${JSON.stringify(data)}${eol}${eol}`).join(''), bytes: 1 };
}

function json(data: unknown, status = 200): OddAnswer {
  return { status, type: 'application/json', text: JSON.stringify(data) };
}

const messages = {
  start: (usage: unknown = { input_tokens: 90, output_tokens: 1 }): WireItem => ({
    type: 'message_start',
    message: { id: 'm', type: 'message', role: 'assistant', model: 'some-model', content: [], usage },
  }),
  end: (stop_reason: string | null, usage: unknown = { output_tokens: 20 }): readonly WireItem[] => [
    { type: 'message_delta', delta: { stop_reason, stop_sequence: null }, usage },
    { type: 'message_stop' },
  ],
  say: (text: string, index = 0): readonly WireItem[] => [
    { type: 'content_block_start', index, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index, delta: { type: 'text_delta', text } },
    { type: 'content_block_stop', index },
  ],
  open: (index: unknown, id: unknown, input: unknown = {}): WireItem => ({
    type: 'content_block_start',
    index,
    content_block: { type: 'tool_use', id, name: 'read_file', input },
  }),
  write: (index: unknown, partial_json: string): WireItem => ({
    type: 'content_block_delta',
    index,
    delta: { type: 'input_json_delta', partial_json },
  }),
  close: (index: unknown): WireItem => ({ type: 'content_block_stop', index }),
};

describe('Messages: events without a name', () => {
  const { start, end, say, open, write, close } = messages;
  it.each(['\n', '\r\n'])('are read all the same (%j between lines)', async (eol) => {
    const events = [start(), ...say('Größe 😀'), open(1, 'a'), write(1, A), close(1), ...end('tool_use')];
    const heard = await ask('anthropic', () => nameless(events, eol));
    expect(heard).toMatchObject({ text: 'Größe 😀', calls: ONE, reason: 'tools', error: undefined });
    expect(heard.usage).toMatchObject({ input: 90, output: 20, estimated: false });
  });

  it('also where one of them is an error', async () => {
    const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    const heard = await ask('anthropic', () => nameless([start(), ...say('Half'), error]));
    expect(heard.error).toMatchObject({ code: 'overloaded' });
  });
});

describe('Messages: calls', () => {
  const { start, end, open, write, close } = messages;
  it.each<[string, readonly WireItem[], [string, string][]]>([
    ['without an id', [open(0, undefined), write(0, A), close(0)], ONE],
    ['with an empty id', [open(0, ''), write(0, A), close(0)], ONE],
    ['under one id', [open(0, 'x'), write(0, A), close(0), open(1, 'x'), write(1, B), close(1)], TWO],
    ['under one index', [open(0, 'a'), write(0, A), close(0), open(0, 'b'), write(0, B), close(0)], TWO],
    ['under one id and one index, not closed', [open(0, 'x'), write(0, A), open(0, 'x'), write(0, B)], TWO],
    [
      'without an index',
      [open(undefined, 'a'), write(undefined, A), open(undefined, 'b'), write(undefined, B)],
      TWO,
    ],
    ['whose block never stops', [open(0, 'a'), write(0, A)], ONE],
    ['told in turns', [open(0, 'a'), open(1, 'b'), write(1, B), write(0, A), close(1), close(0)], TWO],
    ['with the input at once', [open(0, 'a', JSON.parse(A)), close(0)], ONE],
    ['with a word after their end', [open(0, 'a'), write(0, A), close(0), write(0, A), close(0)], ONE],
  ])('%s', async (_how, blocks, expected) => {
    const { calls, reason, error, events } = await ask('anthropic', () =>
      stream(start(), blocks, end('tool_use')),
    );
    expect(error).toBeUndefined();
    expect(calls).toEqual(expected);
    expect(events.filter(({ type }) => type === 'call-end')).toHaveLength(expected.length);
    expect(reason).toBe('tools');
  });

  it.each(['end_turn', null])('count where the reason is %s', async (reason) => {
    const read = await ask('anthropic', () =>
      stream(start(), open(0, 'a'), write(0, A), close(0), end(reason)),
    );
    expect([read.calls, read.reason]).toEqual([ONE, 'tools']);
  });
});

describe('Messages: the form of a stream', () => {
  const { start, end, say } = messages;
  it.each<[string, Dialect]>([
    ['no block begins', () => stream(start(), say(TEXT).slice(1), end('end_turn'))],
    ['no block stops', () => stream(start(), say(TEXT).slice(0, 2), end('end_turn'))],
    [
      'a text block comes without text',
      () =>
        stream(
          start(),
          { type: 'content_block_start', index: 0, content_block: { type: 'text' } },
          say(TEXT).slice(1),
          end('end_turn'),
        ),
    ],
    [
      'the text stands in its block',
      () =>
        stream(
          start(),
          { type: 'content_block_start', index: 0, content_block: { type: 'text', text: TEXT } },
          end('end_turn'),
        ),
    ],
    ['it does not begin', () => stream(say(TEXT), end('end_turn'))],
    ['the last event is missing', () => stream(start(), say(TEXT), end('end_turn').slice(0, 1))],
    ['the reason is missing', () => stream(start(), say(TEXT), { type: 'message_stop' })],
    [
      'pings stand between',
      () =>
        stream(start(), { type: 'ping' }, ': keep-alive\n\n', say(TEXT), { type: 'ping' }, end('end_turn')),
    ],
    [
      'it is one JSON answer',
      () =>
        json({
          id: 'm',
          type: 'message',
          role: 'assistant',
          content: [{ type: 'text', text: TEXT }],
          stop_reason: 'end_turn',
          usage: { input_tokens: 90, output_tokens: 20 },
        }),
    ],
  ])('%s', async (_how, dialect) => {
    const { text, reason, error } = await ask('anthropic', dialect);
    expect(error).toBeUndefined();
    expect([text, reason]).toEqual([TEXT, 'done']);
  });

  it('one JSON answer may call, without ids', async () => {
    const call = (path: string) => ({ type: 'tool_use', name: 'read_file', input: { path } });
    const { calls, reason, usage } = await ask('anthropic', () =>
      json({ type: 'message', content: [call('src/a.ts'), call('src/b.ts')], stop_reason: 'tool_use' }),
    );
    expect([calls, reason]).toEqual([TWO, 'tools']);
    expect(usage).toMatchObject({ estimated: true });
  });

  it('thoughts keep their place, whether their block stops or not', async () => {
    const { events, thoughts } = await ask('anthropic', () =>
      stream(
        start(),
        { type: 'content_block_start', index: 0, content_block: { type: 'thinking' } },
        { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'Hm.' } },
        { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'c2ln' } },
        say(TEXT, 1),
        end('end_turn'),
      ),
    );
    expect(thoughts).toBe('Hm.');
    expect(events.at(-1)).toMatchObject({
      opaque: {
        layout: [
          { reasoning: { type: 'thinking', thinking: 'Hm.', signature: 'c2ln' } },
          { text: TEXT.length },
        ],
      },
    });
  });
});

const responses = {
  added: (output_index: unknown, item: Fields): WireItem => ({
    type: 'response.output_item.added',
    output_index,
    item: { type: 'function_call', name: 'read_file', arguments: '', ...item },
  }),
  write: (output_index: unknown, item_id: unknown, delta: string): WireItem => ({
    type: 'response.function_call_arguments.delta',
    output_index,
    item_id,
    delta,
  }),
  done: (output_index: unknown, item: Fields): WireItem => ({
    type: 'response.output_item.done',
    output_index,
    item: { type: 'function_call', name: 'read_file', ...item },
  }),
  say: (delta: string, item_id: unknown = 'msg'): WireItem => ({
    type: 'response.output_text.delta',
    output_index: 0,
    content_index: 0,
    item_id,
    delta,
  }),
  end: (
    output: readonly Fields[] = [],
    usage: unknown = { input_tokens: 90, output_tokens: 20 },
  ): WireItem => ({ type: 'response.completed', response: whole(output, usage) }),
};

function whole(output: readonly Fields[], usage: unknown = { input_tokens: 90, output_tokens: 20 }) {
  return { id: 'r', object: 'response', status: 'completed', output, usage };
}

function message(text: string, id: unknown = 'msg'): Fields {
  return { type: 'message', id, role: 'assistant', content: [{ type: 'output_text', text }] };
}

function called(item: Fields): Fields {
  return { type: 'function_call', name: 'read_file', ...item };
}

describe('Responses: calls', () => {
  const { added, write, done, end } = responses;
  it.each<[string, readonly WireItem[], [string, string][]]>([
    ['without any id', [added(0, {}), write(0, undefined, A), done(0, { arguments: A }), end()], ONE],
    [
      'two without any id',
      [
        added(0, {}),
        write(0, undefined, A),
        done(0, { arguments: A }),
        added(1, {}),
        write(1, undefined, B),
        done(1, { arguments: B }),
        end(),
      ],
      TWO,
    ],
    [
      'under one id',
      [
        added(0, { id: 'f', call_id: 'x' }),
        write(0, 'f', A),
        done(0, { id: 'f', call_id: 'x', arguments: A }),
        added(1, { id: 'f', call_id: 'x' }),
        write(1, 'f', B),
        done(1, { id: 'f', call_id: 'x', arguments: B }),
        end([
          called({ id: 'f', call_id: 'x', arguments: A }),
          called({ id: 'f', call_id: 'x', arguments: B }),
        ]),
      ],
      TWO,
    ],
    [
      'under one id, told in turns',
      [
        added(0, { id: 'f', call_id: 'x' }),
        added(1, { id: 'f', call_id: 'x' }),
        write(1, 'f', B),
        write(0, 'f', A),
        done(1, { id: 'f', call_id: 'x', arguments: B }),
        done(0, { id: 'f', call_id: 'x', arguments: A }),
        end(),
      ],
      TWO,
    ],
    [
      'under one index',
      [
        added(0, { id: 'f', call_id: 'a' }),
        added(0, { id: 'g', call_id: 'b' }),
        write(0, 'f', A),
        write(0, 'g', B),
        done(0, { id: 'f', call_id: 'a', arguments: A }),
        done(0, { id: 'g', call_id: 'b', arguments: B }),
        end(),
      ],
      TWO,
    ],
    [
      'with another item id in each event',
      [
        added(0, { id: 'f1', call_id: 'a' }),
        write(0, 'f2', '{"path":'),
        write(0, 'f3', '"src/a.ts"}'),
        done(0, { id: 'f4', call_id: 'a', arguments: A }),
        end([called({ id: 'f5', call_id: 'a', arguments: A })]),
      ],
      ONE,
    ],
    [
      'with other ids at the end than on the way',
      [
        added(0, { id: 'f', call_id: 'a' }),
        write(0, 'f', A),
        done(0, { id: 'f', call_id: 'a', arguments: A }),
        end([called({ id: 'y', call_id: 'z', arguments: A })]),
      ],
      ONE,
    ],
    [
      'without an index',
      [
        added(undefined, { id: 'f', call_id: 'a' }),
        write(undefined, 'f', A),
        done(undefined, { id: 'f', call_id: 'a', arguments: A }),
        end(),
      ],
      ONE,
    ],
    [
      'in the whole in another order',
      [
        added(0, { id: 'f', call_id: 'a' }),
        added(1, { id: 'g', call_id: 'b' }),
        end([
          called({ id: 'g', call_id: 'b', arguments: B }),
          called({ id: 'f', call_id: 'a', arguments: A }),
        ]),
      ],
      TWO,
    ],
    ['that only the whole tells', [end([called({ call_id: 'a', arguments: A })])], ONE],
    [
      'that only the whole tells, under one id',
      [end([called({ call_id: 'a', arguments: A }), called({ call_id: 'a', arguments: B })])],
      TWO,
    ],
    ['that only their end tells', [done(0, { id: 'f', call_id: 'a', arguments: A }), end()], ONE],
    [
      'whose end is told twice',
      [
        added(0, { id: 'f', call_id: 'a' }),
        done(0, { id: 'f', call_id: 'a', arguments: A }),
        done(0, { id: 'f', call_id: 'a', arguments: A }),
        end(),
      ],
      ONE,
    ],
    ['that nobody ends', [added(0, { id: 'f', call_id: 'a' }), write(0, 'f', A), end()], ONE],
    [
      'whose last characters only the end has',
      [
        added(0, { id: 'f', call_id: 'a' }),
        write(0, 'f', '{"path":'),
        done(0, { id: 'f', call_id: 'a', arguments: A }),
        end(),
      ],
      ONE,
    ],
    [
      'with arguments as an object',
      [done(0, { id: 'f', call_id: 'a', arguments: JSON.parse(A) }), end()],
      ONE,
    ],
  ])('%s', async (_how, events, expected) => {
    const read = await ask('openai', () => stream(events));
    expect(read.error).toBeUndefined();
    expect(read.calls).toEqual(expected);
    expect(read.events.filter(({ type }) => type === 'call-end')).toHaveLength(expected.length);
    expect(read.reason).toBe('tools');
  });
});

describe('Responses: the form of a stream', () => {
  const { say, end } = responses;
  it.each<[string, Dialect]>([
    ['nothing but deltas and an end', () => stream(say(TEXT), end())],
    ['the whole repeats what was told', () => stream(say(TEXT), end([message(TEXT)]))],
    ['the whole repeats it under another id', () => stream(say(TEXT), end([message(TEXT, 'other')]))],
    ['nothing has an id', () => stream(say(TEXT, undefined), end([message(TEXT, undefined)]))],
    ['only the whole tells it', () => stream(end([message(TEXT)]))],
    [
      'an item’s end and the whole tell it',
      () =>
        stream(
          { type: 'response.output_item.done', output_index: 0, item: message(TEXT) },
          end([message(TEXT)]),
        ),
    ],
    ['comments keep it alive', () => stream(': ping\n\n', say(TEXT), ': ping\n\n', end())],
    ['the whole has no list', () => stream(say(TEXT), { type: 'response.completed', response: {} })],
    ['it is one JSON answer', () => json(whole([message(TEXT)]))],
  ])('%s', async (_how, dialect) => {
    const { text, reason, error } = await ask('openai', dialect);
    expect(error).toBeUndefined();
    expect([text, reason]).toEqual([TEXT, 'done']);
  });

  it('one JSON answer may call, without ids', async () => {
    const { calls, reason } = await ask('openai', () =>
      json(whole([called({ arguments: A }), called({ arguments: B })])),
    );
    expect([calls, reason]).toEqual([TWO, 'tools']);
  });

  it('without an end it is a broken stream', async () => {
    const { error } = await ask('openai', () => stream(say(TEXT)));
    expect(error).toMatchObject({ code: 'broken-stream' });
  });
});

describe.each<[Kind, (usage: unknown) => OddAnswer]>([
  [
    'anthropic',
    (usage) =>
      stream(
        messages.start(usage),
        messages.say(TEXT),
        messages.end('end_turn', usage === undefined ? null : usage),
      ),
  ],
  ['openai', (usage) => stream(responses.say(TEXT), responses.end([], usage ?? null))],
])('usage of the %s wire', (kind, answer) => {
  it.each<[string, unknown]>([
    ['that is not there', undefined],
    ['of null', null],
    ['without counts', {}],
    ['of nothing', { input_tokens: 0, output_tokens: 0 }],
    ['below nothing', { input_tokens: -5000, output_tokens: -5000 }],
    ['with null counts', { input_tokens: null, output_tokens: null }],
  ])('%s is counted by the kit and marked as estimated', async (_how, usage) => {
    const read = await ask(kind, () => answer(usage));
    expect(read.error).toBeUndefined();
    expect(read.usage).toMatchObject({ estimated: true, output: Math.ceil(TEXT.length / 3) });
    expect(read.usage?.input).toBeGreaterThan(0);
    expect(read.booked).toEqual([{ amount: read.usage?.microUsd, estimated: true }]);
    expect(read.usage?.microUsd).toBeGreaterThan(0);
  });

  it('that is there is taken', async () => {
    const read = await ask(kind, () => answer({ input_tokens: 90, output_tokens: 20 }));
    expect(read.usage).toMatchObject({ input: 90, output: 20, estimated: false });
  });
});

it('a count of the beginning alone says nothing of the output', async () => {
  const { usage } = await ask('anthropic', () =>
    stream(messages.start(), messages.say(TEXT), messages.end('end_turn', null)),
  );
  expect(usage).toMatchObject({ input: 90, output: Math.ceil(TEXT.length / 3), estimated: true });
});

describe('an error in the middle', () => {
  const busy = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
  const memory = { type: 'server_error', code: 'server_error', message: 'CUDA out of memory' };
  it.each<[string, Kind, Dialect, string, string]>([
    [
      'of Messages',
      'anthropic',
      () => stream(messages.start(), messages.say('Half of '), busy, messages.say('more', 1)),
      'overloaded',
      'overloaded',
    ],
    [
      'of Messages, of its own kind',
      'anthropic',
      () => stream(messages.start(), messages.say('Half of '), { type: 'error', error: memory }),
      'broken-stream',
      'CUDA out of memory',
    ],
    [
      'of Responses',
      'openai',
      () => stream(responses.say('Half of '), { ...memory, type: 'error' }, responses.say('more')),
      'broken-stream',
      'CUDA out of memory',
    ],
    [
      'of Responses, in a field of its own',
      'openai',
      () => stream(responses.say('Half of '), { type: 'error', error: memory }),
      'broken-stream',
      'CUDA out of memory',
    ],
    [
      'of Responses that failed',
      'openai',
      () =>
        stream(responses.say('Half of '), {
          type: 'response.failed',
          response: { ...whole([]), status: 'failed', error: memory },
        }),
      'broken-stream',
      'CUDA out of memory',
    ],
  ])('%s is told with its words, and what was said is booked', async (_of, kind, dialect, code, words) => {
    const { error, text, booked } = await ask(kind, dialect);
    expect(text).toBe('Half of ');
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) });
    expect(booked).toMatchObject([{ estimated: true }]);
  });
});

describe.each<Kind>(['anthropic', 'openai'])('what stands between, on the %s wire', (kind) => {
  const page =
    '<!doctype html><html><head><title>Web filter</title></head><body>Blocked for j.doe</body></html>';
  it.each<[string, OddAnswer, string, string]>([
    ['a page with 200', { type: 'text/html', text: page }, 'intercepted', 'Web filter'],
    ['a page with 403', { status: 403, type: 'text/html', text: page }, 'intercepted', 'Web filter'],
    ['a page without a type', { type: 'application/octet-stream', text: page }, 'intercepted', 'web page'],
    [
      'a sign-in elsewhere',
      { status: 302, headers: { location: 'https://login.example/in' }, text: '' },
      'intercepted',
      'login.example',
    ],
    [
      'a proxy that wants a name',
      { status: 407, type: 'text/plain', text: 'Proxy Authentication Required' },
      'proxy',
      'proxy',
    ],
  ])('%s is named, not blamed on the model, and books nothing', async (_what, answer, code, word) => {
    const { error, booked, released } = await ask(kind, () => answer);
    expect(error).toBeInstanceOf(ModelError);
    expect(error).toMatchObject({ code, message: expect.stringContaining(word) });
    expect(error.hint).not.toBe('');
    expect(error.message).not.toContain('j.doe');
    expect([booked.length, released()]).toEqual([0, 1]);
    expect(server?.asked).toHaveLength(1);
  });

  it('JSON that is no answer is a broken stream', async () => {
    const { error } = await ask(kind, () => json({ hello: 'world' }));
    expect(error).toMatchObject({ code: 'broken-stream' });
  });

  it('a key that may not use the model is no web filter', async () => {
    const { error } = await ask(kind, () =>
      json({ type: 'error', error: { type: 'permission_error', message: 'Not for this key' } }, 403),
    );
    expect(error).toMatchObject({ code: 'bad-key', message: expect.stringContaining('Not for this key') });
  });
});
