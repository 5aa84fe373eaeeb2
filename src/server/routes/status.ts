import { Hono } from 'hono';
import type { ModelStatus, StatusAnswer } from '../../agent/model-access.ts';
import type { App, AppDependencies, AppEnvironment } from '../app.ts';
import type { ModelConnection } from '../models/adapter.ts';

/** `GET /api/status`: what this browser may use. */
export function statusRoutes({ version, settings, room }: AppDependencies): App {
  return new Hono<AppEnvironment>().get('/status', async (context) => {
    const facilitator = await context.get('facilitator')();
    const openUntil = await room.openUntil();
    const models = settings.connections().map(toStatus);
    const { webcontainerKey } = settings;
    return context.json({
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
