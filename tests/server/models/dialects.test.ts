/** What servers send that are compatible in name: read as it was meant, or told plainly. Through the gateway. */
import { afterEach, describe, expect, it } from 'vitest';
import { ModelError } from '../../../src/agent/model.ts';
import {
  chunk,
  type Dialect,
  type OddServer,
  startOddServer,
  stream,
  tool,
  usageChunk,
} from '../../doubles/odd-chat.ts';
import { askOdd } from './ask-odd.ts';

let server: OddServer | undefined;
afterEach(() => server?.close());

const TEXT = 'The answer is here, and it is a sentence of some length.';
const A = '{"path":"src/a.ts"}';
const B = '{"path":"src/b.ts"}';

let models = 0;

async function ask(dialect: Dialect | OddServer, model = `odd-${++models}`) {
  server = typeof dialect === 'function' ? await startOddServer(dialect) : dialect;
  return askOdd(server, { kind: 'compatible', model });
}

describe('calls', () => {
  it.each<[string, readonly (object | string)[], [string, string][]]>([
    [
      'all under index 0',
      [
        tool({ index: 0, id: 'a', name: 'read_file', args: A }),
        tool({ index: 0, id: 'b', name: 'read_file', args: B }),
      ],
      [
        ['read_file', A],
        ['read_file', B],
      ],
    ],
    [
      'all under one id',
      [
        tool({ index: 0, id: 'call_0', name: 'read_file', args: A }),
        tool({ index: 1, id: 'call_0', name: 'read_file', args: B }),
      ],
      [
        ['read_file', A],
        ['read_file', B],
      ],
    ],
    [
      'under one id and one index',
      [
        tool({ index: 0, id: 'x', name: 'read_file', args: A }),
        tool({ index: 0, id: 'x', name: 'list_files', args: '{}' }),
      ],
      [['read_file', A]],
    ],
    ['without an id', [tool({ index: 0, name: 'read_file', args: A })], [['read_file', A]]],
    [
      'two without ids under index 0',
      [tool({ index: 0, name: 'read_file', args: A }), tool({ index: 0, name: 'read_file', args: B })],
      [
        ['read_file', A],
        ['read_file', B],
      ],
    ],
    [
      'without an index',
      [tool({ id: 'a', name: 'read_file', args: '{"path":' }), tool({ id: 'a', args: '"src/a.ts"}' })],
      [['read_file', A]],
    ],
    [
      'with the index as text',
      [
        tool({ index: '0', id: 'a', name: 'read_file', args: A }),
        tool({ index: '1', id: 'b', name: 'read_file', args: B }),
      ],
      [
        ['read_file', A],
        ['read_file', B],
      ],
    ],
    [
      'with the name in a later chunk',
      [
        tool({ index: 0, id: 'a', args: '' }),
        tool({ index: 0, name: 'read_file', args: '{"path":' }),
        tool({ index: 0, args: '"src/a.ts"}' }),
      ],
      [['read_file', A]],
    ],
    [
      'with the name after the arguments began',
      [tool({ index: 0, id: 'a', name: 'read_' }), tool({ index: 0, name: 'file', args: A })],
      [['read_file', A]],
    ],
    [
      'with the name in each chunk',
      [
        tool({ index: 0, id: 'a', name: 'read_file', args: '{"path":' }),
        tool({ index: 0, id: 'a', name: 'read_file', args: '"src/a.ts"}' }),
      ],
      [['read_file', A]],
    ],
    [
      'with a new id in each chunk',
      [
        tool({ index: 0, id: 'a', name: 'read_file', args: '{"path":' }),
        tool({ index: 0, id: 'b', name: 'read_file', args: '"src/a.ts"}' }),
      ],
      [['read_file', A]],
    ],
    [
      'with arguments as an object',
      [tool({ index: 0, id: 'a', name: 'read_file', args: { path: 'src/a.ts' } })],
      [['read_file', A]],
    ],
    [
      'with all arguments so far each time',
      [
        tool({ index: 0, id: 'a', name: 'read_file', args: '{"pa' }),
        tool({ index: 0, id: 'a', name: 'read_file', args: '{"path":"src' }),
        tool({ index: 0, id: 'a', args: A }),
      ],
      [['read_file', A]],
    ],
    [
      'with the whole once more at the end',
      [
        tool({ index: 0, id: 'a', name: 'read_file', args: '{"path":' }),
        tool({ index: 0, args: '"src/a.ts"}' }),
        tool({ index: 0, id: 'a', name: 'read_file', args: A }),
      ],
      [['read_file', A]],
    ],
    ['with no arguments at all', [tool({ index: 0, id: 'a', name: 'list_files' })], [['list_files', '']]],
    [
      'with empty arguments',
      [tool({ index: 0, id: 'a', name: 'list_files', args: '' })],
      [['list_files', '']],
    ],
    [
      'with null for arguments',
      [tool({ index: 0, id: 'a', name: 'list_files', args: null })],
      [['list_files', '']],
    ],
    [
      'as the older function_call',
      [
        chunk({ function_call: { name: 'read_file', arguments: '{"path":' } }),
        chunk({ function_call: { arguments: '"src/a.ts"}' } }, 'function_call'),
      ],
      [['read_file', A]],
    ],
    [
      'as a whole message',
      [
        {
          ...chunk({}),
          choices: [
            {
              index: 0,
              message: {
                content: null,
                tool_calls: [{ id: 'a', type: 'function', function: { name: 'read_file', arguments: A } }],
              },
              finish_reason: 'stop',
            },
          ],
        },
      ],
      [['read_file', A]],
    ],
  ])('%s', async (_how, chunks, expected) => {
    const { calls, reason, error } = await ask(() => stream([...chunks, chunk({}, 'tool_calls')]));
    expect(error).toBeUndefined();
    expect(calls.map(([name, input]) => [name, input])).toEqual(expected);
    expect(reason).toBe('tools');
  });

  it('end as soon as their object is closed, in the order they began', async () => {
    const { events } = await ask(() =>
      stream([
        tool({ index: 0, id: 'a', name: 'read_file', args: A }),
        chunk({ content: 'On I go.' }),
        chunk({}, 'tool_calls'),
      ]),
    );
    const types = events.map(({ type }) => type);
    expect(types.indexOf('call-end')).toBeLessThan(types.indexOf('text'));
  });

  it('count where the server says only stop', async () => {
    const { reason } = await ask(() =>
      stream([tool({ index: 0, id: 'a', name: 'read_file', args: A }), chunk({}, 'stop')]),
    );
    expect(reason).toBe('tools');
  });
});

