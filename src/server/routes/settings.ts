import { Hono } from 'hono';
import type { LocalModelsAnswer } from '../../agent/model-access.ts';
import { type App, type AppDependencies, type AppEnvironment, requireFacilitator } from '../app.ts';
import { readBody } from '../read-body.ts';
import { findLocalModels } from '../settings/local-models.ts';
import { settingsChangeSchema } from '../settings/schema.ts';

/** Settings and the search for local models: facilitator only. */
export function settingsRoutes({ settings, audit, fetch }: AppDependencies): App {
  return new Hono<AppEnvironment>()
    .get('/settings', async (context) => {
      await requireFacilitator(context);
      return context.json(settings.view());
    })
    .put('/settings', async (context) => {
      await requireFacilitator(context);
      const change = await readBody(context.req.raw, settingsChangeSchema);
      const before = settings.dailyCapUsd;
      await settings.change(change);
      const { dailyCapUsd } = settings;
      if (dailyCapUsd !== before) {
        await audit('facilitator', 'budget-changed', { from: before, to: dailyCapUsd });
      }
      await audit('facilitator', 'settings-changed', { parts: Object.keys(change).join(' ') });
      return context.json(settings.view());
    })
    .get('/models/local', async (context) => {
      await requireFacilitator(context);
      return context.json({ servers: await findLocalModels({ fetch }) } satisfies LocalModelsAnswer);
    });
}
