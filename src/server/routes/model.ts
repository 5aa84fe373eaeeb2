import { Hono } from 'hono';
import { z } from 'zod';
import { ModelError, type ModelEvent } from '../../agent/model.ts';
import { ANSWERING_MODEL_HEADER } from '../../agent/model-access.ts';
import type { App, AppContext, AppDependencies, AppEnvironment } from '../app.ts';
import { kitScope } from '../budget/kit-scope.ts';
import { askModel, type GatewayReply } from '../models/gateway.ts';
import { modelErrorLine, modelErrorStatus, unexpectedModelError } from '../problem.ts';
import { readBody } from '../read-body.ts';

/** A conversation with many written files; more is refused before it costs anything. */
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_OUTPUT_TOKENS = 64_000;

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

/** `POST /api/model/respond`: streams a model's reply as one JSON object a line. */
export function modelRoutes(dependencies: AppDependencies): App {
  const { settings, closing } = dependencies;
  return new Hono<AppEnvironment>().post('/model/respond', async (context) => {
    if (!(await mayAsk(context, dependencies))) return refuse(notAllowed());
    const { modelId, ...request } = await readBody(context.req.raw, respondSchema, MOST_BYTES);
    const connections = settings.connections();
    const chosen = connections.filter(({ model }) => model === modelId);
    if (modelId !== undefined && chosen.length === 0) return refuse(notListed(modelId));

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
        },
      );
      return answer(reply, leaving, dependencies.log);
    } catch (error) {
      if (error instanceof ModelError) return refuse(error);
      if (!signal.aborted) dependencies.log(`model/respond failed: ${String(error)}`);
      return refuse(unexpectedModelError());
    }
  });
}

async function mayAsk(context: AppContext, { room }: AppDependencies): Promise<boolean> {
  return (await context.get('facilitator')()) || (await room.openUntil()) !== null;
}

/** One event is read for each line the client takes: a slow client slows the provider, memory stays flat. */
function answer(reply: GatewayReply, leaving: AbortController, log: (line: string) => void): Response {
  const encoder = new TextEncoder();
  const line = (value: ModelEvent | object) => encoder.encode(`${JSON.stringify(value)}\n`);
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await reply.events.next();
          if (next.done) controller.close();
          else controller.enqueue(line(next.value));
        } catch (error) {
          if (!(error instanceof ModelError) && !leaving.signal.aborted)
            log(`A reply failed: ${String(error)}`);
          controller.enqueue(
            line(modelErrorLine(error instanceof ModelError ? error : unexpectedModelError())),
          );
          controller.close();
        }
      },
      async cancel() {
        leaving.abort(new DOMException('The client left', 'AbortError'));
        await reply.events.end().catch(() => {});
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'x-accel-buffering': 'no',
      [ANSWERING_MODEL_HEADER]: reply.connection.model,
    },
  });
}

function refuse(error: ModelError): Response {
  const retry = error.retryAfterMs;
  return new Response(`${JSON.stringify(modelErrorLine(error))}\n`, {
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
