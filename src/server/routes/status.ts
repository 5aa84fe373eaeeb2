import { Hono } from 'hono';
import type { ModelStatus, StatusAnswer } from '../../agent/model-access.ts';
import type { App, AppDependencies, AppEnvironment } from '../app.ts';
import type { ModelConnection } from '../models/adapter.ts';

const MAX_LOGGED_ORIGINS = 20;

/** `GET /api/status`: what this browser may use. `?page=` is the origin of the page that asks. */
export function statusRoutes({ version, settings, room, clock, log }: AppDependencies): App {
  const told = new Set<string>();
  /** Once for each pair: an operator must learn it, and no page may fill the log. */
  function logMismatch(page: string | undefined, origin: string): void {
    const known = page?.slice(0, 200);
    if (known === undefined || known === origin || told.has(known) || told.size >= MAX_LOGGED_ORIGINS) return;
    told.add(known);
    log(
      `A page at ${JSON.stringify(known)} reached this server as ${origin}: a proxy changes the Host header. Previews and writes are refused there. Pass the header on, or set FIRSTHAND_ORIGIN.`,
    );
  }
  return new Hono<AppEnvironment>().get('/status', async (context) => {
    const facilitator = await context.get('facilitator')();
    const openUntil = await room.openUntil();
    const models = settings.connections().map(toStatus);
    const { webcontainerKey } = settings;
    const origin = context.get('origin');
    logMismatch(context.req.query('page'), origin);
    return context.json({
      origin,
      now: clock(),
      version,
      model: models[0] ?? null,
      models,
      modelAllowed: models.length > 0 && (facilitator || openUntil !== null),
      engine: settings.engine,
      ...(webcontainerKey === undefined ? {} : { webcontainerKey }),
      facilitator,
      roomOpenUntil: openUntil === null ? null : new Date(openUntil).toISOString(),
    } satisfies StatusAnswer);
  });
}

function toStatus({ model, kind, label }: ModelConnection): ModelStatus {
  return { id: model, provider: kind, label: `${model} · ${label}` };
}
