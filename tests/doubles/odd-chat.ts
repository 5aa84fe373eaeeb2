/**
 * Servers that call themselves compatible with Chat Completions and speak it in their own way, as their users report
 * it: each dialect is an answer over HTTP, asked through the real SDK.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Body = Readonly<Record<string, unknown>>;

export interface OddAnswer {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it stands on the wire. */
  readonly text: string;
  /** The connection is cut after the text. */
  readonly cut?: boolean;
  /** Bytes of a write; all at once by default. */
  readonly bytes?: number;
}

export type Dialect = (body: Body) => OddAnswer;

export interface OddServer {
  readonly baseUrl: string;
  readonly asked: Body[];
  close(): Promise<void>;
}

export async function startOddServer(dialect: Dialect): Promise<OddServer> {
  const asked: Body[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = JSON.parse(Buffer.concat(parts).toString('utf8') || '{}') as Body;
    asked.push(body);
    await give(dialect(body), response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function give(answer: OddAnswer, response: ServerResponse): Promise<void> {
  const { status = 200, type = 'text/event-stream', headers = {} } = answer;
  response.writeHead(status, { 'content-type': type, ...headers });
  const bytes = Buffer.from(answer.text);
  const size = answer.bytes ?? (bytes.length || 1);
  for (let at = 0; at < bytes.length; at += size) {
    response.write(bytes.subarray(at, at + size));
    if (answer.bytes !== undefined) await new Promise((resolve) => setImmediate(resolve));
  }
  if (answer.cut) response.flushHeaders();
  if (answer.cut) setImmediate(() => response.destroy());
  else response.end();
}

/** One chunk with one choice. */
export function chunk(delta: unknown, finish: string | null = null, more: object = {}): object {
  return {
    id: 'c',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'odd',
    choices: [{ index: 0, delta, finish_reason: finish }],
    ...more,
  };
}

export function usageChunk(usage: unknown): object {
  return { ...chunk({}), choices: [], usage };
}

export function tool(
  fields: { index?: unknown; id?: unknown; name?: unknown; args?: unknown },
  finish: string | null = null,
): object {
  const { name, args, ...rest } = fields;
  return chunk(
    {
      tool_calls: [
        {
          ...rest,
          type: 'function',
          function: {
            ...(name === undefined ? {} : { name }),
            ...(args === undefined ? {} : { arguments: args }),
          },
        },
      ],
    },
    finish,
  );
}

export interface StreamForm {
  readonly eol?: string;
  readonly space?: string;
  readonly done?: boolean;
  readonly first?: string;
}

/** Chunks as a stream of events. */
export function stream(chunks: readonly (object | string)[], form: StreamForm = {}): OddAnswer {
  const { eol = '\n\n', space = ' ', done = true, first = '' } = form;
  const lines = chunks.map((one) =>
    typeof one === 'string' ? `${one}${eol}` : `data:${space}${JSON.stringify(one)}${eol}`,
  );
  return { text: `${first}${lines.join('')}${done ? `data:${space}[DONE]${eol}` : ''}` };
}
