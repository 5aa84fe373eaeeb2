/** Asks a server once, through the gateway and the real SDK, and says what came of it. */
import { expect } from 'vitest';
import type { ModelError, ModelEvent, ModelUsage } from '../../../src/agent/model.ts';
import type { Ledger } from '../../../src/server/budget/ledger.ts';
import { findPrice } from '../../../src/server/budget/price.ts';
import type { ModelConnection } from '../../../src/server/models/adapter.ts';
import { askModel } from '../../../src/server/models/gateway.ts';

/** A ledger that only remembers. */
function notebook() {
  const booked: { amount: number; estimated: boolean }[] = [];
  let released = 0;
  const ledger: Ledger = {
    hold: async ({ wantedOutputTokens }) => ({ ok: true, outputTokens: wantedOutputTokens, amount: 1 }),
    settle: async (_id, { amount, estimated }) => booked.push({ amount, estimated }) > 0,
    release: async () => {
      released += 1;
    },
    state: async () => ({ settled: 0, held: 0 }),
  };
  return { ledger, booked, released: () => released };
}

export async function askOdd(
  { baseUrl }: { readonly baseUrl: string },
  { kind, model }: Pick<ModelConnection, 'kind' | 'model'>,
) {
  const book = notebook();
  const events: ModelEvent[] = [];
  let usage: ModelUsage | undefined;
  let error: unknown;
  try {
    const reply = await askModel(
      {
        ledger: book.ledger,
        clock: Date.now,
        priceOf: (connection) =>
          findPrice(
            { ...connection, operatorPrice: { inputPerMillion: 1, outputPerMillion: 1 } },
            new Date(),
          ),
      },
      {
        connections: [{ id: 'odd', kind, label: 'The server', model, baseUrl, apiKey: 'sk-odd-0123456789' }],
        request: {
          system: 'You build.',
          messages: [{ role: 'user', text: 'Build it' }],
          tools: ['read_file', 'write_file', 'list_files'].map((name) => ({
            name,
            description: name,
            inputSchema: {},
          })),
          maxOutputTokens: 1000,
        },
        scopes: [{ scope: 'kit', cap: 1_000_000 }],
        signal: new AbortController().signal,
      },
    );
    for (let next = await reply.events.next(); !next.done; next = await reply.events.next()) {
      events.push(next.value);
      if (next.value.type === 'finish') usage = next.value.usage;
    }
  } catch (thrown) {
    error = thrown;
  }
  const finish = events.find((event) => event.type === 'finish');
  return {
    events,
    error: error as ModelError,
    usage,
    reason: finish?.type === 'finish' ? finish.reason : undefined,
    text: join(events, 'text'),
    thoughts: join(events, 'reasoning'),
    toolText: events.flatMap((event) => (event.type === 'tool-text' ? [event.text] : [])).join(''),
    calls: callsOf(events),
    ...book,
  };
}

function join(events: readonly ModelEvent[], type: 'text' | 'reasoning'): string {
  return events.map((event) => (event.type === type ? event.delta : '')).join('');
}

/** Every call under an id of its own, begun, written and ended in this order. */
function callsOf(events: readonly ModelEvent[]): [name: string, input: string][] {
  const ids = events.flatMap((event) => (event.type === 'call-start' ? [event.id] : []));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    const own = events.flatMap((event) => ('id' in event && event.id === id ? [event.type] : []));
    expect(id).toMatch(/./);
    expect(own.join(' ')).toMatch(/^call-start( call-input)*( call-end)?$/);
  }
  return events.flatMap((event) =>
    event.type === 'call-start'
      ? [
          [
            event.name,
            events.map((one) => (one.type === 'call-input' && one.id === event.id ? one.delta : '')).join(''),
          ] as [string, string],
        ]
      : [],
  );
}