describe('the form of a stream', () => {
  const plain = [chunk({ role: 'assistant', content: TEXT }), chunk({}, 'stop')];
  it.each<[string, Dialect]>([
    [
      'lines end with CR LF and no space follows the colon',
      () => stream(plain, { eol: '\r\n\r\n', space: '' }),
    ],
    ['it begins with a byte order mark', () => stream(plain, { first: '\uFEFF' })],
    ['comments keep it alive', () => stream([': keep-alive', plain[0] ?? {}, ': ping', plain[1] ?? {}])],
    ['there is no closing mark', () => stream(plain, { done: false })],
    ['there is no reason to finish', () => stream([chunk({ content: TEXT })])],
    ['the reason is null to the end', () => stream([chunk({ content: TEXT }, null)])],
    ['each byte comes alone', () => ({ ...stream(plain), bytes: 1 })],
    ['it has another content type', () => ({ ...stream(plain), type: 'text/plain' })],
    [
      'it is one JSON answer',
      () => ({
        type: 'application/json',
        text: JSON.stringify({
          object: 'chat.completion',
          choices: [{ index: 0, message: { role: 'assistant', content: TEXT }, finish_reason: 'stop' }],
        }),
      }),
    ],
    [
      'chunks without choices stand between',
      () => stream([{ id: 'c', choices: [] }, plain[0] ?? {}, { id: 'c' }, plain[1] ?? {}]),
    ],
    [
      'content comes in parts',
      () => stream([chunk({ content: [{ type: 'text', text: TEXT }] }), chunk({}, 'stop')]),
    ],
    [
      'the older text stands for content',
      () => stream([{ choices: [{ index: 0, text: TEXT }] }, chunk({}, 'stop')]),
    ],
    [
      'usage stands in every chunk',
      () =>
        stream([
          chunk({ content: TEXT }, null, { usage: { prompt_tokens: 9, completion_tokens: 1 } }),
          chunk({}, 'stop', { usage: { prompt_tokens: 9, completion_tokens: 14 } }),
        ]),
    ],
  ])('%s', async (_how, dialect) => {
    const { text, reason, error } = await ask(dialect);
    expect(error).toBeUndefined();
    expect(text).toBe(TEXT);
    expect(reason).toBe('done');
  });

  it('an error in it is told with its words, and nothing more is read', async () => {
    const { error, text, booked } = await ask(() =>
      stream([
        chunk({ content: 'Half of ' }),
        { error: { message: 'CUDA out of memory', type: 'server_error', code: 500 } },
      ]),
    );
    expect(text).toBe('Half of ');
    expect(error).toMatchObject({
      code: 'broken-stream',
      message: expect.stringContaining('CUDA out of memory'),
    });
    expect(booked).toMatchObject([{ estimated: true }]);
  });

  it('a cut connection is a broken stream', async () => {
    const { error } = await ask(() => ({
      ...stream([chunk({ content: TEXT })], { done: false }),
      cut: true,
    }));
    expect(error).toMatchObject({ code: 'broken-stream' });
  });
});

