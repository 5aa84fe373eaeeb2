/** Every change to the store's shape, in order. A shipped migration is never edited. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

async function firstTables(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('sessions')
    .addColumn('token_hash', 'varchar(64)', (column) => column.primaryKey())
    .addColumn('role', 'varchar(20)', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('links')
    .addColumn('token_hash', 'varchar(64)', (column) => column.primaryKey())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .execute();
  await schema
    .createTable('rooms')
    .addColumn('id', 'varchar(40)', (column) => column.primaryKey())
    .addColumn('open_until', 'bigint')
    .execute();
  await schema
    .createTable('audit')
    .addColumn('id', 'varchar(40)', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('who', 'varchar(40)', (column) => column.notNull())
    .addColumn('action', 'varchar(60)', (column) => column.notNull())
    .addColumn('detail', 'text', (column) => column.notNull())
    .execute();
}

async function budgetTables(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('budget_scopes')
    .addColumn('scope', 'varchar(120)', (column) => column.primaryKey())
    .addColumn('cap', 'bigint', (column) => column.notNull())
    .addColumn('touched_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('budget_holds')
    .addColumn('id', 'varchar(40)', (column) => column.notNull())
    .addColumn('scope', 'varchar(120)', (column) => column.notNull())
    .addColumn('period', 'varchar(10)', (column) => column.notNull())
    .addColumn('amount', 'bigint', (column) => column.notNull())
    .addColumn('state', 'varchar(10)', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('price_version', 'varchar(120)', (column) => column.notNull())
    .addColumn('model', 'varchar(200)', (column) => column.notNull())
    .addPrimaryKeyConstraint('budget_holds_key', ['id', 'scope'])
    .execute();
  await schema
    .createIndex('budget_holds_live')
    .on('budget_holds')
    .columns(['scope', 'period', 'state', 'expires_at'])
    .execute();
  await schema
    .createTable('budget_spend')
    .addColumn('hold_id', 'varchar(40)', (column) => column.notNull())
    .addColumn('scope', 'varchar(120)', (column) => column.notNull())
    .addColumn('period', 'varchar(10)', (column) => column.notNull())
    .addColumn('amount', 'bigint', (column) => column.notNull())
    .addColumn('settled_at', 'bigint', (column) => column.notNull())
    .addColumn('input_tokens', 'bigint', (column) => column.notNull())
    .addColumn('output_tokens', 'bigint', (column) => column.notNull())
    .addColumn('estimated', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('budget_spend_key', ['hold_id', 'scope'])
    .execute();
  await schema
    .createIndex('budget_spend_period')
    .on('budget_spend')
    .columns(['scope', 'period', 'amount'])
    .execute();
}

async function usageTables(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('usage_events')
    .addColumn('id', 'varchar(36)', (column) => column.primaryKey())
    .addColumn('person', 'varchar(64)', (column) => column.notNull())
    .addColumn('kind', 'varchar(40)', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('usage_events_person').on('usage_events').columns(['person', 'at']).execute();
  await schema.createIndex('usage_events_received').on('usage_events').column('received_at').execute();
  await schema
    .createTable('usage_erasures')
    .addColumn('person', 'varchar(64)', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
}

export const migrations: Readonly<Record<string, Migration>> = {
  '0001-access': { up: firstTables },
  '0002-budget': { up: budgetTables },
  '0003-usage': { up: usageTables },
};
