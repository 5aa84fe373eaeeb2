/** A log of what changes access, money or people's data. No secrets, no addresses, no names. */
import { randomUUID } from 'node:crypto';
import type { StoreDatabase } from '../db/store.ts';

export type AuditAction =
  | 'facilitator-entered'
  | 'facilitator-left'
  | 'facilitator-link-made'
  | 'facilitator-refused'
  | 'room-opened'
  | 'room-closed'
  | 'settings-changed'
  | 'budget-changed'
  | 'usage-exported'
  | 'usage-erased'
  | 'preflight-run';

export type Audit = (
  who: 'facilitator' | 'participant' | 'operator' | 'nobody',
  action: AuditAction,
  detail?: Readonly<Record<string, string | number | boolean>>,
) => Promise<void>;

export function createAudit(database: StoreDatabase, clock: () => number): Audit {
  return async (who, action, detail = {}) => {
    await database
      .insertInto('audit')
      .values({ id: randomUUID(), at: clock(), who, action, detail: JSON.stringify(detail) })
      .execute();
  };
}
