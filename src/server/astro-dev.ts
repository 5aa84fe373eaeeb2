/** Astro integration: in `astro dev` the same API answers under `/api` and `/preview`. */
import { createRequire } from 'node:module';
import type { AstroIntegration } from 'astro';

/** Nothing is loaded, and no store opened, outside `astro dev`. */
export function apiInDevelopment(): AstroIntegration {
  return {
    name: 'firsthand-api',
    hooks: {
      'astro:server:setup': async ({ server, logger }) => {
        // Astro closes what it loaded its configuration with, and nothing can be imported through it later.
        const load = createRequire(import.meta.url);
        const { openKit } = load('./kit.ts') as typeof import('./kit.ts');
        const { previewRoutes } = load('./preview.ts') as typeof import('./preview.ts');
        const { getRequestListener } = load('@hono/node-server') as typeof import('@hono/node-server');
        const kit = await openKit({
          environment: process.env,
          preview: previewRoutes({ development: true }),
        });
        await kit.sweep();
        const answer = getRequestListener(kit.app.fetch, { overrideGlobalObjects: false });
        server.middlewares.use((request, response, next) => {
          const path = request.url ?? '/';
          if (/^\/(api|preview)(\/|\?|$)/.test(path)) answer(request, response).catch(next);
          else next();
        });
        server.httpServer?.once('close', () => {
          kit.stop();
          kit.close().catch(() => {});
        });
        if (await kit.dependencies.sessions.needsLink()) {
          logger.info(
            `For the facilitator, once: ${await kit.makeFacilitatorLink()} after this site’s address`,
          );
        }
      },
    },
  };
}
