/** The API. Routes are thin: parse, call one domain function, answer. */
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { Audit } from './access/audit.ts';
import type { FailureCount } from './access/failure-count.ts';
import type { Room } from './access/room.ts';
import { readSessionToken } from './access/session-cookie.ts';
import type { Sessions } from './access/sessions.ts';
import type { Ledger } from './budget/ledger.ts';
import type { Store } from './db/store.ts';
import type { ModelConnection, ProviderAdapter } from './models/adapter.ts';
import type { PublicAddresses } from './origin.ts';
import { notFacilitator, problemBody, RequestProblem } from './problem.ts';
import { budgetRoutes } from './routes/budget.ts';
import { facilitatorRoutes } from './routes/facilitator.ts';
import { modelRoutes } from './routes/model.ts';
import { preflightRoutes } from './routes/preflight.ts';
import { settingsRoutes } from './routes/settings.ts';
import { statusRoutes } from './routes/status.ts';
import { usageRoutes } from './routes/usage.ts';
import { securityHeaders } from './security-headers.ts';
import type { Settings } from './settings/settings.ts';
import type { Later } from './timers.ts';
import type { UsageStore } from './usage/usage-store.ts';
import { guardWrite } from './write-guard.ts';

export interface AppDependencies {
  readonly version: string;
  readonly clock: () => number;
  readonly store: Store;
  readonly settings: Settings;
  readonly sessions: Sessions;
  readonly room: Room;
  readonly audit: Audit;
  readonly failures: FailureCount;
  readonly ledger: Ledger;
  readonly usage: UsageStore;
  readonly addresses: PublicAddresses;
  readonly fetch: typeof fetch;
  /** Aborted when the server closes: replies under way end and are settled. */
  readonly closing: AbortSignal;
  /** For tests: instead of the real providers. */
  readonly adapterFor?: (kind: ModelConnection['kind']) => Promise<ProviderAdapter>;
  /** For tests: a clock of their own. */
  readonly later?: Later;
  readonly log: (line: string) => void;
}

export interface AppEnvironment {
  Bindings: Partial<HttpBindings>;
  Variables: { origin: string; facilitator: () => Promise<boolean> };
}

export type AppContext = Context<AppEnvironment>;
export type App = Hono<AppEnvironment>;

/** @param preview Routes of the sandbox's preview page, mounted under `/preview`. */
export function createApp(dependencies: AppDependencies, preview?: Hono): App {
  const app = new Hono<AppEnvironment>({ strict: false });
  app.use('*', async (context, next) => {
    const origin = readOrigin(context, dependencies.addresses);
    context.set('origin', origin);
    const headers = securityHeaders({ origin, path: context.req.path, engine: dependencies.settings.engine });
    await next();
    for (const [name, value] of Object.entries(headers)) {
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
    }
  });
  if (preview) app.route('/preview', preview);

  const api = new Hono<AppEnvironment>();
  api.use('*', async (context, next) => {
    guardWrite(context.req.raw, context.get('origin'));
    context.set('facilitator', rememberFacilitator(context, dependencies.sessions));
    await next();
  });
  api.route('/', statusRoutes(dependencies));
  api.route('/', modelRoutes(dependencies));
  api.route('/', facilitatorRoutes(dependencies));
  api.route('/', settingsRoutes(dependencies));
  api.route('/', budgetRoutes(dependencies));
  api.route('/', usageRoutes(dependencies));
  api.route('/', preflightRoutes(dependencies));
  app.route('/api', api);

  app.notFound((context) =>
    context.json(
      problemBody(
        new RequestProblem(404, 'not-found', 'There is nothing at this address.', 'Check the address.'),
      ),
      404,
    ),
  );
  app.onError((error, context) => {
    if (error instanceof RequestProblem) return context.json(problemBody(error), error.status);
    // Details stay here: they could hold a key, a path or someone's data.
    dependencies.log(`${context.req.method} ${context.req.path} failed: ${error.name}: ${error.message}`);
    const problem = new RequestProblem(
      500,
      'failed',
      'The server failed at this.',
      'Try again; its log says more.',
    );
    return context.json(problemBody(problem), 500);
  });
  return app;
}

/** Refuses everyone but a signed-in facilitator. */
export async function requireFacilitator(context: AppContext): Promise<void> {
  if (!(await context.get('facilitator')())) throw notFacilitator();
}

function readOrigin(context: AppContext, addresses: PublicAddresses): string {
  const host = context.req.header('host') ?? new URL(context.req.url).host;
  const origin = addresses.originOf(host);
  if (origin) return origin;
  throw new RequestProblem(
    421,
    'unknown-host',
    'This server is not known under that name.',
    'Open it at the address it printed, or start it with FIRSTHAND_ORIGIN set to its public address.',
  );
}

/** Looks the session up once a request, and only where someone asks. */
function rememberFacilitator(context: AppContext, sessions: Sessions): () => Promise<boolean> {
  let answer: Promise<boolean> | undefined;
  return () => {
    answer ??= (async () => {
      const token = readSessionToken(context);
      return token !== undefined && (await sessions.find(token)) !== null;
    })();
    return answer;
  };
}

/** The caller's address, for counting failures only. Behind a declared https origin, what the proxy says. */
export function callerAddress(context: AppContext): string {
  const forwarded = context.get('origin').startsWith('https:')
    ? context.req.header('x-forwarded-for')
    : undefined;
  return forwarded?.split(',').at(-1)?.trim() || context.env?.incoming?.socket.remoteAddress || 'unknown';
}
