/** Facilitator's access: a one-time link is exchanged for a session, once. */
import type { StoreDatabase } from '../db/store.ts';
import { createToken, hashToken } from './token.ts';

const HOUR_MS = 3_600_000;
export const SESSION_ABSOLUTE_MS = 12 * HOUR_MS;
export const SESSION_IDLE_MS = 2 * HOUR_MS;
export const LINK_LIFE_MS = 24 * HOUR_MS;
/** "Last seen" is written at most this often: a stream of requests is no stream of writes. */
const TOUCH_MS = 60_000;

export interface Session {
  readonly role: 'facilitator';
  /** Epoch milliseconds. */
  readonly endsAt: number;
}

export interface Sessions {
  createLink(): Promise<string>;
  /** True while nobody has ever entered, or no session and no unused link is alive. */
  needsLink(): Promise<boolean>;
  /** A new session's token for an unused link; null where the link is unknown, used or too old. */
  enter(linkToken: string, previous: string | undefined): Promise<string | null>;
  find(token: string): Promise<Session | null>;
  leave(token: string): Promise<void>;
  /** Forgets what is over. */
  sweep(): Promise<void>;
}

export function createSessions(database: StoreDatabase, clock: () => number): Sessions {
  const alive = (now: number) => ({ created: now - SESSION_ABSOLUTE_MS, seen: now - SESSION_IDLE_MS });

  return {
    async createLink() {
      const token = createToken();
      const now = clock();
      await database
        .insertInto('links')
        .values({
          token_hash: hashToken(token),
          created_at: now,
          expires_at: now + LINK_LIFE_MS,
          used_at: null,
        })
        .execute();
      return token;
    },

    async needsLink() {
      const limits = alive(clock());
      const session = await database
        .selectFrom('sessions')
        .select('role')
        .where('created_at', '>', limits.created)
        .where('last_seen_at', '>', limits.seen)
        .executeTakeFirst();
      return session === undefined;
    },

    async enter(linkToken, previous) {
      const now = clock();
      return database.transaction().execute(async (trx) => {
        // One update decides: two browsers with the same link cannot both win.
        const used = await trx
          .updateTable('links')
          .set({ used_at: now })
          .where('token_hash', '=', hashToken(linkToken))
          .where('used_at', 'is', null)
          .where('expires_at', '>', now)
          .returning('token_hash')
          .execute();
        if (used.length === 0) return null;
        // A change of role gets a new cookie; what was there before is worth nothing.
        if (previous)
          await trx.deleteFrom('sessions').where('token_hash', '=', hashToken(previous)).execute();
        const token = createToken();
        await trx
          .insertInto('sessions')
          .values({ token_hash: hashToken(token), role: 'facilitator', created_at: now, last_seen_at: now })
          .execute();
        return token;
      });
    },

    async find(token) {
      const now = clock();
      const limits = alive(now);
      const row = await database
        .selectFrom('sessions')
        .selectAll()
        .where('token_hash', '=', hashToken(token))
        .where('created_at', '>', limits.created)
        .where('last_seen_at', '>', limits.seen)
        .executeTakeFirst();
      if (row?.role !== 'facilitator') return null;
      if (now - row.last_seen_at > TOUCH_MS) {
        await database
          .updateTable('sessions')
          .set({ last_seen_at: now })
          .where('token_hash', '=', row.token_hash)
          .execute();
      }
      return { role: 'facilitator', endsAt: row.created_at + SESSION_ABSOLUTE_MS };
    },

    async leave(token) {
      await database.deleteFrom('sessions').where('token_hash', '=', hashToken(token)).execute();
    },

    async sweep() {
      const now = clock();
      const limits = alive(now);
      await database
        .deleteFrom('sessions')
        .where((where) =>
          where.or([where('created_at', '<=', limits.created), where('last_seen_at', '<=', limits.seen)]),
        )
        .execute();
      await database.deleteFrom('links').where('expires_at', '<=', now).execute();
    },
  };
}
