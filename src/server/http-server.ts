/** Node's HTTP server: headers on every response, then the API and the preview, then the built site. */
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Kit } from './kit.ts';
import { securityHeaders } from './security-headers.ts';
import { createStaticFiles } from './static-files.ts';

/** @param siteFolder The build's output. */
export function createHttpServer(kit: Kit, siteFolder: string): Server {
  const { addresses, settings, log } = kit.dependencies;
  const answerApi = getRequestListener(kit.app.fetch, { overrideGlobalObjects: false });
  const answerFile = createStaticFiles(siteFolder);

  return createServer((request, response) => {
    response.on('error', () => {});
    const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/';
    if (/^\/(api|preview)(\/|$)/.test(path)) {
      answerApi(request, response).catch((error: unknown) => {
        log(`${request.method} ${path} failed: ${String(error)}`);
        response.destroy();
      });
      return;
    }
    const origin = addresses.originOf(request.headers.host);
    const headers = securityHeaders({ origin: origin ?? "'none'", path, engine: settings.engine });
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (origin === null) {
      response.writeHead(421, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(
        'This server is not known under that name.\nOpen it at the address it printed, or start it with FIRSTHAND_ORIGIN set to its public address.\n',
      );
      return;
    }
    answerFile(request, response);
  });
}
