/** The built site: compressed copies, names with a hash kept for ever, everything else asked for anew. */
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

const FOR_EVER = 'public, max-age=31536000, immutable';

/** Files whose name changes with their content. */
const hashedNames = /^\/(_astro\/|vendor\/.+\.[0-9a-f]{10}\.)/;

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** @param folder The build's output. */
export function createStaticFiles(folder: string): Handler {
  const serve = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    dotfiles: false,
    setHeaders(response, path) {
      response.setHeader('cache-control', hashedNames.test(path) ? FOR_EVER : 'no-cache');
    },
    onNoMatch: (_request, response) => answerNotFound(folder, response),
  });
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD', 'content-type': 'text/plain; charset=utf-8' });
      response.end('Pages can only be read.\n');
      return;
    }
    const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/';
    // Two slashes in front would name another host in a redirect.
    if (path.startsWith('//') || path.includes('\\')) {
      answerNotFound(folder, response);
      return;
    }
    const isPage =
      !path.endsWith('/') && !path.includes('..') && existsSync(join(folder, path, 'index.html'));
    if (isPage) {
      response.writeHead(301, { location: `${path}/${(request.url ?? '').slice(path.length)}` });
      response.end();
      return;
    }
    serve(request, response);
  };
}

function answerNotFound(folder: string, response: ServerResponse): void {
  const page = join(folder, '404.html');
  const body = existsSync(page) ? readFileSync(page) : 'There is nothing at this address.\n';
  response.writeHead(404, {
    'content-type': typeof body === 'string' ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