describe('thinking', () => {
  it.each<[string, readonly object[], string, string]>([
    [
      'between tags, cut anywhere',
      ['<think>\nThe user ', 'is naive.\n</thi', 'nk>\n\nHere is', ' the page.'].map((content) =>
        chunk({ content }),
      ),
      '\nThe user is naive.\n',
      'Here is the page.',
    ],
    [
      'in one chunk, never opened',
      [chunk({ content: 'I ponder.\n</think>\n\nHere is the page.' })],
      'I ponder.\n',
      'Here is the page.',
    ],
    [
      'in letters that grow when they are made small',
      [chunk({ content: '<think>İ, İ ve İ.</think>İstanbul hazır.' })],
      'İ, İ ve İ.',
      'İstanbul hazır.',
    ],
    ['never closed', [chunk({ content: '<think>I ponder on and on' })], 'I ponder on and on', ''],
    [
      'as reasoning_content',
      [chunk({ reasoning_content: 'Hm. ' }), chunk({ content: 'Here is the page.' })],
      'Hm. ',
      'Here is the page.',
    ],
    [
      'as reasoning, twice under two names',
      [chunk({ reasoning: 'Hm. ', reasoning_content: 'Hm. ' }), chunk({ content: 'Here is the page.' })],
      'Hm. ',
      'Here is the page.',
    ],
    [
      'as a part of the content',
      [
        chunk({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] }] }),
        chunk({ content: 'Here is the page.' }),
      ],
      'Hm.',
      'Here is the page.',
    ],
    [
      'spelled in capitals',
      [chunk({ content: '<THINK>Hm.</THINK>Here is the page.' })],
      'Hm.',
      'Here is the page.',
    ],
    [
      'is a word like any other within a sentence',
      [chunk({ content: 'Use `<think>` tags, and close with `</think>`.' })],
      '',
      'Use `<think>` tags, and close with `</think>`.',
    ],
  ])('%s', async (_how, chunks, thoughts, text) => {
    const read = await ask(() => stream([...chunks, chunk({}, 'stop')]));
    expect([read.thoughts, read.text]).toEqual([thoughts, text]);
    expect(read.reason).toBe('done');
  });

  it('that was told as words is taken back, and the next answer of this model begins with a thought', async () => {
    const chunks = ['I ponder ', 'silently.\n', '</think>', '\n\nHere.'].map((content) => chunk({ content }));
    const first = await ask(() => stream([...chunks, chunk({}, 'stop')]), 'closes-only');
    const types = first.events.map(({ type }) => type);
    expect(types).toContain('thought');
    expect(types.indexOf('thought')).toBeLessThan(types.lastIndexOf('text'));
    const odd = server;
    if (!odd) throw new Error('It was not asked');
    const second = await ask(odd, 'closes-only');
    expect(second.events.map(({ type }) => type)).not.toContain('thought');
    expect([second.thoughts, second.text]).toEqual(['I ponder silently.\n', 'Here.']);
  });
});

describe('a tool call that is written as text', () => {
  const bare = '{"name": "write_file", "arguments": {"path": "a.ts", "content": "x"}}';
  it.each<[string, string, string]>([
    ['between tags', `<tool_call>\n${bare}\n</tool_call>`, ''],
    ['after a sentence', `Writing it.\n<tool_call>${bare}</tool_call>`, 'Writing it.\n'],
    ['as a function tag', '<function=write_file><parameter=path>a.ts</parameter></function>', ''],
    ['with a mark of Mistral', `[TOOL_CALLS][${bare}]`, ''],
    ['as bare JSON', bare, ''],
    ['as fenced JSON', `\`\`\`json\n${bare}\n\`\`\``, ''],
    ['with marks of its own', '<｜tool▁calls▁begin｜>function<｜tool▁sep｜>write_file', ''],
    ['never closed', `<tool_call>${bare}`, ''],
  ])('%s is told as that and not read out', async (_how, content, said) => {
    const pieces = content.match(/[\s\S]{1,5}/g) ?? [];
    const read = await ask(() =>
      stream([...pieces.map((piece) => chunk({ content: piece })), chunk({}, 'stop')]),
    );
    expect(read.text).toBe(said);
    expect(read.toolText).toContain('write_file');
    expect(read.calls).toEqual([]);
  });

  it.each([
    '{"mode": "dark"} is the setting.',
    '```tsx\nexport const a = 1;\n```\nThis is the file.',
    '[1] The first point.',
    'A < b and `<tool_call>` is a tag.',
  ])('%s is none', async (content) => {
    const pieces = content.match(/[\s\S]{1,3}/g) ?? [];
    const read = await ask(() =>
      stream([...pieces.map((piece) => chunk({ content: piece })), chunk({}, 'stop')]),
    );
    expect(read.text).toBe(content);
    expect(read.toolText).toBe('');
  });
});

