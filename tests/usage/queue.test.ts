import { describe, expect, it } from 'vitest';
import { type ItemStorage, memoryItems } from '../../src/storage/items.ts';
import { createUsageQueue, MOST_WAITING } from '../../src/usage/queue.ts';
import { type UsageEvent, type UsageFact, usageEventSchema } from '../../src/usage/schema.ts';

const opened: UsageFact = { kind: 'lab_opened', lab: 'web-app' };

/** A server that keeps events by id, as the real one does, and can be out of reach. */
function createServerDouble() {
  const events = new Map<string, { event: UsageEvent; participant: string }>();
  const batches: number[] = [];
  const state = { reachable: true, loseAnswers: false, status: 200 };
  /** As the real server: what was erased is refused for ever. */
  const erased = new Set<string>();
  let hold: Promise<void> | null = null;
  let release = () => {};
  let reached = () => {};
  const isHeld = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const holdNext = () => {
    hold = new Promise((resolve) => {
      release = resolve;
    });
  };
  const answer = (body: unknown) => new Response(JSON.stringify(body), { status: state.status });
  const fetch = async (path: unknown, init: RequestInit = {}) => {
    if (!state.reachable) throw new TypeError('fetch failed');
    const participant = new Headers(init.headers).get('x-participant') ?? '';
    if (state.status !== 200) return answer({});
    if (init.method === 'POST' && hold) {
      reached();
      await hold;
      hold = null;
    }
    if (init.method === 'DELETE') {
      erased.add(participant);
      let count = 0;
      for (const [id, held] of events) {
        if (held.participant !== participant) continue;
        events.delete(id);
        count++;
      }
      return answer({ erased: count });
    }
    if (init.method === 'GET') {
      const mine = [...events.values()].filter((held) => held.participant === participant);
      return answer({ events: mine.map(({ event }) => event), retentionDays: 30 });
    }
    expect(path).toBe('/api/usage/events');
    const sent = (JSON.parse(String(init.body)) as { events: unknown[] }).events;
    batches.push(sent.length);
    if (erased.has(participant)) return answer({ accepted: [], rejected: sent });
    for (const each of sent) {
      const event = usageEventSchema.parse(each);
      events.set(event.id, { event, participant });
    }
    if (state.loseAnswers) throw new TypeError('connection reset');
    return answer({ accepted: sent, rejected: [] });
  };
  return {
    events,
    batches,
    state,
    holdNext,
    held: () => isHeld,
    release: () => release(),
    fetch: fetch as typeof globalThis.fetch,
  };
}

function setUp(storage: ItemStorage = memoryItems()) {
  const server = createServerDouble();
  const timers: { ms: number; run: () => void }[] = [];
  let time = 1_790_000_000_000;
  let seed = 1;
  let online: () => void = () => {};
  const open = () =>
    createUsageQueue({
      storage,
      fetch: server.fetch,
      now: () => time++,
      random(bytes) {
        for (let at = 0; at < bytes.length; at++) {
          seed = (seed * 48_271) % 2_147_483_647;
          bytes[at] = seed;
        }
      },
      later(ms, run) {
        const timer = { ms, run };
        timers.push(timer);
        return () => timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
      },
      whenOnline: (run) => {
        online = run;
      },
    });
  return { server, timers, storage, open, queue: open(), goOnline: () => online() };
}

