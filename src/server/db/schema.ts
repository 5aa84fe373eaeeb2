/** The store's tables. Times are epoch milliseconds, amounts micro-US-dollars, both integers. */

export interface SessionsTable {
  /** SHA-256 of the cookie's value: the value itself is never stored. */
  token_hash: string;
  role: string;
  created_at: number;
  last_seen_at: number;
}

/** One-time links for the facilitator. */
export interface LinksTable {
  token_hash: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}

/** One row, id `main`, until there are workshops. */
export interface RoomsTable {
  id: string;
  open_until: number | null;
}

export interface AuditTable {
  id: string;
  at: number;
  /** A role, never a person. */
  who: string;
  action: string;
  /** JSON without secrets. */
  detail: string;
}

/** One row a scope; its update is the lock of every budget transaction. */
export interface BudgetScopesTable {
  scope: string;
  /** For one period. */
  cap: number;
  touched_at: number;
}

/** One row a hold and scope. Stands apart from what is settled. */
export interface BudgetHoldsTable {
  id: string;
  scope: string;
  /** The UTC day the money belongs to, `2026-01-31`. */
  period: string;
  amount: number;
  state: 'held' | 'settled' | 'released';
  created_at: number;
  expires_at: number;
  price_version: string;
  model: string;
}

/** Settled spend. The primary key (hold, scope) makes settling idempotent. */
export interface BudgetSpendTable {
  hold_id: string;
  scope: string;
  period: string;
  amount: number;
  settled_at: number;
  input_tokens: number;
  output_tokens: number;
  estimated: number;
}

/** Append-only but for erasing by the participant and for retention. */
export interface UsageEventsTable {
  id: string;
  /** SHA-256 of the participant's secret. */
  person: string;
  kind: string;
  at: number;
  received_at: number;
  /** The event as JSON, already validated. */
  event: string;
}

/** An erased pseudonym: events that a second tab still sends are refused. Forgotten with retention. */
export interface UsageErasuresTable {
  person: string;
  at: number;
}

export interface StoreTables {
  sessions: SessionsTable;
  links: LinksTable;
  rooms: RoomsTable;
  audit: AuditTable;
  budget_scopes: BudgetScopesTable;
  budget_holds: BudgetHoldsTable;
  budget_spend: BudgetSpendTable;
  usage_events: UsageEventsTable;
  usage_erasures: UsageErasuresTable;
}
