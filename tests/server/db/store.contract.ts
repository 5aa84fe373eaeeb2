/** What the store must do on every database; run by `store.test.ts` on each. */

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRoom } from '../../../src/server/access/room.ts';
import {
  createSessions,
  LINK_LIFE_MS,
  SESSION_ABSOLUTE_MS,
  SESSION_IDLE_MS,
} from '../../../src/server/access/sessions.ts';
import { dayEnd } from '../../../src/server/budget/day.ts';
import { createLedger, HOLD_GRACE_MS, type HoldRequest } from '../../../src/server/budget/ledger.ts';
import {
  openStore,
  type Store,
  type StoreDatabase,
  type StoreLocation,
  swiftTransaction,
} from '../../../src/server/db/store.ts';
import { createUsageStore, RETENTION_DAYS } from '../../../src/server/usage/usage-store.ts';
import { createEventId } from '../../../src/usage/event-id.ts';

const NOON = Date.parse('2026-11-21T12:00:00Z');
const HOUR = 3_600_000;

export function storeContract(name: string, locate: () => Promise<StoreLocation>): void {
  describe(`the store on ${name}`, () => {
    let store: Store;
    let location: StoreLocation;
    let now = NOON;
    const clock = () => now;

    beforeAll(async () => {
      location = await locate();
      store = await openStore(location);
    });
    afterAll(() => store?.close());
    beforeEach(async () => {
      now = NOON;
      for (const table of [
        'budget_spend',
        'budget_holds',
        'budget_scopes',
        'usage_events',
        'usage_erasures',
        'sessions',
        'links',
        'rooms',
      ] as const) {
        await store.database.deleteFrom(table).execute();
      }
    });

    it('opens a second time with what it held', async () => {
      await createRoom(store.database, clock).open(2);
      if (location.sqlitePath === ':memory:') return;
      const again = await openStore(location);
      expect(await createRoom(again.database, clock).openUntil()).toBe(NOON + 2 * HOUR);
      await again.close();
    });

    it('keeps transactions apart: one that fails leaves nothing, the others stay', async () => {
      const insert = (id: string, fail: boolean) =>
        store.database.transaction().execute(async (trx) => {
          await trx.insertInto('audit').values({ id, at: 1, who: 'x', action: 'y', detail: '{}' }).execute();
          await new Promise((resolve) => setImmediate(resolve));
          if (fail) throw new Error('no');
        });
      const ids = Array.from({ length: 20 }, () => randomUUID());
      const results = await Promise.allSettled(ids.map((id, index) => insert(id, index % 2 === 1)));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
      const rows = await store.database.selectFrom('audit').select('id').where('id', 'in', ids).execute();
      expect(rows).toHaveLength(10);
    });

    it('waits for the disk, but in a swift transaction', async () => {
      const waits = async (database: StoreDatabase) => {
        const asked =
          store.kind === 'sqlite'
            ? sql<Record<string, unknown>>`pragma synchronous`
            : sql<Record<string, unknown>>`show synchronous_commit`;
        const { rows } = await asked.execute(database);
        return ['2', 'on'].includes(String(Object.values(rows[0] ?? {})[0]));
      };
      for (let round = 0; round < 2; round++) {
        expect(await swiftTransaction(store, waits)).toBe(false);
        await expect(swiftTransaction(store, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
        expect(await waits(store.database)).toBe(true);
      }
    });

    describe('budget', () => {
      const hold = (overrides: Partial<HoldRequest> = {}): HoldRequest => ({
        id: randomUUID(),
        scopes: [{ scope: 'kit', cap: 1000 }],
        worstCase: (output) => output,
        wantedOutputTokens: 100,
        priceVersion: 'test',
        model: 'm',
        deadline: now + 60_000,
        ...overrides,
      });
      const cost = (amount: number) => ({ amount, inputTokens: 1, outputTokens: 1, estimated: false });

      it('never holds more than the cap, with 50 at the same time', async () => {
        const ledger = createLedger(store, clock);
        const results = await Promise.all(Array.from({ length: 50 }, () => ledger.hold(hold())));
        const held = results.reduce((sum, result) => sum + (result.ok ? result.amount : 0), 0);
        expect(results.filter(({ ok }) => ok)).toHaveLength(10);
        expect(held).toBe(1000);
        expect(await ledger.state('kit')).toEqual({ settled: 0, held: 1000 });
      });

      it('never exceeds the cap while 50 hold, settle and hold again', async () => {
        const ledger = createLedger(store, clock);
        let most = 0;
        let spent = 0;
        await Promise.all(
          Array.from({ length: 50 }, async (_, index) => {
            for (let round = 0; round < 3; round++) {
              const request = hold();
              const result = await ledger.hold(request);
              const { settled, held } = await ledger.state('kit');
              most = Math.max(most, settled + held);
              if (!result.ok) continue;
              const amount = (index * 7 + round) % (result.amount + 1);
              await ledger.settle(request.id, cost(amount));
              spent += amount;
            }
          }),
        );
        expect(most).toBeLessThanOrEqual(1000);
        expect(spent).toBeGreaterThan(0);
        expect(await ledger.state('kit')).toEqual({ settled: spent, held: 0 });
      });

      it('gives fewer output tokens rather than a smaller hold, and refuses below 64', async () => {
        const ledger = createLedger(store, clock);
        expect(await ledger.hold(hold({ wantedOutputTokens: 930 }))).toMatchObject({ ok: true, amount: 930 });
        expect(await ledger.hold(hold({ wantedOutputTokens: 500 }))).toMatchObject({
          ok: true,
          outputTokens: 70,
          amount: 70,
        });
        expect(await ledger.hold(hold())).toMatchObject({
          ok: false,
          scope: 'kit',
          available: 0,
          needed: 64,
        });
        expect((await ledger.state('kit')).held).toBe(1000);
      });

      it('looks at all scopes in one transaction and holds in each, or in none', async () => {
        const ledger = createLedger(store, clock);
        const scopes = [
          { scope: 'kit', cap: 1000 },
          { scope: 'team:a', cap: 150 },
        ];
        expect(await ledger.hold(hold({ scopes }))).toMatchObject({ ok: true });
        const refused = await ledger.hold(hold({ scopes, worstCase: () => 100 }));
        expect(refused).toMatchObject({ ok: false, scope: 'team:a', available: 50 });
        expect((await ledger.state('kit')).held).toBe(100);
        expect((await ledger.state('team:a')).held).toBe(100);
      });

      it('settles once, whoever tries', async () => {
        const ledger = createLedger(store, clock);
        const request = hold();
        await ledger.hold(request);
        const settled = await Promise.all(
          [cost(40), cost(40), cost(90)].map((each) => ledger.settle(request.id, each)),
        );
        expect(settled.filter(Boolean)).toHaveLength(1);
        const state = await ledger.state('kit');
        expect(state.held).toBe(0);
        expect([40, 90]).toContain(state.settled);
      });

      it('gives back only a hold that is not settled', async () => {
        const ledger = createLedger(store, clock);
        const [first, second] = [hold(), hold()];
        await ledger.hold(first);
        await ledger.hold(second);
        await ledger.settle(first.id, cost(30));
        await ledger.release(first.id);
        await ledger.release(second.id);
        expect(await ledger.state('kit')).toEqual({ settled: 30, held: 0 });
      });

      it('lets a hold expire a minute after its deadline, and still books it late', async () => {
        const ledger = createLedger(store, clock);
        const request = hold();
        await ledger.hold(request);
        now = request.deadline + HOLD_GRACE_MS - 1;
        expect((await ledger.state('kit')).held).toBe(100);
        now += 1;
        expect((await ledger.state('kit')).held).toBe(0);
        expect(await ledger.settle(request.id, cost(25))).toBe(true);
        expect(await ledger.state('kit')).toEqual({ settled: 25, held: 0 });
      });

      it('starts anew each day, and books on the day of the hold', async () => {
        const ledger = createLedger(store, clock);
        const request = hold({ wantedOutputTokens: 1000 });
        await ledger.hold(request);
        now = dayEnd(now);
        await ledger.settle(request.id, cost(1000));
        expect(await ledger.state('kit')).toEqual({ settled: 0, held: 0 });
        expect(await ledger.hold(hold({ wantedOutputTokens: 1000 }))).toMatchObject({
          ok: true,
          outputTokens: 1000,
        });
      });
    });

    describe('usage', () => {
      const me = 'a'.repeat(32);
      const other = 'b'.repeat(32);
      const event = (at = now) => ({
        id: createEventId(at, (bytes) => crypto.getRandomValues(bytes)),
        at,
        kind: 'lab_opened',
        lab: 'web-app',
      });

      it('counts an event once, however often it is sent', async () => {
        const usage = createUsageStore(store.database, clock);
        const one = event();
        await Promise.all([usage.accept(me, [one]), usage.accept(me, [one, one])]);
        expect((await usage.accept(me, [one])).accepted).toEqual([one.id]);
        expect(await usage.mine(me)).toEqual([one]);
      });

      it('takes the good and names the bad', async () => {
        const usage = createUsageStore(store.database, clock);
        const good = event();
        const bad = { ...event(), lab: 'My Secret Prompt' };
        const future = event(now + 3 * 86_400_000);
        const receipt = await usage.accept(me, [bad, good, 7, future]);
        expect(receipt.accepted).toEqual([good.id]);
        expect(receipt.rejected.map(({ id }) => id)).toEqual([bad.id, '', future.id]);
        expect(receipt.rejected[0]?.why).toContain('lab');
      });

      it('erases one person’s events at once, and refuses what a second tab still sends', async () => {
        const usage = createUsageStore(store.database, clock);
        await usage.accept(me, [event(), event()]);
        await usage.accept(other, [event()]);
        expect(await usage.erase(me)).toBe(2);
        const late = event();
        expect((await usage.accept(me, [late])).rejected).toHaveLength(1);
        expect(await usage.mine(me)).toEqual([]);
        expect(await usage.mine(other)).toHaveLength(1);
      });

      it('keeps nothing of a batch that arrives while its person is erased', async () => {
        const usage = createUsageStore(store.database, clock);
        for (let time = 0; time < 20; time += 1) {
          const person = `${time}`.padStart(32, '0');
          await Promise.all([
            usage.accept(person, [event()]),
            usage.erase(person),
            usage.accept(person, [event()]),
          ]);
          expect(await usage.mine(person)).toEqual([]);
        }
      });

      it('holds no participant’s secret', async () => {
        const usage = createUsageStore(store.database, clock);
        await usage.accept(me, [event()]);
        const rows = await store.database.selectFrom('usage_events').selectAll().execute();
        expect(JSON.stringify(rows)).not.toContain(me);
      });

      it('forgets after 30 days', async () => {
        const usage = createUsageStore(store.database, clock);
        await usage.accept(me, [event()]);
        now += RETENTION_DAYS * 86_400_000;
        expect(await usage.sweep()).toBe(0);
        now += 1;
        expect(await usage.sweep()).toBe(1);
      });
    });

    describe('facilitator’s sessions', () => {
      it('exchange a link once, also for two browsers at the same moment', async () => {
        const sessions = createSessions(store.database, clock);
        const link = await sessions.createLink();
        const tokens = await Promise.all([sessions.enter(link, undefined), sessions.enter(link, undefined)]);
        expect(tokens.filter((token) => token !== null)).toHaveLength(1);
        expect(await sessions.enter(link, undefined)).toBeNull();
      });

      it('refuse an old link', async () => {
        const sessions = createSessions(store.database, clock);
        const link = await sessions.createLink();
        now += LINK_LIFE_MS;
        expect(await sessions.enter(link, undefined)).toBeNull();
      });

      it('end after 2 hours of rest, and after 12 hours in any case', async () => {
        const sessions = createSessions(store.database, clock);
        const enter = async () => (await sessions.enter(await sessions.createLink(), undefined)) ?? '';
        const resting = await enter();
        now += SESSION_IDLE_MS;
        expect(await sessions.find(resting)).toBeNull();
        const busy = await enter();
        const started = now;
        for (; now < started + SESSION_ABSOLUTE_MS; now += HOUR)
          expect(await sessions.find(busy)).not.toBeNull();
        expect(await sessions.find(busy)).toBeNull();
      });

      it('replace the cookie that was there, and hold only hashes', async () => {
        const sessions = createSessions(store.database, clock);
        const first = (await sessions.enter(await sessions.createLink(), undefined)) ?? '';
        const second = (await sessions.enter(await sessions.createLink(), first)) ?? '';
        expect(second).not.toBe(first);
        expect(Buffer.from(second, 'base64url')).toHaveLength(32);
        expect(await sessions.find(first)).toBeNull();
        expect(await sessions.find(second)).toMatchObject({ role: 'facilitator' });
        const rows = await store.database.selectFrom('sessions').selectAll().execute();
        expect(JSON.stringify(rows)).not.toContain(second);
        await sessions.leave(second);
        expect(await sessions.needsLink()).toBe(true);
      });
    });
  });
}