describe('the usage queue', () => {
  it('sends valid events, together, once', async () => {
    const { queue, server, timers } = setUp();
    queue.report([opened, { kind: 'heard', capability: 'build' }]);
    queue.report([opened]);
    expect(queue.waiting()).toBe(3);
    expect(timers).toHaveLength(1);
    await queue.flush();
    expect(server.batches).toEqual([3]);
    expect(queue.waiting()).toBe(0);
    await queue.flush();
    expect(server.batches).toEqual([3]);
  });

  it('keeps events through a reload without a network and sends them later', async () => {
    const { queue, server, open } = setUp();
    server.state.reachable = false;
    queue.report([opened]);
    await queue.flush();
    expect(queue.waiting()).toBe(1);
    server.state.reachable = true;
    const reloaded = open();
    await reloaded.flush();
    expect(server.events.size).toBe(1);
    expect(reloaded.waiting()).toBe(0);
  });

  it('waits longer after each failure, and comes back at once when the network does', async () => {
    const { queue, server, timers, goOnline } = setUp();
    server.state.reachable = false;
    queue.report([opened]);
    const waits: number[] = [];
    for (let round = 0; round < 12; round++) {
      await queue.flush();
      waits.push(timers.at(-1)?.ms ?? 0);
    }
    expect(waits[0]).toBeGreaterThanOrEqual(2000);
    expect(waits[3]).toBeGreaterThan((waits[0] ?? 0) * 3);
    expect(Math.max(...waits)).toBeLessThanOrEqual(450_000);
    server.state.reachable = true;
    goOnline();
    await queue.flush();
    expect(queue.waiting()).toBe(0);
  });

  it('never counts twice where the answer was lost', async () => {
    const { queue, server } = setUp();
    server.state.loseAnswers = true;
    queue.report([opened, opened]);
    await queue.flush();
    expect(queue.waiting()).toBe(2);
    server.state.loseAnswers = false;
    await queue.flush();
    expect(server.events.size).toBe(2);
    expect(queue.waiting()).toBe(0);
  });

  it('keeps events while the server refuses', async () => {
    const { queue, server } = setUp();
    server.state.status = 503;
    queue.report([opened]);
    await queue.flush();
    expect(queue.waiting()).toBe(1);
  });

  it('loses nothing with two tabs at the same time', async () => {
    const { queue, open, server } = setUp();
    const other = open();
    queue.report([opened]);
    other.report([opened, opened]);
    queue.report([opened]);
    await Promise.all([queue.flush(), other.flush()]);
    expect(server.events.size).toBe(4);
    expect(new Set([...server.events.values()].map(({ participant }) => participant)).size).toBe(1);
    expect(queue.waiting()).toBe(0);
  });

  it('sends at most 500 at once and keeps at most the newest 2,000', async () => {
    const { queue, server } = setUp();
    queue.report(Array.from({ length: MOST_WAITING + 7 }, () => opened));
    expect(queue.waiting()).toBe(MOST_WAITING);
    await queue.flush();
    expect(server.batches).toEqual([500, 500, 500, 500]);
  });

  it('shows what the server holds, what waits included', async () => {
    const { queue } = setUp();
    queue.report([opened]);
    expect((await queue.mine()).events).toHaveLength(1);
  });

  it('erases here and on the server, and is somebody new afterwards', async () => {
    const { queue, server, storage } = setUp();
    queue.report([opened]);
    await queue.flush();
    const before = storage.getItem('firsthand.participant');
    queue.report([opened]);
    expect(await queue.erase()).toEqual({ erased: 1 });
    expect(queue.waiting()).toBe(0);
    expect(server.events.size).toBe(0);
    queue.report([opened]);
    await queue.flush();
    expect(storage.getItem('firsthand.participant')).not.toBe(before);
  });

  it('erases later where the server is out of reach, before anything else is sent', async () => {
    const { queue, server, open } = setUp();
    queue.report([opened]);
    await queue.flush();
    server.state.reachable = false;
    expect(await queue.erase()).toEqual({ erased: null });
    expect(server.events.size).toBe(1);
    server.state.reachable = true;
    await open().flush();
    expect(server.events.size).toBe(0);
  });

  it('leaves nothing of before under any name where a batch is under way, here or in another tab', async () => {
    for (const where of ['here', 'another tab'] as const) {
      const { queue, server, open } = setUp();
      queue.report([opened, opened]);
      const sender = where === 'here' ? queue : open();
      server.holdNext();
      const sending = sender.flush();
      await server.held();
      const erasing = queue.erase();
      server.release();
      await Promise.all([sending, erasing]);
      await Promise.all([queue.flush(), sender.flush()]);
      expect(server.events.size, where).toBe(0);
      expect(queue.waiting(), where).toBe(0);
      queue.report([opened]);
      await queue.flush();
      expect(server.events.size, where).toBe(1);
    }
  });

  it('never stands in the way: full storage throws nothing', () => {
    const full = {
      ...memoryItems(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    const { queue } = setUp(full);
    expect(() => queue.report([opened])).not.toThrow();
  });
});
