/** While the room is open, participants may ask the model too. */
import type { StoreDatabase } from '../db/store.ts';

export const MOST_OPEN_HOURS = 12;

export interface Room {
  /** Epoch milliseconds; null while closed. */
  openUntil(): Promise<number | null>;
  open(hours: number): Promise<number>;
  close(): Promise<void>;
}

export function createRoom(database: StoreDatabase, clock: () => number): Room {
  async function set(until: number | null): Promise<void> {
    await database
      .insertInto('rooms')
      .values({ id: 'main', open_until: until })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ open_until: until }))
      .execute();
  }
  return {
    async openUntil() {
      const row = await database
        .selectFrom('rooms')
        .select('open_until')
        .where('id', '=', 'main')
        .executeTakeFirst();
      const until = row?.open_until ?? null;
      return until !== null && until > clock() ? until : null;
    },
    async open(hours) {
      const until = clock() + Math.min(hours, MOST_OPEN_HOURS) * 3_600_000;
      await set(until);
      return until;
    },
    close: () => set(null),
  };
}
