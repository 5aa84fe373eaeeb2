/** The real server as a process of its own, over a site of one page. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ServerProcess {
  readonly port: number;
  readonly origin: string;
  readonly child: ChildProcess;
  /** All that it has printed. */
  output(): string;
  /** Resolves to the exit code, null where a signal ended it. */
  readonly ended: Promise<number | null>;
}

export interface ServerPlace {
  readonly folder: string;
  /** Starts it on a free port, or on that of the environment. */
  start(environment?: Record<string, string>): Promise<ServerProcess>;
  /** Runs the program to its end. */
  run(port: number, ...parameters: string[]): Promise<{ code: number | null; output: string }>;
  clear(): void;
}

export function makeServerPlace(): ServerPlace {
  const folder = mkdtempSync(join(tmpdir(), 'firsthand-server-'));
  const site = join(folder, 'site');
  mkdirSync(join(site, 'labs', 'one'), { recursive: true });
  mkdirSync(join(site, '_astro'));
  writeFileSync(join(site, 'index.html'), '<h1>Home</h1>');
  writeFileSync(join(site, 'labs', 'one', 'index.html'), '<h1>Lab</h1>');
  writeFileSync(join(site, '404.html'), '<h1>Nothing here</h1>');
  writeFileSync(join(site, '_astro', 'x.abc123.js'), 'export {}');
  writeFileSync(join(site, '_astro', 'x.abc123.js.br'), 'not really brotli');
  const program = fileURLToPath(new URL('../../server.mjs', import.meta.url));

  function launch(port: number, environment: Record<string, string>, parameters: readonly string[]) {
    const child = spawn(process.execPath, [program, ...parameters], {
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        FIRSTHAND_DATA: join(folder, 'data'),
        FIRSTHAND_SITE: site,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
    return { child, ended, output: () => output };
  }

  return {
    folder,
    async start(environment = {}) {
      const server = launch(0, environment, []);
      const port = await new Promise<number>((resolve, reject) => {
        server.child.stdout.on('data', () => {
          const printed = /Firsthand is ready: .*localhost:(\d+)\//.exec(server.output())?.[1];
          if (printed !== undefined) resolve(Number(printed));
        });
        server.ended.then(() => reject(new Error(`The server did not start: ${server.output()}`)));
      });
      return { ...server, port, origin: `http://127.0.0.1:${port}` };
    },
    async run(port, ...parameters) {
      const run = launch(port, {}, parameters);
      return { code: await run.ended, output: run.output() };
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Enters by the link that the server printed; the cookie's text. */
export async function enterByPrintedLink(server: ServerProcess): Promise<string> {
  const token = /\/enter\/#([\w-]{43})/.exec(server.output())?.[1];
  const response = await post(server, '/api/facilitator/enter', { token });
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

export function post(
  server: ServerProcess,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(server.origin + path, {
    method: 'POST',
    headers: { origin: server.origin, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}
