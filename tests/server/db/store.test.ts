import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { startPostgres } from './postgres-server.ts';
import { storeContract } from './store.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'firsthand-store-'));
const postgres = await startPostgres();

afterAll(async () => {
  if ('server' in postgres) await postgres.server.stop();
  rmSync(folder, { recursive: true, force: true });
});

storeContract('a SQLite file', async () => ({ sqlitePath: join(folder, 'store.db') }));

if ('server' in postgres) {
  const { url } = postgres.server;
  storeContract('PostgreSQL', async () => ({ sqlitePath: '', databaseUrl: url }));
} else {
  describe.skip(`the store on PostgreSQL (${postgres.reason})`, () => {
    it('is tested where PostgreSQL can run', () => {});
  });
}
