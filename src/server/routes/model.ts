import { Hono } from 'hono';
import { z } from 'zod';
import { ModelError, type ModelEvent } from '../../agent/model.ts';
import { ANSWERING_MODEL_HEADER, MODEL_CALL_HEADER, type SpentAnswer } from '../../agent/model-access.ts';
import type { App, AppContext, AppDependencies, AppEnvironment } from '../app.ts';
import { kitScope } from '../budget/kit-scope.ts';
import { type CallBook, CallBooks, sum } from '../models/call-books.ts';
import { askModel, type GatewayReply } from '../models/gateway.ts';
import { modelErrorLine, modelErrorStatus, unexpectedModelError } from '../problem.ts';
import { readBody } from '../read-body.ts';
import { type Later, later } from '../timers.ts';

/** A conversation with many written files; more is refused before it costs anything. */
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_OUTPUT_TOKENS = 64_000;

/** Proxies cut what is silent for a minute, some for half of one. */
const SIGN_OF_LIFE_MS = 10_000;
/** Longest that a browser waits to hear what a call was booked at. */
const BOOKING_WAIT_MS = 5_000;

const text = z.string().max(4_000_000);
const name = z.string().regex(/^[\w-]{1,64}$/);

const respondSchema = z.object({
  modelId: z.string().max(120).optional(),
  system: text,
  maxOutputTokens: z.int().min(16).max(MOST_OUTPUT_TOKENS),
  tools: z
    .array(
      z.object({
        name,
        description: z.string().max(20_000),
        inputSchema: z.record(z.string(), z.unknown()),
      }),
    )
    .max(64),
  messages: z
    .array(
      z.discriminatedUnion('role', [
        z.object({ role: z.literal('user'), text }),
        z.object({
          role: z.literal('assistant'),
          text,
          calls: z
            .array(z.object({ id: z.string().max(200), name: z.string().max(200), input: text }))
            .max(200),
          opaque: z.unknown().optional(),
        }),
        z.object({
          role: z.literal('tool'),
          callId: z.string().max(200),
          name: z.string().max(200),
          text,
          ok: z.boolean(),
        }),
      ]),
    )
    .min(1)
    .max(2_000),
});

/**
 * `POST /api/model/respond`: streams a model's reply as one JSON object a line. `GET /api/model/spent/:call`: what a
 * call was booked at whose end the browser did not hear; null where nothing was.
 */
export function modelRoutes(dependencies: AppDependencies): App {
  const { settings, closing } = dependencies;
  const books = new CallBooks();
  const after = dependencies.later ?? later;
  const app = new Hono<AppEnvironment>();
  app.get('/model/spent/:call', async (context) => {
    const book = books.find(context.req.param('call'));
    if (!book) return context.json({ usage: null } satisfies SpentAnswer, 404);
    const usage = await Promise.race([book.closed, waited(BOOKING_WAIT_MS, after)]);
    return context.json({ usage } satisfies SpentAnswer);
  });
  return app.post('/model/respond', async (context) => {
    if (!(await mayAsk(context, dependencies))) return refuse(notAllowed());
    const { modelId, ...request } = await readBody(context.req.raw, respondSchema, MOST_BYTES);
    const connections = settings.connections();
    const chosen = connections.filter(({ model }) => model === modelId);
    if (modelId !== undefined && chosen.length === 0) return refuse(notListed(modelId));

    const callId = context.req.header(MODEL_CALL_HEADER);
    const book = books.open(callId !== undefined && /^[\w-]{8,64}$/.test(callId) ? callId : undefined);
    const leaving = new AbortController();
    const signal = AbortSignal.any([context.req.raw.signal, leaving.signal, closing]);
    try {
      const reply = await askModel(
        { ...dependencies, priceOf: (connection) => settings.priceOf(connection) },
        {
          connections: [...chosen, ...connections.filter((connection) => !chosen.includes(connection))],
          request,
          scopes: [kitScope(settings)],
          signal,
          onBooked: (usage) => book.add(usage),
        },
      );
      return answer(reply, book, leaving, { log: dependencies.log, after });
    } catch (error) {
      book.close();
      if (error instanceof ModelError) return refuse(error, book);
      if (!signal.aborted) dependencies.log(`model/respond failed: ${String(error)}`);
      return refuse(unexpectedModelError());
    }
  });
}

async function mayAsk(context: AppContext, { room }: AppDependencies): Promise<boolean> {
  return (await context.get('facilitator')()) || (await room.openUntil()) !== null;
}

async function waited(ms: number, after: Later): Promise<null> {
  await new Promise<void>((resolve) => after(ms, resolve));
  return null;
}

/**
 * One event is read for each line the client takes: a slow client slows the provider, memory stays flat. While the
 * model is silent a sign of life goes out, so that nothing on the way takes the connection for dead.
 */
function answer(
  reply: GatewayReply,
  book: CallBook,
  leaving: AbortController,
  { log, after }: { readonly log: (line: string) => void; readonly after: Later },
): Response {
  const encoder = new TextEncoder();
  const line = (value: ModelEvent | object) => encoder.encode(`${JSON.stringify(value)}\n`);
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let callOff = (): void => undefined;
        const showLife = () => {
          controller.enqueue(line({ type: 'ping' }));
          callOff = after(SIGN_OF_LIFE_MS, showLife);
        };
        callOff = after(SIGN_OF_LIFE_MS, showLife);
        try {
          const next = await reply.events.next();
          callOff();
          if (next.done) {
            book.close();
            controller.close();
          } else controller.enqueue(line(withAttempts(next.value, book)));
        } catch (error) {
          callOff();
          book.close();
          if (leaving.signal.aborted) return;
          if (!(error instanceof ModelError) && !leaving.signal.aborted)
            log(`A reply failed: ${String(error)}`);
          controller.enqueue(
            line(errorLine(error instanceof ModelError ? error : unexpectedModelError(), book)),
          );
          controller.close();
        }
      },
      async cancel() {
        leaving.abort(new DOMException('The client left', 'AbortError'));
        await reply.events.end().catch(() => {});
        book.close();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      [ANSWERING_MODEL_HEADER]: reply.connection.model,
    },
  });
}

/** What the attempts before this one cost belongs to the answer too. */
function withAttempts(event: ModelEvent, { total }: CallBook): ModelEvent {
  return event.type === 'finish' && total ? { ...event, usage: sum(total, event.usage) } : event;
}

function errorLine(error: ModelError, book?: CallBook): object {
  return { ...modelErrorLine(error), ...(book?.total ? { usage: book.total } : {}) };
}

function refuse(error: ModelError, book?: CallBook): Response {
  const retry = error.retryAfterMs;
  return new Response(`${JSON.stringify(errorLine(error, book))}\n`, {
    status: modelErrorStatus(error),
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      ...(retry === undefined ? {} : { 'retry-after': String(Math.ceil(retry / 1000)) }),
    },
  });
}

function notAllowed(): ModelError {
  return new ModelError(
    'not-allowed',
    'The room is closed, so the live model is not available here.',
    'The facilitator can open the room in the settings; the rehearsal works at any time.',
  );
}

function notListed(modelId: string): ModelError {
  return new ModelError(
    'not-allowed',
    `The model ${modelId} is not connected here.`,
    'Choose one of the connected models, or ask the facilitator to add it in the settings.',
  );
}
