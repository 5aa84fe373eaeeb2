/** Puts the server's parts together: store, settings, access, budget, and the API over them. */
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Hono } from 'hono';
import { createAudit } from './access/audit.ts';
import { FailureCount } from './access/failure-count.ts';
import { createRoom } from './access/room.ts';
import { createSessions } from './access/sessions.ts';
import { type App, type AppDependencies, createApp } from './app.ts';
import { createLedger } from './budget/ledger.ts';
import { openStore } from './db/store.ts';
import { createPublicAddresses } from './origin.ts';
import type { Environment } from './settings/environment.ts';
import { Settings } from './settings/settings.ts';
import { createSettingsFile } from './settings/settings-file.ts';
import { createUsageStore } from './usage/usage-store.ts';

export interface KitOptions {
  readonly environment: Environment;
  readonly clock?: () => number;
  readonly fetch?: typeof fetch;
  readonly log?: (line: string) => void;
  readonly adapterFor?: AppDependencies['adapterFor'];
  readonly later?: AppDependencies['later'];
  /** Routes of the preview page. */
  readonly preview?: Hono;
}

export interface Kit {
  readonly app: App;
  readonly dependencies: AppDependencies;
  /** A new one-time link, `/enter/#<token>`, to be put after an origin. */
  makeFacilitatorLink(): Promise<string>;
  /** Forgets what is over: old events, sessions, links. */
  sweep(): Promise<void>;
  /** Ends replies under way. Call before the connections are closed. */
  stop(): void;
  /** Closes the store. Call last. */
  close(): Promise<void>;
}

/** The folder of everything that is kept: `FIRSTHAND_DATA`, or `data` beside the program. */
export function dataFolder(environment: Environment): string {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  return resolve(environment.FIRSTHAND_DATA || join(root, 'data'));
}

export async function openKit(options: KitOptions): Promise<Kit> {
  const { environment, clock = Date.now } = options;
  const folder = dataFolder(environment);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const [version, settings, store] = await Promise.all([
    readVersion(),
    Settings.load(createSettingsFile(join(folder, 'settings.json')), environment, clock),
    openStore({ sqlitePath: join(folder, 'firsthand.db'), databaseUrl: environment.DATABASE_URL }),
  ]);
  const { database } = store;
  const closing = new AbortController();
  const dependencies: AppDependencies = {
    version,
    clock,
    store,
    settings,
    sessions: createSessions(database, clock),
    room: createRoom(database, clock),
    audit: createAudit(database, clock),
    failures: new FailureCount(clock),
    ledger: createLedger(store, clock),
    usage: createUsageStore(database, clock),
    addresses: createPublicAddresses(environment.FIRSTHAND_ORIGIN),
    fetch: options.fetch ?? fetch,
    closing: closing.signal,
    ...(options.adapterFor ? { adapterFor: options.adapterFor } : {}),
    ...(options.later ? { later: options.later } : {}),
    log: options.log ?? console.error,
  };
  return {
    app: createApp(dependencies, options.preview),
    dependencies,
    async makeFacilitatorLink() {
      const token = await dependencies.sessions.createLink();
      await dependencies.audit('operator', 'facilitator-link-made');
      return `/enter/#${token}`;
    },
    async sweep() {
      await dependencies.usage.sweep();
      await dependencies.sessions.sweep();
    },
    stop: () => closing.abort(new DOMException('The server is closing', 'AbortError')),
    close: () => store.close(),
  };
}

async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
