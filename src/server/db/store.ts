/** Opens the store: a SQLite file by default, PostgreSQL where an address is given. */
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations.ts';
import type { StoreTables } from './schema.ts';
import { createSqliteDialect } from './sqlite-dialect.ts';

export type StoreDatabase = Kysely<StoreTables>;

export interface Store {
  readonly kind: 'sqlite' | 'postgres';
  readonly database: StoreDatabase;
  close(): Promise<void>;
}

/**
 * A transaction that outlives the process once it is committed, but perhaps not a loss of power:
 * nobody waits for the disk. For what is worth nothing after a restart.
 */
export async function swiftTransaction<Result>(
  { kind, database }: Pick<Store, 'kind' | 'database'>,
  run: (trx: Transaction<StoreTables>) => Promise<Result>,
): Promise<Result> {
  if (kind === 'postgres') {
    return database.transaction().execute(async (trx) => {
      await sql`set local synchronous_commit = off`.execute(trx);
      return run(trx);
    });
  }
  // There is one connection, and it is this one's until it is given back.
  return database.connection().execute(async (connection) => {
    await sql`pragma synchronous = normal`.execute(connection);
    try {
      return await connection.transaction().execute(run);
    } finally {
      await sql`pragma synchronous = full`.execute(connection);
    }
  });
}

export interface StoreLocation {
  /** SQLite file, or `:memory:`. */
  readonly sqlitePath: string;
  /** `postgres://…`; wins over the file. */
  readonly databaseUrl?: string | undefined;
}

/** Opens the store and brings it to the newest shape. */
export async function openStore(location: StoreLocation): Promise<Store> {
  const kind = location.databaseUrl ? 'postgres' : 'sqlite';
  const dialect = location.databaseUrl
    ? await createPostgresDialect(location.databaseUrl)
    : createSqliteDialect(location.sqlitePath);
  const database = new Kysely<StoreTables>({ dialect });
  try {
    await migrate(database);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  return { kind, database, close: () => database.destroy() };
}

async function createPostgresDialect(connectionString: string): Promise<PostgresDialect> {
  const { default: pg } = await import('pg');
  // 8-byte integers come as text by default; times and amounts here stay far below 2^53.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
  const pool = new pg.Pool({ connectionString, max: 10 });
  // An idle connection that breaks must not end the process; the next query opens a new one.
  pool.on('error', () => {});
  return new PostgresDialect({ pool });
}

async function migrate(database: StoreDatabase): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
