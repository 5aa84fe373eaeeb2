/** The whole kit over a store in memory, asked without a network. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kit, openKit } from '../../src/server/kit.ts';
import type { Later } from '../../src/server/timers.ts';

export const ORIGIN = 'http://192.168.1.20:4321';

export interface TestKit {
  readonly kit: Kit;
  readonly folder: string;
  readonly lines: string[];
  /** Asks as a page of the site would. */
  ask(
    method: string,
    path: string,
    options?: {
      body?: unknown;
      raw?: string;
      headers?: Record<string, string>;
      cookie?: string;
      signal?: AbortSignal;
    },
  ): Promise<Response>;
  /** Enters by a new link; the cookie's text. */
  enter(): Promise<string>;
  advance(ms: number): void;
  close(): Promise<void>;
}

export async function openTestKit(
  environment: Record<string, string> = {},
  more: { readonly later?: Later } = {},
): Promise<TestKit> {
  const folder = mkdtempSync(join(tmpdir(), 'firsthand-kit-'));
  const lines: string[] = [];
  let now = Date.parse('2026-11-21T12:00:00Z');
  const kit = await openKit({
    environment: { FIRSTHAND_DATA: join(folder, 'data'), ...environment },
    clock: () => now,
    log: (line) => lines.push(line),
    ...more,
  });
  const ask: TestKit['ask'] = async (method, path, options = {}) => {
    const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    return kit.app.request(ORIGIN + path, {
      method,
      headers: {
        host: new URL(ORIGIN).host,
        origin: ORIGIN,
        'content-type': 'application/json',
        ...(options.cookie ? { cookie: options.cookie } : {}),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  };
  return {
    kit,
    folder,
    lines,
    ask,
    async enter() {
      const link = await kit.makeFacilitatorLink();
      const response = await ask('POST', '/api/facilitator/enter', { body: { token: link.split('#')[1] } });
      return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    },
    advance(ms) {
      now += ms;
    },
    async close() {
      kit.stop();
      await kit.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The NDJSON lines of a model's reply. */
export async function readLines(response: Response): Promise<Record<string, unknown>[]> {
  const text = await response.text();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
