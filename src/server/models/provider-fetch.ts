/**
 * The way to a provider, as its SDK is given it: every byte that arrives is a sign of life (SDKs drop pings,
 * signatures and opaque reasoning); what answered in the provider's place is named as what it is; a whole answer in
 * JSON, where a stream was asked for, is made into one.
 */
import type { ModelConnection } from './adapter.ts';
import { intercepted, proxyRefuses } from './provider-error.ts';

export interface WireEar {
  /** Something arrived. */
  readonly heard: () => void;
  /** Bytes of the reply, before the SDK reads them. */
  readonly onBytes?: (bytes: Uint8Array) => void;
  /** A whole answer in place of a stream, as the text of one; null where it is none. */
  readonly streamOf?: (answer: unknown) => string | null;
  /** What the bytes pass on their way to the SDK. */
  readonly through?: () => TransformStream<Uint8Array, Uint8Array>;
}

const PEEK_CHARACTERS = 20_000;

export function providerFetch(connection: ModelConnection, ear: WireEar): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'manual' }).catch((error: unknown) => {
      throw isUnnamed(error) ? proxyRefuses(connection) : error;
    });
    ear.heard();
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      const host = URL.parse(location, response.url || undefined)?.host;
      throw intercepted(connection, { host });
    }
    const type = response.headers.get('content-type') ?? '';
    if (mayStandBetween(response.status) && !/json|event-stream|ndjson/i.test(type)) {
      return lookAt(response, connection, type, ear);
    }
    if (response.ok && /json/i.test(type) && !/stream|ndjson/i.test(type)) return asStream(response, ear);
    return tapped(response, response.body, ear);
  };
}

/** Node keeps a 407 to itself: it is the one failure of a request that has neither a word nor a code. */
function isUnnamed(error: unknown): boolean {
  const cause: unknown = error instanceof TypeError ? error.cause : null;
  return cause instanceof Error && cause.message === '' && !('code' in cause) && !('errors' in cause);
}

/** A gateway that fails (5xx) and an address that is not there (404) answer in HTML too, and stand for themselves. */
function mayStandBetween(status: number): boolean {
  return (status < 500 && status !== 404) || status === 511;
}

/** An answer of no declared kind: a page is nobody's reply. */
async function lookAt(
  response: Response,
  connection: ModelConnection,
  type: string,
  ear: WireEar,
): Promise<Response> {
  if (!/html/i.test(type)) {
    // Some servers send their events under another name: they are read all the same.
    const [seen, kept] = response.body?.tee() ?? [null, null];
    if (!(await beginsAsPage(seen))) return tapped(response, kept, ear);
    await kept?.cancel();
    throw intercepted(connection, {});
  }
  const page = (await response.text()).slice(0, PEEK_CHARACTERS);
  throw intercepted(connection, { title: /<title[^>]*>([^<]{1,200})/i.exec(page)?.[1] });
}

async function beginsAsPage(body: ReadableStream<Uint8Array> | null): Promise<boolean> {
  if (!body) return false;
  const reader = body.getReader();
  const { value } = await reader.read();
  void reader.cancel().catch(() => undefined);
  return /^\uFEFF?\s*<(!doctype|html|head|body)/i.test(new TextDecoder().decode(value));
}

async function asStream(response: Response, ear: WireEar): Promise<Response> {
  const text = await response.text();
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    answer = null;
  }
  const events = ear.streamOf?.(answer) ?? null;
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  headers.delete('content-encoding');
  if (events !== null) headers.set('content-type', 'text/event-stream');
  const { status } = response;
  return tapped(response, new Response(events ?? text).body, ear, { status, headers });
}

function tapped(
  response: Response,
  body: ReadableStream<Uint8Array> | null,
  ear: WireEar,
  { status, headers }: { status: number; headers: Headers } = response,
): Response {
  if (!body) return response;
  const tap = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      ear.heard();
      ear.onBytes?.(bytes);
      controller.enqueue(bytes);
    },
  });
  const heard = body.pipeThrough(tap);
  return new Response(ear.through ? heard.pipeThrough(ear.through()) : heard, { status, headers });
}

/** One server-sent event. */
export function sseEvent(data: unknown, event?: string): string {
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;
}
