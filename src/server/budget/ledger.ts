/**
 * Reserve, then settle. Before a model is asked the most that the call can cost is held;
 * afterwards what it did cost is booked, once, whatever happens in between. Holds stand apart
 * from settled spend, and both count against the cap, so calls at the same time never exceed it.
 */
import { sql, type Transaction } from 'kysely';
import type { StoreTables } from '../db/schema.ts';
import { type Store, type StoreDatabase, swiftTransaction } from '../db/store.ts';
import { dayOf } from './day.ts';
import type { MicroUsd } from './money.ts';

/** Below this a reply is of no use: the call is refused instead. */
export const LEAST_OUTPUT_TOKENS = 64;

/** A hold lives this much longer than the call it stands for. */
export const HOLD_GRACE_MS = 60_000;

export interface ScopeCap {
  /** `kit` today; `workshop:…`, `team:…`, `participant:…` join it in one transaction. */
  readonly scope: string;
  readonly cap: MicroUsd;
}

export interface HoldRequest {
  readonly id: string;
  readonly scopes: readonly ScopeCap[];
  /** The most that the call costs when it may write this many tokens. */
  readonly worstCase: (outputTokens: number) => MicroUsd;
  readonly wantedOutputTokens: number;
  readonly priceVersion: string;
  readonly model: string;
  /** When the call is given up, epoch milliseconds. */
  readonly deadline: number;
}

export type HoldResult =
  | { readonly ok: true; readonly outputTokens: number; readonly amount: MicroUsd }
  | { readonly ok: false; readonly scope: string; readonly available: MicroUsd; readonly needed: MicroUsd };

export interface Settlement {
  readonly amount: MicroUsd;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly estimated: boolean;
}

export interface BudgetState {
  readonly settled: MicroUsd;
  readonly held: MicroUsd;
}

export interface Ledger {
  /** Holds the worst case over all scopes in one transaction; fewer output tokens where money is short. */
  hold(request: HoldRequest): Promise<HoldResult>;
  /** Books what the call cost. The second time for the same hold changes nothing; false then. */
  settle(holdId: string, settlement: Settlement): Promise<boolean>;
  /** Gives a hold back: only where the call was provably never dispatched. */
  release(holdId: string): Promise<void>;
  state(scope: string): Promise<BudgetState>;
}

export function createLedger(store: Pick<Store, 'kind' | 'database'>, clock: () => number): Ledger {
  const { database } = store;
  return {
    // A loss of power ends the call too, and what it held is worth nothing then; spend is booked durably.
    hold: (request) => swiftTransaction(store, (trx) => hold(trx, request, clock())),
    settle: (holdId, settlement) =>
      database.transaction().execute((trx) => settle(trx, holdId, settlement, clock())),
    release: async (holdId) => {
      await database
        .updateTable('budget_holds')
        .set({ state: 'released' })
        .where('id', '=', holdId)
        .where('state', '=', 'held')
        .execute();
    },
    state: (scope) => readState(database, scope, clock()),
  };
}

async function hold(trx: Transaction<StoreTables>, request: HoldRequest, now: number): Promise<HoldResult> {
  const period = dayOf(now);
  let tightest: { scope: string; available: MicroUsd } | undefined;
  // Always in the same order, so that two transactions cannot lock each other out.
  for (const { scope, cap } of request.scopes.toSorted((a, b) => (a.scope < b.scope ? -1 : 1))) {
    await lockScope(trx, scope, cap, now);
    const { settled, held } = await readState(trx, scope, now);
    const available = cap - settled - held;
    if (!tightest || available < tightest.available) tightest = { scope, available };
  }
  if (!tightest) throw new Error('A hold needs at least one scope');

  const outputTokens = mostAffordable(request, Math.max(0, tightest.available));
  if (outputTokens < Math.min(LEAST_OUTPUT_TOKENS, request.wantedOutputTokens)) {
    return { ok: false, ...tightest, needed: request.worstCase(LEAST_OUTPUT_TOKENS) };
  }
  const amount = request.worstCase(outputTokens);
  await trx
    .insertInto('budget_holds')
    .values(
      request.scopes.map(({ scope }) => ({
        id: request.id,
        scope,
        period,
        amount,
        state: 'held' as const,
        created_at: now,
        expires_at: request.deadline + HOLD_GRACE_MS,
        price_version: request.priceVersion,
        model: request.model,
      })),
    )
    .execute();
  return { ok: true, outputTokens, amount };
}

/** Writing to the scope's row keeps every other budget transaction waiting until this one ends. */
async function lockScope(trx: Transaction<StoreTables>, scope: string, cap: number, now: number) {
  await trx
    .insertInto('budget_scopes')
    .values({ scope, cap, touched_at: now })
    .onConflict((conflict) => conflict.column('scope').doUpdateSet({ cap, touched_at: now }))
    .execute();
}

/** The most output tokens, up to what is wanted, whose worst case fits; found by halving. */
function mostAffordable(request: HoldRequest, available: MicroUsd): number {
  if (request.worstCase(request.wantedOutputTokens) <= available) return request.wantedOutputTokens;
  let fits = 0;
  let tooMany = request.wantedOutputTokens;
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (request.worstCase(middle) <= available) fits = middle;
    else tooMany = middle;
  }
  return fits;
}

async function settle(
  trx: Transaction<StoreTables>,
  holdId: string,
  settlement: Settlement,
  now: number,
): Promise<boolean> {
  const holds = await trx.selectFrom('budget_holds').selectAll().where('id', '=', holdId).execute();
  if (holds.length === 0) throw new Error(`There is no hold ${holdId} to settle`);
  const booked = await trx
    .insertInto('budget_spend')
    .values(
      holds.map((row) => ({
        hold_id: holdId,
        scope: row.scope,
        // Money belongs to the day it was reserved, also when it is booked after midnight.
        period: row.period,
        amount: settlement.amount,
        settled_at: now,
        input_tokens: settlement.inputTokens,
        output_tokens: settlement.outputTokens,
        estimated: settlement.estimated ? 1 : 0,
      })),
    )
    .onConflict((conflict) => conflict.columns(['hold_id', 'scope']).doNothing())
    .returning('hold_id')
    .execute();
  await trx.updateTable('budget_holds').set({ state: 'settled' }).where('id', '=', holdId).execute();
  return booked.length > 0;
}

async function readState(
  database: StoreDatabase | Transaction<StoreTables>,
  scope: string,
  now: number,
): Promise<BudgetState> {
  const period = dayOf(now);
  // One statement, one snapshot: a settlement in between can be neither lost nor counted twice.
  const row = await database
    .selectNoFrom((builder) => [
      builder
        .selectFrom('budget_spend')
        .select(sql<number | null>`sum(amount)`.as('total'))
        .where('scope', '=', scope)
        .where('period', '=', period)
        .as('settled'),
      builder
        .selectFrom('budget_holds')
        .select(sql<number | null>`sum(amount)`.as('total'))
        .where('scope', '=', scope)
        .where('period', '=', period)
        .where('state', '=', 'held')
        .where('expires_at', '>', now)
        .as('held'),
    ])
    .executeTakeFirst();
  return { settled: Number(row?.settled ?? 0), held: Number(row?.held ?? 0) };
}
