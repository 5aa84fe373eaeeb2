/**
 * Anthropic, OpenAI and a compatible server in one process: their real wire format over real
 * HTTP, so that the official SDKs can be asked without a network.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anthropicError, anthropicEvents } from './anthropic-wire.ts';
import { chatError, chatEvents } from './chat-wire.ts';
import { responsesError, responsesEvents } from './responses-wire.ts';
import { type Turn, toSse, type WireEvent } from './turn.ts';

export type Wire = 'anthropic' | 'responses' | 'chat';

export interface DoubleRequest {
  readonly wire: Wire;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown>;
}

/** What to say; `index` counts requests from 0. */
export type Scenario = (request: DoubleRequest, index: number) => Turn | Promise<Turn>;

export interface ProviderDouble {
  /** `http://127.0.0.1:…`; OpenAI's wires live under `/v1`. */
  readonly origin: string;
  readonly requests: DoubleRequest[];
  /** Replies that the client left before their end. */
  left(): number;
  /** Replies under way. */
  open(): number;
  /** Events written so far, of all replies; one that waits for its reader counts. */
  written(): number;
  close(): Promise<void>;
}

const paths: Readonly<Record<string, Wire>> = {
  '/v1/messages': 'anthropic',
  '/v1/responses': 'responses',
  '/v1/chat/completions': 'chat',
};

const wires = {
  anthropic: { events: anthropicEvents, error: () => anthropicError('overloaded_error', 'Overloaded') },
  responses: { events: responsesEvents, error: () => responsesError('server_error', 'Something failed') },
  chat: { events: chatEvents, error: () => chatError('server_error', 'Something failed') },
} as const;

export async function startProviderDouble(
  scenario: Scenario,
  options: { port?: number; models?: readonly string[] } = {},
): Promise<ProviderDouble> {
  const requests: DoubleRequest[] = [];
  let left = 0;
  let open = 0;
  let written = 0;
  const server = createServer(async (request, response) => {
    if (request.method === 'GET' && request.url === '/v1/models') {
      const data = (options.models ?? ['double']).map((id) => ({ id, object: 'model' }));
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ object: 'list', data }));
      return;
    }
    const wire = paths[(request.url ?? '').split('?', 1)[0] ?? ''];
    if (!wire || request.method !== 'POST') {
      response.writeHead(404).end();
      return;
    }
    const asked = { wire, headers: request.headers, body: await readJson(request) };
    const index = requests.push(asked) - 1;
    open++;
    try {
      if (!(await play(await scenario(asked, index), asked, response, () => written++))) left++;
    } finally {
      open--;
    }
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    left: () => left,
    open: () => open,
    written: () => written,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
}

/** Resolves to false where the client left. */
async function play(
  turn: Turn,
  { wire, body }: DoubleRequest,
  response: ServerResponse,
  count: () => void,
): Promise<boolean> {
  if (turn.status !== undefined) {
    response.writeHead(turn.status, { 'content-type': 'application/json', ...turn.headers });
    response.end(errorBody(wire, turn));
    return true;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', ...turn.headers });
  response.flushHeaders();
  const events: WireEvent[] = wires[wire].events(turn, String(body.model));
  for (const [index, event] of events.entries()) {
    if (turn.after?.events === index) return breakOff(turn, wire, response);
    if (turn.pauseMs) await new Promise((resolve) => setTimeout(resolve, turn.pauseMs));
    if (response.destroyed) return false;
    count();
    await write(response, toSse(event), turn.bytes);
  }
  response.end();
  return true;
}

async function breakOff(turn: Turn, wire: Wire, response: ServerResponse): Promise<boolean> {
  switch (turn.after?.comes) {
    case 'error':
      await write(response, toSse(wires[wire].error()), turn.bytes);
      response.end();
      return true;
    case 'cut':
      // What was written must be on its way before the connection breaks.
      await new Promise((resolve) => setTimeout(resolve, 20));
      response.destroy();
      return true;
    case 'silence':
      await new Promise((resolve) => response.once('close', resolve));
      return false;
    default:
      response.end();
      return true;
  }
}

async function write(response: ServerResponse, text: string, bytes?: number): Promise<void> {
  const buffer = Buffer.from(text);
  const size = bytes ?? buffer.length;
  for (let at = 0; at < buffer.length; at += size) {
    const more = response.write(buffer.subarray(at, at + size));
    if (bytes !== undefined) await new Promise((resolve) => setImmediate(resolve));
    if (!more && !response.destroyed) {
      await new Promise<void>((resolve) => {
        const go = () => {
          response.off('drain', go);
          response.off('close', go);
          resolve();
        };
        response.on('drain', go);
        response.on('close', go);
      });
    }
  }
}

const errorTypes: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

function errorBody(wire: Wire, turn: Turn): string {
  const error = {
    type: errorTypes[turn.status ?? 500] ?? 'api_error',
    message: turn.message ?? 'The double refuses',
  };
  return JSON.stringify(
    wire === 'anthropic' ? { type: 'error', error } : { error: { ...error, code: null } },
  );
}
