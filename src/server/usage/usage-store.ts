/** Usage events on the server: append-only, each counted once, erased when their owner says so. */
import { createHash } from 'node:crypto';
import { type UsageEvent, type UsageReceipt, usageEventSchema } from '../../usage/schema.ts';
import type { StoreDatabase } from '../db/store.ts';

export const RETENTION_DAYS = 30;
const DAY_MS = 86_400_000;
/** How far a browser's clock may be ahead. */
const CLOCK_AHEAD_MS = DAY_MS;

export interface UsageStore {
  /** Resolves when every accepted event is on disk. */
  accept(participant: string, events: readonly unknown[]): Promise<UsageReceipt>;
  mine(participant: string): Promise<UsageEvent[]>;
  erase(participant: string): Promise<number>;
  /** Forgets what is older than the retention; the number of events forgotten. */
  sweep(): Promise<number>;
}

export function createUsageStore(database: StoreDatabase, clock: () => number): UsageStore {
  return {
    async accept(participant, events) {
      const now = clock();
      const person = hashParticipant(participant);
      const { good, rejected } = judge(events, now);
      const ids = good.map(({ id }) => id);
      const erased = {
        accepted: [],
        rejected: [...rejected, ...ids.map((id) => ({ id, why: 'This record was erased.' }))],
      };
      if (await isErased(database, person)) return erased;
      if (good.length > 0) {
        // An id that is there already was a retry: ignored, and accepted once more.
        await database
          .insertInto('usage_events')
          .values(
            good.map((event) => ({
              id: event.id,
              person,
              kind: event.kind,
              at: event.at,
              received_at: now,
              event: JSON.stringify(event),
            })),
          )
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute();
      }
      // An erasing may have come between: it is written down before anything is deleted, so either it deletes what was
      // just written, or it is seen here.
      if (await isErased(database, person)) {
        await deleteEvents(database, person);
        return erased;
      }
      return { accepted: ids, rejected };
    },

    async mine(participant) {
      const rows = await database
        .selectFrom('usage_events')
        .select('event')
        .where('person', '=', hashParticipant(participant))
        .orderBy('at')
        .orderBy('id')
        .execute();
      return rows.map(({ event }) => JSON.parse(event) as UsageEvent);
    },

    async erase(participant) {
      const person = hashParticipant(participant);
      await database
        .insertInto('usage_erasures')
        .values({ person, at: clock() })
        .onConflict((conflict) => conflict.column('person').doNothing())
        .execute();
      return deleteEvents(database, person);
    },

    async sweep() {
      const before = clock() - RETENTION_DAYS * DAY_MS;
      await database.deleteFrom('usage_erasures').where('at', '<', before).execute();
      const gone = await database
        .deleteFrom('usage_events')
        .where('received_at', '<', before)
        .executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
  };
}

/** The store never holds the participant's secret, only its hash. */
function hashParticipant(participant: string): string {
  return createHash('sha256').update(`participant:${participant}`).digest('hex');
}

async function deleteEvents(database: StoreDatabase, person: string): Promise<number> {
  const gone = await database.deleteFrom('usage_events').where('person', '=', person).executeTakeFirst();
  return Number(gone.numDeletedRows);
}

async function isErased(database: StoreDatabase, person: string): Promise<boolean> {
  const row = await database
    .selectFrom('usage_erasures')
    .select('at')
    .where('person', '=', person)
    .executeTakeFirst();
  return row !== undefined;
}

function judge(events: readonly unknown[], now: number) {
  const good: UsageEvent[] = [];
  const rejected: { id: string; why: string }[] = [];
  for (const event of events) {
    const parsed = usageEventSchema.safeParse(event);
    const id = String((event as { id?: unknown } | null)?.id ?? '').slice(0, 64);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      rejected.push({ id, why: `${issue?.path.join('.') || 'event'}: ${issue?.message ?? 'not valid'}` });
    } else if (parsed.data.at > now + CLOCK_AHEAD_MS) {
      rejected.push({ id, why: 'at: lies in the future' });
    } else {
      good.push(parsed.data);
    }
  }
  return { good, rejected };
}