describe('usage', () => {
  it.each<[string, readonly object[]]>([
    ['of nothing', [usageChunk({ prompt_tokens: 0, completion_tokens: 0 })]],
    ['below nothing', [usageChunk({ prompt_tokens: -5000, completion_tokens: -5000 })]],
    ['of null', [usageChunk(null)]],
    ['with null counts', [usageChunk({ prompt_tokens: null, completion_tokens: null })]],
    ['that is not there', []],
    ['of no output for words', [usageChunk({ prompt_tokens: 900, completion_tokens: 0 })]],
  ])('%s is counted by the kit and marked as estimated', async (_how, more) => {
    const { usage, booked } = await ask(() => stream([chunk({ content: TEXT }), chunk({}, 'stop'), ...more]));
    expect(usage).toMatchObject({ estimated: true, output: Math.ceil(TEXT.length / 3) });
    expect(usage?.input).toBeGreaterThan(0);
    expect(booked).toEqual([{ amount: usage?.microUsd, estimated: true }]);
    expect(usage?.microUsd).toBeGreaterThan(0);
  });

  it('of an empty answer may be no output', async () => {
    const { usage } = await ask(() =>
      stream([
        chunk({ content: '' }),
        chunk({}, 'stop'),
        usageChunk({ prompt_tokens: 100, completion_tokens: 0 }),
      ]),
    );
    expect(usage).toMatchObject({ input: 100, output: 0, estimated: false });
  });
});

describe('what stands between', () => {
  const page =
    '<!doctype html><html><head><title>Web filter</title></head><body>Blocked for j.doe</body></html>';
  it.each<[string, Dialect, string, string]>([
    ['a page with 200', () => ({ type: 'text/html', text: page }), 'intercepted', 'Web filter'],
    [
      'a page with 403',
      () => ({ status: 403, type: 'text/html; charset=utf-8', text: page }),
      'intercepted',
      'web filter',
    ],
    [
      'a page without a type',
      () => ({ type: 'application/octet-stream', text: page }),
      'intercepted',
      'web page',
    ],
    [
      'a sign-in elsewhere',
      () => ({ status: 302, headers: { location: 'https://login.example/in?x=1' }, text: '' }),
      'intercepted',
      'login.example',
    ],
    [
      'a proxy that wants a name',
      () => ({ status: 407, type: 'text/plain', text: 'Proxy Authentication Required' }),
      'proxy',
      'proxy',
    ],
    [
      'a page of network authentication',
      () => ({ status: 511, type: 'text/html', text: page }),
      'intercepted',
      'web page',
    ],
  ])('%s is named, not blamed on the model, and books nothing', async (_what, dialect, code, word) => {
    const { error, booked, released } = await ask(dialect);
    expect(error).toBeInstanceOf(ModelError);
    expect(error).toMatchObject({ code, message: expect.stringContaining(word) });
    expect(error.hint).not.toBe('');
    expect(error.message).not.toContain('j.doe');
    expect([booked.length, released()]).toEqual([0, 1]);
    expect(server?.asked).toHaveLength(1);
  });

  it.each<[string, Dialect, string]>([
    [
      'a model without tools',
      () => ({
        status: 400,
        type: 'application/json',
        text: JSON.stringify({
          error: { message: 'registry/odd:7b does not support tools', type: 'api_error' },
        }),
      }),
      'no-tool',
    ],
    [
      'a conversation that is too long',
      () => ({
        status: 400,
        type: 'application/json',
        text: JSON.stringify({
          error: {
            message: "This model's maximum context length is 8192 tokens.",
            code: 'context_length_exceeded',
          },
        }),
      }),
      'too-long',
    ],
    [
      'a gateway that fails in HTML',
      () => ({ status: 502, type: 'text/html', text: '<html>Bad gateway</html>' }),
      'overloaded',
    ],
    [
      'an address that is not there',
      () => ({ status: 404, type: 'text/html', text: '<html>Not found</html>' }),
      'no-such-model',
    ],
  ])('%s', async (_what, dialect, code) => {
    expect((await ask(dialect)).error).toMatchObject({ code });
  });
});
