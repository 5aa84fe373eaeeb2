/**
 * Sends usage events to the server: kept until the server has them on disk, offline or not.
 * One key an event, so that two tabs never overwrite each other; both may send the same event,
 * because the server counts an id once.
 */
import { type ItemStorage, localItems } from '../storage/items.ts';
import { keyOf } from '../storage/names.ts';
import { browserRandom, createEventId, type RandomBytes } from './event-id.ts';
import { forgetParticipant, participantId, readToErase, writeToErase } from './participant.ts';
import type {
  EraseAnswer,
  MAX_BATCH,
  MyUsageAnswer,
  PARTICIPANT_HEADER,
  UsageFact,
  UsageReceipt,
} from './schema.ts';

const WAITING = keyOf('usageWaiting');
const BATCH = 500 satisfies typeof MAX_BATCH;
const HEADER = 'x-participant' satisfies typeof PARTICIPANT_HEADER;
/** More than this waits only where no server answers for days; the oldest go first. */
export const MOST_WAITING = 2000;
/** Facts that come together travel together. */
const GATHER_MS = 1000;
const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 300_000;

/** What the queue needs of its surroundings. */
export interface QueueSurroundings {
  readonly storage: ItemStorage;
  readonly fetch: typeof fetch;
  readonly random: RandomBytes;
  readonly now: () => number;
  /** Calls back once after so many milliseconds; the returned function takes that back. */
  readonly later: (ms: number, run: () => void) => () => void;
  /** Calls back when the network comes back. */
  readonly whenOnline: (run: () => void) => void;
}

export interface UsageQueue {
  /** Keeps facts and sends them soon. Never throws. */
  report(facts: readonly UsageFact[]): void;
  /** Sends what waits; resolves when all is sent or the server could not be reached. */
  flush(): Promise<void>;
  /** Events that wait here. */
  waiting(): number;
  /** What the server holds about this browser; what waits is sent first. */
  mine(): Promise<MyUsageAnswer>;
  /** Erases here at once, and on the server: null where that happens when it can be reached. */
  erase(): Promise<{ readonly erased: number | null }>;
}

let shared: UsageQueue | undefined;

/** The page's queue; it starts to send what an earlier visit left. */
export function openUsageQueue(): UsageQueue {
  if (!shared) {
    shared = createUsageQueue({
      storage: localItems,
      fetch: (...parameters) => fetch(...parameters),
      random: browserRandom,
      now: Date.now,
      later(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      whenOnline: (run) => globalThis.addEventListener?.('online', run),
    });
    void shared.flush();
  }
  return shared;
}

/** Reports facts through the page's queue. */
export function reportUsage(facts: readonly UsageFact[]): void {
  openUsageQueue().report(facts);
}

/** @param surroundings What a test replaces; a page uses {@link openUsageQueue}. */
export function createUsageQueue(surroundings: QueueSurroundings): UsageQueue {
  const { storage, random, now } = surroundings;
  let sending: Promise<void> | undefined;
  let retryMs = FIRST_RETRY_MS;
  let cancelTimer: (() => void) | undefined;

  function waitingKeys(): string[] {
    // Ids begin with their time: the oldest come first.
    return storage
      .keys()
      .filter((key) => key.startsWith(WAITING))
      .sort();
  }

  function keep(fact: UsageFact): void {
    const at = now();
    const id = createEventId(at, random);
    try {
      storage.setItem(WAITING + id, JSON.stringify({ ...fact, id, at }));
    } catch {
      // Storage is full: the lab goes on, the event is lost.
    }
  }

  function plan(ms: number): void {
    cancelTimer?.();
    cancelTimer = surroundings.later(ms, () => void flush());
  }

  function flush(): Promise<void> {
    sending ??= sendAll().finally(() => {
      sending = undefined;
    });
    return sending;
  }

  async function sendAll(): Promise<void> {
    cancelTimer?.();
    try {
      await sendErasings();
      for (let keys = waitingKeys(); keys.length > 0; keys = waitingKeys()) {
        await sendBatch(keys.slice(0, BATCH));
      }
      retryMs = FIRST_RETRY_MS;
    } catch {
      plan(retryMs + spread(random, retryMs / 2));
      retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
    }
  }

  async function sendBatch(keys: readonly string[]): Promise<void> {
    // The participant is read before the events. An erasing in another tab removes the events first: who is new
    // finds none of before, and what was read as somebody's is refused with them.
    const participant = participantId(storage, random);
    const events = keys.flatMap((key) => readEvent(storage, key));
    if (events.length > 0) {
      await call<UsageReceipt>('POST', '/api/usage/events', participant, JSON.stringify({ events }));
    }
    // Accepted or refused for good: neither is sent again.
    for (const key of keys) storage.removeItem(key);
  }

  async function sendErasings(): Promise<number> {
    let erased = 0;
    for (const id of readToErase(storage)) {
      erased += (await call<EraseAnswer>('DELETE', '/api/usage/mine', id)).erased;
      writeToErase(
        storage,
        readToErase(storage).filter((other) => other !== id),
      );
    }
    return erased;
  }

  async function call<Answer>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    participant: string,
    body?: string,
  ): Promise<Answer> {
    const response = await surroundings.fetch(path, {
      method,
      headers: {
        [HEADER]: participant,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    });
    if (!response.ok) throw new Error(`The server answered ${response.status}`);
    return (await response.json()) as Answer;
  }

  surroundings.whenOnline(() => void flush());

  return {
    report(facts) {
      for (const fact of facts) keep(fact);
      const keys = waitingKeys();
      for (const key of keys.slice(0, Math.max(0, keys.length - MOST_WAITING))) storage.removeItem(key);
      if (retryMs === FIRST_RETRY_MS) plan(GATHER_MS);
    },
    flush,
    waiting: () => waitingKeys().length,
    async mine() {
      await flush();
      return call<MyUsageAnswer>('GET', '/api/usage/mine', participantId(storage, random));
    },
    async erase() {
      for (const key of waitingKeys()) storage.removeItem(key);
      forgetParticipant(storage);
      // A batch under way belongs to the forgotten participant: the server refuses it after erasing.
      await sending;
      try {
        return { erased: await sendErasings() };
      } catch {
        plan(retryMs);
        return { erased: null };
      }
    },
  };
}

function readEvent(storage: ItemStorage, key: string): unknown[] {
  try {
    return [JSON.parse(storage.getItem(key) ?? '')];
  } catch {
    // Another tab has sent it meanwhile, or it was damaged.
    return [];
  }
}

/** Two tabs must not come back at the same moment for ever. */
function spread(random: RandomBytes, most: number): number {
  const bytes = new Uint8Array(1);
  random(bytes);
  return Math.round((most * (bytes[0] ?? 0)) / 255);
}
