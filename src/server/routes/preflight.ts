import { Hono } from 'hono';
import { type App, type AppDependencies, type AppEnvironment, requireFacilitator } from '../app.ts';
import { runPreflight } from '../preflight.ts';

/** `POST /api/preflight`: it costs a little, so it is the facilitator's. */
export function preflightRoutes(dependencies: AppDependencies): App {
  return new Hono<AppEnvironment>().post('/preflight', async (context) => {
    await requireFacilitator(context);
    return context.json(await runPreflight(dependencies));
  });
}
