/** Figures of the server for the bench: each with its baseline, measured in the same run. */
import { randomBytes } from 'node:crypto';
import { createEventId } from '../../src/usage/event-id.ts';
import type { UsageReceipt } from '../../src/usage/schema.ts';
import { type ProviderDouble, startProviderDouble } from '../doubles/provider-double.ts';
import { enterByPrintedLink, makeServerPlace, post, type ServerProcess } from './server-process.ts';

export interface ServerMeasure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number;
  readonly against: string;
}

const request = {
  system: 'Small things.',
  messages: [{ role: 'user', text: 'Go' }],
  tools: [],
  maxOutputTokens: 100,
};

interface Bed {
  readonly double: ProviderDouble;
  readonly server: ServerProcess;
  readonly cookie: string;
}

/** What the gateway adds to the first token, and whether it holds 200 streams at once. */
export async function measureGateway(): Promise<readonly ServerMeasure[]> {
  return withBed(async (bed) => {
    for (let round = 0; round < 15; round++) {
      await firstToken(direct(bed));
      await firstToken(through(bed));
    }
    const [plain, added]: [number[], number[]] = [[], []];
    for (let round = 0; round < 80; round++) {
      const without = await firstToken(direct(bed));
      plain.push(without);
      added.push((await firstToken(through(bed))) - without);
    }
    const streams = await holdStreams(bed, 200);
    return [
      {
        name: 'gateway, added to first token (p50)',
        value: middle(added),
        unit: 'ms',
        baseline: 5,
        against: 'limit',
      },
      {
        name: 'first token without the gateway (p50)',
        value: middle(plain),
        unit: 'ms',
        baseline: middle(plain),
        against: 'provider double, asked directly',
      },
      {
        name: 'streams at once that came to their end',
        value: streams,
        unit: 'streams',
        baseline: 200,
        against: 'wanted',
      },
    ];
  });
}

/** Events a second that were accepted, which means on disk. */
export async function measureEvents(seconds = 3): Promise<readonly ServerMeasure[]> {
  return withBed(async ({ server }) => {
    const until = performance.now() + seconds * 1000;
    let accepted = 0;
    const begun = performance.now();
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        const headers = { 'x-participant': randomBytes(16).toString('hex') };
        while (performance.now() < until) {
          const events = Array.from({ length: 20 }, () => ({
            id: createEventId(Date.now(), (bytes) => crypto.getRandomValues(bytes)),
            at: Date.now(),
            kind: 'lab_opened',
            lab: 'web-app',
          }));
          const response = await post(server, '/api/usage/events', { events }, headers);
          accepted += ((await response.json()) as UsageReceipt).accepted.length;
        }
      }),
    );
    const value = (accepted * 1000) / (performance.now() - begun);
    return [
      { name: 'usage events accepted durably', value, unit: 'events/s', baseline: 1000, against: 'wanted' },
    ];
  });
}

async function withBed<Result>(measure: (bed: Bed) => Promise<Result>): Promise<Result> {
  const place = makeServerPlace();
  const double = await startProviderDouble(({ body }) =>
    body.max_tokens === 99 ? { text: 'x'.repeat(200), piece: 10, pauseMs: 200 } : { text: 'ready' },
  );
  const server = await place.start({
    ANTHROPIC_API_KEY: 'sk-ant-bench-key',
    ANTHROPIC_BASE_URL: double.origin,
  });
  try {
    return await measure({ double, server, cookie: await enterByPrintedLink(server) });
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
    await double.close();
    place.clear();
  }
}

function direct({ double }: Bed): () => Promise<Response> {
  const body = JSON.stringify({
    model: 'm',
    max_tokens: 100,
    stream: true,
    messages: [{ role: 'user', content: 'Go' }],
  });
  return () =>
    fetch(`${double.origin}/v1/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
}

function through({ server, cookie }: Bed): () => Promise<Response> {
  return () => post(server, '/api/model/respond', request, { cookie });
}

/** Milliseconds until the first word has arrived; the rest is read and forgotten. */
async function firstToken(ask: () => Promise<Response>): Promise<number> {
  const begun = performance.now();
  const response = await ask();
  let text = '';
  let ms = 0;
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (ms === 0 && text.includes('ready')) ms = performance.now() - begun;
  }
  if (ms === 0) throw new Error(`No reply came: ${text.slice(0, 200)}`);
  return ms;
}

/** How many of so many streams, all open at the same time, came to their end. */
async function holdStreams({ server, cookie, double }: Bed, count: number): Promise<number> {
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, double.open());
  }, 10);
  const ends = await Promise.all(
    Array.from({ length: count }, async () => {
      const response = await post(
        server,
        '/api/model/respond',
        { ...request, maxOutputTokens: 99 },
        { cookie },
      );
      return (await response.text()).includes('"type":"finish"');
    }),
  );
  clearInterval(watch);
  return Math.min(most, ends.filter(Boolean).length);
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
