/** What `server.mjs` does: open the kit, listen, say where, and close well. */
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reachableOrigins } from './addresses.ts';
import { createHttpServer } from './http-server.ts';
import { type Kit, openKit } from './kit.ts';
import { trustNetwork } from './network-trust.ts';
import { previewRoutes } from './preview.ts';

const DEFAULT_PORT = 4321;
const SWEEP_EVERY_MS = 3_600_000;
/** Replies get this long to be settled before connections are cut. */
const CLOSE_WAIT_MS = 3_000;

/** @param parameters Command line after the program's name; `--facilitator-link` only prints a new link. */
export async function startServer(parameters: readonly string[]): Promise<void> {
  // Whatever is written in the data folder is for this user alone.
  process.umask(0o077);
  const wantedPort = readPort(process.env.PORT);
  for (const problem of trustNetwork(process.env)) console.error(problem);
  const kit = await openKit({ environment: process.env, preview: previewRoutes() });
  if (parameters.includes('--facilitator-link')) {
    console.log(await facilitatorLines(kit, wantedPort));
    await kit.close();
    return;
  }
  const site = siteFolder();
  await kit.sweep();
  const server = createHttpServer(kit, site);
  const port = await listen(server, wantedPort);
  setInterval(() => kit.sweep().catch(() => {}), SWEEP_EVERY_MS).unref();
  closeOnSignals(server, kit);
  surviveRebuild(site);

  const [first, ...others] = reachableOrigins(port, process.env.FIRSTHAND_ORIGIN);
  const lines = [
    `Firsthand is ready:  ${first}/`,
    ...others.map((origin) => `                     ${origin}/`),
  ];
  if (await kit.dependencies.sessions.needsLink()) lines.push('', await facilitatorLines(kit, port));
  console.log(`\n${lines.join('\n')}\n`);
}

async function facilitatorLines(kit: Kit, port: number): Promise<string> {
  const [origin] = reachableOrigins(port, process.env.FIRSTHAND_ORIGIN);
  return `For the facilitator, once, within 24 hours:\n  ${origin}${await kit.makeFacilitatorLink()}`;
}

/** `FIRSTHAND_SITE`, or the build's output. */
function siteFolder(): string {
  const folder = resolve(process.env.FIRSTHAND_SITE || fileURLToPath(new URL('../../dist', import.meta.url)));
  if (existsSync(folder)) return folder;
  throw new StartProblem('The site has not been built.', 'Start it with: npm start');
}

function readPort(value: string | undefined): number {
  if (value === undefined || value === '') return DEFAULT_PORT;
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new StartProblem(
    `PORT is “${value}”, which is no port.`,
    'Set it to a number from 1 to 65535, or to 0 for any that is free.',
  );
}

/** Why the server cannot start, and what to do. */
class StartProblem extends Error {
  readonly hint: string;
  constructor(message: string, hint: string) {
    super(message);
    this.name = 'StartProblem';
    this.hint = hint;
  }
}

/** Listens, and gives the port: another one than asked for where 0 asks for any. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        const hint = `Stop the program that uses it, or choose another port: PORT=${port + 1} npm start`;
        reject(new StartProblem(`Port ${port} is in use.`, hint));
      } else if (error.code === 'EACCES') {
        reject(
          new StartProblem(`Port ${port} is not allowed here.`, 'Choose one above 1023: PORT=4321 npm start'),
        );
      } else reject(error);
    });
    server.listen(port, process.env.HOST || '0.0.0.0', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function closeOnSignals(server: Server, kit: Kit): void {
  let closing = false;
  const close = () => {
    if (closing) process.exit(1);
    closing = true;
    kit.stop();
    server.close(() => {
      kit.close().finally(() => process.exit(0));
    });
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), CLOSE_WAIT_MS).unref();
  };
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
}

/** A build while the server runs takes files away from under it: that must not end a workshop. */
function surviveRebuild(site: string): void {
  process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && error.path?.startsWith(site)) {
      console.error(
        'The site was built anew while it was served. Start the server again to serve the new one.',
      );
      return;
    }
    console.error(error);
    process.exit(1);
  });
}

/** Prints why the server did not start, without a stack where the cause is known. */
export function explainFailure(error: unknown): void {
  const { message, hint } = error as { message?: unknown; hint?: unknown };
  if (typeof hint === 'string') console.error(`\n${String(message)}\n${hint}\n`);
  else console.error(error);
  process.exit(1);
}
